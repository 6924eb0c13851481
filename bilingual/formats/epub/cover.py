"""The cover of a book: its titles on a plain ground, as a library shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import ceil
from unicodedata import east_asian_width

from bilingual.office.xml import escaped_line

ROOM, LINES = 10.5, 10
"""How many Hanzi a line holds, and how many lines there are room for."""
LETTER = 0.5
"""How wide a letter is, beside a Hanzi."""
CLOSING = r"[，。：；、！？…—”’」』）》〉】]*\s*"
PHRASE = re.compile(rf".+?(?:[，。：；！？…—]{CLOSING}|$)")
PIECE = re.compile(rf"[“‘「『（《〈【]*(?:[!-~]+|.){CLOSING}")
"""What a line is never parted within: a word of letters, or a Hanzi, with the marks about it."""


def cover(titles: Iterable[str]) -> bytes:
    """A drawing with each title in lines of its own."""
    lines = [line for title in titles for line in (*lines_of(title), "")]
    written = "".join(
        f'<text x="300" y="{240 + 58 * number}" font-size="{40 if line.isascii() else 44}">{escaped_line(line)}</text>'
        for number, line in enumerate(lines[:LINES])
        if line
    )
    frame = (
        '<rect width="600" height="900" fill="#1f2a44"/><rect x="40" y="40" width="520" height="820" fill="none" stroke="#fff"/>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 900" width="600" '
        f'height="900">{frame}<g fill="#fff" text-anchor="middle" font-family="sans-serif">{written}</g></svg>\n'
    ).encode()


def lines_of(title: str) -> list[str]:
    """A title in lines, parted where it pauses; what is longer than a line in lines of about one length, between words.

    >>> lines_of("Sora 2与OpenAI版“抖音”：重塑社交电商与AI生态的野心")
    ['Sora 2与OpenAI版', '“抖音”：', '重塑社交电商与AI', '生态的野心']
    """
    lines = [""]
    for phrase in PHRASE.findall(title):
        if _width(lines[-1] + phrase) > ROOM:
            lines.append("")
        for piece in _pieces(phrase):
            if lines[-1] and _width(lines[-1] + piece) > _room(phrase):
                lines.append("")
            lines[-1] += piece
    return [line.strip() for line in lines if line.strip()]


def _pieces(phrase: str) -> Iterator[str]:
    """What stays on a line: the phrase, or, if it is too long, its words; of a word that is too long, what fits."""
    for piece in [phrase] if _width(phrase) <= ROOM else PIECE.findall(phrase):
        yield from re.findall(rf".{{1,{int(ROOM / LETTER)}}}", piece)


def _room(phrase: str) -> float:
    lines = ceil(_width(phrase) / ROOM)
    return min(ROOM, _width(phrase) / lines + 2) if lines > 1 else ROOM


def _width(text: str) -> float:
    return sum(1 if east_asian_width(character) in "WFA" else LETTER for character in text.strip())
