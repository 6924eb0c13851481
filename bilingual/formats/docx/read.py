"""A Word document of ours on its way back, after Word, LibreOffice or WPS has saved it.

Rows are found by the bookmarks that `bilingual.formats.docx.bookmarks` sets: at a row's number, and where a text begins in
places that several rows share. A column is known by the head of its table, elsewhere by the style of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from bilingual.errors import ImportFailed
from bilingual.formats.common.edited_rows import united
from bilingual.formats.common.languages import column_of, language_of_file
from bilingual.formats.docx.reading.paragraphs import Piece, Reader, unsafe
from bilingual.formats.docx.reading.recorded_texts import RecordedTexts
from bilingual.formats.docx.reading.remarks import remarks
from bilingual.formats.docx.reading.tables import TEXT, Place, language, places
from bilingual.formats.docx.reading.tracked_changes import Change, Tracked, refused, settle
from bilingual.model import Column, Edited, EditedRow, ImportOptions, SegmentId
from bilingual.office.namespaces import W
from bilingual.office.word import Package, open_docx
from bilingual.sources import source_named

COLUMNS: dict[str, Column] = {"hans": "hans", "hant": "hant", "en": "en"}
BELOW = re.compile(r"below(\d+)_\d+")
OURS = "bilingual"
"""Who a document says changed it last while nobody has."""


def read_docx(data: bytes, path: str, options: ImportOptions = ImportOptions()) -> Edited:  # noqa: B008 - frozen
    """The rows of an edited document, tracked changes accepted or refused.

    Raises `ImportFailed` for a file that is damaged, encrypted, dangerous or not one of ours.
    """
    package = open_docx(data, path)
    remembered = properties(package)
    body, notes = package.parts[package.main], package.related("footnotes")
    changes = settled(body, notes, options.tracked)
    reader = _reader(package)
    found = _with_notes([*places(body, reader)], [*_notes(notes, package)])
    post, signature = remembered.get("bilingual post", ""), remembered.get("bilingual signature", "")
    if not post and not any(place.rows for place in found):
        if column := column_of(language_of_file(PurePath(path))):
            return _in_one_language(data, path, column, options)
        raise ImportFailed(
            "The document has no row that is known, and its name says no language.",
            "Import a document that `translate run` wrote, edited or not: `report.docx`, with the languages side by side, or "
            "`report.en.docx` of a post in Word, by that name.",
            path=path,
        )
    rows = _Rows(RecordedTexts(remembered), changes, _last_change(package))
    for place in found:
        rows.add(place)
    decided = frozenset(id_ for place in found for id_, others in place.conflicts if not others)
    beside = tuple(remarks(found, body, package, reader, OURS))
    return Edited(united(rows.rows), post, signature, "docx", beside, decided)


def _in_one_language(data: bytes, path: str, column: Column, options: ImportOptions) -> Edited:
    """A Word document that was a post, in another language, as `bilingual.revision.per_language` tells it apart: one row with all
    of it, in Markdown; tracked changes are refused where the post is there to tell which are its author's."""
    if options.tracked == "refuse" and options.source:
        data = refused(data, path, options.source)
    document = source_named("docx").read(data, name="", path=path, speakers=(), front_matter=())
    return Edited((EditedRow.of_post(document.source, column),), "", "", "post")


def settled(body: Any, notes: Any, tracked: Tracked) -> dict[Any, Change]:
    """Settles the tracked changes of both; who made them."""
    return settle(body, tracked) | ({} if notes is None else settle(notes, tracked))


def properties(package: Package) -> dict[str, str]:
    """The document's own properties; values that were cut into pieces are whole again."""
    found: dict[str, str] = {}
    for element in package.elements("docProps/custom.xml", "property"):
        name, value = element.get("name", ""), "".join(element.itertext())
        cut = re.fullmatch(r"(.+) (\d+)", name)
        whole = cut[1] if cut and cut[1] in found else name
        found[whole] = found.get(whole, "") + value
    return found


def _last_change(package: Package) -> Change:
    """Who saved the document last, if that was not this program."""
    elements = {key: next(package.elements("docProps/core.xml", key), None) for key in ("lastModifiedBy", "modified")}
    author, when = ("" if element is None else (element.text or "").strip() for element in elements.values())
    return Change("" if author == OURS else author, "" if author == OURS or when.startswith("1980-") else when)


