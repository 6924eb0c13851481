"""When the rows of subtitles and transcripts are heard."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from bilingual.model import Cue, SegmentId, Translation

TIME = "time"
"""The column of a sheet with the times."""


def heard(result: Translation) -> Mapping[SegmentId, tuple[int, int | None]]:
    """When each row begins and ends, in milliseconds: with the first and last of its cues. Nothing for a post without cues."""
    cues = result.document.cues
    starts = [cue.span[0] for cue in cues]

    def at(place: int) -> Cue:
        return cues[bisect_right(starts, place) - 1]

    spans = {unit.id: unit.span for unit in result.units if cues and unit.span[0] >= starts[0]}
    return {id_: (at(start).start, at(max(end - 1, start)).end) for id_, (start, end) in spans.items()}


def clocks(result: Translation) -> Mapping[SegmentId, str]:
    """When each row begins, as a reader sees it."""
    return {id_: clock(start) for id_, (start, _) in heard(result).items()}


def first_clocks(result: Translation) -> Mapping[SegmentId, str]:
    """The same for documents: of rows that follow one another and begin together, as those below one time of a transcript do, the
    first has it."""
    every = clocks(result)
    return {id_: time for (id_, time), before in zip(every.items(), ("", *every.values()), strict=False) if time != before}


def clock(milliseconds: int) -> str:
    """A time as a player shows it.

    >>> clock(3_900), clock(192_000), clock(3_723_500)
    ('0:03', '3:12', '1:02:03')
    """
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
