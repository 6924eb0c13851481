"""Lines that look like the start of a turn, and what they have in common: what comes back, what sounds like speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bilingual.sources.markdown.labels import Candidate
from bilingual.sources.markdown.regions import Region

SPOKEN = ("paragraph", "quote")
"""Kinds of blocks that can be turns; items of a list with a bold start are lists of features, not talk."""
SPEECH = re.compile("[我你您咱俺吗嗎呢吧啊嗯呃哦哈？?]")
"""Words of people who talk with each other."""
OFTEN = 4
"""How often names must come back after others spoke for a form of label to be talk by that alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph that looks like the start of a turn."""

    region: int
    """Index of its paragraph."""
    piece: int
    found: Candidate
    spoken: bool
    """Whether it sounds like speech: somebody is addressed, or asked."""
    alone: bool = False
    """Whether the label has its line for itself, and what is said stands below."""

    @property
    def name(self) -> str:
        """Whom it names."""
        return self.found.label.name


def is_nothing_else(regions: Sequence[Region], lines: Sequence[Line], *, with_items: bool = False) -> bool:
    """Whether these are the turns of several, and all the paragraphs of a post; `with_items`: turns may be items of lists."""
    labelled = {line.region for line in lines}
    kinds = (*SPOKEN, "item") if with_items else SPOKEN
    spoken = {index for index, region in enumerate(regions) if region.kind in kinds}
    elements = {index for index in labelled if regions[index].kind == "html"}
    return len({line.name for line in lines}) > 1 and spoken | elements == labelled


def returns(names: Iterable[str]) -> int:
    """How often a name comes back after another one spoke."""
    seen: set[str] = set()
    previous, count = "", 0
    for name in names:
        count += name != previous and name in seen
        seen.add(name)
        previous = name
    return count


def returned(regions: Sequence[Region], lines: Iterable[Line]) -> int:
    """How often names come back between headings: what two things are like is told once under each."""
    return sum(map(returns, stretches(regions, lines, strict=False)))


def is_form(names: Sequence[str]) -> bool:
    """Whether three names and more follow each other in one order all the time: of each thing the same is told."""
    order = list(dict.fromkeys(names))
    following = dict(zip(order, [*order[1:], order[0]], strict=True)) if order else {}
    return len(order) > 2 and all(following[name] == after for name, after in pairwise(names))


def speech_share(lines: Sequence[Line]) -> float:
    """Which part of the lines sounds like speech."""
    return sum(line.spoken for line in lines) / len(lines)


def stretches(regions: Sequence[Region], lines: Iterable[Line], strict: bool) -> Iterator[list[str]]:
    """The names of each stretch between headings; `strict`: anything but turns ends one.

    Essays label things too, each label once under each heading or thing: there, no name comes back in a stretch.
    """
    lines = [*lines]
    labelled = {region for line in lines for region in range(line.region, line.region + 1 + line.alone)}
    upcoming = iter(lines)
    line = next(upcoming, None)
    names: list[str] = []
    for index, region in enumerate(regions):
        if region.kind == "heading" or (strict and index not in labelled):
            yield names
            names = []
        while line and line.region == index:
            names.append(line.name)
            line = next(upcoming, None)
    yield names
