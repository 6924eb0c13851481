"""Who speaks: paragraphs with a speaker's label become turns.

A label is believed because the post is a transcript, not because of its own looks: `注意: …` looks like one too.
Known speakers and the usual roles count when they recur, or when a short post is nothing but turns; other names must come back
among others with nothing but turns between them and sound like speech, or look like names; and what essays label (`优点：`,
`结论：`) is never a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bilingual.lang.labels import is_stop_word
from bilingual.lang.names import is_name_like
from bilingual.lang.roles import is_speaking_role
from bilingual.model import Label
from bilingual.sources.markdown.labels import Candidate, candidate
from bilingual.sources.markdown.regions import Region

SPOKEN = ("paragraph", "quote")
"""Kinds of blocks that can be turns; items of a list with a bold start are lists of features, not talk."""

SPEECH = re.compile("[我你您咱俺吗嗎呢吧啊嗯呃哦哈？?]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph that looks like the start of a turn."""

    region: int
    """Index of its paragraph."""
    piece: int
    found: Candidate
    spoken: bool
    """Whether it sounds like speech: somebody is addressed, or asked."""


def with_turns(text: str, regions: tuple[Region, ...], speakers: frozenset[str], *, exact: bool = False) -> tuple[Region, ...]:
    """The regions, those where somebody speaks cut at the labels and marked with them. `exact`: only `speakers` speak."""
    lines = [*_lines(text, regions, speakers)]
    names = speakers if exact else _speakers(regions, lines, speakers)
    starts = {(line.region, line.piece): line.found for line in lines if line.found.label.name in names}
    return tuple(_attached(text, [*_cut(text, regions, starts)])) if starts else regions


def _lines(text: str, regions: Iterable[Region], known: frozenset[str]) -> Iterator[Line]:
    for index, region in enumerate(regions):
        if region.kind in SPOKEN:
            for number, piece in enumerate(region.pieces):
                found = candidate(text, piece)
                if found and (found.label.name in known or not is_stop_word(found.label.name)):
                    yield Line(index, number, found, SPEECH.search(text, *found.rest) is not None)


# --- The evidence -------------------------------------------------------------------------------


def _speakers(regions: tuple[Region, ...], lines: list[Line], known: frozenset[str]) -> frozenset[str]:
    """The names that are believed to be speakers."""
    counts = Counter(line.found.label.name for line in lines)
    roles = {name for name in counts if is_speaking_role(name)}
    sure = {name for name in counts if name in known}
    exchange = _is_exchange(regions, lines, roles)
    if sum(counts[name] for name in roles) >= 2 or sure or exchange:
        sure |= roles
    likely = {name for name, count in counts.items() if name not in sure and (count > 1 or is_name_like(name))}
    believed = [line for line in lines if line.found.label.name in sure | likely]
    if exchange or _is_talk(regions, believed, sure) or (not sure and _is_monologue(regions, believed)):
        return frozenset(sure | _regular(believed, likely))
    return frozenset(sure)


def _is_exchange(regions: tuple[Region, ...], lines: list[Line], roles: set[str]) -> bool:
    """Whether a post is nothing but turns, a usual role's among them that sounds like speech: too short for names to recur."""
    paragraphs = {index for index, region in enumerate(regions) if region.kind in SPOKEN}
    names = {line.found.label.name for line in lines}
    spoken = any(line.spoken and line.found.label.name in roles for line in lines)
    return spoken and len(names) > 1 and paragraphs == {line.region for line in lines}


def _is_talk(regions: tuple[Region, ...], lines: list[Line], sure: set[str]) -> bool:
    """Whether names come back among other names, in one stretch of the post."""
    if len({line.found.label.name for line in lines}) < 2 or len(lines) < 3:
        return False
    names = [line.found.label.name for line in lines]
    vouched = sum(name in sure or is_name_like(name) for name in names)
    strict = vouched * 2 < len(names)
    if strict and sum(line.spoken for line in lines) * 2 < len(lines):
        return False
    return any(_alternates(stretch) for stretch in _stretches(regions, lines, strict))


def _alternates(names: list[str]) -> bool:
    """Whether some name comes back after another one spoke."""
    seen: set[str] = set()
    previous = ""
    for name in names:
        if name != previous and name in seen:
            return True
        seen.add(name)
        previous = name
    return False


def _stretches(regions: tuple[Region, ...], lines: list[Line], strict: bool) -> Iterator[list[str]]:
    """The names of each stretch between headings; `strict`: anything but turns ends one.

    Essays label things too, each label once under each heading or thing: there, no name comes back in a stretch.
    """
    labelled = {line.region for line in lines}
    upcoming = iter(lines)
    line = next(upcoming, None)
    names: list[str] = []
    for index, region in enumerate(regions):
        if region.kind == "heading" or (strict and index not in labelled):
            yield names
            names = []
        while line and line.region == index:
            names.append(line.found.label.name)
            line = next(upcoming, None)
    yield names


def _is_monologue(regions: tuple[Region, ...], lines: list[Line]) -> bool:
    """Whether one person, named in the usual way, speaks nearly all of the post."""
    names = {line.found.label.name for line in lines}
    paragraphs = sum(region.kind in SPOKEN for region in regions)
    return len(names) == 1 and all(map(is_name_like, names)) and len(lines) >= 3 and len(lines) * 2 > paragraphs


def _regular(lines: list[Line], names: set[str]) -> set[str]:
    """The names whose labels have the usual marks: those that look like one, and those that sound like speech."""
    forms = Counter(line.found.form for line in lines)
    usual = {form for form, count in forms.items() if count * 5 >= len(lines)}
    counts = Counter(line.found.label.name for line in lines if line.found.form in usual)
    spoken = Counter(line.found.label.name for line in lines if line.found.form in usual and line.spoken)
    likely = {name for name in names if counts[name] and is_name_like(name)}
    return likely | {name for name in names if counts[name] > 1 and spoken[name] * 2 >= counts[name]}


# --- The regions --------------------------------------------------------------------------------


def _cut(text: str, regions: tuple[Region, ...], starts: dict[tuple[int, int], Candidate]) -> Iterator[Region]:
    """The regions, cut before each line that starts a turn; a turn that is only a label has no pieces."""
    for index, region in enumerate(regions):
        cuts = [number for number in range(len(region.pieces)) if (index, number) in starts]
        if not cuts:
            yield region
            continue
        if cuts[0]:
            yield replace(region, pieces=region.pieces[: cuts[0]])
        for cut, following in zip(cuts, [*cuts[1:], len(region.pieces)], strict=True):
            found = starts[index, cut]
            turn = replace(region, kind="turn", pieces=region.pieces[cut:following], label=found.label)
            yield turn.clipped(text, found.rest[0], turn.span[1])


def _attached(text: str, regions: list[Region]) -> Iterator[Region]:
    """The regions, a label on a line of its own given to the paragraph after it."""
    waiting: Region | None = None
    for region in regions:
        if waiting and waiting.label:
            if region.kind in SPOKEN and region.container == waiting.container:
                region = replace(region, kind="turn", label=waiting.label)
            else:
                yield replace(waiting, kind="paragraph", pieces=(waiting.label.name_span,), label=None)
        waiting = None if region.pieces else region
        if region.pieces:
            yield _joined(region)
    if waiting and waiting.label:
        yield replace(waiting, kind="paragraph", pieces=(waiting.label.name_span,), label=None)


def _joined(region: Region) -> Region:
    """The turn with its label reaching to its text."""
    if region.label is None:
        return region
    start = region.label.span[0]
    return replace(region, label=Label(region.label.name, (start, region.span[0]), region.label.name_span))
