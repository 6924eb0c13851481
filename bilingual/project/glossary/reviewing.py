"""The rows of the glossaries for whoever reviews them on a page: all of them with their places, and one changed at a time."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import GlossaryError
from bilingual.files import stamp
from bilingual.glossary.acceptance import IN_CHINESE
from bilingual.glossary.edit import cells_of
from bilingual.glossary.find import Place
from bilingual.project.glossaries import glossary_files
from bilingual.project.glossary.book import GlossaryBook, open_book, open_book_to_add
from bilingual.project.glossary.editing import add_term, judge_terms, set_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.glossary.edit import Cells
    from bilingual.project.settings import Settings


@dataclass(frozen=True, slots=True)
class TermRow:
    """A row of a glossary file."""

    path: Path
    line: int
    cells: Cells
    """By the names of their columns, the user's own ones included."""


def term_rows(settings: Settings) -> tuple[TermRow, ...]:
    """Every row of the glossaries that count, the nearest file first; none where there is no glossary."""
    if not glossary_files((), settings):
        return ()
    return tuple(TermRow(place.path, place.record.line, place.cells) for place in _places(open_book((), settings)))


def glossary_state(settings: Settings) -> str:
    """What tells the glossaries as they are now from those of another time; no row is read for it."""
    told = [(str(path), stamp(path)) for path in glossary_files((), settings)]
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def change_term(settings: Settings, path: str, source: str, cells: Cells, line: int = 0) -> None:
    """Changes cells of a row, as one change that `undo` takes back; the rest of the file stays as it is.

    `line` tells rows of the same source apart. Raises `GlossaryError` where there is no such row, where a row would be accepted
    that has no English, or where somebody else is writing the file.
    """
    book = open_book((), settings)
    place = _place(book, path, source, line)
    others = {name: text for name, text in cells.items() if name != "status"}
    doubt = set_cells(book, place, others) if others else None
    left = judge_terms(book, [place], cells["status"]) if "status" in cells else ()
    if doubt or left:
        raise GlossaryError(f"“{source}” has no English that could be locked.", "Write its English, or reject it.", path=path)
    book.apply(dry_run=False)


def remove_row(settings: Settings, path: str, source: str, line: int) -> None:
    """Removes one row, as one change; others of the same source stay. Raises `GlossaryError` as `change_term` does."""
    book = open_book((), settings)
    book.change(_place(book, path, source, line), None)
    book.apply(dry_run=False)


def _place(book: GlossaryBook, path: str, source: str, line: int) -> Place:
    """The row of a source in a file; of several the one of that line."""
    alike = [place for place in _places(book) if str(place.path) == path and place.source == source]
    place = next((one for one in alike if one.record.line == line or len(alike) == 1), None)
    if place is None:
        raise GlossaryError(f"“{source}” is not there any more.", "Load the page again.", path=path)
    return place


def add_row(settings: Settings, source: str, target: str) -> None:
    """Adds a term to the project's glossary, as one change; one of a single character is a candidate.

    Raises `GlossaryError` where it stands there already or could not be locked, `UsageError` where no file is the usual one.
    """
    book, path = open_book_to_add((), settings)
    doubt = add_term(book, path, source, target, {})
    if not source or doubt in IN_CHINESE:
        raise GlossaryError(f"“{source}” has no English that could be locked.", "Write its English.", path=str(path))
    book.apply(dry_run=False)


def _places(book: GlossaryBook) -> Iterator[Place]:
    for path, table in book.tables.items():
        yield from (Place(path, table, record) for record in table.records if cells_of(table, record).get("source"))
