"""Near misses: words of a post that look or sound like a term and are not it, as transcription leaves them (GBT for GPT).

Reported, never applied: whether it is a slip is for a person to say, once, in the list of corrections.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bilingual.checks.glossary.uses import PostTerms
from bilingual.checks.registry import diagnostic
from bilingual.glossary.places import line_numbers, text_stretches
from bilingual.lang.characters import HANZI_RUN, script
from bilingual.lang.words import frequency, known_words
from bilingual.model import Diagnostic, Term

_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:[-. ](?:[A-Za-z]+[0-9]*|[0-9]+)(?![A-Za-z0-9])){0,2}")
_WORD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?![A-Za-z0-9])")
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
            "nine": "9", "ten": "10"}  # fmt: skip
_ALIKE = {frozenset(pair) for pair in ("BP", "DT", "MN", "CZ", "CK", "GJ", "LN", "LR", "FS", "SX", "VW", "BV", "IE", "QK")}
"""Letters that are heard for one another when Chinese speakers spell them out."""
_COMMON = frozenset(
    """API ABI APP BBC CBA CBS CCTV CEO CFO COO CPI CPU CTO DNA RNA FBI CIA GDP GNP GPS GPU HTTP HTML IBM IPO IPTV KPI KTV LED LCD
    MBA MBTI MIT MVP NBA NPC OEM ODM PDF PPT PPI PVP PVE ROI SDK SEO SEM SQL SUV TPU TVB UFO
    URL USB VIP VPN VPS XML""".split()
)
"""Abbreviations so usual that they are no slip for another."""
_SMALL = frozenset("的了是在不有和与也就都而及着或们这那我你他她它为会要能到说很还去吗呢吧啊地得把被给对从以之其于")
"""Characters that make phrases of their own with their neighbours."""
_NAMES = frozenset(("person", "speaker", "org", "product"))
"""Kinds whose homophones are looked for from two characters on; a common word of two has too many."""
_RARE = 300
"""In jieba's corpus of 60 million words: what stands there more often is a word of its own even where a name sounds like it."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A word of a post that is probably meant to be a term."""

    wrong: str
    term: Term
    right: str
    """The spelling of the term that is meant."""


def find_near_misses(posts: Sequence[PostTerms], known: Collection[str]) -> Iterator[Diagnostic]:
    """Each near miss once a post, at its first line. `known` are words that are no slips: of other rows, or decided on."""
    finders: dict[int, NearMissFinder] = {}
    for post in posts:
        if id(post.glossary) not in finders:
            finders[id(post.glossary)] = NearMissFinder(post.glossary.active, known)
        finder = finders[id(post.glossary)]
        found: dict[NearMiss, list[int]] = {}
        line_of = line_numbers(post.document.source)
        for near_miss, offset in finder.in_post(post):
            found.setdefault(near_miss, []).append(line_of(offset))
        for near_miss, lines in found.items():
            yield _diagnostic(near_miss, lines, post.path)


def _diagnostic(near_miss: NearMiss, lines: Sequence[int], path: str) -> Diagnostic:
    more = f" ({len(lines)}×, lines {', '.join(map(str, dict.fromkeys(lines)))})" if len(lines) > 1 else ""
    fact = f"“{near_miss.wrong}”{more} may be meant for “{near_miss.right}”."
    pair = _quoted(f"{near_miss.wrong}={near_miss.right}")
    remedy = f"If so: translate glossary correct {pair}; if it is right as it stands, add --reject."
    return diagnostic("slip", fact, remedy, path, lines[0], term=near_miss.term.source)


def _quoted(argument: str) -> str:
    return f'"{argument}"' if " " in argument else argument


