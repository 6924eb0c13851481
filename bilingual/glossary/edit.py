"""Edits of a glossary file: each changes the lines of its rows and no others, and leaves no fault that was not there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bilingual.errors import GlossaryError
from bilingual.glossary.entries import judge_rows, normal_spelling
from bilingual.glossary.headers import COLUMNS
from bilingual.glossary.row_text import header_line, row_line, with_cells
from bilingual.glossary.table import Record, Shape, Table, parse_lines

Cells = Mapping[str, str]
"""The contents of some columns, by name."""
Changes = Mapping[int, Cells | None]
"""By the line where a row begins: new contents of some of its cells, or None to remove it."""
USUAL = {"status": "accepted", "kind": "term", "case": "yes"}
"""What an empty cell, or a column that is not there, means."""


def rows_of(table: Table, source: str) -> tuple[Record, ...]:
    """The rows whose source is `source`, the one in force first; rows that cannot be used included."""
    return index_rows(table).get(normal_spelling(source), ())


def index_rows(table: Table) -> dict[str, tuple[Record, ...]]:
    """The rows of a table by their source."""
    column, found = table.shape.columns.index("source"), dict[str, tuple[Record, ...]]()
    for record in table.records:
        if column < len(record.cells):
            source = normal_spelling(record.cells[column])
            found[source] = (*found.get(source, ()), record)
    return found


def cells_of(table: Table, record: Record) -> dict[str, str]:
    """The contents of a row by the names of its columns; an empty one for each cell that a short row lacks."""
    values = [*map(str.strip, record.cells), *("" for _ in table.shape.columns)]
    return {name: value for name, value in zip(table.shape.columns, values, strict=False) if name}


def edit_table(table: Table, path: Path, changes: Changes, added: Sequence[Cells] = ()) -> Table:
    """The table with rows changed, removed, and added at its end. A column that the file lacks is added to its header.

    Raises `GlossaryError` where that would make a fault that the file did not have, where the file has no header to
    name a new column in, or where its format cannot hold what is asked.
    """
    after = edit_unchecked(table, path, changes, added)
    _check_faults(table, after, path)
    _check_added(after, added, path)
    return after


def edit_unchecked(table: Table, path: Path, changes: Changes, added: Sequence[Cells] = ()) -> Table:
    """The same without looking for faults: for rows that a person has yet to review."""
    before = _with_columns(table, [*filter(None, changes.values()), *added], path)
    lines = list(before.lines)
    for record in before.records:
        if record.line in changes:
            lines[record.line - 1 : record.line - 1 + record.count] = _rewritten(before, record, changes[record.line])
    lines += _addition(before, lines, added)
    return parse_lines("".join(lines), before.shape, path)


def _rewritten(table: Table, record: Record, cells: Cells | None) -> list[str]:
    """The row's new lines; as many items as it had lines, so that the numbers of the others hold."""
    if cells is None:
        return [""] * record.count
    old = cells_of(table, record)
    changed = {name: text for name, text in cells.items() if name in old and old[name] != text}
    start = record.line - 1
    written = "".join(table.lines[start : start + record.count])
    return [with_cells(written, changed, table.shape) if changed else written, *[""] * (record.count - 1)]


def _addition(table: Table, lines: Sequence[str], added: Sequence[Cells]) -> list[str]:
    """The new rows, begun on a line of their own, under a header where the file has nothing yet."""
    if not added:
        return []
    last = next((line for line in reversed(lines) if line), "")
    start = [table.shape.newline] if last and not last.endswith(("\n", "\r")) else []
    first = [] if table.header or not table.shape.has_header else [header_line(table.shape)]
    return [*start, *first, *(row_line(cells, table.shape) for cells in added)]


def _with_columns(table: Table, rows: Iterable[Cells], path: Path) -> Table:
    """The table with the columns that the rows need, in its header; an empty file gets the usual ones to be written."""
    table = replace(table, shape=new_shape(table))
    wanted = dict.fromkeys(name for cells in rows for name, text in cells.items() if text not in ("", USUAL.get(name)))
    missing = tuple(name for name in wanted if name not in table.shape.columns)
    if not missing:
        return table
    columns = (*table.shape.columns, *missing)
    if not table.shape.has_header:
        fact = f"The file has no header; its columns are {', '.join(table.shape.columns)}, and none is “{missing[0]}”."
        raise GlossaryError(fact, f"Write `{table.shape.delimiter.join(columns)}` as its first line.", path=str(path))
    shape, lines = replace(table.shape, columns=columns), list(table.lines)
    if table.header:
        names = dict(zip(missing, missing, strict=True))
        lines[table.header - 1] = with_cells(lines[table.header - 1], names, shape)
    return replace(table, shape=shape, lines=tuple(lines))


def new_shape(table: Table) -> Shape:
    """How new rows are written: a file without any row gets the usual columns and a header."""
    is_empty = not (table.shape.has_header or table.records or table.broken)
    return replace(table.shape, columns=COLUMNS, has_header=True) if is_empty else table.shape


def _check_faults(before: Table, after: Table, path: Path) -> None:
    """Raises where `after` has faults that `before` does not have; their line numbers may differ."""
    known = Counter(map(_without_line, judge_rows(before, path)[1]))
    new = []
    for problem in judge_rows(after, path)[1]:
        known[_without_line(problem)] -= 1
        if known[_without_line(problem)] < 0:
            new.append(problem)
    if new:
        raise GlossaryError(new[0].fact, f"{new[0].remedy} Nothing was written.", path=str(path), problems=tuple(new[1:]))


def _check_added(after: Table, added: Sequence[Cells], path: Path) -> None:
    """Raises where a row cannot be read back: a table of tabs cannot hold every text."""
    found = index_rows(after) if added else {}
    for cells in added:
        if normal_spelling(cells["source"]) not in found:
            fact = f"“{cells['source']}” cannot be written in a file of this kind; nothing was written."
            raise GlossaryError(fact, "Keep it in a CSV file with a header.", path=str(path))


def _without_line(problem: GlossaryError) -> str:
    return re.sub(r"\bline \d+", "line", problem.fact)


def arrange_rows(table: Table, path: Path, key: Callable[[Cells], str]) -> Table:
    """The table with its rows in the order of `key`. Comments, blank lines and broken lines stay where they are.

    Rows are sorted among themselves between two of those, so that a comment stays above the rows it is about.
    """
    lines = [line if line.endswith(("\n", "\r")) else line + table.shape.newline for line in table.lines]
    is_sorted = True
    for run in _runs(table):
        ordered = sorted(run, key=lambda record: key(cells_of(table, record)))
        if ordered != run:
            start, end, is_sorted = run[0].line - 1, run[-1].line - 1 + run[-1].count, False
            lines[start:end] = [line for record in ordered for line in lines_of(lines, record)]
    return table if is_sorted else parse_lines("".join(lines), table.shape, path)


def lines_of(lines: Sequence[str], record: Record) -> Sequence[str]:
    """The lines of a row."""
    return lines[record.line - 1 : record.line - 1 + record.count]


def _runs(table: Table) -> Iterable[list[Record]]:
    """Rows that stand one right after another."""
    run: list[Record] = []
    for record in table.records:
        if run and run[-1].line + run[-1].count != record.line:
            yield run
            run = []
        run.append(record)
    if run:
        yield run
