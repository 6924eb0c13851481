"""The types that the stages share. Frozen, without behaviour beyond reading themselves; imports nothing of ours.

Every span is a pair of code point offsets into `Document.source`, end exclusive, unless its docstring says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Span = tuple[int, int]
BlockId = str
SegmentId = str

Column = Literal["hans", "hant", "en"]
Variant = Literal["tw", "twp", "hk", "none"]
Layout = Literal["side-by-side", "interleaved", "per-language"]
Paper = Literal["a4", "letter"]
GlossMode = Literal["inline", "first", "drop"]
Origin = Literal["machine", "human", "memory", "copy"]

CodeKind = Literal["code", "math", "html", "shortcode", "url", "note", "break", "hardbreak", "mark", "other"]
PairedCodeKind = Literal["link", "reference", "image", "emphasis", "html"]
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

TermStatus = Literal["candidate", "accepted", "rejected"]
TermKind = Literal["term", "person", "org", "product", "speaker", "phrase", "keep"]
GlossClass = Literal["translation", "expansion", "chinese-name", "short-name", "repeat", "description", "review"]
Strategy = Literal["plain", "splice", "slot", "alternative", "surrogate", "clause", "piece", "apart"]


# --- Text with markup ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Code:
    """Something opaque inside a text: the same characters in every language."""

    text: str
    """As it stands in the source."""
    kind: CodeKind
    """`break` is a soft line break with the prefix of the next line (a blank for the translator), `hardbreak` a
    forced one; `note` a footnote reference; `mark` an emphasis mark without a partner."""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class PairedCode:
    """Paired markup around a text that is translated: a link, an image with its alt text, emphasis, an HTML element."""

    open: str
    """The opening markup: `[`, `![`, `**`, `<span class="x">`."""
    inner: Text
    """What stands between."""
    close: str
    """The closing markup, link target included: `](https://…)`, `**`, `</span>`."""
    kind: PairedCodeKind
    """`reference` is a link whose label is its own text (`[简写]`, `[[页面]]`): see `with_inner`."""

    def __str__(self) -> str:
        return f"{self.open}{join(self.inner)}{self.close}"

    def with_inner(self, inner: Text) -> PairedCode:
        """The same markup around another text; a shortcut reference keeps its label.

        >>> str(PairedCode("[", ("简写",), "]", "reference").with_inner(("簡寫",)))
        '[簡寫][简写]'
        >>> str(PairedCode("[[", ("页面",), "]]", "reference").with_inner(("頁面",)))
        '[[页面|頁面]]'
        """
        if self.kind == "reference" and join(inner) != join(self.inner):
            label = join(self.inner)
            if self.open == "[[":
                return PairedCode(f"[[{label}|", inner, self.close, "link")
            return PairedCode(self.open, inner, f"][{label}]", "link")
        return replace(self, inner=inner)


@dataclass(frozen=True, slots=True)
class Gloss:
    """A term explained where it stands: `**UI**（User Interface: 用户界面）`. The fields, joined, are the source text."""

    open: str
    """Marks before the term: `**`, `“**`, `《**`, or nothing."""
    term: str
    """The term as written, without marks."""
    close: str
    """Marks after the term; empty when the parenthesis stands inside them (`**人工智能（AI）**`)."""
    lead: str
    """The opening parenthesis with its spaces, and marks around the head: `（`, ` (`, `（**`."""
    head: str
    """What stands before the first colon, or a lone English name; empty in a description."""
    separator: str
    """The colon with its spaces, or the comma before what is no name (`（Artificial Intelligence，简称AI）`), or nothing."""
    explanation: Text
    """What stands after the colon, or the whole description; may hold markup."""
    tail: str
    """The closing parenthesis, with the closing marks when they stand outside it (`）**`)."""

    def __str__(self) -> str:
        return "".join(
            (self.open, self.term, self.close, self.lead, self.head, self.separator, join(self.explanation), self.tail)
        )


@dataclass(frozen=True, slots=True)
class TermSpan:
    """A glossary term standing in a finished text; in English it is the target, byte for byte."""

    text: str
    """As it stands in this column."""
    source: str
    """The `source` of the glossary entry."""
    source_span: Span
    """Where the matched words stand in `Document.source`."""
    strategy: Strategy
    """How the engine was brought to keep it; `plain` in the source columns."""
    flags: tuple[str, ...] = ()
    """What a person might call wrong about it, known before the English is finished: `inside`, `degraded`."""

    def __str__(self) -> str:
        return self.text


Part = str | Code | PairedCode | Gloss | TermSpan
Text = tuple[Part, ...]


def join(text: Text) -> str:
    """The text with its markup, as it stands in a Markdown file."""
    return "".join(map(str, text))


def leaves(text: Text) -> Iterator[str | Code | TermSpan]:
    """The text depth first, with the markup of pairs and glosses as `Code(kind="mark")`; joined, it is `join(text)`."""
    for part in text:
        if isinstance(part, PairedCode):
            yield Code(part.open, "mark")
            yield from leaves(part.inner)
            yield Code(part.close, "mark")
        elif isinstance(part, Gloss):
            yield from _gloss_leaves(part)
        else:
            yield part


def _gloss_leaves(gloss: Gloss) -> Iterator[str | Code | TermSpan]:
    yield from (*_marks(gloss.open), gloss.term, *_marks(gloss.close))
    yield from (*_marks(gloss.lead), gloss.head, *_marks(gloss.separator))
    yield from leaves(gloss.explanation)
    yield from _marks(gloss.tail)


def _marks(text: str) -> Iterator[str | Code]:
    """What stands around a gloss's words, its emphasis marks apart: they may stand in and outside quotation marks."""
    for piece in re.split(r"([*_]+)", text):
        if piece:
            yield Code(piece, "mark") if piece[0] in "*_" else piece


