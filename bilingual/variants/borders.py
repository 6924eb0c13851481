"""Borders of words that OpenCC's phrases run over: `存在|线索` is no 在线, `但是|只要` no 是只.

OpenCC takes the longest phrase from left to right and knows no frequencies. A segmenter that does tells where a phrase is
made of the end of one word and the start of the next; a wall there (an enforced stretch without width) keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bilingual.lang.words import frequency, likelihood, words
from bilingual.model import Variant
from bilingual.variants.masks import Enforced
from bilingual.variants.opencc import convert, convert_each

CHARACTERS: dict[Variant, str] = {"tw": "s2tw", "twp": "s2tw", "hk": "s2hk"}
"""The configuration of each variant that chooses characters, not words, and so keeps the length."""
_SURE = 4.0
"""In natural logarithms: how much likelier the words must be than the phrase between them; set by reading what it changes."""
_SURE_OF_WORDS = 1.0
"""The same where the phrase would put another word, as Taiwan has it, in the place of one: that is not even the same text."""


@dataclass(frozen=True, slots=True)
class _Border:
    """Two neighbouring words that become something else together than apart."""

    offset: int
    left: str
    right: str
    joined: str
    """What both become together."""


def walls(text: str, variant: Variant) -> list[Enforced]:
    """A wall for each border of words that a phrase of OpenCC's runs over wrongly, rising.

    >>> [wall.start for wall in walls("室内存放着旧书", "twp")], walls("内存不够", "twp")
    ([2], [])
    """
    config = "s2twp" if variant == "twp" else CHARACTERS[variant]
    found, between = _recut([half for word in words(text) for half in _halves(word, config)], config)
    of_characters = {border.offset: border for border in _borders(found, CHARACTERS[variant])}
    chosen = {border.offset for border in of_characters.values() if _is_cut(border, CHARACTERS[variant], _SURE)} | between
    if config not in CHARACTERS.values():
        of_words = (border for border in _borders(found, config) if border.offset not in of_characters)
        chosen |= {border.offset for border in of_words if _is_cut(border, config, _SURE_OF_WORDS)}
    return [Enforced(offset, offset, "") for offset in sorted(chosen)]


def _halves(word: str, config: str) -> tuple[str, ...]:
    """A compound of two words as both where OpenCC has a phrase over their border: `电视|频道`; else the word."""
    halves, across = (word[:2], word[2:]), word[1:3]
    is_two = len(word) == 4 and all(map(frequency, halves))
    return halves if is_two and convert(across, config) != "".join(convert_each(across, config)) else (word,)


def _recut(found: list[str], config: str) -> tuple[list[str], set[int]]:
    """The words, with two in the place of three where other characters are written then, and where those two meet.

    `心|软件|件` is `心软|件件`: the rule of fewest words (Tsai, "MMSEG", 1996) decides against the segmenter's frequencies.
    """
    recut: list[str] = []
    between: set[int] = set()
    position = index = 0
    while index < len(found):
        halves = _two_for_three(found[index : index + 3], config)
        if halves:
            between.add(position + len(halves[0]))
        recut += halves or found[index : index + 1]
        index += 3 if halves else 1
        position += len("".join(halves or recut[-1:]))
    return recut, between


def _two_for_three(three: list[str], config: str) -> tuple[str, ...]:
    """Two words that three are as well, the middle one cut, where they are written otherwise; else none."""
    text = "".join(three)
    for cut in range(len(three[0]) + 1, len(text) - len(three[-1])):
        halves = text[:cut], text[cut:]
        if all(map(_is_word, halves)):
            return halves if "".join(convert_each(halves, config)) != "".join(convert_each(three, config)) else ()
    return ()


def _is_word(text: str) -> bool:
    """Whether the dictionary has it, or it is a measure said twice: 件件, 家家."""
    return frequency(text) > 0 or (len(text) == 2 and text[0] == text[1])


def _borders(found: list[str], config: str) -> Iterator[_Border]:
    alone = convert_each(found, config)
    together = convert_each(map("".join, pairwise(found)), config)
    for offset, pair, apart, joined in zip(accumulate(map(len, found)), pairwise(found), pairwise(alone), together, strict=False):
        if joined != "".join(apart):
            yield _Border(offset, *pair, joined)


def _is_cut(border: _Border, config: str, sure: float) -> bool:
    """Whether the phrase over a border takes a word apart that is likelier than it.

    A phrase that holds the whole word before the border is a compound (计算机科学|家), where that has more than one character.
    """
    before, phrase, after = _phrase(border, config)
    if not (before or after) or (not before and len(border.left) > 1):
        return False
    return likelihood((border.left, border.right)) - likelihood((before, phrase, after)) >= sure


def _phrase(border: _Border, config: str) -> tuple[str, str, str]:
    """The shortest phrase over the border that explains what both words become, with what is left before and after it."""
    for before, phrase, after in _across(border):
        if convert(before, config) + convert(phrase, config) + convert(after, config) == border.joined:
            return before, phrase, after
    return "", border.left + border.right, ""


def _across(border: _Border) -> Iterable[tuple[str, str, str]]:
    left, right = border.left, border.right
    for size in range(2, len(left) + len(right)):
        for first in range(max(0, len(left) + 1 - size), len(left)):
            last = size - (len(left) - first)
            if last <= len(right):
                yield left[:first], left[first:] + right[:last], right[last:]
