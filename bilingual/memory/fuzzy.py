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
class Near:
    """A sentence that a machine translated, and the nearest one of a person's."""

    row: Unit
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


def near(result: Translation, people: Sequence[HumanEntry]) -> tuple[Near, ...]:
    """For each machine-made row the nearest sentence that a person translated, if one is near, in the order of the post.

    `people` is what `Memory.human` gives. What a person wrote for a row that still stands in this post is that row's, and
    offered to no other.
    """
    ids = {row.id for row in result.rows}
    post = result.document.name
    entries = [e for e in people if e.language == "en" and not (e.post == post and e.segment in ids)]
    rows = [row for row in result.rows if row.origin in ("machine", "memory")]
    sources = [result.document.source[slice(*row.span)].strip() for row in rows]
    long = [(row, source) for row, source in zip(rows, sources, strict=True) if len(source) >= SHORTEST]
    return tuple(one for start in range(0, len(long), _BLOCK) for one in _nearest(long[start : start + _BLOCK], entries))


def _nearest(rows: Sequence[tuple[Unit, str]], entries: Sequence[HumanEntry]) -> list[Near]:
    if not entries:
        return []
    from rapidfuzz import fuzz, process

    known = [entry.source for entry in entries]
    scores = process.cdist([source for _, source in rows], known, scorer=fuzz.ratio, score_cutoff=THRESHOLD)
    best = scores.argmax(axis=1)
    return [
        Near(row, entries[at], int(own[at])) for (row, _), own, at in zip(rows, scores, best, strict=True) if own[at] >= THRESHOLD
    ]


def notices(result: Translation, people: Sequence[HumanEntry]) -> tuple[Diagnostic, ...]:
    """What `near` found, as a run says it."""
    found = near(result, people)
    told = [_notice(one, result) for one in found[:MOST]]
    if len(found) > MOST:
        fact = f"{len(found) - MOST} more sentences are near ones that a person translated."
        told.append(Diagnostic("fuzzy-match", fact, "None of them was used.", line=told[-1].line, severity="note"))
    return tuple(told)


def _notice(one: Near, result: Translation) -> Diagnostic:
    line = result.document.source.count("\n", 0, one.row.span[0]) + 1
    words = " ".join(join(one.row.hans).split())
    fact = f"“{words}” is {one.score} % like “{one.entry.source}”, which a person translated: “{one.entry.target}”"
    return Diagnostic("fuzzy-match", fact, "It was not used.", line=line, severity="note")
