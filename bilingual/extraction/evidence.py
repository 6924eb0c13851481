"""What posts say of their terms beside the glosses: the names in their front matter, and how often each term is used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bilingual.extraction.reasons import LISTED_CHINESE, LISTED_LATIN, LISTED_PINYIN
from bilingual.glossary.matching import Matcher, is_word
from bilingual.glossary.places import find_places, line_numbers, text_stretches
from bilingual.glossary.speakers import name_in_english
from bilingual.glossary.termbase import Glossary
from bilingual.lang.characters import FORBIDDEN, says_something, script
from bilingual.model import Document, Listed, Term, TermKind

LISTS: Mapping[str, TermKind] = {
    "people": "person", "companies_orgs": "org", "products_models": "product", "media_books": "product",
}  # fmt: skip
"""The front-matter keys that list names, and what kind of term each holds."""
_SEPARATORS = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A listed name as the text spells it."""

    listed: Listed
    spelling: str
    """Empty where the text does not have it."""
    where: str
    """`file:line` of its first place in the text, else of the list."""

    @property
    def kind(self) -> TermKind:
        """What the list says it is."""
        return LISTS[self.listed.key]


def find_listed_names(document: Document, listed: Sequence[Listed]) -> tuple[Name, ...]:
    """The listed names with their spelling in the text: `sam-altman` is found as `Sam Altman`."""
    words = [stretch for stretch, _ in text_stretches(document)]
    line_of, path = line_numbers(document.source), document.path or document.name
    found = []
    for listed_name in listed:
        hits = [(text, stretch.start + start) for stretch in words for text, start in _spelled(listed_name.value, stretch.text)]
        spelling = _best(Counter(text for text, _ in hits))
        line = next((line_of(offset) for text, offset in hits if text == spelling), listed_name.line)
        found.append(Name(listed_name, spelling, f"{path}:{line}"))
    return tuple(found)


def _spelled(value: str, text: str) -> Iterator[tuple[str, int]]:
    """Where a listed name stands, whatever its case and with a space, a hyphen or nothing between its words.

    >>> list(_spelled("sam-altman", "那Sam Altman呢，OpenSam Altman"))
    [('Sam Altman', 1)]
    """
    words = [re.escape(word) for word in _SEPARATORS.split(value) if word]
    for match in re.finditer(r"[ \t_-]?".join(words), text, re.IGNORECASE) if words else ():
        if is_word(text, match.start(), match.end()):
            yield match[0], match.start()


def _best(spellings: Counter[str]) -> str:
    """The most frequent spelling, one with capitals before one without: a list of slugs is lower case throughout."""
    return max(spellings, key=lambda s: (s != s.lower(), spellings[s]), default="")


def merge_listed_names(terms: Sequence[Term], found: Iterable[Name]) -> tuple[Term, ...]:
    """The glosses' terms and the listed names as one.

    A listed name that a gloss explains, or whose Chinese form a gloss gives (`**奥特曼**（Sam Altman: …）`), is joined to that
    term: it takes the kind from the list, and the name as an alias. Any other that the text has is a candidate.
    """
    joined: dict[str, Term] = {term.source: term for term in terms}
    for name in found:
        partner = _partner(name, joined.values())
        if partner is not None:
            joined[partner.source] = _joined(partner, name, joined)
        elif name.spelling and says_something(name.spelling) and not FORBIDDEN.search(name.spelling):
            joined[name.spelling] = _candidate(name)
    return tuple(joined.values())


def _partner(name: Name, terms: Iterable[Term]) -> Term | None:
    """The term that is the listed name, in its source, an alias or its English."""
    wanted = _folded(name.listed.value)
    return next((t for t in terms if wanted in map(_folded, (t.source, *t.aliases, t.target))), None)


def _joined(term: Term, name: Name, known: Mapping[str, Term]) -> Term:
    spellings = (term.source, *term.aliases)
    is_new = name.spelling and name.spelling not in spellings and name.spelling not in known and name.spelling == term.target
    kind = name.kind if term.kind in ("term", "keep") else term.kind
    return replace(term, kind=kind, aliases=(*term.aliases, name.spelling) if is_new else term.aliases)


def _candidate(name: Name) -> Term:
    spelling, key = name.spelling, name.listed.key
    if script(spelling) == "latin":
        return Term(spelling, "", status="candidate", kind=name.kind, note=LISTED_LATIN.format(key), where=name.where)
    if name.kind == "person":
        english = name_in_english(spelling, Glossary()).english
        return Term(spelling, english, status="candidate", kind="person", note=LISTED_PINYIN.format(key), where=name.where)
    return Term(spelling, "", status="candidate", kind=name.kind, note=LISTED_CHINESE.format(key), where=name.where)


def _folded(name: str) -> str:
    """A name without case, spaces and hyphens; empty stays empty and equals nothing that is listed."""
    return _SEPARATORS.sub("", name).casefold()


def count_terms(documents: Iterable[Document], terms: Iterable[Term]) -> Counter[str]:
    """How often each term stands in the posts, by source: as the lock would find it, the outer of nested terms."""
    matcher = Matcher(replace(term, status="accepted") for term in terms)
    return Counter(place.match.term.source for document in documents for place in find_places(document, matcher))
