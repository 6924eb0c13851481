"""The pieces of a Word paragraph in their order: words with their looks, and what stands between them and is no word."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from bilingual.office.looks import OFF, look
from bilingual.office.namespaces import R, W
from bilingual.sources.encoding import FORBIDDEN

Kind = Literal["words", "break", "box", "note", "fixture"]
_FLAT = frozenset(f"{W}{name}" for name in ("smartTag", "customXml"))
_IN_TEXT = frozenset(f"{W}{name}" for name in ("ins", "moveTo"))
"""Tracked changes that put words in. What they take out (`del`, `moveFrom`) stays where it is, untouched."""
_BREAKS = frozenset(f"{W}{name}" for name in ("tab", "br", "cr", "ptab"))
_NOTES = {f"{W}footnoteReference": "", f"{W}endnoteReference": "e"}
"""References to notes, and what stands before a number in the name that the note has in Markdown."""
_SPELLINGS = frozenset(f"{W}{name}" for name in ("proofErr", "lastRenderedPageBreak"))
"""What Word remembers of its own work on words that are gone once they are translated."""
_MARKED = ("color", "highlight", "shd", "em", "bdr", "sz", "rStyle")
"""Properties of runs by which a few words stand out, besides those that Markdown has."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FORBIDDEN = re.compile(f"({FORBIDDEN.pattern}+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or what stands between words."""

    kind: Kind
    """`break` parts a text in two that are none together (a line break, a tab); a `box` is a field or a control with words in it;
    a `fixture` has no words: a bookmark, a picture, a comment's place, a text that was deleted."""
    nodes: tuple[Any, ...] = ()
    """The elements of the file that it is, those within a run too (`elements`); none for words."""
    text: str = ""
    """The words; those that a reader has in a box; a note's name."""
    properties: Any = None
    """Of the run, `w:rPr`."""
    looks: frozenset[str] = frozenset()
    """Those of Markdown (`bilingual.office.looks`), `ins` for what a tracked change put in, and what else stands out."""
    link: Any = None
    """The `w:hyperlink` around it."""
    inserted: Any = None
    """The tracked change around it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the paragraphs of one part of a document."""

    styles: Mapping[str, str]
    """The names of character styles in small letters, by id."""
    links: Mapping[str, str]
    """Addresses by relationship."""
    notes: Container[str] = field(default=())
    """The names of the notes that have a text."""

    def pieces(self, paragraph: Any) -> tuple[Piece, ...]:
        """What a paragraph holds, its own properties apart."""
        return tuple(_with_fields([*self._children(paragraph, Piece("words"))]))

    def address(self, piece: Piece) -> str:
        """Where the link around a piece leads outside of the document; empty for all others."""
        return "" if piece.link is None else self.links.get(piece.link.get(f"{R}id", ""), "")

    def _children(self, parent: Any, around: Piece) -> Iterator[Piece]:
        for child in parent:
            if child.tag == f"{W}r":
                yield from self._run(child, around)
            elif child.tag in _FLAT:
                yield from self._children(child, around)
            elif child.tag in _IN_TEXT:
                yield from self._children(child, replace(around, inserted=child))
            elif child.tag == f"{W}hyperlink" and (child.get(f"{R}id") in self.links or _is_all(child)):
                yield from self._children(child, replace(around, link=child))
            elif child.tag in (f"{W}hyperlink", f"{W}sdt", f"{W}fldSimple"):
                yield replace(around, kind="box", nodes=(child,), text=words_of(child))
            elif child.tag not in (f"{W}pPr", *_SPELLINGS):
                yield replace(around, kind="fixture", nodes=(child,))

    def _run(self, run: Any, around: Piece) -> Iterator[Piece]:
        properties = run.find(f"{W}rPr")
        looks = self._looks(properties) | ({"ins"} if around.inserted is not None else set())
        address = self.address(around)
        looks |= {f"[{address}"} if address else set()
        for child in run:
            if child.tag in (f"{W}rPr", *_SPELLINGS):
                continue
            kind, text = self._content(child)
            like = replace(around, properties=properties, looks=looks)
            if kind != "words":
                yield replace(like, kind=kind, nodes=(child,), text=text)
                continue
            for words in _FORBIDDEN.split(text):
                if _FORBIDDEN.fullmatch(words):
                    yield replace(like, kind="fixture", nodes=(run_of(words, properties, child),))
                elif words:
                    yield replace(like, text=words)

    def _content(self, child: Any) -> tuple[Kind, str]:
        if child.tag == f"{W}t":
            return "words", child.text or ""
        if child.tag == f"{W}noBreakHyphen":
            return "words", "-"
        if child.tag in _BREAKS and child.get(f"{W}type", "textWrapping") == "textWrapping":
            return "break", ""
        name = _NOTES.get(child.tag, "") + child.get(f"{W}id", "") if child.tag in _NOTES else ""
        return ("note", name) if name and name in self.notes else ("fixture", "")

    def _looks(self, properties: Any) -> frozenset[str]:
        style = None if properties is None else properties.find(f"{W}rStyle")
        name = "" if style is None else self.styles.get(style.get(f"{W}val", ""), "")
        marked = [element for element in (() if properties is None else properties) if element.tag[len(W) :] in _MARKED]
        ignored = {"strong", "emphasis", "intense emphasis", "hyperlink", "internet link"}
        told = {
            f".{element.tag[len(W) :]} {' '.join(element.attrib.values())}"
            for element in marked
            if not (element is style and name in ignored) and element.get(f"{W}val", "") not in OFF | {"auto", "000000"}
        }
        return frozenset((*look(properties, name), *told))


def words_of(element: Any) -> str:
    """All words in an element."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def elements(piece: Piece) -> list[Any]:
    """The elements of a piece that is no word as they stand in a paragraph: what stood in a run, in one of its own."""
    found = []
    for node in piece.nodes:
        run = node.getparent()
        if run is not None and run.tag == f"{W}r":
            made = run.makeelement(run.tag, run.attrib)
            made.extend(deepcopy(properties) for properties in run.iterchildren(f"{W}rPr"))
            made.append(node)
            found.append(made)
        else:
            found.append(node)
    return found


def with_words(nodes: Sequence[Any], words: str) -> None:
    """Puts other words into elements: all of them where the first ones stood."""
    for place, text in enumerate(text for node in nodes for text in node.iter(f"{W}t")):
        text.text = "" if place else words
        text.set(_SPACE, "preserve")


def _is_all(link: Any) -> bool:
    """Whether all words of a paragraph stand in a link, as those of a table of contents do."""
    paragraph = next(link.iterancestors(f"{W}p"))
    return words_of(paragraph).strip() == words_of(link).strip()


def _with_fields(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, with each field that begins and ends among them as one box (17.16.18)."""
    position = 0
    while position < len(pieces):
        end = _field_end(pieces, position)
        if end is None:
            yield pieces[position]
            position += 1
            continue
        within, position = pieces[position : end + 1], end + 1
        result = next((at for at, piece in enumerate(within) if _is_mark(piece, "separate")), len(within))
        text = "".join(piece.text for piece in within[result:] if piece.kind in ("words", "box"))
        nodes = [
            node for piece in within for node in (piece.nodes or (run_of(piece.text, piece.properties, within[0].nodes[0]),))
        ]
        yield Piece("box", tuple(nodes), text, link=within[0].link, inserted=within[0].inserted)


def _field_end(pieces: Sequence[Piece], start: int) -> int | None:
    """Where the field ends that begins there; None where none does, or it is not whole, or is in part a link."""
    depth, first = 0, pieces[start]
    for position in range(start, len(pieces)):
        if pieces[position].link is not first.link or pieces[position].inserted is not first.inserted:
            return None
        depth += _is_mark(pieces[position], "begin") - _is_mark(pieces[position], "end")
        if not depth:
            return position if position > start else None
    return None


def _is_mark(piece: Piece, kind: str) -> bool:
    """Whether a piece is a mark of a field: `begin`, `separate`, `end`."""
    return any(node.tag == f"{W}fldChar" and node.get(f"{W}fldCharType") == kind for node in piece.nodes)


def run_of(words: str, properties: Any, like: Any) -> Any:
    """A run with words in it; `like` is any element of the same part."""
    run, text = like.makeelement(f"{W}r"), like.makeelement(f"{W}t")
    text.text = words
    text.set(_SPACE, "preserve")
    run.extend([*([] if properties is None else [deepcopy(properties)]), text])
    return run
