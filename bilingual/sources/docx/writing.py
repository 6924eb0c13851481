"""A Word document in another language: its words replaced, run by run; all else of the file stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from bilingual.errors import StructureChanged
from bilingual.model import BlockId, Code, Document, Gloss, PairedCode, Text, leaves, plain
from bilingual.office.namespaces import W
from bilingual.office.xml import serialised
from bilingual.office.zips import repacked
from bilingual.sources.docx.outline import WordText, word_text
from bilingual.sources.docx.pieces import Piece, elements, run_of, with_words
from bilingual.sources.docx.place import Place, Segment
from bilingual.sources.docx.reading import settled
from bilingual.sources.markdown.escaping import visible_text
from bilingual.sources.markdown.rereading import read_text
from bilingual.sources.markdown.translated import replacements, spliced

_LOOKS = {"bold": "b", "italic": "i", "bold-italic": "b i", "strike": "s"}
_ELEMENTS = {"<u>": "u", "<sup>": "superscript", "<sub>": "subscript", "<ins>": "ins"}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of a translated text: words with their looks, or a box or a note of the source."""

    text: str
    looks: frozenset[str] = frozenset()
    piece: Piece | None = None
    """The box or the note; None for words."""


def translated(document: Document, texts: Mapping[BlockId, str], names: Mapping[str, str], language: str) -> bytes:
    """The file with each block's text and each speaker's name replaced.

    Raises `StructureChanged` where the document does not have the file that it was read from.
    """
    word = word_text(document.file, document.path) if document.file else None
    if word and word.text != document.source:
        word = settled(document.file, document.path)
    if word is None or word.text != document.source:
        fact = "The Word document is not there as it was when it was read, so it cannot be written in another language."
        raise StructureChanged(fact, "Run again: translate run POST.", path=document.path or None)
    edits = sorted(replacements(document, texts, names, language))
    roots = {place.paragraphs[0].getroottree().getroot() for place in _written(word, document, edits, language)}
    for root in roots:
        _copy_to_fallbacks(root)
    return repacked(document.file, {name: serialised(part) for name, part in word.package.parts.items() if part in roots})


def _written(word: WordText, document: Document, edits: Sequence[tuple[tuple[int, int], str]], language: str) -> Iterator[Place]:
    """Writes the places whose text is another; gives each of them."""
    position = 0
    for span, place in word.places:
        within = []
        while position < len(edits) and edits[position][0][0] < span[1]:
            within.append(edits[position])
            position += 1
        new = spliced(document.source, within, span)
        if new != document.source[slice(*span)]:
            _write(place, read_text(new, read_text(document.source[slice(*span)], ()), glosses=False), language)
            yield place


def _write(place: Place, text: Text, language: str) -> None:
    """Puts a text in the place of the words."""
    parts = map(_trimmed, _by_break(tuple(_items(text, place, frozenset())), len(place.worded)))
    items = dict(zip(map(id, place.worded), parts, strict=True))
    for paragraph in place.paragraphs:
        segments = [segment for segment in place.segments if segment.paragraph is paragraph]
        if not any(id(segment) in items for segment in segments):
            continue
        nodes = [node for segment in segments for node in _nodes(segment, items.get(id(segment)), place, language)]
        properties = paragraph.find(f"{W}pPr")
        paragraph[:] = [*([] if properties is None else [properties]), *_wrapped(nodes)]


def _items(text: Text, place: Place, looks: frozenset[str]) -> Iterator[Item | None]:
    """The stretches of a text; None for a break."""
    notes = {piece.text: piece for segment in place.worded for piece in segment.pieces if piece.kind == "note"}
    for part in text:
        if isinstance(part, PairedCode):
            box = _box(part, place)
            if box is None:
                yield from _items(part.inner, place, looks | _looks(part, place))
            else:
                yield Item(visible_text(plain(part.inner)), looks, box)
        elif isinstance(part, Gloss):
            yield from _items(tuple(leaves((part,))), place, looks)
        elif isinstance(part, Code) and part.kind == "hardbreak":
            yield None
        elif isinstance(part, Code) and part.kind == "note":
            if found := notes.get(part.text[2:-1]):
                yield Item("", looks, found)
        elif words := visible_text(str(part)):
            yield Item(words, looks)


def _box(pair: PairedCode, place: Place) -> Piece | None:
    """The box that a pair of Markdown stands for."""
    number = pair.open.removeprefix('<span id="f').removesuffix('">')
    return place.boxes[int(number)] if pair.open.startswith('<span id="f') and int(number) < len(place.boxes) else None


def _looks(pair: PairedCode, place: Place) -> frozenset[str]:
    """The looks that a pair of Markdown says."""
    if pair.kind == "link":
        return frozenset([f"[{pair.close[2:-1].strip('<>')}"])
    if pair.open.startswith('<span class="r'):
        return frozenset([place.marked[int(pair.open[len('<span class="r') : -2])]])
    return frozenset(_LOOKS.get(pair.role, "").split() or filter(None, [_ELEMENTS.get(pair.open)]))


def _by_break(items: Sequence[Item | None], number: int) -> list[list[Item]]:
    """The stretches of each segment; what is beyond the last break of the source stays in the last segment."""
    parts: list[list[Item]] = [[]]
    for item in items:
        if item is not None:
            parts[-1].append(item)
        elif len(parts) < number:
            parts.append([])
        else:
            parts[-1].append(Item(" "))
    return parts + [[] for _ in range(number - len(parts))]


