"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

_WORD = re.compile(r"[A-Za-z0-9]+(?:['’-][A-Za-z0-9]+)*|\s+|.", re.DOTALL)
"""A Latin word or a number, blanks, or a single character: a Han one says as much as a word."""


def word_steps(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Both texts in stretches: what stands there before and after, which is the same or not; one of them may be empty.

    >>> list(word_steps("We go to the park.", "We walk to a big park."))
    [('We ', 'We '), ('go', 'walk'), (' to ', ' to '), ('the', 'a big'), (' park.', ' park.')]
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    for _, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "".join(old[start:end]), "".join(new[first:last])


def count_changed_words(before: str, after: str) -> int:
    """How many words are another, were added or taken away.

    >>> count_changed_words("We go to the park.", "We walk to a big park."), count_changed_words("好。", "很好。")
    (3, 1)
    """
    return sum(max(_count(old), _count(new)) for old, new in word_steps(before, after) if old != new)


def _count(text: str) -> int:
    return sum(not word.isspace() for word in _WORD.findall(text))
