"""What block parsing hands on: a stretch of source with one role, not yet read for its markup."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bilingual.model import BlockKind, CodeKind, Label, Span
from bilingual.sources.markdown.lines import trimmed

Style = Literal["", "plain", "single", "double", "folded", "literal", "toml"]


@dataclass(frozen=True, slots=True)
class Region:
    """A block before its text is read: its lines, each without the prefix that its container gives it."""

    kind: BlockKind
    pieces: tuple[Span, ...]
    """The text of each line, without prefix and line ending; none is empty."""
    level: int = 0
    marker: str = ""
    cell: tuple[int, int, int] | None = None
    container: int = 0
    """Which quote, list item … it stands in: paragraphs of one speaker stand in one container."""
    note: str = ""
    """The name of the footnote that it stands in."""
    key: str = ""
    style: Style = ""
    label: Label | None = None
    extent: Span | None = None
    """For opaque markup with texts in it: all of it, of which `pieces` is what stands before the first text."""
    codes: tuple[tuple[int, int, CodeKind], ...] = ()
    """Characters that are opaque for a reason of their own: escapes of the front matter."""

    @property
    def span(self) -> Span:
        """From the first piece to the end of the last."""
        return self.pieces[0][0], self.pieces[-1][1]

    def clipped(self, text: str, start: int, end: int) -> Region:
        """The part of it from `start` to `end`; without pieces when nothing is left."""
        first, last = max(bisect(self.pieces, (start, start)) - 1, 0), bisect(self.pieces, (end, end))
        return replace(self, pieces=tidy(text, ((max(a, start), min(b, end)) for a, b in self.pieces[first:last])))


def tidy(text: str, pieces: Iterable[Span]) -> tuple[Span, ...]:
    """The pieces without white space at their ends and without empty ones."""
    spans: list[Span] = [trimmed(text, span) for span in pieces if span[0] < span[1]]
    return tuple(span for span in spans if span[0] < span[1])


def with_values(text: str, whole: Region, values: Sequence[Span]) -> Iterator[Region]:
    """Opaque markup and the texts in it, each a region of its own."""
    found = [pieces for value in values if (pieces := tidy(text, [value]))]
    yield replace(whole, pieces=((whole.span[0], found[0][0][0]),), extent=whole.span) if found else whole
    yield from (Region("html", pieces, whole.level, container=whole.container) for pieces in found)
