"""Edits of single terms: each notes in a book what is to be done with rows; `GlossaryBook.apply` does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import GlossaryError, UsageError
from bilingual.extraction.reasons import without_reasons
from bilingual.glossary.acceptance import IN_CHINESE, Doubt, doubt_of
from bilingual.glossary.edit import Cells, arrange_rows, cells_of, index_rows, rows_of
from bilingual.glossary.entries import normal_spelling
from bilingual.glossary.find import Place, aliases_cell, row_aliases
from bilingual.glossary.sort import sort_key
from bilingual.glossary.table import Record, Table
from bilingual.lang.characters import has_chinese
from bilingual.project.glossary.book import GlossaryBook, row_in_words
from bilingual.project.glossary.recording import write_recorded
from bilingual.variants import twins


def add_term(book: GlossaryBook, path: Path, term: str, target: str, cells: Cells) -> Doubt | None:
    """Add a term to a file, accepted; `cells` are its other columns. Raises `GlossaryError` where the file has it, or has it in
    the other Chinese: a row counts for both.

    A term in doubt is a candidate unless its status is given; gives the doubt.
    """
    table = book.tables[path]
    same = (*rows_of(table, term), *(_twins_of(term, table) if has_chinese(term) else ()))
    for record in same:
        row = cells_of(table, record)
        remedy = f"Change it: translate glossary set {row['source']} target=…"
        raise GlossaryError(f"The term stands already: {row_in_words(row)}.", remedy, path=str(path), line=record.line)
    kind = "term" if target or has_chinese(term) else "keep"
    new: Cells = {"source": term, "target": target, "status": "accepted", "kind": kind, **cells}
    doubt = None if cells.get("status") and not _is_chinese(new) else doubt_of(new)
    book.add(path, {**new, "status": "candidate"} if doubt else new)
    return doubt


def _twins_of(term: str, table: Table) -> Iterator[Record]:
    """The rows of a term in the other Chinese."""
    return (record for source, records in index_rows(table).items() for record in records if twins(source, normal_spelling(term)))


def candidates(book: GlossaryBook) -> Iterator[Place]:
    """The rows that wait for review."""
    for path, table in book.tables.items():
        yield from (Place(path, table, row) for row in table.records if cells_of(table, row).get("status") == "candidate")


def judge_terms(
    book: GlossaryBook, places: Sequence[Place], status: str, note: str | None = None, *, unseen: bool = False
) -> tuple[tuple[Place, Doubt], ...]:
    """Give rows a status, and a note where there is one; gives the rows that stay candidates, and why.

    A row whose English would be Chinese is never accepted, one of a single character not `unseen`, with many others.
    """
    left: list[tuple[Place, Doubt]] = []
    for place in places:
        doubt = doubt_of(book.cells(place)) if status == "accepted" else None
        if doubt and (unseen or doubt != "one-character"):
            left.append((place, doubt))
        else:
            told = _decided_note(book.cells(place)) if note is None else {"note": note}
            book.change(place, {"status": status, **told})
    return tuple(left)


def set_cells(book: GlossaryBook, place: Place, cells: Cells) -> Doubt | None:
    """Change cells of a row; where its English would be Chinese by that, it is a candidate. Gives the doubt."""
    row = {**book.cells(place), **cells}
    is_meant = not cells.keys().isdisjoint(("source", "target", "status", "kind"))
    doubt = doubt_of(row) if is_meant and (row.get("status") or "accepted") == "accepted" and _is_chinese(row) else None
    told = _decided_note(row) if is_meant and not doubt and "note" not in cells else {}
    book.change(place, {**cells, "status": "candidate"} if doubt else {**cells, **told})
    return doubt


def _decided_note(row: Cells) -> dict[str, str]:
    """The note without why a person should look, where it says that: a person has, and what else stands there stays."""
    note = row.get("note", "")
    return {} if without_reasons(note) == note else {"note": without_reasons(note)}


def _is_chinese(row: Cells) -> bool:
    """Whether the English of a row would be Chinese."""
    return doubt_of(row) in IN_CHINESE


def rename_term(book: GlossaryBook, term: str, spelling: str) -> None:
    """Spell a term, or an alias, another way; the rest of its row stays."""
    place = book.find(term)
    if place.alias:
        names = (spelling if name == place.alias else name for name in row_aliases(book.cells(place)))
        book.change(place, {"aliases": aliases_cell(names)})
    else:
        book.change(place, {"source": spelling})


def remove_terms(book: GlossaryBook, terms: Sequence[str]) -> None:
    """Remove terms, each with every row that it has in its file; of an alias, the alias alone."""
    for place in map(book.find, terms):
        if place.alias:
            book.change(place, {"aliases": aliases_cell(name for name in row_aliases(book.cells(place)) if name != place.alias)})
        for row in () if place.alias else rows_of(place.table, place.source):
            book.change(Place(place.path, place.table, row), None)


def merge_terms(book: GlossaryBook, terms: Sequence[str], into: str) -> None:
    """Make terms aliases of another one, and remove their rows."""
    target = book.find(into)
    for place in map(book.find, terms):
        if (place.path, place.record.line) == (target.path, target.record.line):
            raise UsageError(f"“{place.alias or place.source}” is “{target.source}” already.", "Name another term.")
        cells = place.cells
        names = [cells["source"], cells.get("traditional", ""), *row_aliases(cells)]
        known = row_aliases(book.cells(target))
        book.change(target, {"aliases": aliases_cell(name for name in (*known, *names) if name and name != target.source)})
        book.change(place, None)


@dataclass(frozen=True, slots=True)
class SortedFile:
    """A file whose rows were put in order."""

    path: Path
    moved: int
    """Rows that stand elsewhere now."""
    rows: int


def sort_files(book: GlossaryBook, column: str, *, dry_run: bool = False) -> tuple[SortedFile, ...]:
    """Sort the rows of each file by a column, as one change; comments and blank lines stay. `UsageError` for no such column."""
    after: dict[Path, tuple[Table, Table]] = {}
    for path, table in book.tables.items():
        if column not in table.shape.columns:
            raise UsageError(f"There is no column “{column}”.", f"There are: {', '.join(filter(None, table.shape.columns))}.")
        after[path] = table, arrange_rows(table, path, sort_key(column))
    if not dry_run:
        write_recorded(after, book.settings)
    return tuple(SortedFile(path, _moved(*tables), len(tables[0].records)) for path, tables in after.items())


def _moved(before: Table, after: Table) -> int:
    return sum(old.cells != new.cells for old, new in zip(before.records, after.records, strict=True))
