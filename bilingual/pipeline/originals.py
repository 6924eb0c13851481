"""English that an author gives in a fold below a text (`<details>`): that text's own English, where the settings say so.

A transcript of an English talk often has its original there. It is known by its sentences: at least as many as the Chinese has,
and about as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from bilingual.lang.characters import HANZI
from bilingual.memory import HumanEntry
from bilingual.model import Block, Column, Segment, SegmentId, join, plain
from bilingual.pipeline.human_edits import source
from bilingual.pipeline.plan import Plan, is_english

LETTERS = 1.5, 8.0
"""English characters for each Hanzi, at least and at most: 3.5 is usual."""
MOST = 4
"""English sentences that one Chinese sentence may be."""
TEXTS = ("turn", "paragraph", "quote")
_OPENS, _CLOSES = re.compile(r"<details\b", re.IGNORECASE), re.compile(r"</details\b", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^<>]*>\s*\Z", re.IGNORECASE)


def originals(plan: Plan) -> Mapping[tuple[SegmentId, Column], HumanEntry]:
    """The English of the segments whose original stands in a fold below them, as if a person had written it for this post."""
    found: dict[tuple[SegmentId, Column], HumanEntry] = {}
    for chinese, english in _pairs(plan):
        segments = [segment for block in chinese for segment in plan.segments[block.id]]
        sentences = [join(segment.parts).strip() for block in english for segment in plan.segments[block.id]]
        for segment, words in zip(segments, aligned([plain(s.parts) for s in segments], sentences), strict=False):
            found[segment.id, "en"] = _entry(plan, segment, words)
    return found


def _entry(plan: Plan, segment: Segment, words: str) -> HumanEntry:
    return HumanEntry(source(segment), "en", words, plan.document.name, segment.id)


def _pairs(plan: Plan) -> Iterator[tuple[list[Block], list[Block]]]:
    """The texts before each fold, back to where the speaker began, and the English in it; none of a fold with other texts."""
    before: list[Block] = []
    within: list[Block] | None = None
    for block in plan.document.blocks:
        markup = join(block.parts) if block.kind == "markup" else ""
        if _OPENS.search(markup) and not _CLOSES.search(markup):
            within = []
        elif _CLOSES.search(markup):
            if within and before and all(map(is_english, within)):
                yield before, within
            before, within = [], None
        elif within is not None:
            if not _SUMMARY.search(plan.document.source, max(block.span[0] - 200, 0), block.span[0]):
                within.append(block)
        elif block.kind not in TEXTS or block.kind == "turn" or is_english(block):
            before = [block] if block.kind == "turn" else []
        else:
            before.append(block)


def aligned(chinese: Sequence[str], english: Sequence[str]) -> list[str]:
    """The English of each Chinese sentence: one or several that follow one another, as long as theirs; empty if it cannot be.

    By length alone, as Gale and Church (1993) align: the least sum of squared differences.

    >>> aligned(["大家好。", "今天我们谈谈人工智能。"], ["Hello everyone.", "Today", "we talk about AI."])
    ['Hello everyone.', 'Today we talk about AI.']
    """
    wanted, given = [len(HANZI.findall(text)) for text in chinese], [*map(len, english)]
    if not chinese or not sum(wanted) or not LETTERS[0] <= sum(given) / sum(wanted) <= LETTERS[1]:
        return []
    ratio, ends = sum(given) / sum(wanted), [0, *accumulate(given)]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for length in wanted:
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in best.items():
            for end in range(start + 1, min(start + MOST, len(english)) + 1):
                worse = cost + (ends[end] - ends[start] - ratio * length) ** 2 / (length + 1)
                if end not in reached or worse < reached[end][0]:
                    reached[end] = worse, (*cuts, end)
        best = reached
    return [" ".join(english[a:b]) for a, b in pairwise(best[len(english)][1])] if len(english) in best else []
