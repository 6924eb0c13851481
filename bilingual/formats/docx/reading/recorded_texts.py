"""The Markdown of texts that nobody has touched, where Word cannot show all of it: see `bilingual.formats.docx.bookmarks`."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bilingual.formats.docx.reading.markdown import markdown
from bilingual.formats.docx.reading.paragraphs import Piece
from bilingual.model import Column, SegmentId

SEEN = ("b", "i", "s")
"""The looks that count as a change."""


@dataclass(frozen=True, slots=True)
class RecordedTexts:
    """What the document remembers of its texts."""

    properties: Mapping[str, str]
    """By row and column (`2504908979 en`): a sum over what was written, a blank, and its Markdown."""

    def markdown(self, identity: SegmentId, column: Column, pieces: Sequence[Piece]) -> str:
        """The text as Markdown: its own where nothing changed, else as it looks."""
        text = trimmed(pieces)
        total, _, before = self.properties.get(f"{identity} {column}", "").partition(" ")
        if total and total == summed(text):
            return before
        now = markdown(text)
        image = re.fullmatch(r"!\[(?:[^\]\\]|\\.)*(\]\(.*\))", before, re.DOTALL)
        return f"![{now}{image[1]}" if image and now and not re.search(r"[\[\]]", now) else now


def summed(pieces: Sequence[Piece]) -> str:
    """A sum over what is seen and how it is emphasised; notes and pictures apart."""
    seen: list[str] = []
    for look, alike in groupby((piece for piece in pieces if not piece.raw), key=_seen):
        seen += [f"\x1f{look}\x1f", *(piece.text for piece in alike)]
    return f"{zlib.crc32(''.join(seen).encode()):08x}"


def _seen(piece: Piece) -> str:
    return "".join(look for look in SEEN if look in piece.look)


def trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that have a text, without blanks at the edges of the whole."""
    from_start = [*_stripped([piece for piece in pieces if piece.text], start=True)]
    return [*reversed([*_stripped(from_start[::-1], start=False)])]


def _stripped(pieces: Sequence[Piece], *, start: bool) -> Iterator[Piece]:
    begun = False
    for piece in pieces:
        text = piece.text if begun or piece.raw else piece.text.lstrip() if start else piece.text.rstrip()
        begun = begun or bool(text)
        if text:
            yield replace(piece, text=text)
