"""A change in one form of a text, made in another form of it; and where sentences begin in a text that was changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest
from typing import Any

_TOKEN = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)


def carry_change(record: str, written: str, edited: str) -> str:
    r"""The change from `written` to `edited`, made in `record`; `edited` itself where it touches what is not the same there.

    >>> carry_change("use a\\|b or [x][y] now", "use a|b or [x](<z.md>) now", "use a|b or [x](<z.md>) later")
    'use a\\|b or [x][y] later'
    """
    if re.sub(" +", " ", record).strip() == written:
        return f"{record[: len(record) - len(record.lstrip())]}{edited}{record[len(record.rstrip()) :]}"
    first, last = _places(record, written)
    result, position = [], 0
    for kind, start, end, new, new_end in SequenceMatcher(None, written, edited, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        begins, ends = last.get(start), first.get(end)
        if begins is not None and (start == end or not record[first[start] : begins].strip("\\")):
            begins = first[start]  # an escape goes with what it escapes
        if begins is None or ends is None or not position <= begins <= ends:
            return edited
        result += [record[position:begins], edited[new:new_end]]
        position = ends
    return "".join([*result, record[position:]])


def _places(record: str, written: str) -> tuple[dict[int, int], dict[int, int]]:
    """Where each place of `written` that stands beside a character of `record` is there: before and behind what is only there."""
    first, last = {0: 0}, {0: 0}
    for there, here, size in SequenceMatcher(None, record, written, autojunk=False).get_matching_blocks():
        for offset in range(size + 1):
            first.setdefault(here + offset, there + offset)
            last[here + offset] = there + offset
    return first, last


def cut_like(sentences: Sequence[str], text: str) -> list[str]:
    """`text` in as many pieces as there are sentences, each what became of one; nothing where a border cannot be told.

    >>> cut_like(["One is here. ", "Two is there. ", "Three."], "One was here. Two is there, too. Three.")
    ['One was here.', ' Two is there, too.', ' Three.']
    >>> cut_like(["One. ", "Two."], "All new and different")
    []
    """
    old = [token for sentence in sentences for token in _TOKEN.findall(sentence)]
    new = _TOKEN.findall(text)
    codes = [
        (kind if "".join(old[start:end]).strip() else "", start, end, *there)
        for kind, start, end, *there in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    ]  # blanks tell no place
    borders, position = [0], 0
    for sentence in sentences[:-1]:
        place = _border(codes, position + len(_TOKEN.findall(sentence.rstrip())))
        position += len(_TOKEN.findall(sentence))
        if place is None:
            return []
        borders.append(place)
    places = [*borders, len(new)]
    return ["".join(new[start:end]) for start, end in pairwise(places)] if places == sorted(places) else []


def _border(codes: Sequence[tuple[Any, ...]], position: int) -> int | None:
    """Where the border is now: beside a token that is the same, the one before it first. What is new there comes after."""
    for (kind, start, end, first, _), following in zip_longest(codes, codes[1:]):
        if kind == "equal" and start < position <= end:
            return int(first + position - start)
        if kind != "equal" and end == position and following and following[0] == "equal":
            return int(following[3])
    return None
