"""What is told of an edited file: paragraphs, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PLACE = re.compile(r"(?:sheet (\d+), )?(?:line|rows?|unit) (\d+)")
_NOWHERE = (10**9,)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One thing that a person should know of the file."""

    place: str
    """Where in the file, as its reader names it; empty for what stands at no place of it."""
    what: str
    after: str = ""
    """What follows on the first line once it is said whether the thing was left out."""
    more: tuple[str, ...] = ()
    """Further lines, indented."""
    left_out: bool = False
    """Whether what somebody wrote there was not taken in."""

    @property
    def order(self) -> tuple[int, ...]:
        """To sort by: the place in the file, at last what stands at no line or row.

        >>> Paragraph("line 12", "").order, Paragraph("sheet 2, row 3", "").order
        ((1, 12), (2, 3))
        """
        found = _PLACE.match(self.place)
        return (int(found[1] or 1), int(found[2])) if found else _NOWHERE

    def lines(self) -> Iterator[str]:
        """As it is printed."""
        place = f"{self.place}  " if self.place else ""
        yield f"  {place}{self.what}{' (left out)' if self.left_out else ''}{self.after}"
        yield from self.more
