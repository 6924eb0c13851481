"""What is put right on the way to Simplified: words of a table, and 著, which is 着 as a particle and 著 in a work.

Taiwan writes 著 for both (`看著著作`); the mainland tells them apart (看着著作).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from bilingual.lang.words import frequency, likelihood, words
from bilingual.model import Variant
from bilingual.variants.masks import Enforced, Forms
from bilingual.variants.scripts import simplified_characters

_CLAUSE = re.compile(r"[^，。！？；：、\n\s,.!?;:]*著[^，。！？；：、\n\s,.!?;:]*")
_WORK = re.compile(
    "[土原显遗专拙译巨卓昭名]著|[他她其我先曾还并也]著(?=[有书])|(?<![一-鿿])著(?=[者书有])|见微知著|彰明较著"
    "|著(?=书立说|作权|作等身|《)|》[，、 （(]?[一-鿿·]{2,12}著(?![一-鿿])"
)
"""In a work, whatever stands around it; its author, too."""
_PARTICLE = 1.0
"""In natural logarithms: how much likelier the particle is than a segmenter thinks, which counts written works' words."""
_BEFORE_FAMOUS = frozenset("最 更 很 是 的 了 以 为 都 也 和 与 及 非常 极 较 一 个 位 座 这 那 有 家".split())
_LITERARY = frozenset({"著书"})
"""Words of a segmenter's that hardly stand alone; where it stands by itself, somebody is doing something with a book."""


def simplified_forms(text: str, enforced: list[Enforced], variant: Variant) -> list[Enforced]:
    """`enforced`, the words of the table, and each 著 as the words around it read it, rising; who writes 着, too, as Hong Kong
    does, tells them apart.

    >>> text = "他讀著書，這是名著"
    >>> [(place.start, place.form) for place in simplified_forms(text, [], "tw")]
    [(2, '着'), (8, '著')]
    """
    found = _table().find(text, enforced)
    if variant == "hk" and "着" in text:
        return found
    used = {offset for place in found for offset in range(place.start, place.end)}
    particles = (place for place in _particles(text) if place.start not in used)
    return sorted([*found, *particles], key=lambda place: place.start)


def _particles(text: str) -> Iterator[Enforced]:
    plain = text.translate(simplified_characters())
    works = {match.start() + match[0].index("著") for match in _WORK.finditer(plain)}
    for clause in _CLAUSE.finditer(plain):
        reading = clause[0]
        for at in (match.start() for match in re.finditer("著", reading)):
            place = clause.start() + at
            if place not in works and _is_particle(reading, at):
                reading = f"{reading[:at]}着{reading[at + 1 :]}"
            yield Enforced(place, place + 1, reading[at])


def _is_particle(clause: str, at: int) -> bool:
    """Whether 著 there is 着, by which of the two makes likelier words of the clause."""
    as_particle = words(f"{clause[:at]}着{clause[at + 1 :]}")
    as_work = words(clause)
    guessed = any("著" in word[1:] and not frequency(word) for word in as_work)  # a word that nobody knows speaks for nothing
    if guessed or _LITERARY.intersection(as_work) or _splits_name(as_work):
        return True
    return likelihood(as_particle) + _PARTICLE > likelihood(as_work)


def _splits_name(found: list[str]) -> bool:
    """Whether 著名 stands behind a verb and before a lone character: 听|著名|曲 is 听着|名曲, for 著名 goes with whole words."""
    places = [i for i, word in enumerate(found) if word == "著名" and 0 < i < len(found) - 1]
    return any(len(found[i + 1]) == 1 and found[i + 1] not in "的地之" and found[i - 1] not in _BEFORE_FAMOUS for i in places)


@cache
def _table() -> Forms:
    text = files(__package__).joinpath("simplifying.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return Forms({traditional: simplified for traditional, simplified, _ in lines})
