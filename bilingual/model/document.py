"""A post: its source, which is never re-rendered, and the blocks and segments that are spans into it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from bilingual.model.diagnostic import Diagnostic
from bilingual.model.reading import as_read
from bilingual.model.term import Term
from bilingual.model.text import Code, Part, Span, Text

BlockId = str
SegmentId = str
BlockKind = Literal[
    "front",
    "heading",
    "paragraph",
    "turn",
    "item",
    "cell",
    "quote",
    "note",
    "html",  # translated
    "code",
    "markup",
    "rule",
    "off",  # kept as they are
]
OPAQUE_KINDS: frozenset[BlockKind] = frozenset({"code", "markup", "rule", "off"})
"""Blocks that are never translated: they have no segments and no rows."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A name that a post lists in its front matter (`people: [sam-altman]`)."""

    key: str
    value: str
    """As it stands there, often as a slug."""
    line: int
    """In the post, from 1."""


@dataclass(frozen=True, slots=True)
class Label:
    """The speaker's label that opens a turn: `**主持人**: `. It never reaches the translator."""

    name: str
    """The bare name: `主持人`."""
    span: Span
    """The whole label with its marks, colon and spaces."""
    name_span: Span
    """The name alone: what a translated post replaces."""
    closing: Span | None = None
    """Where the turn is a remark on the label (`李想（笑）：好`): the marks and spaces from the remark to the words."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, turn, list item, table cell, front-matter value …: a stretch of source with one role."""

    id: BlockId
    """Unique in the document; the same across runs while the block's text is the same."""
    kind: BlockKind
    span: Span
    """The translated text alone, without list markers, heading marks, table bars, quotes or the speaker's label."""
    parts: Text
    """Joined, they are `source[span]`."""
    line: int
    """Where it starts in the post, from 1."""
    level: int = 0
    """Heading level 1–6; nesting depth of lists and quotes elsewhere."""
    marker: str = ""
    """List marker as a reader sees it (`-`, `1.`), or a footnote's name."""
    cell: tuple[int, int, int] | None = None
    """Table, row and column of a cell, each from 0; the header is row 0."""
    key: str = ""
    """The front-matter key of a value."""
    label: Label | None = None
    """Who speaks, for a turn."""
    style: Literal["", "plain", "single", "double", "folded", "literal", "toml"] = ""
    """How a front-matter value is written, so that its translation can be written back."""
    note: str = ""
    """The name of the footnote that it is, or stands in."""
    extent: Span | None = None
    """For opaque markup with texts in it, such as a shortcode with a caption: all of it. The texts are blocks of their own."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of a post that is heard, or is on the screen, at a time."""

    span: Span
    """Its text with the marks in it, without its times."""
    start: int
    """Milliseconds from the beginning."""
    end: int | None = None
    """Milliseconds; None where the post does not say it."""
    on_screen: bool = True
    """Whether it is read from start to end while it is heard, as subtitles are; a transcript is read at leisure."""


@dataclass(frozen=True, slots=True)
class Document:
    """A post: its source, which is never re-rendered, and spans into it."""

    name: str
    """The post's name: the file name without its suffix."""
    path: str
    """The file as the user named it, for messages; empty for text from elsewhere."""
    source: str
    """Every character of the post, byte order mark and line endings included."""
    blocks: tuple[Block, ...]
    """In source order; spans rise and never overlap."""
    front_matter: Span | None = None
    """From the opening delimiter to the end of the closing one's line."""
    notices: tuple[Diagnostic, ...] = ()
    terms: tuple[Term, ...] = ()
    """The rows of the glossaries that stand beside the post: they count for it alone, and before all others."""
    format: str = "markdown"
    """The name of the source that read it."""
    cues: tuple[Cue, ...] = ()
    """Of subtitles and transcripts: what is heard when, in source order. A block may reach over several, and a cue hold several
    blocks."""
    file: bytes = field(default=b"", repr=False)
    """The post's file, where it is more than its text and is written again from it: a Word document. Records do not hold it."""

    def words(self, span: Span) -> str:
        """What the author wrote between two places, by which it is remembered: the source, without the times between cues."""
        if not self.cues:
            return self.source[slice(*span)]
        at = bisect_right(self.blocks, span[0], key=lambda block: block.span[0]) - 1
        if at < 0 or span[1] > self.blocks[at].span[1]:
            return self.source[slice(*span)]
        position, found = self.blocks[at].span[0], list[Part]()
        for part in self.blocks[at].parts:
            start, end = (min(max(place - position, 0), len(str(part))) for place in span)
            position += len(str(part))
            if start < end:
                found.append(part if isinstance(part, Code) else str(part)[start:end])
        return as_read(tuple(found))


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, heading or table cell, and where it stands in the source."""

    id: SegmentId
    """Stable across runs while the text and its place in the block stay the same."""
    block: BlockId
    parts: Text
    """Joined, they are `source[span]`; the segments of a block, joined, are the block."""
    span: Span
