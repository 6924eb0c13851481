"""Our own reviewed vocabulary: phrases that OpenCC gets wrong in everyday prose, and what they should become.

`vocabulary.tsv` has the columns simplified, traditional (as in Taiwan), variants (empty for all) and why. A longer phrase
wins over a shorter one, so exceptions are rows too. Each row is checked against OpenCC itself in tests/variants.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bilingual.model import Variant
from bilingual.variants.masks import Enforced, Forms
from bilingual.variants.opencc import convert

_CHARACTERS: dict[Variant, str] = {"tw": "s2tw", "twp": "s2tw", "hk": "s2hk"}
"""The configuration that converts characters, not words, and so keeps the length."""


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
    """`enforced`, and the phrases of the vocabulary that OpenCC would spell otherwise; the rest is left to it.

    Where it is right already, nothing is enforced, so that the words around keep their context.
    """
    found = vocabulary(variant).find(text, enforced)
    if len(found) == len(enforced):
        return enforced
    given = set(enforced)
    bare = convert(text, _CHARACTERS[variant])
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
