"""Where a term stands in a finished post, and what became of it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bilingual.glossary.matching import Matcher
from bilingual.glossary.places import line_numbers
from bilingual.model import Lock, Span, Term, Translation, Unit, plain


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A sentence that holds a term, with its translation."""

    path: str
    """The post."""
    line: int
    """In the post, from 1."""
    hans: str
    """The sentence as a reader sees it."""
    en: str
    spans: tuple[Span, ...]
    """Where the term stands in `hans`."""
    english_spans: tuple[Span, ...]
    """Where its English stands in `en`."""
    locked: int
    """How many of the places are locked."""
    inside: str
    """The longer term that holds it, where it is not locked for that."""
    comments: tuple[str, ...] = ()
    """What people wrote about it, a line each."""


def find_occurrences(result: Translation, term: Term, fold: Mapping[int, int] | None = None) -> Iterator[Occurrence]:
    """The sentences of a finished post that hold a term, whatever its status; `fold` as for `Matcher`."""
    matcher = Matcher([term], fold)
    line_of = line_numbers(result.document.source)
    for row in result.units:
        visible_text = plain(row.hans)
        spans = tuple((match.start, match.end) for match in matcher.find(visible_text))
        if spans:
            locks = [lock for lock in row.locks if _is_whole(matcher, lock)]
            inside = next((lock.source for lock in row.locks if lock not in locks and matcher.find(lock.source)), "")
            start = locks[0].source_span[0] if locks else row.span[0]
            yield Occurrence(
                result.document.path or result.document.name, line_of(start), visible_text, plain(row.en), spans,
                tuple(_english(row, locks)), len(locks), "" if locks else inside,
                tuple(comment.line for comment in row.comments),
            )  # fmt: skip


def _is_whole(matcher: Matcher, lock: Lock) -> bool:
    """Whether a lock is of the term, rather than of a longer one."""
    return any((match.start, match.end) == (0, len(lock.source)) for match in matcher.find(lock.source))


def _english(row: Unit, locks: list[Lock]) -> Iterator[Span]:
    """Where the locks' targets stand in the English as it is shown, found in order."""
    english, start = plain(row.en), 0
    for lock in sorted(locks, key=lambda lock: lock.span):
        found = english.find(lock.target, start)
        if found >= 0:
            start = found + len(lock.target)
            yield found, start
