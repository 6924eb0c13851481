"""Sentences that are almost what a person translated before: offered with their score, never used by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.memory import HumanEntry
from bilingual.model import Diagnostic, Translation, Unit, join

THRESHOLD = 75
"""Percent of characters that must be the same (`rapidfuzz.fuzz.ratio`): below it another sentence is meant."""
SHORTEST = 6
"""Characters: in shorter sentences one other character makes another sense."""
MOST = 10
"""Sentences of a post that a run names; of the others it says how many there are."""
_BLOCK = 256
"""Sentences compared at once: with 10,000 entries that takes 2.5 MB."""


@dataclass(frozen=True, slots=True)
class NearUnit:
    """A sentence that a machine translated, and the nearest one of a person's."""

    unit: Unit
    entry: HumanEntry
    score: int
    """Percent."""


@dataclass(frozen=True, slots=True)
class FuzzyMatch:
    """A sentence of a person's that is like another one."""

    entry: HumanEntry
    score: int
    """Percent of characters that are the same."""


def fuzzy_matches(text: str, people: Sequence[HumanEntry], most: int = MOST) -> tuple[FuzzyMatch, ...]:
    """The sentences that people translated into English that are most like a Chinese text, the most alike first.

    >>> entry = HumanEntry("我们明天去公园。", "en", "We go to the park tomorrow.")
    >>> [match.score for match in fuzzy_matches("我们后天去公园。", [entry])], fuzzy_matches("你好。", [entry])
    ([88], ())
    """
    from rapidfuzz import fuzz, process

    entries = [entry for entry in people if entry.language == "en"]
    sources = [entry.source for entry in entries]
    found = process.extract(text.strip(), sources, scorer=fuzz.ratio, score_cutoff=THRESHOLD, limit=most)
    return tuple(FuzzyMatch(entries[at], round(score)) for _, score, at in found)


def near_units(result: Translation, people: Sequence[HumanEntry]) -> tuple[NearUnit, ...]:
    """For each machine-made unit the nearest sentence that a person translated, if one is near, in the order of the post.

    `people` is what `Memory.human` gives. What a person wrote for a unit that still stands in this post is that unit's, and
    offered to no other.
    """
    ids = {row.id for row in result.units}
    post = result.document.name
    entries = [e for e in people if e.language == "en" and not (e.post == post and e.segment in ids)]
    units = [unit for unit in result.units if unit.origin in ("machine", "memory")]
    sources = [result.document.words(unit.span).strip() for unit in units]
    long = [(unit, source) for unit, source in zip(units, sources, strict=True) if len(source) >= SHORTEST]
    return tuple(near for start in range(0, len(long), _BLOCK) for near in _nearest(long[start : start + _BLOCK], entries))


def _nearest(units: Sequence[tuple[Unit, str]], entries: Sequence[HumanEntry]) -> list[NearUnit]:
    if not entries:
        return []
    from rapidfuzz import fuzz, process

    known = [entry.source for entry in entries]
    scores = process.cdist([source for _, source in units], known, scorer=fuzz.ratio, score_cutoff=THRESHOLD)
    best = scores.argmax(axis=1)
    likest = [(unit, entries[at], int(row[at])) for (unit, _), row, at in zip(units, scores, best, strict=True)]
    return [NearUnit(unit, entry, score) for unit, entry, score in likest if score >= THRESHOLD]


def notices(result: Translation, people: Sequence[HumanEntry]) -> tuple[Diagnostic, ...]:
    """What `near_units` found, as a run says it."""
    found = near_units(result, people)
    told = [_notice(near, result) for near in found[:MOST]]
    if len(found) > MOST:
        fact = f"{len(found) - MOST} more sentences are near ones that a person translated."
        told.append(Diagnostic("fuzzy-match", fact, "None of them was used.", line=told[-1].line, severity="note"))
    return tuple(told)


def _notice(near: NearUnit, result: Translation) -> Diagnostic:
    line = result.document.source.count("\n", 0, near.unit.span[0]) + 1
    words = " ".join(join(near.unit.hans).split())
    fact = f"“{words}” is {near.score} % like “{near.entry.source}”, which a person translated: “{near.entry.target}”"
    return Diagnostic("fuzzy-match", fact, "It was not used.", line=line, severity="note")
