"""Where words and terms stand in a post: what is locked or could be, with its line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bilingual.glossary.matching import Matcher
from bilingual.model import Document, Gloss, Match, PairedCode, Text

_LINE_ENDING = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a post without markup."""

    text: str
    start: int
    """Where they stand in the post."""


@dataclass(frozen=True, slots=True)
class Place:
    """A term where it stands in a post."""

    match: Match
    """The term, and its offsets in the stretch."""
    stretch: Stretch
    line: int
    """In the post, from 1."""
    is_gloss: bool
    """Whether it is the term that a gloss explains."""


def line_numbers(source: str) -> Callable[[int], int]:
    r"""The function from an offset to its line, from 1, by the line endings of CommonMark.

    >>> at = line_numbers("一\r\n二\n三")
    >>> at(0), at(3), at(5)
    (1, 2, 3)
    """
    ends = [match.end() for match in _LINE_ENDING.finditer(source)]
    return lambda offset: bisect_left(ends, offset + 1) + 1


def text_stretches(document: Document) -> Iterator[tuple[Stretch, bool]]:
    """The words in which terms are looked for, and whether they are a gloss's own term; never code, links or a gloss's head."""
    for block in document.blocks:
        yield from _stretches(block.parts, block.span[0])


def _stretches(text: Text, start: int) -> Iterator[tuple[Stretch, bool]]:
    for part in text:
        if isinstance(part, str):
            yield Stretch(part, start), False
        elif isinstance(part, PairedCode):
            yield from _stretches(part.inner, start + len(part.open))
        elif isinstance(part, Gloss):
            yield Stretch(part.term, start + len(part.open)), True
            before = (part.open, part.term, part.close, part.lead, part.head, part.separator)
            yield from _stretches(part.explanation, start + sum(map(len, before)))
        start += len(str(part))


def find_places(document: Document, matcher: Matcher) -> Iterator[Place]:
    """Every place of the matcher's terms in a post, in order.

    >>> from bilingual.model import Block, Term
    >>> post = Document("a", "a.md", "用AI。", (Block("b", "paragraph", (0, 4), ("用AI。",), 1),))
    >>> [(p.match.term.source, p.line) for p in find_places(post, Matcher([Term("AI", "")]))]
    [('AI', 1)]
    """
    line_of = line_numbers(document.source)
    for stretch, is_gloss in text_stretches(document):
        for match in matcher.find(stretch.text):
            yield Place(match, stretch, line_of(stretch.start + match.start), is_gloss)