class NearMissFinder:
    """Finds the near misses of a glossary's terms."""

    def __init__(self, terms: Iterable[Term], known: Collection[str]) -> None:
        spellings = [(spelling, term) for term in terms for spelling in (term.source, *term.aliases)]
        self._known = frozenset(known) | {spelling for spelling, _ in spellings}
        latin = [(s, t) for s, t in spellings if script(s) == "latin" and len(s) > 2]
        self._folded: Mapping[str, tuple[str, Term]] = {_folded(s): (s, t) for s, t in reversed(latin)}
        self._latin = [(s, t) for s, t in latin if _WORD.fullmatch(s)]
        self._sounds: dict[tuple[str, ...], tuple[str, Term]] = {}
        for spelling, term in spellings:
            if HANZI_RUN.fullmatch(spelling) and len(spelling) > (1 if term.kind in _NAMES else 2):
                self._sounds.setdefault(sound(spelling), (spelling, term))
        self._lengths = sorted({len(key) for key in self._sounds})

    def in_post(self, post: PostTerms) -> Iterator[tuple[NearMiss, int]]:
        """The near misses in a post with their offsets, outside the places where terms stand."""
        taken = [(p.stretch.start + p.match.start, p.stretch.start + p.match.end) for p in post.places]
        covered = {offset for start, end in taken for offset in range(start, end)}
        for stretch, _ in text_stretches(post.document):
            for found, start in (*self._in_latin(stretch.text), *self._in_han(stretch.text)):
                offset = stretch.start + start
                if not covered.issuperset(range(offset, offset + len(found.wrong))):
                    yield found, offset

    def _in_latin(self, text: str) -> Iterator[tuple[NearMiss, int]]:
        spelled: set[int] = set()
        for match in _LATIN.finditer(text):
            for wrong in _openings(match[0]):
                right = self._folded.get(_folded(wrong))
                if right and wrong not in self._known and _is_odd(wrong, right[0]):
                    spelled.update(range(match.start(), match.start() + len(wrong)))
                    yield NearMiss(wrong, right[1], right[0]), match.start()
                    break
        for match in _WORD.finditer(text):
            if match.start() not in spelled and match[0] not in self._known and (near := self._alike(match[0])):
                yield near, match.start()

    def _alike(self, word: str) -> NearMiss | None:
        return next((NearMiss(word, term, spelling) for spelling, term in self._latin if is_near(word, spelling)), None)

    def _in_han(self, text: str) -> Iterator[tuple[NearMiss, int]]:
        for run in HANZI_RUN.finditer(text) if self._sounds else ():
            edges = _edges(run[0])
            for length in self._lengths:
                for start in range(len(run[0]) - length + 1):
                    wrong = run[0][start : start + length]
                    right = self._sounds.get(sound(wrong))
                    if right and edges.issuperset((start, start + length)) and self._is_misheard(wrong, right):
                        yield NearMiss(wrong, right[1], right[0]), run.start() + start

    def _is_misheard(self, wrong: str, right: tuple[str, Term]) -> bool:
        """Whether a homophone is a slip: no word of its own, or at most a rare one where a name is meant."""
        is_name = right[1].kind in ("person", "speaker")
        if wrong == right[0] or wrong in self._known or not _SMALL.isdisjoint(set(wrong) - set(right[0])):
            return False
        return frequency(wrong) < (_RARE if is_name else 1)


def _openings(words: str) -> Iterator[str]:
    """`Sora two is`, `Sora two`, `Sora`."""
    ends = [match.start() for match in re.finditer(r"[-. ]", words)]
    yield from (words[:end] for end in (len(words), *reversed(ends)))


def _folded(name: str) -> str:
    """A Latin name without case, spaces and hyphens, its number words as digits.

    >>> _folded("Sora two"), _folded("GPT-5")
    ('sora2', 'gpt5')
    """
    return "".join(_NUMBERS.get(word, word) for word in re.split(r"[\s_-]+", name.casefold()))


def _is_odd(wrong: str, right: str) -> bool:
    """Whether another spelling is worth a word: `apple` for Apple may be the fruit, `chatGPT` for ChatGPT is a slip."""
    return not (wrong == wrong.lower() and right[1:] == right[1:].lower() and right.isalpha())


def is_near(word: str, term: str) -> bool:
    """Whether a Latin word is a slip for a term, by ear for abbreviations and by letters for longer names.

    >>> is_near("GBT", "GPT"), is_near("NCB", "MCP"), is_near("CPU", "GPU"), is_near("Shopfiy", "Shopify")
    (True, True, False, True)
    >>> is_near("Shopifys", "Shopify"), is_near("GPT4", "GPT5"), is_near("stripes", "Stripe")
    (False, False, False)
    """
    if word.isupper() and term.isupper() and word.isalpha():
        pairs = [{a, b} for a, b in zip(word, term, strict=False) if a != b]
        is_short = 3 <= len(word) == len(term) and word not in _COMMON
        return is_short and 0 < len(pairs) <= len(word) - 1 and all(frozenset(pair) in _ALIKE for pair in pairs)
    if min(len(word), len(term)) < 6 or word == word.lower() or not (word.isalpha() and term.isalpha()):
        return False
    if word.casefold() == term.casefold() or _is_inflected(word, term) or _is_inflected(term, word):
        return False
    from rapidfuzz.distance import OSA

    most = 2 if len(term) > 8 else 1
    return OSA.distance(word.casefold(), term.casefold(), score_cutoff=most) <= most


def _is_inflected(word: str, stem: str) -> bool:
    return bool(re.fullmatch(rf"{re.escape(stem)}(?:'?s|es|ed|er|ers|ing|ian)", word))


def _edges(run: str) -> set[int]:
    """Where the words of a run of Hanzi begin and end."""
    edges, position = {0}, 0
    for word in known_words(run):
        position += len(word)
        edges.add(position)
    return edges


def sound(han: str) -> tuple[str, ...]:
    """The syllables of a word without tones, a character at a time.

    >>> sound("老朽") == sound("老修")
    True
    """
    return tuple(map(_syllable, han))


@lru_cache(maxsize=20_000)
def _syllable(character: str) -> str:
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(character)[0])
