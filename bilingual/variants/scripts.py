"""Which script a string is in, told by the characters that only one script has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import Literal

from bilingual.lang.characters import HANZI
from bilingual.variants.opencc import convert

_BLOCKS = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF))
_SHARE = 10
"""A text is mixed where one character in so many of the telling ones, or more, is of the other script."""


def detect(text: str) -> Literal["hans", "hant", "mixed", "none"]:
    """The script of `text`: `none` without Hanzi; Hanzi that both scripts share count as Simplified.

    >>> [detect(s) for s in ("汉字很多", "漢字很多", "汉字和漢字", "今天", "AI")]
    ['hans', 'hant', 'mixed', 'hans', 'none']
    """
    if not HANZI.search(text):
        return "none"
    simplified, traditional = _telling()
    hans, hant = (sum(map(only.__contains__, text)) for only in (simplified, traditional))
    if min(hans, hant) * _SHARE > max(hans, hant):
        return "mixed"
    return "hant" if hant > hans else "hans"


def foreign(text: str, script: Literal["hans", "hant"]) -> str:
    """The characters of `text` that only the other script has, each once.

    >>> foreign("软體和软件", "hant"), foreign("今天", "hans")
    ('软', '')
    """
    simplified, traditional = _telling()
    only = simplified if script == "hant" else traditional
    return "".join(dict.fromkeys(filter(only.__contains__, text)))


def differs(text: str) -> bool:
    """Whether Traditional has other characters than this Simplified text; 今天 is the same in both.

    >>> differs("今天"), differs("汉字")
    (False, True)
    """
    return convert(text, "s2t") != text


@cache
def simplified_characters() -> Mapping[int, int]:
    """Traditional to Simplified, one character for one, as `str.translate` takes it.

    >>> "軟體".translate(simplified_characters())
    '软体'
    """
    return _changed("t2s")


def twins(left: str, right: str) -> bool:
    """Whether one of two spellings is the other in Simplified; two Traditional words that are one in Simplified are two.

    >>> twins("老闆", "老板"), twins("發", "髮"), twins("老板", "老板")
    (True, False, False)
    """
    return left != right and (
        left.translate(simplified_characters()) == right or right.translate(simplified_characters()) == left
    )


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that are only Simplified, and those that are only Traditional.

    What `s2t` changes is not always Simplified alone: 后, 里, 只 and 干 are Traditional characters as well, and 乾 and 著
    Simplified ones. The old national character sets (Big5, GB 2312) tell them apart.
    """
    simplified = frozenset(c for c in map(chr, _changed("s2t")) if not _encodes(c, "big5"))
    traditional = frozenset(c for c in map(chr, _changed("t2s")) if not _encodes(c, "gb2312"))
    return simplified - traditional, traditional - simplified


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _changed(config: str) -> Mapping[int, int]:
    """Each single character that a configuration changes, and what it becomes."""
    # a line break keeps OpenCC from reading neighbours as a phrase
    characters = "\n".join(map(chr, chain.from_iterable(range(first, last + 1) for first, last in _BLOCKS)))
    pairs = zip(characters.split("\n"), convert(characters, config).split("\n"), strict=True)
    return {ord(before): ord(after) for before, after in pairs if before != after and len(after) == 1}
