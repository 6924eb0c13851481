"""Paragraphs whose lines have a form of their own: subtitles, line blocks, definition lists. Their marks are no text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.lang.clocks import CLOCK
from bilingual.model import Span

Pieces = tuple[Span, ...]
"""The text of each line of a paragraph."""
CUE = re.compile(rf"(?=\d[^>\n]*-->){CLOCK}(?:[ \t]+[a-z]+:\S+)*")
"""The times of a subtitle, with settings of WebVTT (W3C, "WebVTT cue settings list")."""
LINE_BLOCK = re.compile(r"\|[ \t]+(?P<text>[^|]*)")
DEFINITION = re.compile(r":[ \t]+(?=\S)")


def cue_lines(text: str, pieces: Pieces) -> int:
    """How many lines of a paragraph are the number and the times of a subtitle."""
    times = next((number for number, piece in enumerate(pieces[:2]) if CUE.fullmatch(text, *piece)), None)
    return 0 if times is None or (times and not text[slice(*pieces[0])].isdigit()) else times + 1


def unbarred(text: str, pieces: Pieces) -> Pieces:
    """The lines of a line block without the bars before them (Pandoc's manual, "Line blocks")."""
    bars = [LINE_BLOCK.fullmatch(text, *piece) for piece in pieces]
    return tuple(bar.span("text") for bar in bars if bar) if len(pieces) > 1 and all(bars) else pieces


def terms_and_definitions(text: str, pieces: Pieces) -> Iterator[Pieces]:
    """The term and each definition of a definition list, without their colons; any other paragraph whole.

    `词条` above `: 定义` (PHP Markdown Extra, "Definition Lists").
    """
    first = 0
    for number, piece in enumerate([*pieces, None]):
        if number > first and (piece is None or DEFINITION.match(text, *piece)):
            colon = DEFINITION.match(text, *pieces[first])
            yield ((colon.end() if colon else pieces[first][0], pieces[first][1]), *pieces[first + 1 : number])
            first = number
