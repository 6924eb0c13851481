"""Places where a conversion is worth a look: the whole and its words disagree."""

from __future__ import annotations

from collections.abc import Iterator

from bilingual.lang.words import words
from bilingual.variants.opencc import convert, convert_each, refuse
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
        if alone != whole[start:end] and not any(form.start < end and start < form.end for form in settled)
    )


def _alone(text: str) -> Iterator[tuple[int, int, str]]:
    found = words(text)
    start = 0
    for word, alone in zip(found, convert_each(found, _CONFIG), strict=True):
        yield start, start + len(word), alone
        start += len(word)
