"""What is wrong with the rows of an edited file as a whole: some are missing, there twice, unknown or moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from bilingual.checks import Located
from bilingual.model import Edited, EditedRow, SegmentId, Translation, Unit, join


def misplaced(result: Translation, edited: Edited, path: str) -> Iterator[Located]:
    """Rows that are missing, there twice, unknown or moved. Front matter has an order of its own in every format."""
    order = {row.id: number for number, row in enumerate(result.rows)}
    given = [own.id for own in edited.rows]
    for gone, together in groupby(result.rows, key=lambda row: row.id not in given):
        if gone:
            yield _missing(tuple(together), path)
    body = {row.id for row in result.rows if row.kind != "front"}
    steady = {given[at] for at in _rising([order[id_] if id_ in body else -1 for id_ in given])}
    seen: set[SegmentId] = set()
    for own in edited.rows:
        line, place = place_of(own.place)
        if fact := _misfit(own, order.keys(), seen, body - steady):
            yield Located("rows", fact, path, line, place)
        seen.add(own.id)


def _missing(rows: tuple[Unit, ...], path: str) -> Located:
    """One finding for rows that are missing together."""
    if len(rows) == 1:
        return Located("rows", f"A row is missing: {_said(rows[0])}.", path, row=rows[0])
    return Located("rows", f"{len(rows)} rows are missing, from {_said(rows[0])} to {_said(rows[-1])}.", path, row=rows[0])


def _misfit(own: EditedRow, known: Collection[SegmentId], seen: Collection[SegmentId], moved: Collection[SegmentId]) -> str:
    if not own.id:
        return "The row is not in the records."
    if own.id not in known:
        return "The row is of another post."
    if own.id in seen:
        return "The row stands here a second time."
    return "The row stands in another order than in the post." if own.id in moved else ""


def _rising(numbers: Sequence[int]) -> list[int]:
    """The places of the longest rising row among the numbers from 0 on: what is not in it has been moved.

    >>> _rising([0, 5, 1, 2, -1, 3])
    [0, 2, 3, 5]
    """
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for place, number in enumerate(numbers):
        at = bisect_left(tails, number)
        if number >= 0:
            before[place] = ends[at - 1] if at else -1
            tails[at : at + 1], ends[at : at + 1] = [number], [place]
    found = ends[-1:]
    while found and before[found[-1]] >= 0:
        found.append(before[found[-1]])
    return found[::-1]


def _said(row: Unit) -> str:
    text = join(row.hans).strip()
    return f"“{text if len(text) < 25 else text[:24] + '…'}”"


def place_of(place: str) -> tuple[int, str]:
    """A place as a line, where it is one.

    >>> place_of("line 30"), place_of("row 12")
    ((30, ''), (0, 'row 12'))
    """
    line = re.fullmatch(r"line (\d+)", place)
    return (int(line[1]), "") if line else (0, place)
