"""Whether a Chinese word sounds like a Latin one, as names do that were taken over by their sound: 亚马逊, Amazon."""

from __future__ import annotations

import re

from bilingual.lang.likeness import likeness

_LATIN = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"), ("th", "t"), ("[sc]h|tch", "s"), ("ck|q", "k"), ("x", "ks"), ("c(?=[eiy])|z|j|g(?=[eiy])", "s"),
        ("[cg]", "k"), ("b", "p"), ("d", "t"), ("r", "l"), ("[vw]", "f"), (r"[aeiouyh]|[^a-z]", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
"""How Latin letters are heard in Chinese: voiced as voiceless, r as l, v and w as f, vowels not at all."""
_PINYIN = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("er$", "l"), ("^(?:zh|ch|sh|[zcsjqx])", "s"), ("^[gk]", "k"), ("^b", "p"), ("^d", "t"), ("^r", "l"), ("^w", "f"),
        ("ng$", "n"), (r"[aeiouüvyh]", ""),
    )
)  # fmt: skip
"""The same of a syllable of pinyin."""


def likeness_of_sound(chinese: str, latin: str) -> float:
    """Which part of the consonants stands in both in the same order, as Chinese has them, from 0 to 1.

    >>> [likeness_of_sound(*pair) for pair in (("亚马逊", "Amazon"), ("波士顿", "Boston"), ("美国", "Google"))]
    [1.0, 1.0, 0.0]
    """
    heard, spoken = _consonants(latin.lower(), _LATIN), _pinyin(chinese)
    if min(len(heard), len(spoken)) < 2:
        return float(bool(heard) and heard == spoken)
    return likeness(heard, spoken) if heard[0] == spoken[0] else 0.0


def begins_as_read(chinese: str, latin: str) -> bool:
    """Whether the letters are what the Chinese begins with in pinyin.

    >>> begins_as_read("闲哥", "XIAN"), begins_as_read("李想", "CEO")
    (True, False)
    """
    from pypinyin import lazy_pinyin

    letters = "".join(filter(str.isalpha, latin.lower()))
    return bool(letters) and "".join(lazy_pinyin(chinese)).startswith(letters)


def _pinyin(chinese: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(_consonants(syllable, _PINYIN) for syllable in lazy_pinyin(chinese))


def _consonants(text: str, table: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, sound in table:
        text = pattern.sub(sound, text)
    return text
