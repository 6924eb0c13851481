"""Which emphasis marks belong together: CommonMark's stack (0.31, "process emphasis"), with whole `**` kept whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bilingual.sources.markdown.inline.nodes import Atom, Node, Run


@dataclass(slots=True)
class Opener:
    """What is left of a run that may still open emphasis."""

    mark: str
    start: int
    end: int


@dataclass(slots=True)
class Pairing:
    """The stack while it is worked on, and what came of it."""

    nodes: list[Node] = field(default_factory=list)
    lone: list[Atom] = field(default_factory=list)
    """`**` and `~~` without a partner; a lone `*` is text, and so is what underscores there are."""
    stack: list[Opener] = field(default_factory=list)
    floors: dict[tuple[str, int, int], int] = field(default_factory=dict)
    """For each kind of closer: below this height of the stack there is nothing for it (keeps the search linear)."""

    def leave(self, mark: str, start: int, end: int) -> None:
        """Note marks that have no partner."""
        if end - start > 1 and mark != "_":
            self.lone.append(Atom(start, end, "mark"))

    def cut(self, height: int) -> None:
        """Give up the openers from `height` on."""
        for opener in self.stack[height:]:
            self.leave(opener.mark, opener.start, opener.end)
        del self.stack[height:]

    def opener(self, mark: str, length: int) -> int:
        """Where in the stack the partner of a closer of that many marks is; -1 when there is none."""
        key = (mark, min(length, 2), length % 2)
        for index in range(len(self.stack) - 1, self.floors.get(key, 0) - 1, -1):
            candidate = self.stack[index]
            if candidate.mark == mark and _shared(candidate.end - candidate.start, length):
                return index
        self.floors[key] = len(self.stack)
        return -1

    def close(self, run: Run) -> int:
        """Close what the run can close; where the rest of it starts."""
        left = run.start
        while left < run.end and (index := self.opener(run.mark[0], run.end - left)) >= 0:
            partner = self.stack[index]
            self.cut(index + 1)
            length = _shared(partner.end - partner.start, run.end - left)
            self.nodes.append(Node(partner.end - length, left + length, partner.end, left, "emphasis"))
            partner.end -= length
            left += length
            if partner.start == partner.end:
                self.stack.pop()
            self.floors = {key: min(floor, index) for key, floor in self.floors.items()}
        return left


def _shared(opener: int, closer: int) -> int:
    """How many marks of an opening and a closing run belong together: 2, 1 or none.

    `**` never closes `*`, nor half of `**`: an odd mark in a post must not shift the others.
    """
    if opener > 1 and closer > 1:
        return 2
    return 1 if opener % 2 and closer % 2 else 0


def paired(runs: Iterable[Run]) -> tuple[list[Node], list[Atom]]:
    """Emphasis between the runs of one text, and the marks without a partner."""
    pairing = Pairing()
    for run in runs:
        left = pairing.close(run) if run.closes else run.start
        if run.opens and left < run.end:
            pairing.stack.append(Opener(run.mark[0], left, run.end))
        else:
            pairing.leave(run.mark[0], left, run.end)
    pairing.cut(0)
    return pairing.nodes, pairing.lone
