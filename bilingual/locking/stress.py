"""Where the words that a post stresses stand in the English of their sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, product

from bilingual.locking.english import SMALL_WORDS
from bilingual.locking.placeholders import Masked, Stressed
from bilingual.locking.rendering import Rendering
from bilingual.model import Links, PairedCode, Span, overlap

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_UNIT = re.compile(rf"{_WORD.pattern}|\N{{OBJECT REPLACEMENT CHARACTER}}")
_LETTERS = re.compile(r"\w+")
_LEAST = 4
"""Letters that forms of one word have in common at their beginning, or all of a shorter one."""
_SPARE = 2
"""How many words more than those looked for a place may have."""
_MOST = 200
"""Ways of choosing a place for each word: beyond it, the words stand too often to tell."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Emphasis in the English of a sentence: from `start` to `end` of `Rendering.text`."""

    start: int
    end: int
    pair: PairedCode
    inner: tuple[Placed, ...] = ()


def places(sentence: Masked, rendering: Rendering, alone: Callable[[Masked], str]) -> tuple[Placed, ...] | None:
    """The places of all emphasis of a sentence, rising; nothing where one finds none, or two the same.

    It goes where the English of its words `alone` stands, else where the engine says that they went.
    """
    return _placed(sentence.stressed, 0, rendering, (0, len(rendering.text)), alone)


def _placed(
    stressed: Sequence[Stressed], base: int, rendering: Rendering, within: Span, alone: Callable[[Masked], str]
) -> tuple[Placed, ...] | None:
    found = []
    whole = rendering.text
    there = _There.of(whole[slice(*within)])
    for stress in stressed:
        start = base + stress.start
        place = _place(alone(stress.inner), there)
        place = (place[0] + within[0], place[1] + within[0]) if place else None
        place = place or _linked(rendering.links, (start, start + len(stress.inner.text)), whole, within)
        inner = _placed(stress.inner.stressed, start, rendering, place, alone) if place else None
        if place is None or inner is None:
            return None
        found.append(Placed(*place, stress.pair, inner))
    found.sort(key=lambda emphasis: emphasis.start)
    return None if any(first.end > second.start for first, second in pairwise(found)) else tuple(found)


def place_of(words: str, text: str) -> Span | None:
    """Where the words stand: as they are, or else inflected and apart by a small word or two; nothing where they do not.

    >>> place_of("scientist", "Scientists know the truth."), place_of("get permission", "It has got the permission.")
    ((0, 10), None)
    """
    return _place(words, _There.of(text))


@dataclass(frozen=True, slots=True)
class _There:
    """The text in which words are looked for, each of its words where it begins alike: found without going through them all."""

    text: str
    words: list[re.Match[str]]
    alike: Mapping[str, list[int]]
    """The places in `words`, by their first letters."""
    letters: Mapping[str, list[int]]
    """Where each run of letters starts, in small letters."""

    @classmethod
    def of(cls, text: str) -> _There:
        words = [*_WORD.finditer(text)]
        alike: dict[str, list[int]] = {}
        for n, word in enumerate(words):
            alike.setdefault(word[0].casefold()[:_LEAST], []).append(n)
        letters: dict[str, list[int]] = {}
        for run in _LETTERS.finditer(text):
            letters.setdefault(run[0].casefold(), []).append(run.start())
        return cls(text, words, alike, letters)

    def like(self, word: str) -> list[int]:
        """The places of words that may be forms of one, as many as count."""
        places = self.alike.get(word[:_LEAST], ())
        return list(islice((n for n in places if _alike(word, self.words[n][0].casefold())), _MOST + 1))

    def exact(self, words: str) -> Span | None:
        """Where the words stand as they are, first, capitals aside; of those that stand everywhere, the first ones count."""
        runs = [*_LETTERS.finditer(words)]
        if not runs:
            return None
        rarest = min(runs, key=lambda run: len(self.letters.get(run[0].casefold(), ())))
        for place in self.letters.get(rarest[0].casefold(), ())[:_MOST]:
            start = place - rarest.start()
            end = start + len(words)
            apart = start >= 0 and not _LETTERS.match(self.text, end) and not (start and _LETTERS.match(self.text[start - 1]))
            if apart and self.text[start:end].casefold() == words.casefold():
                return start, end
        return None


def _place(words: str, there: _There) -> Span | None:
    words = words.strip(" .!?")
    return there.exact(words) or _near(_WORD.findall(words), there)


def _near(words: list[str], there: _There) -> Span | None:
    """The narrowest stretch that has each of the words but the small ones, if there is one and no other as narrow."""
    wanted = [word.casefold() for word in words if word.casefold() not in SMALL_WORDS]
    found = [there.like(word) for word in wanted]
    ways = 1
    for of_word in found:
        ways *= len(of_word)
    if not wanted or not 0 < ways <= _MOST:
        return None
    stretches = {(min(choice), max(choice)) for choice in product(*found) if len(set(choice)) == len(choice)}
    narrow = sorted(stretches, key=lambda stretch: (stretch[1] - stretch[0], stretch))
    if not narrow or narrow[0][1] - narrow[0][0] >= len(words) + _SPARE:
        return None
    first, last = narrow[0]
    alone = len(narrow) == 1 or narrow[1][1] - narrow[1][0] > last - first
    return (there.words[first].start(), there.words[last].end()) if alone else None


def _alike(word: str, other: str) -> bool:
    """Whether two words may be forms of one: alike but for the last letters.

    >>> _alike("focus", "focused"), _alike("apply", "applies"), _alike("form", "forest")
    (True, True, False)
    """
    shorter, longer = sorted((word, other), key=len)
    common = next((n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return common >= max(_LEAST, len(shorter) - 1) and len(longer) - common <= 4 if len(shorter) > 3 else shorter == longer


def _linked(links: Links, source: Span, text: str, within: Span) -> Span | None:
    """The words that the links lead to from `source`: the longest run of them, small words at its edges aside.

    >>> links = ((0, 1, 0, 1), (2, 5, 0, 1), (6, 11, 1, 3), (11, 12, 1, 3))
    >>> _linked(links, (1, 3), "I use knives.", (0, 13))
    (6, 12)
    """
    led = [link[:2] for link in links if overlap(link[2:], source)]
    units = list(_UNIT.finditer(text, *within))
    marked = [any(overlap(words, unit.span()) for words in led) for unit in units]
    runs = sorted(_runs(marked), key=lambda run: (all(map(_is_small, units[run[0] : run[1] + 1])), run[0] - run[1]))
    while runs and _is_small(units[runs[0][0]]) and runs[0][0] < runs[0][1]:
        runs[0] = (runs[0][0] + 1, runs[0][1])
    while runs and _is_small(units[runs[0][1]]) and runs[0][0] < runs[0][1]:
        runs[0] = (runs[0][0], runs[0][1] - 1)
    return (units[runs[0][0]].start(), units[runs[0][1]].end()) if runs else None


def _runs(marked: Sequence[bool]) -> list[Span]:
    """The stretches of marked words, first and last of each; one word that is not marked parts none."""
    runs: list[Span] = []
    for n in (n for n, mark in enumerate(marked) if mark):
        if runs and n - runs[-1][1] <= 2:
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))
    return runs


def _is_small(word: re.Match[str]) -> bool:
    return word[0].casefold() in SMALL_WORDS
