"""Quotation marks: “ ” ‘ ’ in Simplified text, 「 」 『 』 in Traditional, paired by a stack.

Nested pairs alternate in both (GB/T 15834 and the handbook of punctuation of Taiwan's Ministry of Education agree on
that), so a mark follows from its depth. Marks that are English (don’t, ‘ok’) or have no partner stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bilingual.variants.opencc import Script

CLOSERS = {"“": "”", "‘": "’", "「": "」", "『": "』"}
"""Each opening mark with its closing one."""
OPENERS = {closer: opener for opener, closer in CLOSERS.items()}
_STYLES: dict[Script, tuple[str, str]] = {"hans": ("“", "‘"), "hant": ("「", "『")}
"""The opening marks of odd and of even depth."""
_MARKS = re.compile("[“”‘’「」『』]")
_HAN = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_WIDE = re.compile("[\u3001-\u303f\uff00-\uffef]|" + _HAN.pattern)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A pair of marks: where they stand in the string."""

    start: int
    end: int
    """Of the closing mark itself."""


def converted(text: str, to: Script) -> str:
    """`text` with the marks of the other script's style; as long as before.

    >>> converted("他说：“你说‘好’吗？”我说 don’t。", "hant")
    '他说：「你说『好』吗？」我说 don’t。'
    >>> converted("他說：「你說『好』嗎？」", "hans")
    '他說：“你說‘好’嗎？”'
    """
    characters = list(text)
    for quotation, depth in _to_convert(text, to):
        opener = _STYLES[to][depth % 2]
        characters[quotation.start] = opener
        characters[quotation.end] = CLOSERS[opener]
    done = "".join(characters)
    # marks that had a partner of the wrong kind may have a right one now; each pass leaves fewer of the other style
    return done if done == text else converted(done, to)


def unbalanced(text: str) -> tuple[int, ...]:
    """Where marks stand that have no partner, apostrophes aside.

    >>> unbalanced("“好”，他说”。It’s “fine")
    (6, 13)
    """
    return _scanned(text)[1]


def _scanned(text: str) -> tuple[list[Quotation], tuple[int, ...]]:
    """The pairs in the order of their opening marks, and the marks left over."""
    pairs: list[Quotation] = []
    alone: list[int] = []
    open_: list[int] = []
    waiting: Counter[str] = Counter()  # the marks of `open_`
    for found in _MARKS.finditer(text):
        mark, position = found[0], found.start()
        if mark in CLOSERS:
            open_.append(position)
            waiting[mark] += 1
        elif _is_apostrophe(text, position, quoted=waiting["‘"] > 0):
            continue
        elif waiting[OPENERS[mark]]:
            while text[open_[-1]] != OPENERS[mark]:
                waiting[text[open_[-1]]] -= 1
                alone.append(open_.pop())
            waiting[OPENERS[mark]] -= 1
            pairs.append(Quotation(open_.pop(), position))
        else:
            alone.append(position)
    return sorted(pairs, key=lambda pair: pair.start), tuple(sorted([*alone, *open_]))


def _is_apostrophe(text: str, position: int, *, quoted: bool) -> bool:
    """Whether ’ stands in a word (don’t), or at the edge of one with nothing to close (the boys’ club, ’90s).

    `quoted`: a ‘ is open.
    """
    if text[position] != "’":
        return False
    before, after = (_is_latin(text[i : i + 1]) for i in (max(0, position - 1), position + 1))
    return (before and after) or ((before or after) and not quoted)


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < "\u1100"


def _to_convert(text: str, to: Script) -> Iterator[tuple[Quotation, int]]:
    """The pairs in Chinese context, each with how many of them enclose it.

    Pairs of the style wanted stay as they are, except in a quotation that is converted, where their depth tells.
    """
    enclosing: list[tuple[Quotation, bool]] = []  # each with whether it changes: then what it encloses does, too
    hanzi = [found.start() for found in _HAN.finditer(text)]
    for pair in _scanned(text)[0]:
        while enclosing and enclosing[-1][0].end < pair.start:
            enclosing.pop()
        holds_hanzi = bisect(hanzi, pair.start) < bisect(hanzi, pair.end)
        if holds_hanzi or _is_beside_chinese(text, pair, nested=bool(enclosing)):
            changes = text[pair.start] not in _STYLES[to] or (bool(enclosing) and enclosing[-1][1])
            if changes:
                yield pair, len(enclosing)
            enclosing.append((pair, changes))


def _is_beside_chinese(text: str, pair: Quotation, *, nested: bool) -> bool:
    """Whether the marks are Chinese or Chinese stands beside them, which is not enough for ‘ok’ in no other quotation."""
    if text[pair.start] in "「『":
        return True
    if text[pair.start] == "‘" and not nested:
        return False
    before = re.sub(r"[\s“”‘’「」『』\ue000]+$", "", text[max(0, pair.start - 20) : pair.start])[-1:]
    after = re.sub(r"^[\s“”‘’「」『』\ue000]+", "", text[pair.end + 1 : pair.end + 21])[:1]
    return any(_WIDE.match(neighbour) for neighbour in (before, after))
