"""The state of the one pass over a block, shared by the handlers of its special characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bilingual.model import CodeKind, Span
from bilingual.sources.markdown.inline.nodes import Atom, Findings, Node
from bilingual.sources.markdown.tags import Tags

TICKS = re.compile("`+")


@dataclass(slots=True)
class Bracket:
    """A `[`, `![` or `^[` that is open."""

    start: int
    inner: int
    active: bool = True
    """False once a link stands in it: links hold no links (CommonMark 6.3)."""
    linked: bool = False
    """Whether a link stands in it, and so in all that are open around it."""


@dataclass(slots=True)
class Scan:
    """A block being read from left to right. A handler gets where its character stands and gives where to go on."""

    found: Findings
    brackets: list[Bracket] = field(default_factory=list)
    last_bracket: int = -1
    """Where the last `]` stood: a link label holds none."""
    closers: dict[int, int] = field(default_factory=dict)
    """Closing marks of wikilinks that are open: start and end."""
    elements: list[tuple[int, int, str]] = field(default_factory=list)
    """Start tags that are open: start, end, name."""
    ticks: dict[int, list[int]] = field(default_factory=dict)
    """Where runs of backticks start, by length; made when the first one is met."""
    absent: set[str] = field(default_factory=set)
    """Closing marks that stand nowhere further on: looking for each of them once keeps hostile text linear."""
    tags: Tags = field(init=False)
    patience: int = 100
    """How many link targets may turn out to be none, for the same reason."""

    def __post_init__(self) -> None:
        self.tags = Tags(self.found.text)

    def atom(self, start: int, end: int, kind: CodeKind) -> int:
        """Note something opaque."""
        self.found.atoms.append(Atom(start, end, kind))
        return end

    def valued(self, start: int, end: int, kind: CodeKind, values: Sequence[Span]) -> int:
        """Note something opaque with texts in it: a pair around each, all of them in one, with nothing else to translate."""
        if not values:
            return self.atom(start, end, kind)
        first, last = (values[0][0] - 1, values[-1][1] + 1) if len(values) > 1 else values[0]
        self.found.nodes.append(Node(start, end, first, last, "html"))
        for (begin, stop), following in zip(values, [*values[1:], None], strict=True):
            if following:
                self.atom(stop + 1, following[0] - 1, kind)
            if len(values) > 1:
                self.found.nodes.append(Node(begin - 1, stop + 1, begin, stop, "html"))
        return end

    def match(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        """The pattern at `start`, within the block."""
        return pattern.match(self.found.text, start, self.found.end)

    def after(self, closing: re.Pattern[str], start: int) -> int:
        """Where the first `closing` from `start` on ends, or -1."""
        if closing.pattern in self.absent:
            return -1
        match = closing.search(self.found.text, start, self.found.end)
        if match is None:
            self.absent.add(closing.pattern)
            return -1
        return match.end()
