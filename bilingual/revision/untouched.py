"""What an edited Markdown file changes, and nothing else.

A finished file does not show a text to the character: bars are escaped, references written out, tags stand for marks. So
the file is written again from its records and read again: where the edited file says the same, nothing was edited; where
it does not, the difference is carried over to the text of the records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from bilingual.formats.registry import Format, format_named
from bilingual.model import (
    COLUMNS,
    Edited,
    EditedRow,
    ExportOptions,
    ImportOptions,
    Layout,
    SegmentId,
    Translation,
    Unit,
    join,
)
from bilingual.revision.carry import carry_change
from bilingual.revision.per_language import split_post


def restore_untouched(result: Translation, edited: Edited) -> Edited:
    """`edited` with the text of the records wherever nobody changed it, and with ids found again that were lost.

    Rows that such a file does not show are added as they are in the records: the file does not say that they are gone.
    """
    format = format_named(edited.format)
    if "per-language" in format.rewritten:
        return split_post(result, edited, format)
    written = [_written(result, format, layout) for layout in format.rewritten]
    nearest = min(({row.id: row for row in rows} for rows in written), key=lambda rows: _distance(edited, rows))
    records = {row.id: row for row in result.units}
    given = _without_strays(edited.rows, written)
    found = list(_found_again(given, nearest, result.units))
    rows = [_restored(row, records.get(row.id), nearest.get(row.id)) for row in found]
    unseen = (EditedRow(row.id, None, None, None, "") for row in result.units if row.id not in nearest)
    opened = {row.place: row.id for row in found if row.id in nearest and nearest[row.id].openings}
    remarks = (remark if remark.row else replace(remark, row=opened.get(remark.place, "")) for remark in edited.remarks)
    return replace(edited, rows=(*rows, *unseen), remarks=tuple(remarks))


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


def _without_strays(rows: Sequence[EditedRow], written: Iterable[Sequence[EditedRow]]) -> list[EditedRow]:
    """The rows without those that are none and look like some: what the post keeps as it is stands in the file, too."""
    strays = Counter(_texts(row) for of_layout in written for row in of_layout if not row.id)
    return [row for row in rows if row.id or not strays[_texts(row)]]


def _texts(row: EditedRow) -> tuple[str | None, ...]:
    return row.hans, row.hant, row.en


def _written(result: Translation, format: Format, layout: Layout) -> Sequence[EditedRow]:
    """The rows of the file as it was written."""
    assert format.write is not None
    assert format.read is not None
    (output,) = format.write(result, ExportOptions(layout, result.signature.variant))
    return format.read(output.data, "", ImportOptions()).rows


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
    return row.with_texts(texts)


def _text(record: str, written: str | None, edited: str | None) -> str | None:
    if edited is None or written is None or edited == written:
        return None if edited is None else record
    return edited if record == written else carry_change(record, written, edited)


def _found_again(
    rows: Sequence[EditedRow], written: Mapping[SegmentId, EditedRow], records: Sequence[Unit]
) -> Iterator[EditedRow]:
    """The rows with the ids of those that lost theirs: by their Chinese, else by where they stand."""
    there = {row.id for row in rows}
    missing = dict.fromkeys(row.id for row in records if row.id in written and row.id not in there)
    by_text: dict[tuple[str | None, bool], list[SegmentId]] = {}
    for id_ in reversed(missing):
        by_text.setdefault((written[id_].hans, bool(written[id_].openings)), []).append(id_)
    gaps = _gaps(rows, records)
    for row, gap in zip(rows, gaps, strict=True):
        if row.id or not missing:
            yield row
            continue
        unopened = _unopened(row)
        same = by_text.get((row.hans, False)) or by_text.get((unopened.hans, True)) or [] if row.hans is not None else []
        while same and same[-1] not in missing:
            same.pop()
        found = same[-1] if same else gap.only(missing, records)
        missing.pop(found, None)
        yield replace(unopened if found and written[found].openings else row, id=found)


def _unopened(row: EditedRow) -> EditedRow:
    """A row that lost its id without what stands before its texts."""
    texts = {column: (getattr(row, column) or "").removeprefix(opening).lstrip() for column, opening in row.openings.items()}
    return row.with_texts(texts)


@dataclass(frozen=True, slots=True)
class _Gap:
    """The records between the nearest rows with an id."""

    start: int
    end: int
    lost: int
    """How many rows without an id stand here, this one and those after it."""

    def only(self, missing: Collection[SegmentId], records: Sequence[Unit]) -> SegmentId:
        """The first id that is missing there, where as many are missing as have none; else nothing."""
        ids = (records[place].id for place in range(self.start, self.end))
        found = list(islice((id_ for id_ in ids if id_ in missing), self.lost + 1))
        return found[0] if len(found) == self.lost else ""


def _gaps(rows: Sequence[EditedRow], records: Sequence[Unit]) -> list[_Gap]:
    """For each row where it stands among the records."""
    places = {row.id: place for place, row in enumerate(records)}
    starts = accumulate((places.get(row.id) for row in rows), lambda start, at: start if at is None else at + 1, initial=0)
    ends, lost, end = [], 0, len(records)
    for row in reversed(rows):
        end, lost = places.get(row.id, end), 0 if row.id else lost + 1
        ends.append((end, lost))
    return [_Gap(start, end, lost) for start, (end, lost) in zip(starts, reversed(ends), strict=False)]
