"""How records cut their post: into the blocks and segments that they name, whatever a parser makes of it today.

A newer version may see other blocks or other sentences in the same post. Records hold the post and the place of every
unit, so that they can stand by themselves: where the parser agrees with them its blocks are used, elsewhere blocks are made of
what the records say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from bilingual.model import OPAQUE_KINDS, Block, BlockKind, Diagnostic, Document, Label, Segment, Span, Text, overlap
from bilingual.sources import read_text
from bilingual.sources.segmentation import segment_id, split

CUT_OTHERWISE = "segmentation"
"""The name of the notice."""
_FACT = "This version cuts the post otherwise than its records do; they are used as they are."
"""The fact of the notice that a document then has."""


@dataclass(frozen=True, slots=True)
class Row:
    """Where a unit of the records stands."""

    id: str
    block: str
    kind: BlockKind
    span: Span
    speaker: str
    """The name on the label that opens its turn; empty where nobody speaks."""


def misplaced(rows: Sequence[Row], source: str) -> Row | None:
    """The first unit whose id is not that of the text at its place: the records were changed by hand.

    An id is a digest of a segment's text and its number in the block, so it tells what was cut out of the post.
    """
    for _, block in groupby(rows, key=lambda row: row.block):
        for index, row in enumerate(block):
            if row.id.partition("~")[0] != segment_id(index, source[slice(*row.span)]):
                return row
    return None


def in_order(rows: Sequence[Row]) -> bool:
    """Whether the units stand one after the other, and those of a block next to each other."""
    starts_later = all(row.span[1] <= after.span[0] for row, after in pairwise(rows))
    joined = all(row.block != after.block or row.span[1] == after.span[0] for row, after in pairwise(rows))
    blocks = [block for block, _ in groupby(row.block for row in rows)]
    return starts_later and joined and len(blocks) == len(set(blocks))


def cut_as_recorded(parsed: Document, rows: Sequence[Row], path: str) -> tuple[Document, dict[str, Segment]]:
    """The document with the blocks that the records name, and their segments by id.

    `parsed` is the post as this version reads it, without blocks where it cannot be read again. Where it is read otherwise than
    the records cut it, the document has a notice.
    """
    segments = split(parsed)
    known = {segment.id: segment for segment in segments}
    if [_place(segment) for segment in segments] == [(row.id, row.block, row.span) for row in rows]:
        return parsed, known
    recorded = {block: list(within) for block, within in groupby(rows, key=lambda row: row.block)}
    same = _same_blocks(segments, recorded)
    made = {block: _made(within, parsed) for block, within in recorded.items() if block not in same}
    taken = [block.span for block in made.values()]
    others = [
        block if block.id in same or block.kind in OPAQUE_KINDS else replace(block, kind="off")
        for block in parsed.blocks
        if block.id in same or not any(overlap(block.span, span) for span in taken)
    ]
    others = [replace(block, id=f"{block.id}-now") if block.id in made else block for block in others]
    blocks = sorted((*others, *made.values()), key=lambda block: block.span)
    remedy = f"To cut it anew: translate run {path or 'POST'}."
    notices = [Diagnostic(CUT_OTHERWISE, _FACT, remedy, line=1, severity="note")] if parsed.blocks else []
    found = {row.id: _segment(row, known, parsed) for row in rows}
    return replace(parsed, blocks=tuple(blocks), notices=(*parsed.notices, *notices)), found


def cut_notice(document: Document) -> Diagnostic | None:
    """The notice of a document that this version would cut otherwise than its records do; None where it would not."""
    return next((notice for notice in document.notices if notice.name == CUT_OTHERWISE), None)


def _place(segment: Segment) -> tuple[str, str, Span]:
    return segment.id, segment.block, segment.span


def _same_blocks(segments: Sequence[Segment], recorded: Mapping[str, Sequence[Row]]) -> frozenset[str]:
    """The blocks that are cut today as the records cut them."""
    today = {block: [_place(segment) for segment in within] for block, within in groupby(segments, key=lambda s: s.block)}
    return frozenset(
        block for block, within in recorded.items() if today.get(block) == [(row.id, row.block, row.span) for row in within]
    )


def _made(rows: Sequence[Row], parsed: Document) -> Block:
    """A block of the records: its text from the post, its level, marker or cell from the block that stands there today."""
    first, span = rows[0], (rows[0].span[0], rows[-1].span[1])
    there = next((block for block in parsed.blocks if block.kind == first.kind and overlap(block.span, span)), None)
    kind: BlockKind = "paragraph" if first.kind == "cell" and there is None else first.kind
    plain = Block(first.block, kind, span, (), 0, level=1 if kind == "heading" else 0)
    block = plain if there is None else replace(there, id=first.block, span=span, label=None)
    line = parsed.source.count("\n", 0, span[0]) + 1
    parts = read_text(parsed.source[slice(*span)], ())
    return replace(block, parts=parts, line=line, label=_label(first, parsed.source) if kind == "turn" else None)


def _label(row: Row, source: str) -> Label | None:
    """The label before a turn, on the same line."""
    begin = max(source.rfind("\n", 0, row.span[0]), source.rfind("\r", 0, row.span[0])) + 1
    at = source.rfind(row.speaker, begin, row.span[0]) if row.speaker else -1
    return None if at < 0 else Label(row.speaker, (begin, row.span[0]), (at, at + len(row.speaker)))


def _segment(row: Row, known: Mapping[str, Segment], parsed: Document) -> Segment:
    segment = known.get(row.id)
    if segment is not None and segment.span == row.span:
        return replace(segment, block=row.block)
    parts: Text = read_text(parsed.source[slice(*row.span)], ())
    return Segment(row.id, row.block, parts, row.span)
