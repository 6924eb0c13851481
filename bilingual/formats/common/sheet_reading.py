"""Lines of a sheet as rows, whatever file they come from: the columns are found by the names above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bilingual.errors import ImportFailed
from bilingual.formats.common.attributes import ATTRIBUTES
from bilingual.formats.common.languages import column_of
from bilingual.formats.common.sheets import COMMENTS, CONFLICT, HEADER
from bilingual.formats.common.times import TIME
from bilingual.model import Column, Edited, EditedRow, Remark

MOST_CELLS = 1_000_000
"""Of one file: a sheet of segments has about ten for each sentence."""
_NAMED = ("id", "post", "speaker", TIME, CONFLICT, *ATTRIBUTES)
"""Columns that are known by what stands above them; those of the languages have many names."""
SEARCHED = 20
"""Lines in which the names of the columns are looked for."""


def read_sheet(lines: Iterable[tuple[int, Sequence[str]]], path: str, format: str) -> Edited:
    """The rows of a sheet of segments; `lines` come with their numbers. `ImportFailed` where it is none, or too large."""
    numbered = iter(_counted(lines, path))
    above: list[Remark] = []
    for _, (number, names) in zip(range(SEARCHED), numbered, strict=False):
        columns = _columns(names)
        if "en" in columns and ("id" in columns or "hans" in columns or "hant" in columns):
            edited = _edited(columns, names, numbered, format)
            return replace(edited, remarks=(*above, *edited.remarks))
        above += words_of_no_row(f"row {number}", names)
    fact = "The sheet is not one of segments: no line names the columns id and en."
    raise ImportFailed(fact, "Give the sheet that `translate export` wrote, its first line unchanged.", path=path)


def words_of_no_row(place: str, cells: Iterable[str]) -> Iterator[Remark]:
    """A line that is no row: above the names of the columns, or on another sheet."""
    if text := " ".join(filter(None, (cell.strip() for cell in cells))):
        yield Remark("text", place, text)


def _edited(columns: dict[str, int], names: Sequence[str], lines: Iterable[tuple[int, Sequence[str]]], format: str) -> Edited:
    rows: list[EditedRow] = []
    remarks: list[Remark] = []
    posts: dict[str, None] = {}
    settled: list[str] = []
    for number, line in lines:
        if any(cell.strip() for cell in line):
            rows.append(_row(columns, line, number))
            remarks += _remarks(columns, names, line, rows[-1])
            posts.setdefault(_cell(columns, line, "post") or "")
            if CONFLICT in columns and not (_cell(columns, line, CONFLICT) or "").strip():
                settled.append(rows[-1].id)
    named = [post for post in posts if post]
    return Edited(tuple(rows), named[0] if len(named) == 1 else "", "", format, tuple(remarks), frozenset(settled))


def _remarks(columns: dict[str, int], names: Sequence[str], line: Sequence[str], row: EditedRow) -> Iterator[Remark]:
    """Who speaks, what the program says of the row, and what stands in columns of the editor's own: comments."""
    if (speaker := _cell(columns, line, "speaker")) is not None:
        yield Remark("speaker", row.place, speaker.strip(), row.id, "en")
    cells = ((name, _cell(columns, line, name)) for name in (*ATTRIBUTES, CONFLICT))
    yield from (Remark("attribute", row.place, text.strip(), row.id, about=name) for name, text in cells if text is not None)
    for index, text in enumerate(line):
        name = names[index].strip() if index < len(names) else ""
        if text.strip() and index not in columns.values() and name.lower() not in HEADER:
            told = [line for line in text.splitlines() if line.strip()] if name.lower() == COMMENTS else [text]
            about = "" if name.lower() == COMMENTS else name
            yield from (Remark("comment", row.place, line.strip(), row.id, about=about) for line in told)


def _counted(lines: Iterable[tuple[int, Sequence[str]]], path: str) -> Iterator[tuple[int, Sequence[str]]]:
    cells = 0
    for number, line in lines:
        cells += len(line)
        if cells > MOST_CELLS:
            fact = f"The sheet has more than {MOST_CELLS:,} cells."
            raise ImportFailed(fact, "Remove what is not of the post.", path=path, line=number)
        yield number, line


def _columns(names: Sequence[str]) -> dict[str, int]:
    """Where each column of ours stands, by its name; those of the languages by what they hold."""
    found: dict[str, int] = {}
    for index, name in enumerate(names):
        plain = name.strip().lower()
        column = plain if plain in _NAMED else column_of(name) if plain else None
        if column:
            found.setdefault(column, index)
    return found


def _row(columns: dict[str, int], line: Sequence[str], number: int) -> EditedRow:
    texts: dict[Column, str | None] = {"hans": None, "hant": None, "en": None}
    for column in texts:
        texts[column] = _cell(columns, line, column)
    return EditedRow((_cell(columns, line, "id") or "").strip(), texts["hans"], texts["hant"], texts["en"], place=f"row {number}")


def _cell(columns: dict[str, int], line: Sequence[str], name: str) -> str | None:
    if name not in columns:
        return None
    return line[columns[name]] if columns[name] < len(line) else ""
