"""Whole sentences: repeated, left out, or not translated."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.lang.characters import HANZI
from bilingual.lang.length import units, words
from bilingual.lang.likeness import likeness
from bilingual.lang.residue import without

_FEW = 4
"""Words: shorter sentences (`Yes, exactly.`) may well follow each other."""


def is_untranslated(source: str, target: str, protected: Sequence[str] = ()) -> bool:
    """Whether the English is still Chinese: as many Hanzi as other words, or more, outside of what the glossary keeps.

    >>> is_untranslated("今天天气很好。", "今天天气很好。"), is_untranslated("他在《读书》上写的", "He wrote it in 读书")
    (True, False)
    """
    rest = without(target, protected)
    hanzi = len(HANZI.findall(rest))
    return hanzi >= 2 and hanzi >= len(words(HANZI.sub(" ", rest)))


def is_repeated(source: str, target: str, next_source: str, next_target: str) -> bool:
    """Whether two sentences have the same English and different Chinese.

    >>> is_repeated("我们明天去北京。", "We go there tomorrow.", "价格已经涨了很多。", "We go there tomorrow.")
    True
    """
    english_words = words(target)
    if len(english_words) < _FEW or english_words != words(next_target):
        return False
    return likeness(units(source), units(next_source)) < 0.6


def is_lopsided(source: str, target: str) -> bool:
    """Whether something must be missing or made up: under a fifth of a word a character, or over two.

    Shorter sources are let pass: 恭喜发财 may well be “Happy New Year to you and your family”.
    """
    characters, written = len(units(source)), len(words(target))
    return characters >= 12 and not 0.2 * characters <= written <= 2 * characters
