"""Our own reviewed vocabulary: phrases that OpenCC gets wrong in everyday prose, and what they should become.

`vocabulary.tsv` has the columns simplified, traditional (as in Taiwan), variants (empty for all) and why. A longer phrase
wins over a shorter one, so exceptions are rows too. Each row is checked against OpenCC itself in tests/variants.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from itertools import accumulate

from bilingual.lang.words import known_words
from bilingual.model import Variant
from bilingual.variants.borders import CHARACTERS, walls
from bilingual.variants.masks import Enforced, Forms, converted
from bilingual.variants.opencc import convert
from bilingual.variants.readings import read_characters


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the vocabulary."""

    simplified: str
    traditional: str
    variants: tuple[str, ...]
    """The variants it is for."""
    why: str
    """What OpenCC makes of it, and where."""


@cache
def rows() -> tuple[Row, ...]:
    """The vocabulary as it stands in the package."""
    table = files(__package__).joinpath("vocabulary.tsv").read_text(encoding="utf-8")
    return tuple(_row(line) for line in table.split("\n")[1:] if line and not line.startswith("#"))


def _row(line: str) -> Row:
    simplified, traditional, variants, why = line.split("\t")
    return Row(simplified, traditional, tuple(variants.split()) or ("tw", "twp", "hk"), why)


def corrected(text: str, enforced: list[Enforced], variant: Variant) -> list[Enforced]:
    """`enforced`, what the vocabulary and the readings spell otherwise than OpenCC, and walls between words that it would join.

    Where it is right already, nothing is enforced, so that the words around keep their context.
    """
    listed = _whole(text, vocabulary(variant).find(text, enforced), frozenset(enforced))
    found = read_characters(text, listed, variant)
    inside = {offset for place in found for offset in range(place.start + 1, place.end)}
    between = [wall for wall in walls(text, variant) if wall.start not in inside]
    if len(found) > len(enforced):
        found = _needed(text, found, frozenset(enforced), between, variant)
    return sorted([*found, *between], key=lambda place: (place.start, place.end))


def _whole(text: str, found: list[Enforced], given: frozenset[Enforced]) -> list[Enforced]:
    """The places without phrases that are the end of one word and the start of the next: 发展 in `头发|展开`."""
    if given.issuperset(found):
        return found
    edges = {0, *accumulate(map(len, known_words(text)))}
    return [place for place in found if place in given or place.start in edges or place.end in edges]


def _needed(
    text: str, found: list[Enforced], given: frozenset[Enforced], between: list[Enforced], variant: Variant
) -> list[Enforced]:
    """Of the places those that are given, that are about the choice of words, or that OpenCC spells otherwise."""
    bare = "".join(stretch.output for stretch in converted(text, between, partial(convert, config=CHARACTERS[variant])))
    # a length that has changed says nothing about places, so everything is enforced then
    wrong = [len(bare) != len(text) or bare[place.start : place.end] != place.form for place in found]
    return [
        place
        for place, is_wrong in zip(found, wrong, strict=True)
        if is_wrong or place in given or text[place.start : place.end] in _of_words(variant)
    ]


@cache
def _of_words(variant: Variant) -> frozenset[str]:
    """The phrases that are for this variant alone: about its choice of words, which its characters do not show."""
    return frozenset(row.simplified for row in rows() if row.variants == (variant,))


@cache
def vocabulary(variant: Variant) -> Forms:
    """The phrases for one variant."""
    forms = {row.simplified: row.traditional for row in rows() if variant in row.variants}
    if variant != "hk" or not forms:
        return Forms(forms)
    # Hong Kong writes some of Taiwan's characters otherwise (裡 裏, 著 着): one conversion for the whole table
    spelled = convert(convert("\n".join(forms.values()), "tw2t"), "t2hk").split("\n")
    return Forms(dict(zip(forms, spelled, strict=True)))
