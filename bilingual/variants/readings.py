"""Characters that are read by the words beside them: 干 before what is dried, 里 behind a number, 于 before a title.

`readings.tsv` has patterns, what the marked characters become in Taiwan, and why; classes of words are named in it. A phrase
of the vocabulary and a form of a glossary win over a pattern, an earlier pattern over a later one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from bilingual.model import Variant
from bilingual.variants.masks import Enforced
from bilingual.variants.opencc import convert

_MARKED = re.compile("‹(.+?)›")
_CLASS = re.compile(r"\{([a-z-]+)\}")


@dataclass(frozen=True)
class Reading:
    """A line of the table."""

    character: str
    """What each of the marked characters becomes."""
    expression: str
    """As in the table, with the words of its classes."""
    marked: frozenset[str]
    """The marked characters."""
    why: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Its groups are the marked characters, each of which may be missing. Compiled when a text has one of them."""
        return re.compile(_MARKED.sub(r"(\1)", self.expression))


@cache
def readings() -> tuple[Reading, ...]:
    """The table as it stands in the package."""
    text = files(__package__).joinpath("readings.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    classes = dict(line[1:].split("\t") for line in lines if line.startswith("@"))
    return tuple(_reading(line, classes) for line in lines if not line.startswith("@"))


def _reading(line: str, classes: dict[str, str]) -> Reading:
    character, pattern, why = line.split("\t")
    named = _CLASS.sub(lambda found: f"(?:{classes[found[1]]})", pattern)
    return Reading(character, named, frozenset(_MARKED.findall(named)), why)


def read_characters(text: str, taken: Sequence[Enforced], variant: Variant) -> list[Enforced]:
    """`taken` and the characters that a pattern reads, rising, none in a stretch of another.

    >>> [(place.start, place.form) for place in read_characters("走了五万里，头发干了", (), "tw")]
    [(4, '里'), (8, '乾')]
    """
    used = {offset for place in taken for offset in range(place.start, place.end)}
    places = list(taken)
    characters = frozenset(text)
    for reading in (reading for reading in readings() if not characters.isdisjoint(reading.marked)):
        form = _spelled(reading.character, variant)
        for found in reading.pattern.finditer(text):
            for start, end in filter(lambda span: span[0] >= 0, found.regs[1:]):
                if used.isdisjoint(range(start, end)):
                    used.update(range(start, end))
                    places.append(Enforced(start, end, form))
    return sorted(places, key=lambda place: (place.start, place.end))


@cache
def _spelled(character: str, variant: Variant) -> str:
    """A character of Taiwan's as the variant writes it (裡 and 裏 are the same)."""
    return convert(convert(character, "tw2t"), "t2hk") if variant == "hk" else character
