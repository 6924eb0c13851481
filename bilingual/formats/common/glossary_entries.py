"""The glossary at the end of a document: the terms in force, as this post writes and explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bilingual.lang.characters import HANZI
from bilingual.model import COLUMNS, Column, Gloss, PairedCode, Term, TermSpan, Text, Translation, plain
from bilingual.variants import Converter


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the appendix."""

    term: Term
    hans: str
    hant: str
    """Its Simplified and its Traditional form, as this post has them; one of them is the glossary's own."""
    explained: Mapping[Column, str] = field(default_factory=dict)
    """What the post itself says of the term, where it glosses it: without markup, in the Chinese columns."""

    def cell(self, column: Column) -> str:
        """The term in that column."""
        return {"hans": self.hans, "hant": self.hant, "en": self.term.english}[column]

    @property
    def tells(self) -> bool:
        """Whether a reader learns anything from it: not that AI is AI in every language."""
        same = self.cell("hans") == self.cell("hant") == self.cell("en")
        return not same or any(self.definition(column) for column in COLUMNS)

    @property
    def surfaces(self) -> tuple[str, ...]:
        """How the term is written in the Chinese columns."""
        return (self.term.source, *self.term.aliases, self.hans, self.hant)

    def definition(self, column: Column) -> str:
        """What explains the term to a reader of that column: the post's own words in Chinese, its full name in English."""
        explanation = self.explained.get(column, "") if column != "en" else self.term.spelled_out
        return "" if explanation == self.term.english else explanation


def entries_of(result: Translation) -> tuple[Entry, ...]:
    """The terms in force from which a reader learns something."""
    written: dict[str, tuple[str, str]] = {}
    glosses: dict[str, tuple[Gloss, Gloss]] = {}
    for row in reversed(result.units):
        hans, hant = ([part for part in _terms(text) if isinstance(part, Gloss)] for text in (row.hans, row.hant))
        for simplified, traditional in zip(hans, hant, strict=False):
            for name in (simplified.term, traditional.term):
                written[name] = (simplified.term, traditional.term)
                glosses[name] = (simplified, traditional)
        mentions = ([part for part in _terms(text) if isinstance(part, TermSpan)] for text in (row.hans, row.hant))
        for simplified, traditional in zip(*mentions, strict=False):
            if simplified.source in (simplified.text, traditional.text):  # not an alias: 亚马逊 for Amazon
                written[simplified.source] = (simplified.text, traditional.text)
    converter = Converter(result.signature.variant)
    entries = (
        Entry(
            term,
            *_forms(term, written.get(term.source), converter),
            next((_explained(*glosses[name], term) for name in (term.source, *term.aliases) if name in glosses), {}),
        )
        for term in result.terms
    )
    return tuple(entry for entry in entries if entry.tells)


def _terms(text: Text) -> Iterator[TermSpan | Gloss]:
    """The glossary terms and the glosses in a finished text."""
    for part in text:
        if isinstance(part, TermSpan | Gloss):
            yield part
        if isinstance(part, PairedCode | Gloss):
            yield from _terms(part.inner if isinstance(part, PairedCode) else part.explanation)


def _forms(term: Term, written: tuple[str, str] | None, converter: Converter) -> tuple[str, str]:
    """A term in Simplified and in Traditional: as the post has it, or by conversion where it has nothing but an alias."""
    if written is None and not HANZI.search(term.source):
        written = (term.source, term.source)
    hans, hant = written or (converter.string(term.source, "hans"), converter.string(term.source, "hant"))
    return hans, term.traditional or hant


def _explained(simplified: Gloss, traditional: Gloss, term: Term) -> dict[Column, str]:
    return {"hans": _explanation(simplified, term.english), "hant": _explanation(traditional, term.english)}


def _explanation(gloss: Gloss, english: str) -> str:
    """What stands in the parenthesis of a gloss, without markup, and without a name that the entry has already.

    >>> _explanation(Gloss("**", "UI", "**", "（**", "User Interface", "**: ", ("用户界面",), "）"), "UI")
    'User Interface: 用户界面'
    >>> _explanation(Gloss("", "引擎", "", "（", "Engine", ": ", ("软件",), "）"), "engine")
    '软件'
    """
    known = gloss.head.casefold() in (gloss.term.casefold(), english.casefold())
    head = () if known else (gloss.head, re.sub(r"[*_]+", "", gloss.separator))
    return plain((*head, *gloss.explanation)).strip()