def _reader(package: Package, part: str = "") -> Reader:
    tree = package.related("styles")
    styles: dict[str, str] = {}
    for element in () if tree is None else tree.iter(f"{W}style"):
        name = element.find(f"{W}name")
        styles[element.get(f"{W}styleId", "")] = "" if name is None else name.get(f"{W}val", "").lower()
    names = {element.get(f"{W}name") for tree in package.parts.values() for element in tree.iter(f"{W}bookmarkStart")}
    return Reader(styles, package.links(part), names)


def _notes(tree: Any, package: Package) -> Iterator[Place]:
    reader = _reader(package, package.notes_name)
    for number, note in enumerate(() if tree is None else tree.iter(f"{W}footnote")):
        if note.get(f"{W}type") is None:
            texts = ((language(reader.style(paragraph)), tuple(reader.pieces(paragraph))) for paragraph in note.iter(f"{W}p"))
            yield Place(f"footnote {number - 1}", note, texts=tuple(texts))


def _with_notes(found: list[Place], notes: Sequence[Place]) -> list[Place]:
    """The places of the text with the footnotes where the post has them: below the row that their mark names."""
    for note in reversed(notes):
        marks = (BELOW.fullmatch(piece.mark) for _, pieces in note.texts for piece in pieces)
        number = next((int(mark[1]) for mark in marks if mark), -1)
        at = next((index for index, place in enumerate(found, 1) if place.number == number), len(found))
        found.insert(at, note)
    return found


@dataclass(slots=True)
class _Rows:
    recorded: RecordedTexts
    changes: Mapping[Any, Change]
    last: Change
    """What is said of the document as a whole."""
    rows: list[EditedRow] = field(default_factory=list)

    def add(self, place: Place) -> None:
        """The rows of a place; one without an id where it has a text but no known row. Of rows that were joined the first
        has the text, the others are gone."""
        marked = {unsafe(found[2]) for found in _marks(place)}
        joined = place.rows[1:] if not marked else ()
        texts: dict[SegmentId, dict[Column, list[Piece]]] = {id_: {} for id_ in place.rows if id_ not in joined}
        for identity, column, piece in shares(place):
            texts.setdefault(identity, {}).setdefault(column, []).append(piece)
        change = self.changes.get(place.element, self.last)
        for identity, columns in texts.items():
            markdown: dict[Column, str] = dict.fromkeys(place.columns, "")
            markdown |= {
                column: self.recorded.markdown(identity, column, _without_bar(pieces)) for column, pieces in columns.items()
            }
            if identity or any(markdown.values()):
                row = EditedRow(identity, markdown.get("hans"), markdown.get("hant"), markdown.get("en"), place.name)
                self.rows.append(replace(row, author=change.author, when=change.when))


def _marks(place: Place) -> Iterator[re.Match[str]]:
    """The marks in its texts."""
    yield from (found for _, pieces in place.texts for piece in pieces if (found := TEXT.fullmatch(piece.mark)))


def shares(place: Place) -> Iterator[tuple[SegmentId, Column, Piece]]:
    """The row and the column of each piece: text belongs to the marks right before it, else to the place's first row."""
    marks = next(_marks(place), None)
    first = place.rows[0] if place.rows else unsafe(marks[2]) if marks else ""
    for column, pieces in place.texts:
        targets: list[tuple[SegmentId, Column]] = [(first, column)] if column else []
        fresh = False
        for piece in pieces:
            if found := TEXT.fullmatch(piece.mark):
                target = (unsafe(found[2]), COLUMNS[found[1]])
                targets, fresh = [*(targets if fresh else ()), target], True
            elif piece.text:
                column_of_style = language(piece.style)
                if column_of_style and targets and column_of_style not in {known for _, known in targets}:
                    targets = [(targets[0][0], column_of_style)]
                fresh = fresh and not piece.text.strip()
                yield from ((*target, piece) for target in targets)


def _without_bar(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Without the bar or the line break that parts a heading from the next language's."""
    with_text = [piece for piece in pieces if piece.text]
    while len(with_text) > 1 and not with_text[-1].style and with_text[-1].text.strip() in ("", "/"):
        with_text.pop()
    return with_text
