"""Blocks to segments: one sentence each, in order; joined, the segments of a block are the block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import accumulate

from bilingual.model import OPAQUE_KINDS, Block, Code, Document, PairedCode, Part, Segment, Text, join, plain
from bilingual.sources.segmentation.lines import meant_breaks
from bilingual.sources.segmentation.sentences import ATOM, CLOSING, ENDED, HARD, QUOTATIONS, SOFT, STRONG, sentences, spans

__all__ = ["segment_id", "sentences", "split"]

MASKS = {"break": SOFT, "hardbreak": HARD, "note": CLOSING, "mark": CLOSING, "comment": CLOSING}
CLOSERS = "”’」』）】》〉])\"'"


def split(document: Document) -> tuple[Segment, ...]:
    """The segments of every block that is translated, in source order."""
    seen: Counter[str] = Counter()
    blocks = (block for block in document.blocks if block.kind not in OPAQUE_KINDS)
    return tuple(segment for block in blocks for segment in _segments(block, seen))


def _segments(block: Block, seen: Counter[str]) -> Iterator[Segment]:
    start = block.span[0]
    for index, parts in enumerate(split_text(block.parts)):
        text = join(parts)
        digest = segment_id(index, text)
        seen[digest] += 1
        repeat = f"~{seen[digest]}" if seen[digest] > 1 else ""
        yield Segment(digest + repeat, block.id, parts, (start, start + len(text)))
        start += len(text)


def segment_id(index: int, text: str) -> str:
    """The id of a segment by its number in the block and its text; of several that are the same, before `~2`, `~3` …

    >>> segment_id(0, "走。")
    '454570020b'
    """
    return sha256(f"{index}\n{text}".encode()).hexdigest()[:10]


def split_text(text: Text) -> tuple[Text, ...]:
    """The sentences of a text with markup; markup is never cut.

    >>> split_text(("好。", Code("`x`", "code"), "！走。"))
    (('好。',), (Code(text='`x`', kind='code'), '！'), ('走。',))
    """
    masks = _masks(text)
    ends = [*accumulate(map(len, masks))]
    cut, first = [], 0
    for start, end in spans("".join(masks)):
        while first < len(text) and ends[first] <= start:
            first += 1
        cut.append(tuple(_cut(text, masks, ends, start, end, first)))
    return tuple(cut)


def _cut(text: Text, masks: list[str], ends: list[int], start: int, end: int, first: int) -> Iterator[Part]:
    """The parts between two places of the masked text; `first` is the part that holds the first place."""
    for index in range(first, len(text)):
        base = ends[index] - len(masks[index])
        if base >= end:
            return
        part = text[index]
        yield part[max(start - base, 0) : end - base] if isinstance(part, str) else part


def _masks(text: Text) -> list[str]:
    """Each part as the sentence rule sees it; a line break that the author meant ends a sentence as a forced one does."""
    masks = [mask(part) for part in text]
    breaks = [index for index, mask in enumerate(masks) if mask in (SOFT, HARD)]
    edges = zip([-1, *breaks], [*breaks, len(masks)], strict=True)
    meant = meant_breaks(["".join(masks[before + 1 : after]) for before, after in edges])
    for index, is_meant in zip(breaks, meant, strict=True):
        masks[index] = HARD if is_meant else masks[index]
    return masks


def mask(part: Part) -> str:
    """A part as the sentence rule sees it: text and escapes as they are, everything else as one character,
    or as a quotation where it is one that ends."""
    if isinstance(part, str):
        return part
    if isinstance(part, Code) and part.kind == "escape":
        return part.value
    if isinstance(part, Code):
        return MASKS.get(part.kind, ATOM)
    if isinstance(part, PairedCode) and part.kind in ("emphasis", "html", "link") and _ended(part):
        text = plain(part.inner).strip()
        return f"“{ENDED}”" if QUOTATIONS.get(text[-1]) == text[0] else ENDED
    return CLOSING if isinstance(part, PairedCode) and part.open == "^[" else ATOM


def _ended(pair: PairedCode) -> bool:
    last = plain(pair.inner).rstrip().rstrip(CLOSERS)[-1:]
    return bool(last) and STRONG.match(last) is not None