def placed(text: Text, start: int = 0) -> tuple[tuple[TermSpan, int], ...]:
    """The mentions of a text in order, those in pairs included, and where each starts in `join(text)`, beyond `start`."""
    found: list[tuple[TermSpan, int]] = []
    for part in text:
        if isinstance(part, TermSpan):
            found.append((part, start))
        elif isinstance(part, PairedCode):
            found += placed(part.inner, start + len(part.open))
        start += len(str(part))
    return tuple(found)


def plain(text: Text) -> str:
    """The text as a reader sees it: marks gone, code as its own characters, line breaks as one space."""
    shown: list[str] = []
    for leaf in leaves(text):
        if isinstance(leaf, str | TermSpan):
            shown.append(str(leaf))
        elif leaf.kind in ("break", "hardbreak"):
            shown.append(" ")
        elif leaf.kind in ("code", "math", "url", "other"):
            shown.append(leaf.text.strip("`") if leaf.kind == "code" else leaf.text)
    return "".join(shown)


# --- Documents ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in a post that its author should know, though the rest of it could be read."""

    line: int
    """In the post, from 1."""
    fact: str
    """One sentence: what is so."""
    remedy: str
    """One sentence: what to do about it."""
    problem: bool = True
    """True where a part of the post was left untranslated because of it (exit code 1), False for mere news."""


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
    notices: tuple[Notice, ...] = ()
    terms: tuple[Term, ...] = ()
    """The rows of the glossaries that stand beside the post: they count for it alone, and before all others."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, heading or table cell, and where it stands in the source."""

    id: SegmentId
    """Stable across runs while the text and its place in the block stay the same."""
    block: BlockId
    parts: Text
    """Joined, they are `source[span]`; the segments of a block, joined, are the block."""
    span: Span


# --- Terms --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a glossary."""

    source: str
    """The Chinese (or Latin, or mixed) term, NFC."""
    target: str
    """Its English, byte for byte; empty means: keep the source as it is."""
    traditional: str = ""
    """The Traditional form to enforce; empty means: what OpenCC gives."""
    status: TermStatus = "accepted"
    kind: TermKind = "term"
    case: bool = True
    """Whether Latin letters must match in case."""
    aliases: tuple[str, ...] = ()
    """Other source spellings that get the same target."""
    note: str = ""
    where: str = ""
    """`file:line` of the place that glosses it."""
    extra: tuple[tuple[str, str], ...] = ()
    """Columns of the file that this program does not know, as name and value."""
    path: str = ""
    """The glossary file the row comes from; empty for one taken from a post."""
    line: int = 0
    """Its line in that file, from 1."""

    @property
    def english(self) -> str:
        """What stands in the English column."""
        return self.target or self.source


@dataclass(frozen=True, slots=True)
class Match:
    """A place in a string where a glossary term stands."""

    term: Term
    start: int
    """In code points of the string that was searched."""
    end: int


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock event: one occurrence of a term, and its target in the output."""

    source: str
    """The words in the post, as written there."""
    target: str
    source_span: Span
    """Where the words stand in the post."""
    span: Span
    """Where the target stands in the row's `en`, in code points."""
    strategy: Strategy
    flags: tuple[str, ...] = ()
    """What a person might call wrong about it: names of `bilingual.locking.questionable.FLAGS`."""


