"""The text between the tags of an HTML block, and what readers see of the tags; all else of them is never touched."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace

from bilingual.model import Diagnostic, Span
from bilingual.sources.markdown.arguments import TAB, attribute_spans
from bilingual.sources.markdown.lines import Lines
from bilingual.sources.markdown.regions import Region, with_values
from bilingual.sources.markdown.tags import COMMENT, INLINE, RAW, Tags, end_tag, is_lone

FOLD = re.compile(r"</?details\b", re.IGNORECASE)
FACT = "The comment `<!--` is never closed: everything after it counts as part of it."


def html_regions(lines: Lines, region: Region, notices: list[Diagnostic]) -> Iterator[Region]:
    """The runs of text of an HTML block and its tags that fold; the block itself where it has no text.

    Inline elements belong to the text; anything else ends a run. White space and tags around a run are not in it.
    """
    if not region.pieces:
        return
    text, (start, end) = lines.text, region.span
    if text.startswith("<!--", start) and "-->" not in text[start:end]:
        notices.append(Diagnostic("open-comment", FACT, "Close it with `-->`.", line=lines.number(start)))
    runs = [run for run in _runs(text, start, end) if _has_text(text, run)]
    values = [*_values(text, start, end)]
    if not runs:
        yield from with_values(text, replace(region, kind="markup", pieces=(region.span,)), values)
        return
    folds = {*_folds(Tags(text), start, end)}
    spans = sorted([*runs, *folds, *_outside(runs, values)])
    for span, following in zip(spans, [*spans[1:], (end, end)], strict=True):
        is_fold = span in folds
        has_value = is_fold and following[0] < span[1]
        clipped = region.clipped(text, span[0], following[0] if has_value else span[1])
        if clipped.pieces:
            yield replace(clipped, kind="markup", extent=span if has_value else None) if is_fold else clipped


def _values(text: str, start: int, end: int) -> Iterator[Span]:
    """What readers see of the tags, in order: the words in their attributes, and the names of tabs."""
    tags = Tags(text)
    for tag_start, tag_end, _ in _marks(tags, start, end):
        if tab := TAB.match(text, tag_start, tag_end):
            yield tab.span("value")
        elif tag := tags.at(tag_start, tag_end):  # what a raw element holds, such as a script, is no tag of the post
            yield from attribute_spans(text, tag_start, tag.end())


def _outside(runs: list[Span], values: list[Span]) -> Iterator[Span]:
    """The values in tags between the runs of text; those within one are read with it."""
    for value in values:
        before = bisect(runs, value)
        if not before or runs[before - 1][1] <= value[0]:
            yield value


def is_element(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is nothing but elements that stand for themselves, with words of their own: `<Card title="标题">…`."""
    tag = Tags(text).at(start, end) if text[start] == "<" and text[end - 1] == ">" else None
    return bool(tag and tag["name"] and tag["name"].lower() not in INLINE and attribute_spans(text, start, end))


def _folds(tags: Tags, start: int, end: int) -> Iterator[Span]:
    """The tags of what readers unfold: every document keeps them around what is theirs."""
    for tag_start, tag_end, _ in _marks(tags, start, end):
        if FOLD.match(tags.text, tag_start, tag_end):
            yield tag_start, tag_end


def _runs(text: str, start: int, end: int) -> Iterator[Span]:
    """Stretches without a tag that ends a sentence."""
    run = start
    for tag_start, tag_end, breaks in _marks(Tags(text), start, end):
        if breaks:
            yield run, tag_start
            run = tag_end
    yield run, end


def _marks(tags: Tags, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Tags, comments and whole raw elements, and whether each ends a run of text."""
    position = tags.text.find("<", start, end)
    while position >= 0:
        found = _mark(tags, position, end)
        if found:
            yield (position, *found)
        position = tags.text.find("<", found[0] if found else position + 1, end)


def _mark(tags: Tags, start: int, end: int) -> tuple[int, bool] | None:
    text = tags.text
    if text.startswith("<!--", start):
        comment = COMMENT.match(text, start, end)
        return (comment.end() if comment else end), True
    declared = tags.declaration(start, end)
    if declared:
        return declared, True
    tag = tags.at(start, end)
    if not tag:
        return None
    name = tag["name"].lower()
    if name in RAW and not tag["close"] and not is_lone(tag):
        closing = end_tag(name).search(text, tag.end(), end)
        return (closing.end() if closing else end), name not in INLINE
    return tag.end(), name not in INLINE


def _has_text(text: str, run: Span) -> bool:
    """Whether anything between the inline tags of a run is a letter or digit."""
    position = run[0]
    for start, end, _ in _marks(Tags(text), *run):
        if any(map(str.isalnum, text[position:start])):
            return True
        position = end
    return any(map(str.isalnum, text[position : run[1]]))
