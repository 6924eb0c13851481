"""The page and the widths of its columns, all in twentieths of a point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from bilingual.formats.common.outline import columns
from bilingual.model import Column, ExportOptions, Paper

PAPERS: dict[Paper, tuple[int, int]] = {"a4": (11906, 16838), "letter": (12240, 15840)}
"""Short and long side."""
MARGIN = 850
"""1.5 cm."""
WEIGHTS: dict[Column, float] = {"hans": 1.0, "hant": 1.0, "en": 1.4}
"""English takes about 1.4 times the room of Chinese."""
ROW_NUMBER = 620
"""Width of a column of row numbers."""
NUMBERS = 860
"""Width of a column of numbers from one row to another, `712–715`, or with times below them."""
CONFLICTS = 2400
"""Width of the column of what others wrote."""
NARROWEST = 1300
"""Below this, on average, the columns of a post's table do not stand beside those in another language."""
HANZI, LETTER = 210, 115
"""What a character takes, Chinese and other."""
PADDING = 260
"""Left and right of a cell's text."""
WORD = re.compile(r"[^\s\u2e80-\U0003ffff]+|[\u2e80-\U0003ffff]{1,2}")
"""What a line should not break: a word, or two characters of Chinese."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the columns on it."""

    paper: tuple[int, int]
    """Width and height."""
    columns: tuple[Column, ...]
    stacked: bool
    """Whether the languages stand under one another in one column of the table."""
    number: int = ROW_NUMBER
    """Width of the column of row numbers."""
    conflicts: int = 0
    """Width of the column of what others wrote; 0 where there is none."""

    @property
    def landscape(self) -> bool:
        """Whether the page lies on its side."""
        return self.paper[0] > self.paper[1]

    @property
    def width(self) -> int:
        """Between the margins."""
        return self.paper[0] - 2 * MARGIN

    @property
    def height(self) -> int:
        """Between the margins."""
        return self.paper[1] - 2 * MARGIN

    @property
    def widths(self) -> tuple[int, ...]:
        """Of the row number, the languages, and the conflicts if they are shown."""
        languages = self._shared(self.width - self.number - self.conflicts)
        return (self.number, *languages, *([self.conflicts] if self.conflicts else ()))

    @property
    def front(self) -> tuple[int, ...]:
        """Of the front matter's keys and the languages."""
        return (1300, *self._shared(self.width - 1300))

    @property
    def glossary(self) -> tuple[int, ...]:
        """Widths of the glossary: its languages never stand under one another."""
        return even(self.width, len(self.columns))

    def grids(self, cells: Mapping[Column, Sequence[Sequence[str]]]) -> Iterator[tuple[tuple[Column, ...], tuple[int, ...]]]:
        """The languages of each table that a table of the post becomes, and its widths, the row number first.

        All languages side by side where no word would be broken, else a table a language. `cells` are the texts of each
        column, by language.
        """
        left = self.width - NUMBERS
        needs = {column: [_need(texts) for texts in columns] for column, columns in cells.items()}
        rooms = {} if self.stacked else dict(zip(self.columns, self._shared(left), strict=True))
        least = {column: max(sum(word for word, _ in need), NARROWEST * len(need)) for column, need in needs.items()}
        if rooms and all(rooms[column] >= least[column] for column in needs):
            yield self.columns, (NUMBERS, *(width for column in self.columns for width in fitted(rooms[column], needs[column])))
        else:
            yield from (((column,), (NUMBERS, *fitted(left, needs[column]))) for column in self.columns)

    def _shared(self, width: int) -> tuple[int, ...]:
        if self.stacked:
            return (width,)
        weights = [WEIGHTS[column] for column in self.columns]
        widths = [round(width * weight / sum(weights)) for weight in weights]
        return (*widths[:-1], width - sum(widths[:-1]))


def _need(texts: Sequence[str]) -> tuple[int, int]:
    """The room that a column needs for its longest word, and what its longest text would take, on one line."""
    words = (max(map(_long, WORD.findall(text)), default=0) for text in texts)
    return max(words, default=0) + PADDING, max(map(_long, texts), default=0) + PADDING


def _long(text: str) -> int:
    return sum(HANZI if east_asian_width(character) in "WF" else LETTER for character in text)


def fitted(width: int, needs: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """`width` shared among columns: to each what its longest word needs, and of the rest as much as its texts ask for.

    >>> fitted(1000, [(100, 100), (100, 700)]), fitted(100, [(100, 100), (300, 700)])
    ((200, 800), (25, 75))
    """
    least, asked = [need for need, _ in needs], [min(most, width) for _, most in needs]
    total = sum(least)
    if total >= width:
        widths = [width * need // total for need in least]
    else:
        widths = [need + (width - total) * ask // sum(asked) for need, ask in zip(least, asked, strict=True)]
    return (*widths[:-1], width - sum(widths[:-1]))


def even(width: int, count: int) -> tuple[int, ...]:
    """`width` in equal parts; the last one takes what is left over.

    >>> even(10, 3)
    (3, 3, 4)
    """
    return (*[width // count] * (count - 1), width - width // count * (count - 1))


def page_of(options: ExportOptions, *, timed: bool = False) -> Page:
    """Three columns lie on their side; two columns, and languages under one another, stand upright. `timed` rows have times."""
    stacked = options.layout == "interleaved"
    chosen: Sequence[Column] = columns(options)
    short, long = PAPERS[options.paper]
    upright = stacked or len(chosen) < 3
    conflicts = 0 if options.conflicts is None or stacked else CONFLICTS
    return Page((short, long) if upright else (long, short), tuple(chosen), stacked, NUMBERS if timed else ROW_NUMBER, conflicts)
