"""Paragraphs of Word as text with looks."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bilingual.office.looks import look
from bilingual.office.namespaces import R, W

DESCENDED = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo"))


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that look alike, or a mark between them."""

    text: str = ""
    look: tuple[str, ...] = ()
    """Of `b i s u superscript subscript`, in this order."""
    style: str = ""
    """The name of the character style, in small letters."""
    target: str = ""
    """Where a link leads."""
    mark: str = ""
    """The name of a bookmark that begins here; such a piece has no text."""
    raw: bool = False
    """Whether the text is Markdown already: a footnote's mark, a picture."""


@dataclass(slots=True)
class Field:
    """A field that is written in pieces (17.16.18)."""

    instruction: str = ""
    in_result: bool = False
    """Whether its result has begun."""


@dataclass(slots=True)
class Reader:
    """Reads the paragraphs of one part."""

    styles: Mapping[str, str]
    """Names of styles in small letters, by id."""
    links: Mapping[str, str]
    """Addresses by relationship."""
    names: Container[str] = ()
    """All bookmarks of the document."""
    note: str = ""
    """The footnote whose bookmark began last."""
    fields: list[Field] = field(default_factory=list)
    """Those that are open, the innermost last."""

    def pieces(self, paragraph: Any) -> list[Piece]:
        """The text of a paragraph and the bookmarks in it, in order."""
        return [*self._children(paragraph, "")]

    def style(self, paragraph: Any) -> str:
        """The name of a paragraph's style, in small letters."""
        element = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._name(element)

    def _name(self, element: Any) -> str:
        identity = "" if element is None else element.get(f"{W}val", "")
        return self.styles.get(identity, identity.lower())

    def _children(self, parent: Any, target: str) -> Iterator[Piece]:
        for child in parent:
            if child.tag == f"{W}r":
                yield from self._run(child, target)
            elif child.tag == f"{W}bookmarkStart":
                yield from self._bookmark(child.get(f"{W}name", ""))
            elif child.tag == f"{W}hyperlink":
                yield from self._children(child, self.links.get(child.get(f"{R}id", ""), ""))
            elif child.tag == f"{W}fldSimple":
                note = note_of(child.get(f"{W}instr", ""))
                yield from (note,) if note else self._children(child, target)
            elif child.tag in DESCENDED:
                yield from self._children(child, target)

    def _bookmark(self, name: str) -> Iterator[Piece]:
        """A bookmark. LibreOffice calls it a copy in a footnote as well, where there is no other; a real copy is none."""
        name_of_original = re.sub(r"(_Copy_\d+)+$", "", name)
        if name_of_original != name and name_of_original in self.names:
            return
        if re.match(r"note\d", name_of_original):
            self.note = name_of_original
        yield Piece(mark=name_of_original)

    def _run(self, run: Any, target: str) -> Iterator[Piece]:
        properties = run.find(f"{W}rPr")
        looks, style = self._look(properties)
        for child in run:
            if child.tag == f"{W}fldChar":
                yield from self._field(child.get(f"{W}fldCharType", ""))
            elif child.tag == f"{W}instrText":
                if self.fields:
                    self.fields[-1].instruction += child.text or ""
            elif not any(outer.in_result and note_of(outer.instruction) for outer in self.fields):
                address = target or next(filter(None, (_address(outer.instruction) for outer in self.fields)), "")
                yield from self._content(child, Piece(look=looks, style=style, target=address))

    def _content(self, child: Any, like: Piece) -> Iterator[Piece]:
        if child.tag == f"{W}t":
            yield replace(like, text=child.text or "")
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield replace(like, text="\n", look=(), style="")
        elif child.tag == f"{W}tab":
            yield replace(like, text=" ")
        elif child.tag == f"{W}noBreakHyphen":
            yield replace(like, text="-")
        elif child.tag == f"{W}footnoteReference":
            yield Piece(label(self.note), raw=True)
        elif child.tag == f"{W}drawing" or child.tag.endswith("}AlternateContent"):
            about = next(child.iter("{*}docPr"), None)
            if about is not None and about.get("name") and next(child.iter("{*}blip", "{*}imagedata"), None) is not None:
                yield Piece(f"![{about.get('descr', '')}]({about.get('name')})", raw=True)

    def _field(self, kind: str) -> Iterator[Piece]:
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
            note = note_of(self.fields[-1].instruction)
            yield from (note,) if note else ()
        elif kind == "end":
            del self.fields[-1:]

    def _look(self, properties: Any) -> tuple[tuple[str, ...], str]:
        if properties is None:
            return (), ""
        style = self._name(properties.find(f"{W}rStyle"))
        return look(properties, style), style


def note_of(instruction: str) -> Piece | None:
    """The mark of the footnote that a field refers to.

    >>> note_of(" NOTEREF note1_leak \\\\h ").text
    '[^leak]'
    """
    found = re.match(r"\s*NOTEREF\s+(note\d\S*)", instruction)
    return Piece(label(found[1]), raw=True) if found else None


def label(bookmark: str) -> str:
    """A footnote's mark in Markdown, by its bookmark."""
    number, _, name = bookmark.removeprefix("note").partition("_")
    return f"[^{unsafe(name) or number}]"


def unsafe(name: str) -> str:
    """What a bookmark's name stands for: see `bilingual.formats.docx.bookmarks`.

    >>> unsafe("2504908979_7e2"), unsafe("_u6ce8_1")
    ('2504908979~2', '注1')
    """
    return re.sub(r"_(?:u([0-9a-f]+)_|([0-9a-f]{2}))", lambda found: chr(int(found[1] or found[2], 16)), name)


def _address(instruction: str) -> str:
    found = re.match(r'\s*HYPERLINK\s+"([^"]+)"', instruction)
    return found[1] if found else ""
