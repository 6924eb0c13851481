"""What a format may be asked for, what it writes, and what an edited file says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bilingual.model.document import SegmentId
from bilingual.model.site import Site
from bilingual.model.text import Column
from bilingual.model.unit import Variant

Layout = Literal["side-by-side", "interleaved", "per-language"]
Paper = Literal["a4", "letter"]
Audience = Literal["reader", "editor"]
"""Whom a Word document is for: a reader has no comments; an editor has those of people and what checks found."""
GlossMode = Literal["inline", "first", "drop"]
DetailsMode = Literal["text", "original"]
"""What English in a fold is: a text of its own, or the original of what stands before it."""


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
    audience: Audience | None = None
    """Whom Word documents are for; None for people's comments, and what checks found only where `flags` are given."""
    base: str = ""
    """What leads from the folder of the finished files to the post's, with a slash at its end: `../../posts/`."""
    conflicts: Mapping[SegmentId, str] | None = None
    """What others wrote for rows that wait for a decision, to stand in a column of its own; None for no such column."""
    site: Site | None = None
    """The site whose pages the post in other languages is written for; None for no such files."""
    template: bytes = b""
    """A Word document whose styles are used; the program's own where it is empty."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What an importer may be asked for."""

    tracked: Literal["accept", "refuse"] = "accept"
    """What becomes of changes that an editor's program only proposes (Word's tracked changes)."""
    source: bytes = b""
    """The Word document that the post is: a change that was tracked in it is no editor's, and stays as it is."""


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
    openings: Mapping[Column, str] = field(default_factory=dict, repr=False)
    """What a reader of the file sees before each text: a list marker, a name. Without an id it is still in the text, since only
    the records tell whether the program printed it."""

    @classmethod
    def of_post(cls, text: str, column: Column) -> EditedRow:
        """A file that is a whole post in one language, which `bilingual.revision.per_language` tells apart."""
        return cls("", None, None, None, "line 1").with_texts({column: text})

    def with_texts(self, texts: Mapping[Column, str | None]) -> EditedRow:
        """The row with other texts in these columns."""
        return replace(self, **texts)  # type: ignore[arg-type]


RemarkKind = Literal["comment", "speaker", "term", "look", "text", "attribute"]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that stands in an edited file beside its texts.

    `comment`: what somebody wrote about a row. `speaker`: the name before a text. `term`: the target of a row of the
    document's glossary. `look`: a look that Markdown does not have. `text`: words outside of every row. `attribute`: what
    stands where the program says something of a row: its origin, its flags, its terms, what others wrote for it.
    """

    kind: RemarkKind
    place: str
    """Where it stands in that file, for messages: `row 12`."""
    text: str
    """What it says: the comment, the name, the target, the look, the words."""
    row: SegmentId = ""
    """The row that it stands at; empty where it stands at none."""
    column: Column | None = None
    about: str = ""
    """What it is about: the words that a comment or a look is on, the source of a term, which attribute."""
    author: str = ""
    when: str = ""
    """In UTC as `2025-10-01T08:30:00Z`, where the file says so."""


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
    remarks: tuple[Remark, ...] = ()
    """What stands beside the texts, whether the program wrote it there or a person."""
    settled: frozenset[SegmentId] = frozenset()
    """Rows whose cell in the column of conflicts a person emptied: what stands in the others is to count."""


@dataclass(frozen=True, slots=True)
class Output:
    """A finished file of a post."""

    suffix: str
    """What follows the post's name: `.bilingual.md`, `.docx`, `.en.md`."""
    data: bytes