# --- Engines ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Carrier:
    """What stands for a held thing while an engine decodes: a trained slot, or a word that it is known to carry over."""

    source: str
    """As it is written in the Chinese: `⟦0⟧`, `汤姆`, `Tom`."""
    english: str
    """As it must come back, once: `⟦0⟧`, `Tom`."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What an engine made of one source string."""

    text: str
    score: float = 0.0
    """The engine's own length-normalised log probability; only comparable within one engine."""
    alternatives: tuple[str, ...] = ()
    """Further hypotheses, best first, when they were asked for."""


# --- Results ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker's name in the three columns."""

    hans: str
    hant: str
    en: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment in three languages, and how it came about."""

    id: SegmentId
    block: BlockId
    kind: BlockKind
    speaker: Speaker | None
    span: Span
    """Of the segment, in the post."""
    hans: Text
    hant: Text
    en: Text
    locks: tuple[Lock, ...] = ()
    origin: Origin = "machine"
    flags: tuple[str, ...] = ()
    """Names of checks that found something: `loop`, `residue`, `numbers` …"""
    earlier: tuple[str, ...] = ()
    """Digests (`bilingual.pipeline.earlier`) of what stood here in earlier runs: documents made then are still out there."""


@dataclass(frozen=True, slots=True)
class Signature:
    """How an output was made.

    >>> str(Signature("0.1", "argos zh_en 1.9", "3f2a91", "tw", 761))
    'bilingual 0.1|engine:argos zh_en 1.9|glossary:3f2a91|variant:tw|segments:761'
    """

    version: str
    engine: str
    glossary: str
    """The first six hexadecimal digits of the digest of the terms in force."""
    variant: Variant
    segments: int

    def __str__(self) -> str:
        return (
            f"bilingual {self.version}|engine:{self.engine}|glossary:{self.glossary}"
            f"|variant:{self.variant}|segments:{self.segments}"
        )


@dataclass(frozen=True, slots=True)
class Translation:
    """A post in three languages: what exporters write."""

    document: Document
    rows: tuple[Unit, ...]
    """One for each segment, in source order."""
    terms: tuple[Term, ...]
    """The glossary terms in force for this post."""
    signature: Signature
    speakers: dict[str, Speaker] = field(default_factory=dict)
    """By the name on the label."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What an exporter may be asked for."""

    layout: Layout = "side-by-side"
    variant: Variant = "tw"
    images: Mapping[str, bytes] = field(default_factory=dict)
    """The post's local images, by the address that stands in it: what `runners.images` could read."""
    trust_html: bool = False
    """Whether HTML of the post is used as it is on the page, programs included, instead of shown as text."""
    columns: tuple[Column, ...] = ()
    """The columns that are shown, in this order; all that there are where it is empty."""
    paper: Paper = "a4"
    flags: Mapping[str, str] = field(default_factory=dict)
    """Flags that are shown at their rows, and what each means; none by default."""
    base: str = ""
    """What leads from the folder of the finished files to the post's, with a slash at its end: `../../posts/`."""
    template: bytes = b""
    """A Word document whose styles are used; the program's own where it is empty."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What an importer may be asked for."""

    tracked: Literal["accept", "refuse"] = "accept"
    """What becomes of changes that an editor's program only proposes (Word's tracked changes)."""


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A row as it stands in a file that somebody has edited."""

    id: SegmentId
    """The `Unit.id` that the exporter wrote; empty where the file has lost it, or the row is the editor's own."""
    hans: str | None
    """As Markdown, like the other two; `None` where the file has no such column, empty where its cell is."""
    hant: str | None
    en: str | None
    place: str
    """Where it stands in that file, for messages: `row 12`, `unit 7`, `line 30`."""
    author: str = ""
    """Who changed it last, where the file says so."""
    when: str = ""
    """When, in UTC as `2025-10-01T08:30:00Z`, where the file says so."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What an importer reads from an edited file; whether anything changed is told by comparing it with the records."""

    rows: tuple[EditedRow, ...]
    """In the order of the file."""
    post: str
    """The name of the post that the file says it was made from; empty where it does not say."""
    signature: str
    """The `Signature` of the export, as a string; empty where the file does not say."""
    format: str
    """The importer's name: `docx`, `xliff` …"""


@dataclass(frozen=True, slots=True)
class Output:
    """A finished file of a post."""

    suffix: str
    """What follows the post's name: `.bilingual.md`, `.docx`, `.en.md`."""
    data: bytes


def joined(rows: tuple[Unit, ...] | list[Unit], column: Column) -> Text:
    """The rows of one block as one text; English sentences get the space that Chinese ones do not need."""
    parts: list[Part] = []
    previous = ""
    for row in rows:
        text: Text = getattr(row, column)
        shown = join(text)
        if column == "en" and previous and shown and not previous[-1].isspace() and not shown[0].isspace():
            parts.append(" ")
        parts.extend(text)
        previous = shown or previous
    return tuple(parts)
