"""Pairs in which a person marked what stands for what: `我们把⟦1:数据中心⟧搬了。` `We moved the ⟦1:data center⟧.`

`training/written/` is written so; the marked spans become slots as they are, where other pairs rely on statistics.
"""

from __future__ import annotations

import re

MARK = re.compile("⟦([1-9]):([^⟦⟧]*)⟧")


def unmarked(text: str) -> str:
    """The text as it reads.

    >>> unmarked("We moved the ⟦1:data center⟧.")
    'We moved the data center.'
    """
    return MARK.sub(r"\2", text)


def spans(text: str) -> dict[str, tuple[int, int]]:
    """Where the marked spans stand in the unmarked text, by their digits.

    >>> spans("⟦2:We⟧ moved ⟦1:it⟧.")
    {'2': (0, 2), '1': (9, 11)}
    """
    found, dropped = dict[str, tuple[int, int]](), 0
    for match in MARK.finditer(text):
        start, length = match.start() - dropped, len(match[2])
        found[match[1]] = (start, start + length)
        dropped += len(match[0]) - length
    return found


def fault(zh: str, en: str) -> str:
    """What is wrong with the marks of a pair; empty when each stands once on both sides.

    >>> fault("⟦1:你⟧好", "Hello"), fault("⟦1:你⟧好", "Hello, ⟦1:you⟧")
    ('marks differ', '')
    """
    numbers = [sorted(match[1] for match in MARK.finditer(side)) for side in (zh, en)]
    return "" if numbers[0] == numbers[1] and len(numbers[0]) == len(set(numbers[0])) else "marks differ"
