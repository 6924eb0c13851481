"""Sentences that an editor emptied because their words stand in the row beside them now: an edit, and nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bilingual.model import SegmentId

_WORD = re.compile(r"[^\W_][\w'’-]*")
_SHARE = 0.5
"""Of the words of an emptied sentence, how many must have come to the row beside it; the others were put otherwise."""

Change = tuple[str, str]
"""A text before and after; empty after for one that was emptied."""


def moved_rows(changes: Mapping[SegmentId, Change], order: Sequence[SegmentId]) -> frozenset[SegmentId]:
    """The emptied rows whose words the next row on either side has gained; rows that were emptied too are passed over.

    `changes`: what was changed, by row; `order`: the rows of the file.

    >>> sorted(moved_rows({"a": ("Thank you.", ""), "b": ("I write.", "Thank you, I write.")}, ["a", "b"]))
    ['a']
    >>> sorted(moved_rows({"a": ("Thank you.", "")}, ["a", "b"]))
    []
    """
    emptied = [(at, id_) for at, id_ in enumerate(order) if id_ in changes and not changes[id_][1]]
    return frozenset(
        id_
        for at, id_ in emptied
        if any(_has_gained(_next(side, changes), changes[id_][0]) for side in (order[:at][::-1], order[at + 1 :]))
    )


def _next(side: Sequence[SegmentId], changes: Mapping[SegmentId, Change]) -> Change:
    """What changed in the next row on one side that was not emptied."""
    for id_ in side:
        before, after = changes.get(id_, (" ", " "))
        if after:
            return before, after
    return "", ""


def _has_gained(change: Change, emptied: str) -> bool:
    before, after = map(_words, change)
    words = _words(emptied)
    return (words & (after - before)).total() >= max(1, _SHARE * words.total())


def _words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text))
