"""TMX 1.4b, the exchange format of translation memories (https://www.gala-global.org/tmx-14b): what a file holds.

`parse` reads it and `serialize` writes it, for terms, memories and documents alike. Inline markup is level 2: paired codes as
`bpt`/`ept`, others as `ph`, each holding the markup as it stands in Markdown, so that the text with its codes, joined, is the
Markdown again. Codes of other programs hold their own markup and are left out (`Tmx.is_markdown`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from bilingual.errors import ImportFailed
from bilingual.formats.common.languages import column_of
from bilingual.model import Code, Column, Gloss, PairedCode, Text, leaves

MARKDOWN = "x-markdown"
"""`datatype` of what we write: the codes hold Markdown."""
POST, SIGNATURE, SEGMENT, SPEAKER = "x-post", "x-signature", "x-segment", "x-speaker"
"""Properties of ours: which post a file or a unit is of, how it was made, which segment a unit is of, and who speaks."""

Properties = tuple[tuple[str, str], ...]
"""Types and values of `prop` elements; a type of our own begins with `x-`."""


@dataclass(frozen=True, slots=True)
class Inline:
    """A code inside a text."""

    kind: Literal["bpt", "ept", "ph"]
    text: str
    """The markup itself."""
    pair: int = 0
    """What a `bpt` and its `ept` share, from 1."""
    type: str = ""
    """What it is: `bold`, `link`, `code` …; for the reader of the file only."""


Content = tuple[str | Inline, ...]
"""A text with its codes."""


@dataclass(frozen=True, slots=True)
class Tuv:
    """A unit in one language."""

    language: str
    """As the file names it: `zh-Hans`, `EN-US`."""
    content: Content
    who: str = ""
    """Who changed it last, else who made it."""
    when: str = ""
    """When that was: UTC, as `2025-10-01T08:30:00Z`; empty where that is not known."""
    properties: Properties = ()

    @property
    def column(self) -> Column | None:
        """The column of its language; none for languages that are not ours."""
        return column_of(self.language)


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A text in several languages: a `tu`."""

    texts: tuple[Tuv, ...]
    id: str = ""
    properties: Properties = ()
    notes: tuple[str, ...] = ()
    line: int = 0
    """Where it begins in the file, from 1; 0 for one that is to be written."""

    def text(self, column: Column) -> Tuv | None:
        """The first text in a language of that column."""
        return next((text for text in self.texts if text.column == column), None)

    def property(self, type: str) -> str:
        """The value of the first property of that type; else empty."""
        return next((value for name, value in self.properties if name == type), "")


@dataclass(frozen=True, slots=True)
class Tmx:
    """A TMX file."""

    units: tuple[TranslationUnit, ...]
    source_language: str = "zh-Hans"
    tool: str = "bilingual"
    version: str = ""
    """Of the tool."""
    datatype: str = MARKDOWN
    segments: Literal["sentence", "phrase", "paragraph", "block"] = "sentence"
    properties: Properties = field(default=())
    """Of the header."""

    @property
    def is_markdown(self) -> bool:
        """Whether the codes hold Markdown, because we wrote them."""
        return self.datatype == MARKDOWN


def content(text: Text) -> Content:
    """A marked-up text with its markup as codes.

    >>> content(("用", PairedCode("**", ("AI",), "**", "emphasis"), Code("<br>", "html")))
    ('用', Inline(kind='bpt', text='**', pair=1, type='bold'), 'AI', Inline(kind='ept', text='**', pair=1, type='bold'), \
Inline(kind='ph', text='<br>', pair=0, type='html'))
    """
    return tuple(merged(_content(text, count(1))))


def _content(text: Text, numbers: Iterator[int]) -> Iterator[str | Inline]:
    for part in text:
        if isinstance(part, PairedCode):
            number, type = next(numbers), part.role if part.role in _TYPES else part.kind
            yield Inline("bpt", part.open, number, type)
            yield from _content(part.inner, numbers)
            yield Inline("ept", part.close, number, type)
        elif isinstance(part, Gloss):
            yield from _content(tuple(leaves((part,))), numbers)
        elif isinstance(part, Code):
            yield Inline("ph", part.text, 0, part.kind)
        else:
            yield str(part)


_TYPES = frozenset({"bold", "italic"})
"""Roles that TMX has a type for (TMX 1.4b, `type`); others are told by their kind."""


def merged(parts: Iterable[str | Inline]) -> Iterator[str | Inline]:
    """The parts, with neighbouring words joined and none empty."""
    words = ""
    for part in parts:
        if isinstance(part, str):
            words += part
        else:
            yield from filter(None, (words,))
            yield part
            words = ""
    yield from filter(None, (words,))


def markdown(content: Content) -> str:
    """The text with its codes as they are: the Markdown, where `Tmx.is_markdown`.

    >>> markdown(("用", Inline("bpt", "**", 1), "AI", Inline("ept", "**", 1)))
    '用**AI**'
    """
    return "".join(part if isinstance(part, str) else part.text for part in content)


def words(content: Content) -> str:
    """The text without its codes."""
    return "".join(part for part in content if isinstance(part, str))


def bilingual_units(tmx: Tmx, path: str) -> tuple[TranslationUnit, ...]:
    """The units with Chinese and English; `ImportFailed`, naming the languages there are, where there is no such unit."""
    pairs = tuple(unit for unit in tmx.units if unit.text("en") and (unit.text("hans") or unit.text("hant")))
    if pairs:
        return pairs
    named = sorted({text.language for unit in tmx.units for text in unit.texts})
    fact = f"No unit has Chinese and English; the file's languages are {', '.join(named)}." if named else "The file is empty."
    first = tmx.units[0].line if tmx.units else None
    raise ImportFailed(fact, "Export it again with zh and en.", path=path, line=first)
