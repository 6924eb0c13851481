"""The glossary files that are edited: opened together, changed together, and each row told as it was and as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bilingual.errors import GlossaryError, UsageError, shortened
from bilingual.files import from_here
from bilingual.glossary.edit import Cells, cells_of, edit_table, index_rows
from bilingual.glossary.entries import normal_spelling
from bilingual.glossary.find import Place, find_row
from bilingual.glossary.headers import COLUMNS
from bilingual.glossary.table import Table, parse_table, read_table
from bilingual.project.glossaries import glossary_files, user_glossary
from bilingual.project.glossary.recording import write_recorded
from bilingual.project.settings import Settings

NEW_FILE = "terms.csv"
"""The file that a project's first term goes into, in `glossaries`."""


@dataclass(frozen=True, slots=True)
class RowEdit:
    """A row that was changed, added or removed."""

    path: Path
    line: int
    """Where it stands now; where it stood, of a row that was removed."""
    before: Cells | None
    """None for a row that was added."""
    after: Cells | None
    """What was written; None for a row that was removed."""


@dataclass(slots=True)
class GlossaryBook:
    """The files, and the edits that are asked for; nothing is written before `apply`."""

    tables: dict[Path, Table]
    """The nearest file first."""
    settings: Settings
    """Of the project whose history holds what is changed."""
    changes: dict[Path, dict[int, Cells | None]] = field(default_factory=dict)
    added: dict[Path, list[Cells]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that a row can have, those of the files included."""
        of_files = (name for table in self.tables.values() for name in table.shape.columns if name)
        return tuple(dict.fromkeys((*COLUMNS, *of_files)))

    def find(self, term: str) -> Place:
        """The row of a term; raises `GlossaryError` where there is none."""
        return find_row(term, self.tables)

    def change(self, place: Place, cells: Cells | None) -> None:
        """Give some cells of a row other contents, or remove the row."""
        rows = self.changes.setdefault(place.path, {})
        rows[place.record.line] = None if cells is None else {**(rows.get(place.record.line) or {}), **cells}

    def cells(self, place: Place) -> Cells:
        """The contents of a row with the edits so far."""
        return {**place.cells, **(self.changes.get(place.path, {}).get(place.record.line) or {})}

    def add(self, path: Path, cells: Cells) -> None:
        """Add a row to a file."""
        self.added.setdefault(path, []).append(cells)

    def apply(self, *, dry_run: bool) -> tuple[RowEdit, ...]:
        """Make the edits; each row that is another now. All files are checked before the first is written."""
        paths = dict.fromkeys((*self.changes, *self.added))
        after = {
            path: edit_table(self.tables[path], path, self.changes.get(path, {}), self.added.get(path, ())) for path in paths
        }
        edits: list[RowEdit] = []
        if not dry_run:
            write_recorded({path: (self.tables[path], changed) for path, changed in after.items()}, self.settings)
        for path, changed in after.items():
            before = self.tables[path]
            edits += _row_edits(path, before, changed, self.changes.get(path, {}), self.added.get(path, ()))
        return tuple(edits)


def required_glossary_files(named: Sequence[Path], settings: Settings) -> tuple[Path, ...]:
    """The glossary files that count, the nearest first; raises `GlossaryError` where there is none."""
    found = glossary_files(named, settings)
    if not found:
        raise GlossaryError("There is no glossary here.", "Build one: translate glossary build POSTS…, or name one with -g.")
    return found


def open_book(named: Sequence[Path], settings: Settings) -> GlossaryBook:
    """The files that count, to be edited."""
    return GlossaryBook({path: read_table(path) for path in required_glossary_files(named, settings)}, settings)


def open_book_to_add(named: Sequence[Path], settings: Settings) -> tuple[GlossaryBook, Path]:
    """The files that count, and the one that a new term goes into: the one named, the only one, or `glossaries/terms.csv`."""
    if named and not named[0].exists():
        return GlossaryBook({named[0]: parse_table(b"", named[0])}, settings), named[0]
    known = glossary_files(named, settings)
    of_project = [path for path in known if path != user_glossary()]
    usual = from_here(settings.root / "glossaries" / NEW_FILE)
    path = of_project[0] if len(of_project) == 1 or named else usual
    if len(of_project) > 1 and not named and usual not in of_project:
        files = ", ".join(map(str, of_project))
        raise UsageError("There are several glossaries.", f"Say which one with -g: {files}.")
    tables = {file: read_table(file) for file in known}
    opened = {path: parse_table(b"", path), **tables} if path not in tables else tables
    return GlossaryBook(opened, settings), path


def _row_edits(
    path: Path, before: Table, after: Table, changes: Mapping[int, Cells | None], added: Sequence[Cells]
) -> Iterator[RowEdit]:
    rows = index_rows(after)
    for record in before.records:
        if record.line in changes:
            old, new = cells_of(before, record), changes[record.line]
            line = record.line if new is None else rows[normal_spelling({**old, **new}["source"])][0].line
            yield RowEdit(path, line, old, new)
    for cells in added:
        (record, *_) = rows[normal_spelling(cells["source"])]
        yield RowEdit(path, record.line, None, cells_of(after, record))


def row_in_words(cells: Cells) -> str:
    """A row in a few words, for a message.

    >>> row_in_words({"source": "护城河", "target": "Moat"}), row_in_words({"source": "UI", "status": "candidate"})
    ('护城河 → Moat', 'UI → UI (candidate)')
    """
    source, status = cells["source"], shortened(cells.get("status") or "accepted")
    return f"{shortened(source)} → {shortened(cells.get('target') or source)}" + (f" ({status})" if status != "accepted" else "")
