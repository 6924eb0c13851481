"""What is wrong with the rows of an edited file as a whole: some are missing, there twice, unknown or moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from bilingual.checks.checked_post import quoted
from bilingual.checks.registry import diagnostic
from bilingual.model import BlockKind, Diagnostic, Edited, EditedRow, SegmentId, Translation, Unit, join

APART: frozenset[BlockKind] = frozenset({"front", "note"})
"""What has an order of its own in every format: front matter, and footnotes, which Word keeps at the foot of the page."""


def misplaced_rows(result: Translation, edited: Edited, path: str) -> Iterator[Diagnostic]:
    """Rows that are missing, there twice, unknown or moved."""
    order = {unit.id: number for number, unit in enumerate(result.units)}
    given = [row.id for row in edited.rows]
    there = frozenset(given)
    for is_missing, together in groupby(result.units, key=lambda unit: unit.id not in there):
        if is_missing:
            yield _missing(tuple(together), path)
    body = {unit.id for unit in result.units if unit.kind not in APART}
    moved = body - {given[at] for at in longest_rising([order[id_] if id_ in body else -1 for id_ in given])}
    seen: set[SegmentId] = set()
    for row in edited.rows:
        line, place = line_or_place(row.place)
        if fact := _misfit(row, order.keys(), seen, moved):
            yield diagnostic("rows", fact, path=path, line=line, place=place)
        seen.add(row.id)


def _missing(units: tuple[Unit, ...], path: str) -> Diagnostic:
    """One diagnostic for rows that are missing together."""
    first, last = (quoted(join(unit.hans)) for unit in (units[0], units[-1]))
    fact = f"A row is missing: {first}." if len(units) == 1 else f"{len(units)} rows are missing, from {first} to {last}."
    return diagnostic("rows", fact, path=path, unit=units[0].id)


def _misfit(row: EditedRow, known: Collection[SegmentId], seen: Collection[SegmentId], moved: Collection[SegmentId]) -> str:
    if not row.id:
        return "The row is not in the records."
    if row.id not in known:
        return "The row is of another post."
    if row.id in seen:
        return "The row stands here a second time."
    return "The row stands in another order than in the post." if row.id in moved else ""


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """The places of the longest rising row among the numbers from 0 on: what is not in it has been moved.

    >>> longest_rising([0, 5, 1, 2, -1, 3])
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


def line_or_place(place: str) -> tuple[int, str]:
    """A place as a line, where it is one.

    >>> line_or_place("line 30"), line_or_place("row 12")
    ((30, ''), (0, 'row 12'))
    """
    line = re.fullmatch(r"line (\d+)", place)
    return (int(line[1]), "") if line else (0, place)
