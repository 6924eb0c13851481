"""Our own reviewed vocabulary: phrases that OpenCC gets wrong in everyday prose, and what they should become.

`vocabulary.tsv` has the columns simplified, traditional (as in Taiwan), variants (empty for all) and why. A longer phrase
wins over a shorter one, so exceptions are rows too. Each row is checked against OpenCC itself in tests/variants.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bilingual.model import Variant
from bilingual.variants.masks import Forms
from bilingual.variants.opencc import convert


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


@cache
def vocabulary(variant: Variant) -> Forms:
    """The phrases for one variant."""
    own = {row.simplified: row.traditional for row in rows() if variant in row.variants}
    if variant != "hk" or not own:
        return Forms(own)
    # Hong Kong writes some of Taiwan's characters otherwise (裡 裏, 著 着): one conversion for the whole table
    spelled = convert(convert("\n".join(own.values()), "tw2t"), "t2hk").split("\n")
    return Forms(dict(zip(own, spelled, strict=True)))
