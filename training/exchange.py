"""Nouns and names of a dictionary in the place of others: words that no sentence of the corpus has are seen in one.

`他在修自行车。` `He is fixing a bicycle.` gives `他在修蓄电池。` `He is fixing an accumulator.` The sense suffers; what is learnt
is which word stands for which and how English sets it (Fadaee et al. 2017, arXiv:1705.00440).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Protocol

from training.alignment import Aligned, Span

Edit = tuple[Span, str]
COMMON = re.compile(r"[a-z]{3,}(?: [a-z]{3,})?")
NAME = re.compile(r"[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?")
NO_NOUN = re.compile(r"(?:ed|ly|ous|ful|less|ish)$|^(?:very|not|all|all kinds|extremely|etc) ")
"""Glosses of words that jieba calls nouns and English does not."""
ARTICLE = re.compile(r"\b([Aa])n? $")
KINDS = {"n": COMMON, "ns": NAME, "nr": NAME, "nrt": NAME, "nz": NAME}
"""What jieba calls a noun or a name of a place, a person or a thing, and what its English looks like."""


@cache
def kinds() -> dict[str, tuple[str, int]]:
    """What jieba calls its words and how often it has seen them."""
    import jieba

    rows = (line.split() for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines())
    return {word: (kind, int(often)) for word, often, kind in rows}


class Drawn(Protocol):
    """Where words are drawn from."""

    def drawn(self, like: re.Pattern[str], chance: random.Random) -> tuple[str, str] | None:
        """A noun or a name, COMMON or NAME, with its English."""


class Dictionary:
    """The nouns and the names of word pairs, to be drawn; frequent ones more often."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._words: dict[re.Pattern[str], list[tuple[str, str]]] = {COMMON: [], NAME: []}
        weights: dict[re.Pattern[str], list[float]] = {COMMON: [], NAME: []}
        for zh, en in pairs:
            kind, often = kinds().get(zh, ("", 0))
            like, said = KINDS.get(kind), en.split(",")[0]
            if like and often > 2 and len(zh) > 1 and like.fullmatch(said) and not NO_NOUN.search(said):
                self._words[like].append((zh, said))
                weights[like].append(often**0.4)
        self._sums = {like: list(accumulate(some)) for like, some in weights.items()}

    def drawn(self, like: re.Pattern[str], chance: random.Random) -> tuple[str, str] | None:
        """A noun or a name, COMMON or NAME, with its English."""
        words = self._words[like]
        return chance.choices(words, cum_weights=self._sums[like])[0] if words else None


def exchange(pair: Aligned, zh: Span, en: Span, words: Drawn, chance: random.Random) -> tuple[Edit, Edit] | None:
    """What to put on both sides where the two spans stand; None unless they are a noun or a name."""
    kind, _ = kinds().get(pair.zh[slice(*zh)], ("", 0))
    old = pair.en[slice(*en)]
    like = KINDS.get(kind)
    new = words.drawn(like, chance) if like and like.fullmatch(old) else None
    if not new:
        return None
    ours, theirs = new
    return (zh, ours), in_place(pair.en, en, plural(theirs) if like is COMMON and plural_like(old) else theirs)


def in_place(text: str, span: Span, new: str) -> Edit:
    """What changes where an English word is put, with the article that its first letter asks for."""
    start, end = span
    article = ARTICLE.search(text, 0, start)
    if not article:
        return span, new
    return (article.start(), end), f"{article[1]}{'n' * (new[0].lower() in 'aeiou')} {new}"


def plural_like(word: str) -> bool:
    """Whether a noun looks like a plural.

    >>> plural_like("bicycles"), plural_like("glass"), plural_like("virus")
    (True, False, False)
    """
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "ics", "news"))


def plural(word: str) -> str:
    """The regular plural.

    >>> plural("battery"), plural("brush"), plural("key"), plural("news")
    ('batteries', 'brushes', 'keys', 'news')
    """
    if plural_like(word) or word.endswith(("ics", "news")):
        return word
    if re.search("[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")
