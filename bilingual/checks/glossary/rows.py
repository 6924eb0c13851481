"""Checks that need the glossary files alone: rows that contradict each other, targets and forms that look wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from bilingual.checks.glossary.wording import quoted_list
from bilingual.checks.registry import diagnostic
from bilingual.lang.characters import HANZI, script
from bilingual.model import Diagnostic, Term

Forms = Callable[[str], frozenset[str]]
"""The Traditional forms that OpenCC gives a word, in the variants there are."""

_WIDE = re.compile("[\uff01-\uff5e\u3000-\u303f]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"\s{2,}|[^\S ]|\s+[,.;:!?)\]}]|[(\[{]\s+|,(?=[A-Za-z])")
_END = re.compile(r"[,;:、，。；：]$")
_PAIRS = ("()", "[]", "{}", "“”")


def find_conflicts(layers: Sequence[Sequence[Term]], fold: Mapping[int, int]) -> Iterator[Diagnostic]:
    """Rows for the same words: with another English they contradict each other, with the same one is enough.

    The same words may be written in another width, case or script, or with other spaces; the nearest row wins.
    """
    first: dict[str, Term] = {}
    repeated: dict[tuple[str, str], list[Term]] = {}
    for term in (term for layer in layers for term in layer if term.status == "accepted"):
        winner = first.setdefault(_spelled(term.source, fold), term)
        if winner is term:
            continue
        if winner.english != term.english:
            yield _conflict(winner, term)
        elif winner.source == term.source:
            repeated.setdefault((term.path, winner.path), []).append(term)
        else:
            yield _variant(winner, term)
    for (path, nearer), terms in repeated.items():
        sources = quoted_list([term.source for term in terms])
        fact = f"{sources} stand{'s' if len(terms) == 1 else ''} in {nearer} with the same English."
        yield _note("conflict", fact, "One row is enough.", path, terms[0].line)


def _spelled(source: str, fold: Mapping[int, int]) -> str:
    """A source as a reader sees it: without width, case, spaces and hyphens, in Simplified.

    >>> _spelled("Ｓora-2", {}) == _spelled("sora 2", {})
    True
    """
    return re.sub(r"[\s_-]+", "", unicodedata.normalize("NFKC", source).casefold()).translate(fold)


def _conflict(winner: Term, term: Term) -> Diagnostic:
    fact = f"“{term.source}” is “{term.english}” here, but “{winner.english}” at {winner.path}:{winner.line}."
    how = "that row wins" if winner.source == term.source else "each counts for its own spelling"
    remedy = f"Keep one of the two: {how}."
    is_layered = PurePath(winner.path).parent != PurePath(term.path).parent  # a nearer glossary is there to be another
    tell = _note if is_layered else diagnostic
    return tell("conflict", fact, remedy, term.path, term.line, term=term.source)


def _variant(winner: Term, term: Term) -> Diagnostic:
    fact = f"“{term.source}” has the same English as “{winner.source}” at {winner.path}:{winner.line}."
    return _note("conflict", fact, "Make it an alias there.", term.path, term.line, term=term.source)


def _note(name: str, fact: str, remedy: str, path: str, line: int, *, term: str = "") -> Diagnostic:
    """A diagnostic that is milder than its rule."""
    return Diagnostic(name, fact, remedy, path, line, term=term, severity="note")


def find_shared_aliases(terms: Iterable[Term]) -> Iterator[Diagnostic]:
    """An alias that two terms have: the first one gets it."""
    first: dict[str, Term] = {}
    for term in terms:
        for alias in term.aliases:
            owner = first.setdefault(alias, term)
            if owner is not term and owner.english != term.english:
                fact = f"The alias “{alias}” is already one of “{owner.source}” at {owner.path}:{owner.line}."
                yield diagnostic("alias", fact, "Remove one of the two.", term.path, term.line, term=term.source)


def find_short_terms(terms: Iterable[Term]) -> Iterator[Diagnostic]:
    """A term of one Hanzi, which would stand in far too many words and is never looked for."""
    for term in terms:
        if is_short(term):
            fact = f"“{term.source}” is one character: it is not looked for, so its English can stand nowhere."
            yield diagnostic("short", fact, "Write the whole word or phrase.", term.path, term.line, term=term.source)


def is_short(term: Term) -> bool:
    """Whether each of its spellings is one Hanzi."""
    return all(len(spelling) == 1 and script(spelling) == "han" for spelling in (term.source, *term.aliases))


def find_odd_targets(terms: Iterable[Term]) -> Iterator[Diagnostic]:
    """A target with odd spaces, full-width or invisible characters, Hanzi, or a bracket that is not closed."""
    for term in terms:
        for fault, remedy in _faults(term.target):
            fact = f"The target “{term.target}” of “{term.source}” {fault}."
            yield diagnostic("target", fact, remedy, term.path, term.line, term=term.source)


def _faults(target: str) -> Iterator[tuple[str, str]]:
    """What is odd about a target, and the remedy.

    >>> [fault for fault, _ in _faults("Yahoo! (Inc.)")], [fault for fault, _ in _faults("Big  ＡＩ")]
    ([], ['has odd spaces', 'has full-width characters'])
    """
    unseen = _UNSEEN.search(target)
    if unseen:
        yield f"holds the invisible character U+{ord(unseen[0]):04X}", "Remove it."
    if _SPACES.search(target):
        yield "has odd spaces", "Write single spaces, none before punctuation."
    if _WIDE.search(target):
        yield "has full-width characters", "Write them as on an English keyboard."
    if HANZI.search(target):
        yield "holds Chinese characters", "Write it in English, or leave it empty to keep the term as it is."
    if any(target.count(pair[0]) != target.count(pair[1]) for pair in _PAIRS) or target.count('"') % 2:
        yield "opens a bracket or quotation mark and does not close it", "Close it."
    if _END.search(target):
        yield "ends in punctuation", "Leave it to the sentence."


def find_unusual_forms(terms: Iterable[Term], forms: Forms) -> Iterator[Diagnostic]:
    """A Traditional form that OpenCC would not give: enforced as it stands, so it should be meant."""
    for term in terms:
        given = forms(term.source) if term.traditional else frozenset()
        if given and term.traditional not in given:
            usual = " or ".join(f"“{form}”" for form in sorted(given))
            fact = f"The Traditional form “{term.traditional}” of “{term.source}” is not what OpenCC gives ({usual})."
            yield diagnostic("traditional", fact, "Leave it if it is meant.", term.path, term.line, term=term.source)


def find_candidates(layers: Sequence[Sequence[Term]]) -> Iterator[Diagnostic]:
    """Rows that wait for a person, told once a file."""
    for layer in layers:
        waiting = [term for term in layer if term.status == "candidate"]
        if waiting:
            fact = f"{quoted_list([term.source for term in waiting])} wait{'s' if len(waiting) == 1 else ''} for review."
            remedy = "Then: translate glossary accept TERM, or reject TERM."
            yield diagnostic("candidates", fact, remedy, waiting[0].path, waiting[0].line)
