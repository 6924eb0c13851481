"""Paragraphs of Word as text with looks, and that as Markdown."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bilingual.importers.docx_open import R, W

MARKS = {"b": "**", "i": "*", "s": "~~"}
ELEMENTS = {"u": ("<u>", "</u>"), "superscript": ("<sup>", "</sup>"), "subscript": ("<sub>", "</sub>")}
OFF = frozenset({"0", "false", "off", "none"})
TOGGLES = {f"{W}b": "b", f"{W}i": "i", f"{W}strike": "s", f"{W}u": "u"}
LOOKS = {"strong": "b", "emphasis": "i", "intense emphasis": "i"}
"""Character styles that people use for emphasis."""
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
    shown: bool = False
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
        own = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._name(own)

    def _name(self, own: Any) -> str:
        identity = "" if own is None else own.get(f"{W}val", "")
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
        own = re.sub(r"(_Copy_\d+)+$", "", name)
        if own != name and own in self.names:
            return
        if re.match(r"note\d", own):
            self.note = own
        yield Piece(mark=own)

    def _run(self, run: Any, target: str) -> Iterator[Piece]:
        properties = run.find(f"{W}rPr")
        look, style = self._look(properties)
        for child in run:
            if child.tag == f"{W}fldChar":
                yield from self._field(child.get(f"{W}fldCharType", ""))
            elif child.tag == f"{W}instrText":
                if self.fields:
                    self.fields[-1].instruction += child.text or ""
            elif not any(own.shown and note_of(own.instruction) for own in self.fields):
                address = target or next(filter(None, (_address(own.instruction) for own in self.fields)), "")
                yield from self._content(child, Piece(look=look, style=style, target=address))

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
        elif child.tag == f"{W}drawing":
            about = next(child.iter("{*}docPr"), None)
            if about is not None and about.get("name"):
                yield Piece(f"![{about.get('descr', '')}]({about.get('name')})", raw=True)

    def _field(self, kind: str) -> Iterator[Piece]:
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
            note = note_of(self.fields[-1].instruction)
            yield from (note,) if note else ()
        elif kind == "end":
            del self.fields[-1:]

    def _look(self, properties: Any) -> tuple[tuple[str, ...], str]:
        if properties is None:
            return (), ""
        style = self._name(properties.find(f"{W}rStyle"))
        found = [LOOKS[style]] if style in LOOKS else []
        for own in properties:
            if own.tag in TOGGLES and own.get(f"{W}val", "1") not in OFF:
                found.append(TOGGLES[own.tag])
            elif own.tag == f"{W}vertAlign" and own.get(f"{W}val") in ELEMENTS:
                found.append(own.get(f"{W}val"))
        return tuple(sorted(set(found), key="b i s u superscript subscript".split().index)), style


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
    """What a bookmark's name stands for: see `bilingual.exporters.docx_ids`.

    >>> unsafe("2504908979_7e2"), unsafe("_u6ce8_1")
    ('2504908979~2', '注1')
    """
    return re.sub(r"_(?:u([0-9a-f]+)_|([0-9a-f]{2}))", lambda found: chr(int(found[1] or found[2], 16)), name)


def _address(instruction: str) -> str:
    found = re.match(r'\s*HYPERLINK\s+"([^"]+)"', instruction)
    return found[1] if found else ""


# --- Markdown ------------------------------------------------------------------------------------


def markdown(pieces: Sequence[Piece]) -> str:
    """The pieces as Markdown, without blanks at the edges.

    >>> markdown([Piece("非常", ("b",)), Piece("重要 ", ("b", "i")), Piece("。")])
    '**非常*重要*** 。'
    """
    spans = [(text, marks) for text, marks in _parted(pieces) if text]
    written: list[str] = []
    opened: list[str] = []
    for at, (text, wanted) in enumerate(spans):
        while not set(opened) <= set(wanted):
            written.append(_close(opened.pop()))
        new = [mark for mark in wanted if mark not in opened]
        for mark in sorted(new, key=lambda own: (own[:1] != "[", -_lasts(spans, at, own))):
            opened.append(mark)
            written.append(_open(mark))
        written.append(text)
    written += [_close(mark) for mark in reversed(opened)]
    return "".join(written).strip()


def _lasts(spans: Sequence[tuple[str, tuple[str, ...]]], at: int, mark: str) -> int:
    """Over how many spans a mark goes on."""
    end = next((index for index in range(at, len(spans)) if mark not in spans[index][1]), len(spans))
    return end - at


def _parted(pieces: Sequence[Piece]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Texts and the marks around them; a blank between two texts has the marks that both have."""
    parts: list[tuple[str, frozenset[str]]] = []
    for piece in pieces:
        if piece.text:
            marks = frozenset(_marks(piece))
            text = _code(piece.text) if piece.style == "code" else "<br>" if piece.text == "\n" else piece.text
            kept = piece.raw or piece.style in ("code", "kept code") or piece.text == "\n"
            split = [text] if kept else re.findall(r"\s+|\S+(?:\s+\S+)*", text)
            parts += [(part, marks) for part in split]
    words = [at for at, (text, _) in enumerate(parts) if text.strip()]
    for at, (text, marks) in enumerate(parts):
        if not text.strip():
            before = next((parts[own][1] for own in reversed(words) if own < at), frozenset())
            after = next((parts[own][1] for own in words if own > at), frozenset())
            marks = before & after & marks
        yield text, tuple(sorted(marks))


def _marks(piece: Piece) -> Iterator[str]:
    if piece.raw:
        return
    yield from piece.look
    if piece.target:
        yield f"[{piece.target}"


def _open(mark: str) -> str:
    return "[" if mark[0] == "[" else MARKS.get(mark) or ELEMENTS[mark][0]


def _close(mark: str) -> str:
    if mark[0] == "[":
        address = mark[1:]
        return f"](<{address}>)" if re.search(r"[\s<>]", address) or address.count("(") != address.count(")") else f"]({address})"
    return MARKS.get(mark) or ELEMENTS[mark][1]


def _code(text: str) -> str:
    """A code span around any text (CommonMark 6.1).

    >>> _code("a`b")
    '`` a`b ``'
    """
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest or text != text.strip() else ""
    return f"{fence}{space}{text}{space}{fence}"
