"""Places where a conversion is worth a look: the whole and its words disagree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from bilingual.variants.opencc import convert, refuse
from bilingual.variants.vocabulary import vocabulary

_CONFIG = "s2tw"


def uncertain(text: str) -> tuple[tuple[int, int, str], ...]:
    """Words whose conversion within `text` differs from that of the word alone: start, end, and what it alone would be.

    OpenCC finds phrases from left to right and sometimes joins the end of one word with the start of the next; a segmenter
    that knows word frequencies does not. What the vocabulary settles is left out.

    >>> uncertain("今天天气很好")
    ()
    """
    refuse(text)
    whole = convert(text, _CONFIG)
    if len(whole) != len(text):
        return ()
    settled = vocabulary("tw").find(text)
    return tuple(
        (start, end, alone)
        for start, end, alone in _alone(text)
        if alone != whole[start:end] and not any(held.start < end and start < held.end for held in settled)
    )


def _alone(text: str) -> Iterator[tuple[int, int, str]]:
    words = list(_segmenter().cut(text))
    start = 0
    for word, alone in zip(words, convert("\n".join(words), _CONFIG).split("\n"), strict=False):
        yield start, start + len(word), alone
        start += len(word)


@cache
def _segmenter() -> Any:
    """jieba, ready: its own start would write a cache into the temporary folder."""
    import jieba

    segmenter = jieba.Tokenizer()
    segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(segmenter.get_dict_file())
    segmenter.initialized = True
    return segmenter
