"""Chinese cut into words by jieba, without the cache file and the log lines of its own start-up."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from itertools import accumulate
from math import log
from typing import Any

from bilingual.lang.dictionary import TOTAL, Dictionary

_UNKNOWN = 5
"""The frequency that a word gets which the dictionary does not have."""
_SURE = 4.0
"""In natural logarithms: how much likelier words must be than the term between them."""


def words(text: str) -> list[str]:
    """The words of a text, in order; joined, they are the text.

    >>> words("尾部事件")
    ['尾部', '事件']
    """
    found: list[str] = _segmenter(text).lcut(text)
    return found


def known_words(text: str) -> list[str]:
    """The same by the dictionary alone: what it does not know is cut into single characters, never guessed.

    >>> known_words("抖音危险")
    ['抖', '音', '危险']
    """
    found: list[str] = _segmenter(text).lcut(text, HMM=False)
    return found


def tagged(text: str) -> Iterator[tuple[str, str]]:
    """The words with jieba's part of speech: `n` and `nz` nouns, `nr` persons, `ns` places, `v` verbs, `x` none.

    >>> list(tagged("尾部事件"))
    [('尾部', 'n'), ('事件', 'n')]
    """
    return ((pair.word, pair.flag) for pair in _tagger(text).cut(text))


def frequency(word: str) -> int:
    """How often jieba's own corpus has a word; 0 for one that it does not know.

    >>> frequency("理想") > frequency("老朽") > frequency("抖音")
    True
    """
    found = _dictionary()
    if word not in found.frequencies:
        found.read(word)
    return found.frequencies.get(word, 0)


def cut_words(text: str, start: int, end: int) -> str:
    """The words that a term at `text[start:end]` cuts in two, joined; empty where it may well be a word of its own.

    A term inside one longer word cuts nothing: it may be a part of it. Nor does one that reads about as well as the words
    do: 豆包|机 and 豆|包机 are as likely by the dictionary's frequencies, 中|国会|议 and 中国|会议 are not.

    >>> text = "在中国会议"
    >>> cut_words(text, 2, 4), cut_words(text, 1, 3), cut_words("豆包机", 0, 2)
    ('中国会议', '', '')
    """
    before, after = max(0, start - 6), min(len(text), end + 6)
    pieces = known_words(text[before:after])
    ends = list(accumulate(map(len, pieces), initial=before))
    crossed = [n for n, piece in enumerate(pieces) if ends[n] < end and start < ends[n + 1]]
    first, last = ends[crossed[0]], ends[crossed[-1] + 1]
    if len(crossed) == 1 or (first == start and last == end):
        return ""
    as_term = likelihood((text[first:start], text[start:end], text[end:last]))
    words = [pieces[n] for n in crossed]
    return "".join(words) if likelihood(words) - as_term > _SURE else ""


def likelihood(words: Iterable[str]) -> float:
    """The natural logarithm of how likely jieba's corpus has these words one after another; empty ones do not count."""
    return sum(log(max(frequency(word), _UNKNOWN) / TOTAL) for word in words if word)


@cache
def _dictionary() -> Dictionary:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # escape sequences of jieba's that newer Pythons warn about when they compile it
        import jieba

    with closing(jieba.get_dict_file()) as file:
        return Dictionary(file.read().decode("utf-8"))


@cache
def _tokenizer() -> Any:
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = _dictionary().frequencies, TOTAL, True
    return tokenizer


def _segmenter(text: str) -> Any:
    """jieba's tokenizer, which knows the words that may stand in a text."""
    _dictionary().read(text)
    return _tokenizer()


@cache
def _tagging() -> Any:
    """jieba's tagger on the same dictionary."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import posseg

    class Tagger(posseg.POSTokenizer):  # type: ignore[misc]  # jieba has no types
        """It reads no dictionary of its own."""

        def load_word_tag(self, file: Any) -> None:
            file.close()
            self.word_tag_tab = _dictionary().tags

    return Tagger(_tokenizer())


def _tagger(text: str) -> Any:
    _dictionary().read(text)
    return _tagging()
