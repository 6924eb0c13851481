"""What an editor wrote where a term stood: perhaps the term itself should be changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from bilingual.lang.english_words import FUNCTION_WORDS
from bilingual.model import TermSpan
from bilingual.revision.compare import Difference

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_MOST_WORDS = 6
"""Longer English is a sentence rather than a term."""
_LEAST = 2
"""Rows in which a pair must stand that is no name."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """A term and what became of it."""

    source: str
    old: str
    new: str
    times: int
    """In how many rows."""


def find_rewordings(differences: Iterable[Difference]) -> tuple[Rewording, ...]:
    """What stands where terms stood, in the order of the file: in two rows at least, unless it is a name, which is enough once.

    Function words, sentences and pieces of words are none.
    """
    found = Counter(
        (mention.source, mention.text, word)
        for difference in differences
        if difference.lost and difference.column == "en"
        for mention, word in swapped_words(difference)
    )
    rewordings = (Rewording(*pair, times) for pair, times in found.items())
    return tuple(r for r in rewordings if _is_term(r.new) and (r.times >= _LEAST or (_is_name(r.old) and _is_name(r.new))))


def swapped_words(change: Difference) -> Iterator[tuple[TermSpan, str]]:
    """What stands in the new text where each lost term stood.

    Words that moved elsewhere, or went without a trace, are not guessed at.
    """
    before, after = change.before.split(" "), change.after.split(" ")
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    swaps = [(" ".join(before[a:b]), " ".join(after[c:d])) for kind, a, b, c, d in steps if kind == "replace"]
    for mention in change.lost:
        old, new = next(((old, new) for old, new in swaps if mention.text in old), ("", ""))
        head, _, tail = old.partition(mention.text)
        word = new.removeprefix(head).removesuffix(tail).strip("*_ ,.;:!?")
        if word and len(word) <= 3 * len(mention.text) + 12:
            yield mention, word


def _is_term(english: str) -> bool:
    """Whether words can be a term: few, some of them more than function words, the first and the last among those.

    >>> [_is_term(text) for text in ("computing power", "the", "is very", "It is good. Yes", "The Hague")]
    [True, False, False, False, True]
    """
    words = _WORD.findall(english)
    if not 0 < len(words) <= _MOST_WORDS or re.search(r"[.!?;:，。！？]\s", english):
        return False
    told = [word.lower() not in FUNCTION_WORDS or (word[0].isupper() and len(words) > 1) for word in words]
    return told[0] and told[-1] and not all(word.lower() in FUNCTION_WORDS for word in words)


def _is_name(english: str) -> bool:
    """Whether every word that says something has a capital: `Bank of England`; a lone word may stand at a sentence's start."""
    words = [word for word in _WORD.findall(english) if word.lower() not in FUNCTION_WORDS]
    return bool(words) and all(any(map(str.isupper, word)) for word in words)
