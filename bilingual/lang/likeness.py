"""How alike two texts are, and which words stand in one: in time that grows with their lengths, whatever they hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

LONG = 400
"""Characters or words beyond which their order is not looked at: comparing takes time like the square of it."""


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """From 0 to 1: how much both have in the same order; of long ones, how much both have at all, which is never less.

    >>> likeness("abcd", "abce"), likeness("ab" * 1000, "ba" * 1000)
    (0.75, 1.0)
    """
    if first == second:
        return 1.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if max(len(first), len(second)) <= LONG else matcher.quick_ratio()


def occurring(words: Collection[str], text: str) -> set[str]:
    """Those of the words that stand somewhere in the text.

    >>> sorted(occurring(["AI", "UI", ""], "OpenAI"))
    ['', 'AI']
    """
    if len(words) < 8:
        return {word for word in words if word in text}
    known = frozenset(words)
    sizes = {len(word) for word in known}
    return {text[start : start + size] for size in sizes for start in range(len(text) - size + 1)} & known
