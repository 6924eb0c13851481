"""What an edited Markdown file changes, and nothing else.

A finished file does not show a text to the character: bars are escaped, references written out, tags stand for marks. So
the file is written again from its records and read again: where the edited file says the same, nothing was edited; where
it does not, the difference is carried over to the text of the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bilingual.exporters import export
from bilingual.importers import importer
from bilingual.model import Bilingual, Column, Edited, EditedRow, ExportOptions, ImportOptions, Layout, Row, SegmentId, join

COLUMNS: tuple[Column, ...] = ("hans", "hant", "en")
LAYOUTS: tuple[Layout, ...] = ("side-by-side", "interleaved")


def faithful(result: Bilingual, edited: Edited) -> Edited:
    """`edited` with the text of the records wherever nobody changed it, and with ids found again that were lost.

    Rows that such a file does not show are added as they are in the records: the file does not say that they are gone.
    """
    written = [_written(result, layout) for layout in LAYOUTS]
    own = min(written, key=lambda one: _distance(edited, one))
    records = {row.id: row for row in result.rows}
    rows = [_kept(row, records.get(row.id), own.get(row.id)) for row in _found_again(edited.rows, own, result.rows)]
    unseen = (EditedRow(row.id, None, None, None, "") for row in result.rows if row.id not in own)
    return replace(edited, rows=(*rows, *unseen))


def _written(result: Bilingual, layout: Layout) -> Mapping[SegmentId, EditedRow]:
    """The rows of the file as it was written, by their ids."""
    (output,) = export(result, "md", ExportOptions(layout, result.signature.variant))
    return {row.id: row for row in importer("md")(output.data, "", ImportOptions()).rows}


def _distance(edited: Edited, written: Mapping[SegmentId, EditedRow]) -> int:
    """How many cells differ."""
    return sum(
        getattr(row, column) not in (None, getattr(written[row.id], column))
        for row in edited.rows
        if row.id in written
        for column in COLUMNS
    )


def _kept(row: EditedRow, record: Row | None, written: EditedRow | None) -> EditedRow:
    if record is None or written is None:
        return row
    texts = {column: _text(join(getattr(record, column)), getattr(written, column), getattr(row, column)) for column in COLUMNS}
    return replace(row, **texts)  # type: ignore[arg-type]


def _text(record: str, written: str | None, edited: str | None) -> str | None:
    if edited is None or written is None or edited == written:
        return None if edited is None else record
    return edited if record == written else carried(record, written, edited)


def carried(record: str, written: str, edited: str) -> str:
    r"""The change from `written` to `edited`, made in `record`; `edited` itself where it touches what is not the same there.

    >>> carried("use a\\|b or [x][y] now", "use a|b or [x](<z.md>) now", "use a|b or [x](<z.md>) later")
    'use a\\|b or [x][y] later'
    """
    if re.sub(" +", " ", record).strip() == written:
        return f"{record[: len(record) - len(record.lstrip())]}{edited}{record[len(record.rstrip()) :]}"
    first, last = _places(record, written)
    result, position = [], 0
    for kind, start, end, new, new_end in SequenceMatcher(None, written, edited, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        begins, ends = last.get(start), first.get(end)
        if begins is not None and (start == end or not record[first[start] : begins].strip("\\")):
            begins = first[start]  # an escape goes with what it escapes
        if begins is None or ends is None or not position <= begins <= ends:
            return edited
        result += [record[position:begins], edited[new:new_end]]
        position = ends
    return "".join([*result, record[position:]])


def _places(record: str, written: str) -> tuple[dict[int, int], dict[int, int]]:
    """Where each place of `written` that stands beside a character of `record` is there: before and behind what is only there."""
    first, last = {0: 0}, {0: 0}
    for there, here, size in SequenceMatcher(None, record, written, autojunk=False).get_matching_blocks():
        for offset in range(size + 1):
            first.setdefault(here + offset, there + offset)
            last[here + offset] = there + offset
    return first, last


def _found_again(
    rows: Sequence[EditedRow], written: Mapping[SegmentId, EditedRow], records: Sequence[Row]
) -> Iterator[EditedRow]:
    """The rows with the ids of those that lost theirs: by their Chinese, else by where they stand."""
    missing = [row.id for row in records if row.id in written and row.id not in {own.id for own in rows}]
    for index, row in enumerate(rows):
        if row.id or not missing:
            yield row
            continue
        same = [id_ for id_ in missing if row.hans is not None and written[id_].hans == row.hans]
        found = same[0] if same else _between(rows, index, missing, records)
        if found:
            missing.remove(found)
        yield replace(row, id=found)


def _between(rows: Sequence[EditedRow], index: int, missing: Sequence[SegmentId], records: Sequence[Row]) -> SegmentId:
    """The id that is missing between the neighbours, where as many are missing there as have none; else nothing."""
    order = [row.id for row in records]
    before = next((order.index(row.id) for row in reversed(rows[:index]) if row.id in order), -1)
    after = next((order.index(row.id) for row in rows[index:] if row.id in order), len(order))
    gap = [id_ for id_ in order[before + 1 : after] if id_ in missing]
    lost = 0
    for row in rows[index:]:
        if row.id:
            break
        lost += 1
    return gap[0] if gap and len(gap) == lost else ""
