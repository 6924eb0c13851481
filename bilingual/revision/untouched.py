"""What an edited Markdown file changes, and nothing else.

A finished file does not show a text to the character: bars are escaped, references written out, tags stand for marks. So
the file is written again from its records and read again: where the edited file says the same, nothing was edited; where
it does not, the difference is carried over to the text of the records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bilingual.formats.registry import Format, format_named
from bilingual.model import Column, Edited, EditedRow, ExportOptions, ImportOptions, Layout, SegmentId, Translation, Unit, join
from bilingual.revision.carry import carry_change
from bilingual.revision.per_language import split_post

COLUMNS: tuple[Column, ...] = ("hans", "hant", "en")


def restore_untouched(result: Translation, edited: Edited) -> Edited:
    """`edited` with the text of the records wherever nobody changed it, and with ids found again that were lost.

    Rows that such a file does not show are added as they are in the records: the file does not say that they are gone.
    """
    format = format_named(edited.format)
    if "per-language" in format.rewritten:
        return split_post(result, edited, format)
    written = [_written(result, format, layout) for layout in format.rewritten]
    nearest = min(written, key=lambda rows: _distance(edited, rows))
    records = {row.id: row for row in result.units}
    rows = [_restored(row, records.get(row.id), nearest.get(row.id)) for row in _found_again(edited.rows, nearest, result.units)]
    unseen = (EditedRow(row.id, None, None, None, "") for row in result.units if row.id not in nearest)
    return replace(edited, rows=(*rows, *unseen))


def without_written_lines(result: Translation, edited: Edited) -> Edited:
    """`edited` without the remarks on lines that belong to no row and that the program writes there itself."""
    format, ours = format_named(edited.format), {line.strip() for line in result.document.source.splitlines()}
    if not any(remark.kind == "text" and remark.text not in ours for remark in edited.remarks):
        ours |= {remark.text for remark in edited.remarks}
    elif format.write is not None and format.read is not None:
        for layout in format.rewritten:
            (output,) = format.write(result, ExportOptions(layout, result.signature.variant))
            ours |= {remark.text for remark in format.read(output.data, "", ImportOptions()).remarks}
    return replace(edited, remarks=tuple(r for r in edited.remarks if r.kind != "text" or r.text not in ours))


def _written(result: Translation, format: Format, layout: Layout) -> Mapping[SegmentId, EditedRow]:
    """The rows of the file as it was written, by their ids."""
    assert format.write is not None
    assert format.read is not None
    (output,) = format.write(result, ExportOptions(layout, result.signature.variant))
    return {row.id: row for row in format.read(output.data, "", ImportOptions()).rows}


def _distance(edited: Edited, written: Mapping[SegmentId, EditedRow]) -> int:
    """How many cells differ."""
    return sum(
        getattr(row, column) not in (None, getattr(written[row.id], column))
        for row in edited.rows
        if row.id in written
        for column in COLUMNS
    )


def _restored(row: EditedRow, record: Unit | None, written: EditedRow | None) -> EditedRow:
    if record is None or written is None:
        return row
    texts = {column: _text(join(getattr(record, column)), getattr(written, column), getattr(row, column)) for column in COLUMNS}
    return replace(row, **texts)  # type: ignore[arg-type]


def _text(record: str, written: str | None, edited: str | None) -> str | None:
    if edited is None or written is None or edited == written:
        return None if edited is None else record
    return edited if record == written else carry_change(record, written, edited)


def _found_again(
    rows: Sequence[EditedRow], written: Mapping[SegmentId, EditedRow], records: Sequence[Unit]
) -> Iterator[EditedRow]:
    """The rows with the ids of those that lost theirs: by their Chinese, else by where they stand."""
    missing = [row.id for row in records if row.id in written and row.id not in {edited.id for edited in rows}]
    for index, row in enumerate(rows):
        if row.id or not missing:
            yield row
            continue
        same = [id_ for id_ in missing if row.hans is not None and written[id_].hans == row.hans]
        found = same[0] if same else _between(rows, index, missing, records)
        if found:
            missing.remove(found)
        yield replace(row, id=found)


def _between(rows: Sequence[EditedRow], index: int, missing: Sequence[SegmentId], records: Sequence[Unit]) -> SegmentId:
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
