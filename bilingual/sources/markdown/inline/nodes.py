"""What the inline scanner finds in a stretch of source, as offsets: the tree of parts is made from these."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from bilingual.model import CodeKind, PairedCodeKind

OPAQUE = "\ue000"
"""Stands for each character of an opaque thing in a masked text; posts with private-use characters are refused."""
STRUCTURE = "\ue001"
"""Stands for each character of a link's or element's marks."""


class Atom(NamedTuple):
    """Something opaque: `source[start:end]` is the same in every language."""

    start: int
    end: int
    kind: CodeKind


class Run(NamedTuple):
    """A run of emphasis marks: `**`, `_`, `~~`."""

    start: int
    end: int
    mark: str
    opens: bool
    closes: bool


class GlossFields(NamedTuple):
    """Where the fields of a gloss meet; a gloss starts at its node's start and ends at its end."""

    term: int
    term_end: int
    lead: int
    head: int
    head_end: int


class Node(NamedTuple):
    """Markup around a text: `start` to `inner` opens it, `inner_end` to `end` closes it."""

    start: int
    end: int
    inner: int
    inner_end: int
    kind: PairedCodeKind
    gloss: GlossFields | None = None
    """For a gloss; `inner` is its explanation."""


@dataclass(slots=True)
class Findings:
    """What stands in one block, gathered by the scanner from left to right."""

    text: str
    start: int
    end: int
    references: frozenset[str] = frozenset()
    atoms: list[Atom] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def masked(self) -> str:
        """The text with everything opaque blanked out and line breaks as such: as long as the text itself."""
        marks = [(node.start, node.inner, STRUCTURE) for node in self.nodes]
        marks += [(node.inner_end, node.end, STRUCTURE) for node in self.nodes]
        breaks = ("break", "hardbreak")
        marks += [(atom.start, atom.end, "\n" if atom.kind in breaks else OPAQUE) for atom in self.atoms]
        pieces, position = [], self.start
        for start, end, mark in sorted(marks):
            if start >= position:
                pieces += [self.text[position:start], mark * (end - start)]
                position = end
        return "".join([*pieces, self.text[position : self.end]])
