"""Checks that need posts: terms that cut words, that are never met, that a post glosses otherwise or nobody glosses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bilingual.checks.glossary.rows import is_short
from bilingual.checks.glossary.wording import quoted_list
from bilingual.checks.registry import diagnostic
from bilingual.extraction.glosses import Evidence, collect_glosses
from bilingual.glossary.matching import Matcher
from bilingual.glossary.places import Place, find_places
from bilingual.glossary.termbase import Glossary
from bilingual.lang.characters import script
from bilingual.lang.words import cut_words
from bilingual.model import Diagnostic, Document, Term


@dataclass(frozen=True, slots=True)
class PostTerms:
    """A post, what counts for it, and where its terms stand in it."""

    document: Document
    glossary: Glossary
    """With the rows that stand beside the post."""
    places: tuple[Place, ...]

    @property
    def path(self) -> str:
        """As the user named it."""
        return self.document.path or self.document.name

    def at(self, place: Place) -> str:
        """`file:line` of a place."""
        return f"{self.path}:{place.line}"


def locate_terms(documents: Iterable[Document], glossary: Glossary, fold: Mapping[int, int]) -> tuple[PostTerms, ...]:
    """Where the terms in force stand in each post."""
    matcher = Matcher(glossary.active, fold)
    return tuple(_locate(document, glossary, matcher, fold) for document in documents)


def _locate(document: Document, glossary: Glossary, matcher: Matcher, fold: Mapping[int, int]) -> PostTerms:
    if document.terms:
        glossary = Glossary(document.terms).with_terms(glossary.terms)
        matcher = Matcher(glossary.active, fold)
    return PostTerms(document, glossary, tuple(find_places(document, matcher)))


def find_cut_words(posts: Sequence[PostTerms]) -> Iterator[Diagnostic]:
    """Terms of two Hanzi that stand across the edge of two words: 国会 in 中国会议. A finding a term."""
    found: dict[Term, list[tuple[str, str]]] = {}
    for post in posts:
        for place in post.places:
            match, text = place.match, place.stretch.text
            if match.end - match.start == 2 and script(text[match.start : match.end]) == "han":
                words = cut_words(text, match.start, match.end)
                if words:
                    found.setdefault(match.term, []).append((words, post.at(place)))
    for term, hits in found.items():
        listed = ", ".join(f"“{words}” ({where})" for words, where in hits[:3]) + (" …" if len(hits) > 3 else "")
        fact = f"“{term.source}” stands across the edge of words in {listed}."
        remedy = "Add the longer phrase as a term of its own, or reject this one."
        yield diagnostic("cut", fact, remedy, term.path, term.line, term=term.source)


def find_idle_terms(
    active: Iterable[Term], meant: Collection[str], posts: Sequence[PostTerms], fold: Mapping[int, int]
) -> Iterator[Diagnostic]:
    """Terms in force that stand only inside longer terms, and, told once a file, those that the posts never use.

    `meant` are terms that corrections bring in.
    """
    met = {place.match.term for post in posts for place in post.places}
    labels = {block.label.name for post in posts for block in post.document.blocks if block.label}
    elsewhere = labels.union(meant)
    rest = [t for t in active if t not in met and elsewhere.isdisjoint((t.source, *t.aliases))]
    around = _longer_terms(rest, posts, fold)
    for term, longer in around.items():
        fact = f"“{term.source}” stands only inside longer terms: {quoted_list(list(longer))}."
        yield diagnostic("shadowed", fact, "Remove it if that is how it is meant.", term.path, term.line, term=term.source)
    files: dict[str, list[Term]] = {}
    for term in rest:
        if term not in around and not is_short(term):  # what is never looked for may well stand there
            files.setdefault(term.path, []).append(term)
    for path, unused in files.items():
        fact = f"{quoted_list([term.source for term in unused])} stand{'s' if len(unused) == 1 else ''} nowhere in these posts."
        yield diagnostic("unused", fact, "Leave what other posts use.", path, unused[0].line)


def _longer_terms(terms: Sequence[Term], posts: Sequence[PostTerms], fold: Mapping[int, int]) -> dict[Term, dict[str, None]]:
    """The terms that stand inside longer ones, each with those."""
    matcher, found = Matcher(terms, fold), dict[Term, dict[str, None]]()
    longer = {place.stretch.text[place.match.start : place.match.end]: place for post in posts for place in post.places}
    for text, place in longer.items():
        for match in matcher.find(text):
            found.setdefault(match.term, {})[place.match.term.source] = None
    return found


def find_unglossed_terms(posts: Sequence[PostTerms]) -> Iterator[Diagnostic]:
    """Terms with an English of their own that posts use and none of them explains: a reader meets them unprepared."""
    glossed = {gloss.reading.term for post in posts for gloss in collect_glosses(post.document, weak=False)}
    first: dict[Term, list[str]] = {}
    for post in posts:
        for place in post.places:
            term = place.match.term
            if term.kind == "term" and term.target and not term.where and glossed.isdisjoint((term.source, *term.aliases)):
                first.setdefault(term, []).append(post.at(place))
    for term, where in first.items():
        path, _, line = where[0].rpartition(":")
        fact = f"“{term.source}” is used {len(where)}×, and no post explains it."
        remedy = f"Gloss it at its first place: **{term.source}**（{term.english}: …）."
        yield diagnostic("unglossed", fact, remedy, path, int(line), term=term.source)


def find_contradicting_glosses(posts: Sequence[PostTerms]) -> Iterator[Diagnostic]:
    """Places that gloss a term with another English than the row in force, or than another post where there is none."""
    first: dict[str, Evidence] = {}
    rows = {id(post.glossary): {term.source: term for term in post.glossary.terms} for post in posts}
    glosses = [(post.glossary, gloss) for post in posts for gloss in collect_glosses(post.document, weak=False)]
    for glossary, gloss in glosses:
        reading, row = gloss.reading, rows[id(glossary)].get(gloss.reading.term)
        if not reading.target or reading.confidence != "clear" or (row and row.status != "accepted"):
            continue
        before = first.setdefault(reading.term, gloss)
        if row and reading.target.casefold() != row.english.casefold():
            yield _contradiction(gloss, f"{row.path}:{row.line}", row.english)
        elif row is None and before.reading.target.casefold() != reading.target.casefold():
            yield _contradiction(gloss, before.where, before.reading.target)


def _contradiction(gloss: Evidence, where: str, english: str) -> Diagnostic:
    reading = gloss.reading
    fact = f"“{reading.term}” is glossed “{reading.target}” here, but is “{english}” at {where}."
    return diagnostic("gloss", fact, "Write it the same in both places.", gloss.path, gloss.line, term=reading.term)
