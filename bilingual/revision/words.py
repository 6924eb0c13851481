"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

_WORD = re.compile(r"[A-Za-z0-9]+(?:['’-][A-Za-z0-9]+)*|\s+|.", re.DOTALL)
"""A Latin word or a number, blanks, or a single character: a Han one says as much as a word."""


def word_changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """For each stretch of words that are another now: what stood there, what stands there now; one of them may be empty.

    >>> list(word_changes("We go to the park.", "We walk to a big park."))
    [('go', 'walk'), ('the', 'a big')]
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield "".join(old[start:end]), "".join(new[first:last])


def count_changed_words(before: str, after: str) -> int:
    """How many words are another, were added or taken away.

    >>> count_changed_words("We go to the park.", "We walk to a big park."), count_changed_words("好。", "很好。")
    (3, 1)
    """
    return sum(max(_count(old), _count(new)) for old, new in word_changes(before, after))


def _count(text: str) -> int:
    return sum(not word.isspace() for word in _WORD.findall(text))
