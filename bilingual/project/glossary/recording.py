"""Glossary files written so that it can be undone: the rows that a person changed stand in the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bilingual.errors import GlossaryError
from bilingual.glossary.edit import Cells, arrange_rows, cells_of, edit_unchecked, index_rows, rows_of
from bilingual.glossary.files import write_glossary
from bilingual.glossary.table import Record, Table, parse_table, read_table
from bilingual.glossary.termbase import merge_terms_into
from bilingual.memory.terms import ORDER, TermEdit
from bilingual.model import Term
from bilingual.project.memories import project_memory, user_name
from bilingual.project.settings import Settings
from bilingual.runners.replacing import remembered_name


def write_recorded(tables: Mapping[Path, tuple[Table, Table]], settings: Settings) -> None:
    """Writes glossary files, given as they were and as they are to be, as one change that `undo` takes back.

    The files and the history are written, or neither. Raises `GlossaryError` where somebody else changed a file in the meantime.
    """
    changed = {path: pair for path, pair in tables.items() if pair[0].data != pair[1].data}
    if not changed:
        return

    def write() -> list[TermEdit]:
        for path, (before, after) in changed.items():
            write_glossary(path, after.data, before=before.data if path.exists() else None)
        return [edit for path, (before, after) in changed.items() for edit in _edits(path, before, after, settings)]

    with project_memory(settings) as memory:
        memory.write_terms(who=user_name(), write=write)


def add_recorded(path: Path, terms: Sequence[Term], settings: Settings, *, dry_run: bool) -> tuple[Term, ...]:
    """Appends the terms that a glossary file does not have, as one change that `undo` takes back; the terms that were added."""
    added = merge_terms_into(path, terms, dry_run=True) if terms else ()

    def write() -> list[TermEdit]:
        before = _table(path)
        merge_terms_into(path, terms)
        return _edits(path, before, _table(path), settings)

    if added and not dry_run:
        with project_memory(settings) as memory:
            memory.write_terms(who=user_name(), write=write)
    return added


def _table(path: Path) -> Table:
    return read_table(path) if path.exists() else parse_table(b"", path)


def _edits(path: Path, before: Table, after: Table, settings: Settings) -> list[TermEdit]:
    changes = [*row_changes(before, after)]
    orders = [{"source": "", ORDER: "\n".join(_sources(table))} for table in (before, after)]
    if not changes and orders[0] != orders[1]:
        changes = [(orders[0], orders[1])]
    return [TermEdit(remembered_name(path, settings.root), old, new) for old, new in changes]


def _sources(table: Table) -> list[str]:
    return [cells_of(table, record).get("source", "") for record in table.records]


def row_changes(before: Table, after: Table) -> Iterator[tuple[Cells | None, Cells | None]]:
    """The rows that are another, were added or removed, as they were and as they are; where they stand does not count."""
    old, new = index_rows(before), index_rows(after)
    for source in dict.fromkeys((*old, *new)):
        was = [cells_of(before, record) for record in old.get(source, ())]
        is_now = [cells_of(after, record) for record in new.get(source, ())]
        same = [cells for cells in was if cells in is_now]
        for cells in same:
            was.remove(cells)
            is_now.remove(cells)
        for at in range(max(len(was), len(is_now))):
            yield (was[at] if at < len(was) else None), (is_now[at] if at < len(is_now) else None)


def put_back(edits: Sequence[TermEdit], settings: Settings) -> None:
    """Makes the rows say what they said before some edits. Raises `GlossaryError`, nothing done, where one was changed since."""
    files: dict[Path, list[TermEdit]] = {}
    for edit in edits:
        files.setdefault(settings.root / edit.file, []).append(edit)
    after = {path: _without(_table(path), path, of) for path, of in files.items()}
    for path, (before, changed) in after.items():
        write_glossary(path, changed.data, before=before.data if path.exists() else None)


def _without(table: Table, path: Path, edits: Sequence[TermEdit]) -> tuple[Table, Table]:
    """The table as it is, and as it was before the edits."""
    changes: dict[int, Cells | None] = {}
    added: list[Cells] = []
    if orders := [edit.before[ORDER].split("\n") for edit in edits if edit.is_order and edit.before]:
        return table, arrange_rows(table, path, lambda cells: _place(orders[0], cells["source"]))
    for edit in edits:
        record = _row(table, edit, path)
        if record is None and edit.before is not None:
            added.append(edit.before)
        elif record is not None:
            emptied = dict.fromkeys(edit.after or (), "")  # a column that the file got with the edit
            changes[record.line] = None if edit.before is None else {**emptied, **edit.before}
    return table, edit_unchecked(table, path, changes, added)


def _place(order: Sequence[str], source: str) -> str:
    """Where a row stood, as a key that is sorted by; rows that came later are last."""
    return f"{order.index(source) if source in order else len(order):09}"


def _row(table: Table, edit: TermEdit, path: Path) -> Record | None:
    """The row that says what it said after an edit; None where that removed it, or where the row is back already."""
    if edit.after is None:
        return None
    rows = rows_of(table, edit.after["source"])
    found = next((record for record in rows if _says(cells_of(table, record), edit.after)), None)
    if found is None and not (edit.before and any(_says(cells_of(table, record), edit.before) for record in rows)):
        fact = f"The row of “{edit.after['source']}” was changed since; nothing was done."
        raise GlossaryError(fact, "See its history: translate history " + edit.after["source"] + ".", path=str(path))
    return found


def _says(cells: Cells, wanted: Cells) -> bool:
    return all(cells.get(name, "") == text for name, text in wanted.items())


def swapped(edits: Sequence[TermEdit]) -> list[TermEdit]:
    """The edits that take some edits back."""
    return [TermEdit(edit.file, edit.after, edit.before, edit.change) for edit in edits]