def _trimmed(items: Sequence[Item]) -> list[Item]:
    """The stretches without blanks at both ends, words that look alike as one."""
    found: list[Item] = []
    for item in items:
        if found and item.piece is None and found[-1].piece is None and found[-1].looks == item.looks:
            found[-1] = replace(item, text=found[-1].text + item.text)
        else:
            found.append(item)
    if found:
        found[0] = replace(found[0], text=found[0].text.lstrip())
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return found


Node = tuple[Any, Any, Any]
"""An element of a paragraph, and the link and the tracked change around it."""


def _nodes(segment: Segment, items: list[Item] | None, place: Place, language: str) -> Iterator[Node]:
    """A segment's elements with other words; as they are where it has none."""
    if items is None:
        for piece in segment.pieces:
            nodes = elements(piece) if piece.nodes else [run_of(piece.text, piece.properties, segment.paragraph)]
            yield from ((node, piece.link, piece.inserted) for node in nodes)
        return
    told = {id(item.piece) for item in items}
    items = items + [Item(p.text, frozenset(), p) for p in segment.pieces if _is_told(p, place) and id(p) not in told]
    for item in _with_fixtures(segment, _with_edges(segment, items, language), place):
        if item.piece is None:
            like = _like(item.looks | place.common, place, segment)
            yield run_of(item.text, _properties(like, language), segment.paragraph), like.link, like.inserted
        else:
            nodes = elements(item.piece)
            if item.text not in ("", item.piece.text):
                with_words(nodes, item.text)
            yield from ((node, item.piece.link, item.piece.inserted) for node in nodes)


def _is_told(piece: Piece, place: Place) -> bool:
    """Whether a piece that is no word stands in the Markdown: it must not be lost."""
    return piece.kind == "note" or any(piece is box for box in place.boxes)


def _with_edges(segment: Segment, items: list[Item], language: str) -> list[Item]:
    """The stretches with the blanks at the edges of the source; English paragraphs are not indented by wide ones."""
    words = segment.words
    start, end = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    edges = [edge.replace("\u3000", "") if language == "en" else edge for edge in (start, end)]
    return [item for item in (Item(edges[0]), *items, Item(edges[1])) if item.text or item.piece]


def _with_fixtures(segment: Segment, items: Sequence[Item], place: Place) -> Iterator[Item]:
    """The stretches with what has no words among them, as far on as it was in the source."""
    length, position = max(1, len(segment.words)), 0
    whole = "".join(item.text for item in items)
    fixtures: list[tuple[int, Item]] = []
    for piece in segment.pieces:
        if piece.kind in ("words", "box") and (piece.kind == "words" or _is_told(piece, place)):
            position += len(piece.text)
        elif piece.kind != "note":
            fixtures.append((_word_edge(whole, round(position * len(whole) / length)), Item("", frozenset(), piece)))
    position = 0
    for item in items:
        start = 0
        while fixtures and fixtures[0][0] < position + len(item.text):
            cut = max(start, fixtures[0][0] - position) if item.piece is None else start
            if cut > start:
                yield replace(item, text=item.text[start:cut])
            yield fixtures.pop(0)[1]
            start = cut
        yield replace(item, text=item.text[start:])
        position += len(item.text)
    yield from (item for _, item in fixtures)


def _word_edge(text: str, place: int) -> int:
    """The end of the word that is being written there; the start and the end of a text are edges."""
    if place in (0, len(text)):
        return place
    while place < len(text) and text[place].isalnum() and text[place].isascii() and text[place - 1].isalnum():
        place += 1
    return place


def _like(looks: frozenset[str], place: Place, segment: Segment) -> Piece:
    """The words of the source that look most like this; of several, the looks that most words have."""
    words = [piece for part in place.worded for piece in part.pieces if piece.kind == "words" and piece.text.strip()]
    if not words:
        return next(piece for piece in segment.pieces if piece.text)
    sizes: dict[frozenset[str], int] = {}
    for piece in words:
        sizes[piece.looks] = sizes.get(piece.looks, 0) + len(piece.text)
    return min(words, key=lambda piece: (len(piece.looks ^ looks), -sizes[piece.looks]))


def _properties(like: Piece, language: str) -> Any:
    """The properties of a run; that its quotation marks are Chinese ones is no look of English."""
    if like.properties is None or language != "en":
        return like.properties
    properties = deepcopy(like.properties)
    for fonts in properties.iter(f"{W}rFonts"):
        fonts.attrib.pop(f"{W}hint", None)
    return properties


def _wrapped(nodes: Sequence[Node]) -> Iterator[Any]:
    """The elements, those that stand together in a link or a tracked change in a copy of it."""
    for _, linked in groupby(nodes, key=lambda node: id(node[1])):
        group = [*linked]
        within = []
        for _, changed in groupby(group, key=lambda node: id(node[2])):
            elements = [*changed]
            within += _within(elements[0][2], [node for node, _, _ in elements])
        yield from _within(group[0][1], within)


def _within(around: Any, nodes: list[Any]) -> list[Any]:
    if around is None:
        return nodes
    copy = around.makeelement(around.tag, around.attrib)
    copy.extend(nodes)
    return [copy]


def _copy_to_fallbacks(root: Any) -> None:
    """What a text box says to old programs is what it says to new ones (ECMA-376 part 3, 10.2.1)."""
    for alternate in root.iter(_ALTERNATE):
        choice, fallback = ([*element.iter(f"{W}txbxContent")] for element in (alternate[0], alternate[-1]))
        if len(alternate) > 1 and len(choice) == len(fallback):
            for content, copy in zip(choice, fallback, strict=True):
                copy[:] = [deepcopy(child) for child in content]
