"""Where the words that a post stresses stand in the English of their sentence."""

from __future__ import annotations

import re
from itertools import product

from bilingual.locking.english import SMALL_WORDS
from bilingual.model import Span

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_SPARE = 2
"""How many words more than those looked for a place may have."""
_MOST = 200
"""Ways of choosing a place for each word: beyond it, the words stand too often to tell."""


def place_of(words: str, text: str) -> Span | None:
    """Where the words stand: as they are, or else inflected and apart by a small word or two; nothing where they do not.

    >>> place_of("scientist", "Scientists know the truth."), place_of("get permission", "It has got the permission.")
    ((0, 10), None)
    """
    exact = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)
    return exact.span() if exact else _near(_WORD.findall(words), [*_WORD.finditer(text)])


def _near(words: list[str], there: list[re.Match[str]]) -> Span | None:
    """The narrowest stretch that has each of the words but the small ones, if there is one and no other as narrow."""
    wanted = [word.casefold() for word in words if word.casefold() not in SMALL_WORDS]
    places = [[n for n, found in enumerate(there) if _alike(word, found[0].casefold())] for word in wanted]
    ways = 1
    for of_word in places:
        ways *= len(of_word)
    if not wanted or not 0 < ways <= _MOST:
        return None
    stretches = {(min(choice), max(choice)) for choice in product(*places) if len(set(choice)) == len(choice)}
    narrow = sorted(stretches, key=lambda stretch: (stretch[1] - stretch[0], stretch))
    if not narrow or narrow[0][1] - narrow[0][0] >= len(words) + _SPARE:
        return None
    first, last = narrow[0]
    alone = len(narrow) == 1 or narrow[1][1] - narrow[1][0] > last - first
    return (there[first].start(), there[last].end()) if alone else None


def _alike(word: str, other: str) -> bool:
    """Whether two words may be forms of one: alike but for the last letters.

    >>> _alike("focus", "focused"), _alike("apply", "applies"), _alike("form", "forest")
    (True, True, False)
    """
    shorter, longer = sorted((word, other), key=len)
    common = next((n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return common >= max(4, len(shorter) - 1) and len(longer) - common <= 4 if len(shorter) > 3 else shorter == longer
