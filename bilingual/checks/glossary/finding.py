"""What lint finds: a fact with its place and a remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["problem", "news"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a glossary, or about how posts use its terms, that a person should see."""

    check: str
    """The name of the check: `row`, `conflict`, `alias`, `target`, `traditional`, `short`, `cut`, `slip`, `gloss`,
    `unused`, `shadowed`, `unglossed`, `candidates`."""
    path: str
    line: int
    """In that file, from 1; 0 for the file as a whole."""
    fact: str
    """One sentence: what is so."""
    remedy: str
    """One sentence: what to do about it."""
    term: str = ""
    """The source of the row it is about."""
    level: Level = "problem"
    """A problem makes the exit code 1; news is only told."""

    @property
    def place(self) -> str:
        """`file:line`, or the file alone."""
        return f"{self.path}:{self.line}" if self.line else self.path


def shown(sources: list[str], most: int = 3) -> str:
    """A few names in quotation marks, and how many there are more.

    >>> shown(["a", "b", "c", "d", "e"])
    '“a”, “b”, “c” and 2 more'
    """
    named = ", ".join(f"“{source}”" for source in sources[:most])
    return named + (f" and {len(sources) - most} more" if len(sources) > most else "")
