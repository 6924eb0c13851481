"""What is wrong or worth a look, told to a person with its place and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bilingual.model.text import Column

Severity = Literal["problem", "note"]
"""A problem makes the exit code 1; a note is only told."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that a person should see: in a post, a translation, an edited file or a glossary.

    >>> Diagnostic("numbers", "The number “3” is missing.", path="a.md", line=4).where
    'a.md:4'
    >>> Diagnostic("rows", "The row is of another post.", path="a.docx", place="row 12").where
    'a.docx, row 12'
    """

    name: str
    """In the registry (`bilingual.checks.registry`), which says what it means everywhere."""
    fact: str
    """One sentence: what is so."""
    remedy: str = ""
    """One sentence: what to do about it here; empty where what the registry says is enough."""
    path: str = ""
    """The file that it is about, as the user named it; empty where whoever tells it knows."""
    line: int = 0
    """In that file, from 1; 0 for the file as a whole, or where it has no lines."""
    place: str = ""
    """Where in a file without lines: `row 12`."""
    column: Column | None = None
    unit: str = ""
    """The id of the unit that it is about; empty where it is about none."""
    term: str = ""
    """The source of the glossary row that it is about."""
    severity: Severity = "problem"

    @property
    def problem(self) -> bool:
        """Whether it makes the exit code 1."""
        return self.severity == "problem"

    @property
    def where(self) -> str:
        """Its place, as editors and terminals make a link of it."""
        return f"{self.path}:{self.line}" if self.line else f"{self.path}, {self.place}" if self.place else self.path
