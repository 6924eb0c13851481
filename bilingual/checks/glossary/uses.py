"""Checks that need posts: terms that cut words, that are never met, that a post glosses otherwise or nobody glosses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bilingual.checks.glossary.finding import Finding, shown
from bilingual.extraction.glosses import Evidence, collect
from bilingual.glossary.matching import Matcher
from bilingual.glossary.places import Place, places
from bilingual.glossary.termbase import Glossary
from bilingual.lang.characters import script
from bilingual.lang.words import cut_words
from bilingual.model import Document, Term


@dataclass(frozen=True, slots=True)
class Used:
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


def used(documents: Iterable[Document], glossary: Glossary, fold: Mapping[int, int]) -> tuple[Used, ...]:
    """Where the terms in force stand in each post."""
    matcher = Matcher(glossary.active, fold)
    return tuple(_used(document, glossary, matcher, fold) for document in documents)


def _used(document: Document, glossary: Glossary, matcher: Matcher, fold: Mapping[int, int]) -> Used:
    if document.terms:
        glossary = Glossary(document.terms).with_terms(glossary.terms)
        matcher = Matcher(glossary.active, fold)
    return Used(document, glossary, tuple(places(document, matcher)))


def cuts(posts: Sequence[Used]) -> Iterator[Finding]:
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
        yield Finding("cut", term.path, term.line, fact, remedy, term.source)


def idle(active: Iterable[Term], meant: Collection[str], posts: Sequence[Used], fold: Mapping[int, int]) -> Iterator[Finding]:
    """Terms in force that stand only inside longer terms, and, told once a file, those that the posts never use.

    `meant` are terms that corrections bring in.
    """
    met = {place.match.term for post in posts for place in post.places}
    labels = {block.label.name for post in posts for block in post.document.blocks if block.label}
    elsewhere = labels.union(meant)
    rest = [t for t in active if t not in met and elsewhere.isdisjoint((t.source, *t.aliases))]
    around = _around(rest, posts, fold)
    for term, longer in around.items():
        fact = f"“{term.source}” stands only inside longer terms: {shown(list(longer))}."
        yield Finding("shadowed", term.path, term.line, fact, "Remove it if that is how it is meant.", term.source, "news")
    files: dict[str, list[Term]] = {}
    for term in rest:
        if term not in around:
            files.setdefault(term.path, []).append(term)
    for path, unused in files.items():
        fact = f"{shown([term.source for term in unused])} stand{'s' if len(unused) == 1 else ''} nowhere in these posts."
        yield Finding("unused", path, unused[0].line, fact, "Leave what other posts use.", level="news")


def _around(terms: Sequence[Term], posts: Sequence[Used], fold: Mapping[int, int]) -> dict[Term, dict[str, None]]:
    """The terms that stand inside longer ones, each with those."""
    own, found = Matcher(terms, fold), dict[Term, dict[str, None]]()
    longer = {place.stretch.text[place.match.start : place.match.end]: place for post in posts for place in post.places}
    for text, place in longer.items():
        for match in own.find(text):
            found.setdefault(match.term, {})[place.match.term.source] = None
    return found


def unglossed(posts: Sequence[Used]) -> Iterator[Finding]:
    """Terms with an English of their own that posts use and none of them explains: a reader meets them unprepared."""
    glossed = {spelling for post in posts for one in collect(post.document, weak=False) for spelling in (one.said.term,)}
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
        yield Finding("unglossed", path, int(line), fact, remedy, term.source, "news")


def glossed_otherwise(posts: Sequence[Used]) -> Iterator[Finding]:
    """Places that gloss a term with another English than the row in force, or than another post where there is none."""
    first: dict[str, Evidence] = {}
    rows = {id(own.glossary): {term.source: term for term in own.glossary.terms} for own in posts}
    for post, one in ((own, one) for own in posts for one in collect(own.document, weak=False)):
        said, row = one.said, rows[id(post.glossary)].get(one.said.term)
        if not said.target or said.confidence != "clear" or (row and row.status != "accepted"):
            continue
        before = first.setdefault(said.term, one)
        if row and said.target.casefold() != row.english.casefold():
            yield _gloss(one, f"{row.path}:{row.line}", row.english)
        elif row is None and before.said.target.casefold() != said.target.casefold():
            yield _gloss(one, before.where, before.said.target)


def _gloss(one: Evidence, where: str, english: str) -> Finding:
    fact = f"“{one.said.term}” is glossed “{one.said.target}” here, but is “{english}” at {where}."
    return Finding("gloss", one.path, one.line, fact, "Write it the same in both places.", one.said.term)
