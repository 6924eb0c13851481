"""What a change of the glossary would change in posts, told before anything is translated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual.errors import BilingualError
from bilingual.glossary.places import line_numbers
from bilingual.glossary.termbase import Glossary
from bilingual.locking.placeholders import TermPlaceholder, locked_terms
from bilingual.model import Document, Segment, Span, Term, plain
from bilingual.pipeline.options import Options
from bilingual.pipeline.plan import Plan, planned
from bilingual.project.corrections import load_corrections
from bilingual.project.reading import read_documents

if TYPE_CHECKING:
    from bilingual.project.glossaries import Layers
    from bilingual.project.settings import Settings


@dataclass(frozen=True, slots=True)
class Lock:
    """Words of a sentence that are locked, and their English."""

    span: Span
    """In the post."""
    english: str


@dataclass(frozen=True, slots=True)
class AffectedSentence:
    """A sentence whose locks would be others."""

    path: str
    line: int
    """In the post, from 1."""
    text: str
    """As a reader sees it."""
    before: tuple[str, ...]
    """The English of the locks that would go, each once."""
    after: tuple[str, ...]
    """The English of the locks that would come."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What would change."""

    term: Term
    """As it would be."""
    row: Term | None
    """As the glossary has it now; None for a new one."""
    sentences: tuple[AffectedSentence, ...]
    labels: int
    """Turns whose speaker's label is the term."""
    posts: int
    """Of how many posts."""
    same: int = 0
    """Sentences in which the term is locked with this English as it is."""
    problems: tuple[BilingualError, ...] = ()
    """What is wrong with rows of the glossaries."""
    errors: tuple[BilingualError, ...] = ()
    """Why some posts cannot be read: they are passed over."""


def find_impact(source: str, english: str | None, layers: Layers, settings: Settings) -> Impact:
    """What a new English of a term would change in the posts of `layers`; without one, the sentences that hold the term."""
    documents, errors = read_documents(layers.posts, layers.glossary, settings)
    options = Options(corrections=load_corrections(settings)[0])
    glossary = layers.glossary
    term = changed_term(glossary, source, english or source)
    holding, changed = list[AffectedSentence](), list[AffectedSentence]()
    for document in documents:
        plan = planned(document, glossary, options, keeps_names=True)
        holding += _holding(plan, term.source)
        changed += _changed(plan, glossary, term, options) if english is not None else ()
    sentences = tuple(holding if english is None else changed)
    same = sum(sentence.before == (term.english,) for sentence in holding)
    row = next((row for row in glossary.terms if row.source == term.source), None)
    return Impact(term, row, sentences, _labels(documents, term.source), len(documents), same, layers.problems, errors)


def changed_term(glossary: Glossary, source: str, english: str) -> Term:
    """The term as it would be: the row that there is with another English, accepted; else a new one.

    >>> changed_term(Glossary((Term("UI", "", kind="keep"),)), "UI", "user interface").target
    'user interface'
    """
    target = "" if english == source else english
    row = next((t for t in glossary.terms if source in (t.source, *t.aliases)), None)
    return replace(row, target=target, status="accepted") if row else Term(source, target, kind="term" if target else "keep")


def _changed(old: Plan, glossary: Glossary, term: Term, options: Options) -> Iterator[AffectedSentence]:
    document = old.document
    near = tuple(term if row.source == term.source else row for row in document.terms)
    new = planned(replace(document, terms=near), Glossary((term,)).with_terms(glossary.terms), options, keeps_names=True)
    return _affected(old, new)


def _affected(old: Plan, new: Plan) -> Iterator[AffectedSentence]:
    line_of = line_numbers(old.document.source)
    for segment in _segments(old):
        before, after = _locks(old, segment), _locks(new, segment)
        gone, come = set(before) - set(after), set(after) - set(before)
        if gone or come:
            path = old.document.path or old.document.name
            line = line_of(min(lock.span[0] for lock in gone | come))
            yield AffectedSentence(path, line, plain(segment.parts).strip(), _english(before, gone), _english(after, come))


def _holding(plan: Plan, source: str) -> Iterator[AffectedSentence]:
    line_of = line_numbers(plan.document.source)
    for segment in _segments(plan):
        locked = [term for term in _locked_terms(plan, segment) if term.term.source == source]
        if locked:
            path = plan.document.path or plan.document.name
            english = tuple(dict.fromkeys(term.term.english for term in locked))
            yield AffectedSentence(path, line_of(locked[0].span[0]), plain(segment.parts).strip(), english, english)


def _segments(plan: Plan) -> Iterator[Segment]:
    for segments in plan.segments.values():
        yield from segments


def _locks(plan: Plan, segment: Segment) -> tuple[Lock, ...]:
    return tuple(Lock(term.span, term.term.english) for term in _locked_terms(plan, segment))


def _locked_terms(plan: Plan, segment: Segment) -> tuple[TermPlaceholder, ...]:
    return locked_terms(plan.masked[segment.id]) if segment.id in plan.masked else ()


def _english(locks: Sequence[Lock], wanted: set[Lock]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lock.english for lock in locks if lock in wanted))


def _labels(documents: Sequence[Document], source: str) -> int:
    counts = Counter(block.label.name for document in documents for block in document.blocks if block.label)
    return counts[source]
