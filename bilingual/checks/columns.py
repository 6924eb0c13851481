"""The columns beside each other: Simplified and Traditional are the same words, each in its own script."""

from __future__ import annotations

import re

from bilingual.lang.characters import HANZI
from bilingual.lang.likeness import likeness

_LATIN = re.compile(r"[A-Za-z0-9]+")
_LEAST = 0.5
"""How alike the Hanzi of both columns are, at least: Taiwan has other words for much of what is said of computers."""


def describe_difference(hans: str, hant: str) -> str:
    """What differs between the columns, both given in Simplified characters; nothing where they say the same.

    >>> describe_difference("我用GPT写了3封信", "我用GPT写了3封信"), describe_difference("我用GPT写了3封信", "我用GPT写了5封信")
    ('', '“3” against “5”')
    """
    ours, theirs = _LATIN.findall(hans), _LATIN.findall(hant)
    if ours != theirs:
        lost = [word for word in ours if word not in theirs] or ours
        gained = [word for word in theirs if word not in ours] or theirs
        return f"{_quoted(lost)} against {_quoted(gained)}"
    first, second = "".join(HANZI.findall(hans)), "".join(HANZI.findall(hant))
    if max(len(first), len(second)) > 3 and likeness(first, second) < _LEAST:
        return "other words"
    return ""


def _quoted(words: list[str]) -> str:
    return f"“{' '.join(words)}”" if words else "nothing"
