"""Chinese cut into words by jieba, without the cache file and the log lines of its own start-up."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any


def words(text: str) -> list[str]:
    """The words of a text, in order; joined, they are the text. The first call reads a dictionary (half a second).

    >>> words("尾部事件")
    ['尾部', '事件']
    """
    found: list[str] = _segmenter().lcut(text)
    return found


def known_words(text: str) -> list[str]:
    """The same by the dictionary alone: what it does not know is cut into single characters, never guessed.

    >>> known_words("抖音危险")
    ['抖', '音', '危险']
    """
    found: list[str] = _segmenter().lcut(text, HMM=False)
    return found


def tagged(text: str) -> Iterator[tuple[str, str]]:
    """The words with jieba's part of speech: `n` and `nz` nouns, `nr` persons, `ns` places, `v` verbs, `x` none.

    >>> list(tagged("尾部事件"))
    [('尾部', 'n'), ('事件', 'n')]
    """
    return ((pair.word, pair.flag) for pair in _tagger().cut(text))


def frequency(word: str) -> int:
    """How often jieba's own corpus has a word; 0 for one that it does not know.

    >>> frequency("理想") > frequency("老朽") > frequency("抖音")
    True
    """
    return int(_segmenter().FREQ.get(word) or 0)


def cut_words(text: str, start: int, end: int) -> str:
    """The words that a term at `text[start:end]` cuts in two, joined; empty where its edges are edges of words.

    A term inside one longer word cuts nothing: it may well be a part of it.

    >>> text = "在中国会议"
    >>> cut_words(text, 2, 4), cut_words(text, 1, 3)
    ('中国会议', '')
    """
    before, after = max(0, start - 6), min(len(text), end + 6)
    pieces = known_words(text[before:after])
    ends = list(accumulate(map(len, pieces), initial=before))
    crossed = [n for n, piece in enumerate(pieces) if ends[n] < end and start < ends[n + 1]]
    is_inside = len(crossed) == 1
    is_cut = ends[crossed[0]] < start or ends[crossed[-1] + 1] > end
    return "".join(pieces[n] for n in crossed) if is_cut and not is_inside else ""


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # escape sequences of jieba's that newer Pythons warn about when they compile it
        import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


@lru_cache(maxsize=1)
def _tagger() -> Any:
    """jieba's tagger on the same dictionary; half a second more."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import posseg

    return posseg.POSTokenizer(_segmenter())
