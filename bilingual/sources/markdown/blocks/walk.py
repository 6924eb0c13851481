"""Where the walk through markdown-it-py's tokens stands: the containers that are open, the table, the heading."""

from __future__ import annotations

from dataclasses import dataclass, field

from bilingual.model import BlockKind, Diagnostic
from bilingual.sources.markdown.lines import Lines


@dataclass(slots=True)
class Container:
    """A quote, list item, footnote or body of an admonition that is open."""

    kind: BlockKind
    number: int
    marker: str = ""
    note: str = ""
    """The name of the footnote that it is or stands in."""
    fresh: bool = True
    """No paragraph in it yet: its first one carries the marker."""


@dataclass(slots=True)
class Walk:
    """Where we are while going through the tokens."""

    lines: Lines
    containers: list[Container] = field(default_factory=list)
    count: int = 0
    heading: int = 0
    """Level of the heading that is open, else 0."""
    setext: bool = False
    tables: int = 0
    starts: dict[int, int] = field(default_factory=dict)
    """In a table: where the text of each row starts."""
    row: int = -1
    bases: tuple[int, ...] = ()
    """Where each line starts in the text that markdown-it-py reads, whose line endings are all one character."""
    notices: list[Diagnostic] = field(default_factory=list)

    @property
    def level(self) -> int:
        """How many lists, quotes and footnotes are open."""
        return sum(container.kind != "paragraph" for container in self.containers)

    @property
    def note(self) -> str:
        """The name of the footnote that is open."""
        return self.containers[-1].note if self.containers else ""

    def offset(self, number: int, parsed: int) -> int:
        """Where something on line `number` stands in the post, from where it stands in what was parsed."""
        return self.lines.starts[number] + parsed - self.bases[number]
