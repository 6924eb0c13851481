"""What is left in a translation that should not be: Hanzi, and marks of the machinery."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.lang.characters import HANZI, HANZI_RUN
from bilingual.lang.likeness import occurring

_MARKS = re.compile("[⟦⟧▁\ufffd]|<0x[0-9A-F]{2}>|<unk>|⁇")
"""A slot that was not filled, pieces of a tokenizer that were not joined, and characters that were lost."""


def has_hanzi(text: str) -> bool:
    """Whether a text holds a Chinese character.

    >>> has_hanzi("Sora 2 on 抖音"), has_hanzi("Sora 2, “now”…")
    (True, False)
    """
    return HANZI.search(text) is not None


def without(text: str, allowed: Sequence[str]) -> str:
    """The text without the strings that may stand in it as they are; longer ones go first.

    >>> without("Ask 闲哥 about it", ["闲哥"])
    'Ask   about it'
    """
    for word in sorted(occurring({*allowed} - {""}, text), key=lambda word: (-len(word), word)):
        text = text.replace(word, " ")
    return text


def leftovers(target: str, allowed: Sequence[str] = ()) -> tuple[str, ...]:
    """Runs of Hanzi, and marks of the machinery, in a translation outside the strings that the glossary keeps.

    >>> leftovers("Ask 闲哥 about 物理 ⟦0⟧", ["闲哥"])
    ('物理', '⟦', '⟧')
    """
    rest = without(target, allowed)
    return tuple(dict.fromkeys((*HANZI_RUN.findall(rest), *_MARKS.findall(rest))))
