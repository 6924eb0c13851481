"""How much there is to read in the cues of subtitles: the English of each, and the time that it is on the screen.

The limits are those of Netflix' Timed Text Style Guide for English: 20 characters a second, two lines of 42 characters.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from bilingual.model import Cue, Unit, plain
from bilingual.sources.subtitles.division import LINE, divided, in_lines

FASTEST = 20
"""Characters a second."""
MOST_LINES = 2
"""Of one cue."""


def english_of_cues(units: Sequence[Unit], cues: Sequence[Cue]) -> Iterator[tuple[Unit, Cue, str]]:
    """Each cue that is on the screen, with the first unit that stands in it and the English of all that do."""
    starts, ends = [cue.span[0] for cue in cues], [cue.span[1] for cue in cues]
    found: dict[int, list[tuple[Unit, str]]] = {}
    for unit in units if cues else ():
        covered = range(bisect_right(ends, unit.span[0]), bisect_left(starts, unit.span[1]))
        weights = [min(ends[at], unit.span[1]) - max(starts[at], unit.span[0]) for at in covered]
        for at, part in zip(covered, divided(plain(unit.en), weights), strict=True):
            if cues[at].on_screen:
                found.setdefault(at, []).append((unit, part))
    for at, parts in found.items():
        yield parts[0][0], cues[at], " ".join(part for _, part in parts)


def too_fast(units: Sequence[Unit], cues: Sequence[Cue]) -> Iterator[tuple[Unit, int]]:
    """The first unit of each cue that is not long enough on the screen, and how many characters a second it has."""
    for unit, cue, text in english_of_cues(units, cues):
        length = (cue.end or cue.start) - cue.start
        if length > 0 and 1000 * len(text) > FASTEST * length:
            yield unit, round(1000 * len(text) / length)


def too_long(units: Sequence[Unit], cues: Sequence[Cue]) -> Iterator[tuple[Unit, int]]:
    """The first unit of each cue that does not go into two lines, and how many characters the cue has."""
    for unit, _, text in english_of_cues(units, cues):
        lines = in_lines(text)
        if len(lines) > MOST_LINES or max(map(len, lines)) > LINE:
            yield unit, len(text)
