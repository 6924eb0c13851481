"""Translated text that must stay one paragraph, one heading, one cell: what would start another block is escaped."""

from __future__ import annotations

import re

from bilingual.model import Block, Code, Document, leaves

START = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[-+*](?:\s|$)|>|`{3,}|~{3,}|=+\s*$|-{2,}\s*$"
    r"|(?:[-*_]\s*){3,}$|\[[^\]\s]{1,99}\]:|:{3,})"
)
"""How a line starts that CommonMark, or a rule of ours, takes for the start of a block."""
CLOSING_HASHES = re.compile(r"(?:^|(?<=\s))(?=#+\s*$)")
BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")
WHITE = re.compile(r"\s*[\r\n]\s*")


def escaped(document: Document, block: Block, text: str) -> str:
    """The text as it can stand in place of the block's.

    Line breaks of the source are kept with their prefixes (`> `); any other is a space.
    """
    text = text.strip()
    if block.kind == "cell":
        return BAR.sub(r"\1\\|", WHITE.sub(" ", text))
    if block.kind == "heading" and "#" in _before(document, block):
        return CLOSING_HASHES.sub(r"\\", WHITE.sub(" ", text))
    breaks = {leaf.text for leaf in leaves(block.parts) if isinstance(leaf, Code) and "break" in leaf.kind}
    breaks = {mark for mark in breaks if "\n" in mark or "\r" in mark}
    pattern = "|".join(map(re.escape, sorted(breaks, key=len, reverse=True)))
    pieces = re.split(f"({pattern})", text) if pattern else [text]
    return "".join(
        piece if piece in breaks else _line(piece, index > 0 or _opens_line(document, block), block)
        for index, piece in enumerate(pieces)
    )


def _before(document: Document, block: Block) -> str:
    """What stands before the block in its line."""
    source, start = document.source, block.span[0]
    return source[max(source.rfind("\n", 0, start), source.rfind("\r", 0, start)) + 1 : start]


def _opens_line(document: Document, block: Block) -> bool:
    """Whether nothing but a container's prefix stands before it: a label on the same line is enough protection."""
    return block.label is None or "\n" in document.source[block.label.name_span[1] : block.span[0]]


def _line(piece: str, opens: bool, block: Block) -> str:
    piece = WHITE.sub(" ", piece)
    if not opens or block.kind == "html":
        return piece
    match = START.match(piece)
    return f"{piece[: match.end()]}\\{piece[match.end() :]}" if match else piece
