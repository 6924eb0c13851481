"""A Word document as a post: read as Markdown that says the same, by the rules of Markdown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from bilingual.model import OPAQUE_KINDS, Block, Document, plain
from bilingual.office import PACKED
from bilingual.sources.docx.outline import WordText, word_text
from bilingual.sources.encoding import decode
from bilingual.sources.markdown.escaping import visible_text
from bilingual.sources.markdown.reading import parse


def read(data: bytes, *, name: str, path: str, speakers: Collection[str], front_matter: Collection[str]) -> Document:
    """The document, with the file that it is written back into; without one where `data` is its text, as records hold it.

    Raises `DocumentError`.
    """
    if not data.startswith(PACKED):
        return parse(decode(data, path)[0], name=name, path=path, speakers=speakers, front_matter=front_matter)
    text = settled(data, path)
    return replace(parse(text.text, name=name, path=path, speakers=speakers, front_matter=front_matter), file=data)


def settled(data: bytes, path: str) -> WordText:
    """The document as one text, each of whose places is a text for Markdown too."""
    text = word_text(data, path)
    misread = _misread(text)
    return word_text(data, path, misread) if misread else text


def _misread(text: WordText) -> frozenset[int]:
    """The numbers of the places that Markdown takes for something else: code, a comment, a part of the text before."""
    document = parse(text.text) if text.text.strip() else Document("", "", "", ())
    blocks, found = iter(document.blocks), set[int]()
    block = next(blocks, None)
    for number, ((start, end), place) in enumerate(text.places):
        inside = []
        while block is not None and block.span[0] < end:
            inside.append(block)
            block = next(blocks, None)
        whole = all(start <= b.span[0] and b.span[1] <= end and b.kind not in OPAQUE_KINDS for b in inside)
        if not whole or "".join(_words(document, inside).split()) != "".join(place.words.split()):
            found.add(number)
    return frozenset(found)


def _words(document: Document, blocks: Sequence[Block]) -> str:
    """What a reader has of blocks that stand together, with the label before them."""
    labels = (document.source[slice(*block.label.span)] for block in blocks[:1] if block.label)
    return "".join([*labels, *(visible_text(plain(block.parts)) for block in blocks)])
