"""Words replaced in every row of a post: what that would change, row by row, and what would be lost by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bilingual.model import Column, Translation
from bilingual.project.editing import judged_text
from bilingual.project.post_rows import Row

Piece = str | tuple[str, str]
"""Of a text: words that stay, or what is found with what is to stand in its place."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, and what is to stand in its place.

    >>> Search("AI", "A.I.", "en").pieces("The AI of FAIR")
    ('The ', ('AI', 'A.I.'), ' of FAIR')
    >>> Search("ai", "A.I.", "en", match_case=False, whole_words=False).pieces("FAIR")
    ('F', ('AI', 'A.I.'), 'R')
    """

    words: str
    replacement: str
    column: Column
    match_case: bool = True
    whole_words: bool = True
    """In English; Chinese has none to be told by blanks."""

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """A text with every place where the words stand; joined it is the text. Nothing is found without words."""
        found: list[Piece] = []
        end = 0
        for match in self._pattern.finditer(text) if self.words else ():
            found += [text[end : match.start()], (match.group(), self.replacement)]
            end = match.end()
        return tuple(piece for piece in (*found, text[end:]) if piece)

    @property
    def _pattern(self) -> re.Pattern[str]:
        whole = self.whole_words and self.column == "en"
        starts = r"(?<!\w)" if whole and re.match(r"\w", self.words) else ""
        ends = r"(?!\w)" if whole and re.search(r"\w\Z", self.words) else ""
        return re.compile(starts + re.escape(self.words) + ends, re.NOFLAG if self.match_case else re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A row in which words would be replaced."""

    row: Row
    pieces: tuple[Piece, ...]
    lost: tuple[str, ...]
    """The English of locked terms, and codes, that would not stand there any more."""

    @property
    def text(self) -> str:
        """What the row would say."""
        return "".join(piece if isinstance(piece, str) else piece[1] for piece in self.pieces)


def replacements(result: Translation, rows: Iterable[Row], search: Search) -> Iterator[Replacement]:
    """The rows in which the words stand and would be replaced: not those whose text is the author's own, or would be empty."""
    for row in rows:
        pieces = search.pieces(row.text(search.column))
        found = Replacement(row, pieces, ())
        if all(isinstance(piece, str) for piece in pieces) or search.column in row.authors or not found.text.strip():
            continue
        difference = judged_text(result, row.unit, search.column, found.text)
        yield Replacement(row, pieces, (*(term.text for term in difference.lost), *difference.codes))
