"""TMX 1.4b, the exchange format of translation memories (https://www.gala-global.org/tmx-14b): reading and writing.

One reader and one writer for terms, memories and documents. Inline markup is level 2: paired codes as `bpt`/`ept`, others
as `ph`, each holding the markup as it stands in Markdown, so that the text with its codes, joined, is the Markdown again.
Codes of other programs hold their own markup and are left out (`Tmx.is_markdown`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, Literal

from bilingual.errors import ImportFailed
from bilingual.formats.common.languages import column_of
from bilingual.model import Code, Column, Gloss, PairedCode, Text, leaves
from bilingual.office.xml import LANG, all_text, elements, escaped, local

if TYPE_CHECKING:
    from lxml.etree import _Element

MARKDOWN = "x-markdown"
"""`datatype` of what we write: the codes hold Markdown."""
POST, SIGNATURE, SEGMENT, SPEAKER = "x-post", "x-signature", "x-segment", "x-speaker"
"""Properties of ours: which post a file or a unit is of, how it was made, which segment a unit is of, and who speaks."""
_STAMP = re.compile(r"^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$")

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


# --- Texts --------------------------------------------------------------------------------------


def content(text: Text) -> Content:
    """A marked-up text with its markup as codes.

    >>> content(("用", PairedCode("**", ("AI",), "**", "emphasis"), Code("<br>", "html")))
    ('用', Inline(kind='bpt', text='**', pair=1, type='bold'), 'AI', Inline(kind='ept', text='**', pair=1, type='bold'), \
Inline(kind='ph', text='<br>', pair=0, type='html'))
    """
    return tuple(_merged(_content(text, count(1))))


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


def _merged(parts: Iterable[str | Inline]) -> Iterator[str | Inline]:
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


# --- Writing ------------------------------------------------------------------------------------


def serialize_tmx(tmx: Tmx) -> bytes:
    """The file, a unit to a few lines, the same bytes for the same units (there is no date of writing in it)."""
    header = _attributes(
        creationtool=tmx.tool, creationtoolversion=tmx.version or "1", segtype=tmx.segments, datatype=tmx.datatype,
        srclang=tmx.source_language, adminlang="en",
    ) | {"o-tmf": "bilingual"}  # fmt: skip
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<!DOCTYPE tmx SYSTEM "tmx14.dtd">', '<tmx version="1.4">']
    lines += [f"  <header{_spelled(header)}>{_properties(tmx.properties)}</header>", "  <body>"]
    lines += [line for unit in tmx.units for line in _unit(unit)]
    return "\n".join([*lines, "  </body>", "</tmx>", ""]).encode("utf-8")


def _unit(unit: TranslationUnit) -> Iterator[str]:
    notes = "".join(f"<note>{escaped(note)}</note>" for note in unit.notes)
    yield f"    <tu{_spelled(_attributes(tuid=unit.id))}>{notes}{_properties(unit.properties)}"
    for text in unit.texts:
        stamp = re.sub(r"[-:]", "", text.when)
        dates = {"changedate": stamp, "changeid": text.who}
        attributes = {"xml:lang": text.language} | _attributes(**dates)
        yield f"      <tuv{_spelled(attributes)}>{_properties(text.properties)}<seg>{_seg(text.content)}</seg></tuv>"
    yield "    </tu>"


def _seg(content: Content) -> str:
    return "".join(escaped(part) if isinstance(part, str) else _inline(part, n) for n, part in enumerate(content, 1))


def _inline(code: Inline, number: int) -> str:
    attributes = {"i": str(code.pair)} if code.kind != "ph" else {}
    attributes |= {"x": str(code.pair or number)} if code.kind != "ept" else {}
    attributes |= {"type": code.type} if code.type and code.kind != "ept" else {}
    return f"<{code.kind}{_spelled(attributes)}>{escaped(code.text)}</{code.kind}>"


def _properties(properties: Properties) -> str:
    return "".join(f"<prop{_spelled({'type': type})}>{escaped(value)}</prop>" for type, value in properties)


def _attributes(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _spelled(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{escaped(value, quoted=True)}"' for name, value in attributes.items())


# --- Reading ------------------------------------------------------------------------------------


def parse_tmx(data: bytes, path: str) -> Tmx:
    """A TMX file of any program; `ImportFailed` with the line where it is no sound one.

    Codes keep what they hold; `it` is read as `ph`, `hi` as the text it highlights, `ut` is left out.
    """
    units: list[TranslationUnit] = []
    header: dict[str, Any] = {}
    name = ""
    for element in elements(data, path, "TMX", {"header", "tu", "tmx"}):
        name = local(element)
        if name == "header":
            header = _header(element)
        elif name == "tu":
            units.append(_read_unit(element, path))
    if name != "tmx" or not header:
        raise ImportFailed("The file is no TMX: it has no header.", "Choose a file that ends in .tmx.", path=path)
    return Tmx(tuple(units), **header)


def bilingual_units(tmx: Tmx, path: str) -> tuple[TranslationUnit, ...]:
    """The units with Chinese and English; `ImportFailed`, naming the languages there are, where there is no such unit."""
    pairs = tuple(unit for unit in tmx.units if unit.text("en") and (unit.text("hans") or unit.text("hant")))
    if pairs:
        return pairs
    named = sorted({text.language for unit in tmx.units for text in unit.texts})
    fact = f"No unit has Chinese and English; the file's languages are {', '.join(named)}." if named else "The file is empty."
    first = tmx.units[0].line if tmx.units else None
    raise ImportFailed(fact, "Export it again with zh and en.", path=path, line=first)


def _header(element: _Element) -> dict[str, Any]:
    get = element.get
    return {
        "source_language": get("srclang", ""),
        "tool": get("creationtool", ""),
        "version": get("creationtoolversion", ""),
        "datatype": get("datatype", ""),
        "segments": get("segtype", "sentence"),
        "properties": _read_properties(element),
    }


def _read_unit(element: _Element, path: str) -> TranslationUnit:
    line = element.sourceline or 0
    texts = tuple(_tuv(child, element, path) for child in element if local(child) == "tuv")
    notes = tuple(map(all_text, (child for child in element if local(child) == "note")))
    return TranslationUnit(texts, element.get("tuid", ""), _read_properties(element), notes, line)


def _tuv(element: _Element, unit: _Element, path: str) -> Tuv:
    seg = next((child for child in element if local(child) == "seg"), None)
    language = element.get(LANG) or element.get("lang") or ""
    if seg is None or not language:
        what = "text" if seg is None else "language"
        fact = f"A unit has a variant without a {what}."
        raise ImportFailed(fact, "Mend the file, or export it again.", path=path, line=element.sourceline)
    who = next(filter(None, (e.get(a) for e in (element, unit) for a in ("changeid", "creationid"))), "")
    when = next(filter(None, (_when(e.get(a)) for e in (element, unit) for a in ("changedate", "creationdate"))), "")
    return Tuv(language, tuple(_merged(_read_content(seg))), who, when, _read_properties(element))


def _when(stamp: str | None) -> str:
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if (found := _STAMP.match(stamp or "")) else ""


def _read_content(element: _Element) -> Iterator[str | Inline]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name == "hi":
            yield from _read_content(child)
        elif name in ("bpt", "ept", "ph", "it"):
            yield _code(child, name)
        yield child.tail or ""


def _code(element: _Element, name: str) -> Inline:
    kind: Any = "ph" if name == "it" else name
    number = element.get("i", "")
    return Inline(kind, all_text(element), int(number) if number.isdecimal() else 0, element.get("type", ""))


def _read_properties(element: _Element) -> Properties:
    return tuple((child.get("type", ""), all_text(child)) for child in element if local(child) == "prop")
