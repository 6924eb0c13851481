"""The page and the widths of its columns, all in twentieths of a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
NARROWEST = 1000
"""Below this, cells of the post's tables show their languages under one another."""


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

    def glossary(self, remarks: bool) -> tuple[int, ...]:
        """Of the languages, which never stand under one another here, and of the remarks if there are any."""
        return even(self.width, len(self.columns) + remarks)

    def grid(self, cells: int) -> tuple[tuple[int, ...], bool]:
        """The widths for a table of the post with that many columns, the row number first; and whether each cell
        holds all languages, because a column for each would be too narrow."""
        left = self.width - NUMBERS
        apart = [even(width, cells) for width in self._shared(left)]
        if self.stacked or min(map(min, apart)) < NARROWEST:
            return (NUMBERS, *even(left, cells)), True
        return (NUMBERS, *(width for of_language in apart for width in of_language)), False

    def _shared(self, width: int) -> tuple[int, ...]:
        if self.stacked:
            return (width,)
        weights = [WEIGHTS[column] for column in self.columns]
        widths = [round(width * weight / sum(weights)) for weight in weights]
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
