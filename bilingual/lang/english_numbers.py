"""English numbers, in digits or words, read as values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from math import prod

from bilingual.lang.length import words

NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""Digits, with or without commas between the thousands."""
_CLOCK = re.compile(r"\b(\d{1,2})\.(\d{2})\s?[ap]\.?m\b", re.IGNORECASE)
"""`7.50 am` is seven and fifty."""
_RANGE = re.compile(r"\s*(?:[-–—~]|to|and|or)\s*[^\w\s]?\s*")
"""What stands between the two numbers of a range, with a currency's sign."""
_DIGITS = re.compile(rf"(?P<number>{NUMBER}|(?<![A-Za-z])\.\d+)\s?-?(?P<scale>[a-z]+)?", re.IGNORECASE)

_LARGE = "thousand|million|billion|trillion"
_SCALE = rf"(?: (?:hundred|{_LARGE})\b)"
_SPACED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:(?:[\u00a0\u2009\u202f]\d{{3}})+(?!\d)|(?: \d{{3}})+(?= (?:{_LARGE})\b))")
"""Thousands that a space parts (ISO 80000-1, 7.3.1); one that breaks lines may also part two numbers: `in room 30 000`."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_PARTS = "thirds:3 quarter:4 quarters:4 fourths:4 fifths:5 sixths:6 sevenths:7 eighths:8 ninths:9 tenths:10 half:2 halves:2"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_MONTHS = "january february march april may june july august september october november december"
_OTHERS = (
    "a:1 an:1 single:1 once:1 both:2 twice:2 double:2 doubled:2 doubles:2 doubling:2 twofold:2"
    " pair:2 triple:3 tripled:3 triples:3 threefold:3 decade:10 century:100 centenary:100"
)
_MULTIPLES = (
    "hundred:100 hundreds:100 thousand:1000 thousands:1000 k:1000 million:1000000 m:1000000 mn:1000000 "
    "billion:1000000000 bn:1000000000 b:1000000000 trillion:1000000000000 "
    "tn:1000000000000 trn:1000000000000 dozen:12 decades:10 centuries:100"
)


def _pairs(text: str) -> dict[str, int]:
    return {word: int(value) for word, value in (pair.split(":") for pair in text.split())}


_SMALL = (
    {word: value for names in (_ONES, _ORDINALS) for value, word in enumerate(names.split())}
    | {word[:-1] + end: 10 * value for value, word in enumerate(_TENS.split(), 2) for end in ("y", "ieth", "ies")}
    | _pairs(_OTHERS)
    | _pairs(_PARTS)
)
SCALES = _pairs(_MULTIPLES)
"""Words that multiply the number before them: `million`, `k`."""
_HALVES = re.compile(rf"(?:\b(?P<whole>[a-z]+) and a )?\bhalf\b(?: an?\b)?(?P<scales>{_SCALE}*)")
"""`half a million`, `two and a half billion`, `one and a half hundred million`, `one and a half times`."""
_SHARED = re.compile(rf"\b(?P<first>[a-z]+) (?:or|to) [a-z]+(?P<scales>{_SCALE}+)")
"""`two or three hundred million`."""
_PART_WORDS = frozenset(_pairs(_PARTS))
_PAST = {"half past": 30, "quarter past": 15, "quarter to": 45}
_MONTH = {
    name: value
    for value, word in enumerate(_MONTHS.split(), 1)
    for name in (word, word[:3], f"{word}'s", f"{word}’s", *(("sept",) if word[0] == "s" else ()))
}


def values(text: str) -> frozenset[Decimal]:
    """Every value that a number, an ordinal or a month in an English text can be read as.

    >>> sorted(map(int, values("Three hundred and fifty of 1.2k, in May")))
    [1, 3, 5, 50, 300, 350, 1200]
    """
    text = unspaced(text)
    return frozenset((*_in_digits(text), *_in_words(words(text))))


def unspaced(text: str) -> str:
    """The text without the spaces between the thousands of a number.

    >>> unspaced("30 000 million yuan in 2024 300 times")
    '30000 million yuan in 2024 300 times'
    """
    return _SPACED.sub(lambda found: re.sub(r"\s", "", found[0]), text)


def decimal(digits: str) -> Decimal:
    """The value of digits with commas.

    >>> decimal("1,024.5")
    Decimal('1024.5')
    """
    return Decimal(digits.replace(",", ""))


def written(value: Decimal) -> str:
    """A number as English writes it: in digits, from a million on in millions, billions or trillions.

    >>> written(Decimal(12000)), written(Decimal("1.5") * 10**8), written(Decimal(2) * 10**12)
    ('12,000', '150 million', '2 trillion')
    """
    for scale in ("trillion", "billion", "million"):
        if value >= SCALES[scale]:
            return f"{(value / SCALES[scale]).normalize():,f} {scale}"
    return f"{value.normalize():,f}"


def written_range(low: Decimal, high: Decimal) -> str:
    """Two numbers as English writes a range: a scale that both have is said once.

    >>> written_range(Decimal(10**10), Decimal(2 * 10**10)), written_range(Decimal(8000), Decimal(10**4))
    ('10 to 20 billion', '8,000 to 10,000')
    """
    first, last = written(low), written(high)
    number, _, scale = first.partition(" ")
    return f"{number if scale and last.endswith(scale) else first} to {last}"


def _in_digits(text: str) -> Iterator[Decimal]:
    shared = 1  # what the number that follows is counted in, read from the end: the 10 of `10 to 20 billion`
    after = len(text)
    for clock in _CLOCK.finditer(text):
        yield from map(Decimal, clock.groups())
    for match in reversed([*_DIGITS.finditer(text)]):
        value, scale = decimal(match["number"]), SCALES.get((match["scale"] or "").lower(), 1)
        is_lower = _RANGE.fullmatch(text, match.end("number"), after) is not None
        shared = scale if scale > 1 else shared if is_lower else 1
        after = match.start()
        yield value
        yield value * shared


def _in_words(spoken: tuple[str, ...]) -> Iterator[Decimal]:
    """The value of every run of number words as it grows, and of each word alone."""
    total = section = 0
    for before, word in pairwise(("", *spoken)):
        if word in _MONTH:
            yield Decimal(_MONTH[word])
        if word in _SMALL:
            section += _SMALL[word]
            yield Decimal(_SMALL[word])
        elif word in SCALES and before[-1:].isdecimal():
            total = section = 0  # `3.5 million` is read as digits
        elif word in SCALES and SCALES[word] <= 100:
            section = (section or 1) * SCALES[word]
        elif word in SCALES:
            total, section = total + (section or 1) * SCALES[word], 0
        elif word != "and":
            total = section = 0
        if total + section:
            yield Decimal(total + section)
    text = " ".join(spoken)
    for half in _HALVES.finditer(text):
        yield (_SMALL.get(half["whole"], 0) + Decimal("0.5")) * _multiplier(half["scales"])
    for ends in _SHARED.finditer(text):
        if ends["first"] in _SMALL:
            yield Decimal(_SMALL[ends["first"]] * _multiplier(ends["scales"]))
    if not _PART_WORDS.isdisjoint(spoken):
        yield Decimal(1)  # half of it is 1/2
    yield from (Decimal(minutes) for words, minutes in _PAST.items() if words in text)


def _multiplier(scales: str) -> int:
    """What words of scale in a row multiply a number by: `hundred million`."""
    return prod(SCALES[word] for word in scales.split())
