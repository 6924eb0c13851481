"""What `translate glossary build` finds in posts: glosses by class, listed names, speakers, and what becomes of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import BilingualError
from bilingual.extraction.evidence import LISTS, count_terms, find_listed_names, merge_listed_names
from bilingual.extraction.glosses import Evidence, collect_glosses, make_terms
from bilingual.glossary.speakers import speaker_term
from bilingual.glossary.termbase import Glossary
from bilingual.model import Document, Term
from bilingual.project.reading import read_documents
from bilingual.project.settings import Settings
from bilingual.sources import listed as lists

if TYPE_CHECKING:
    from bilingual.runners import Post


@dataclass(frozen=True, slots=True)
class GatheredTerm:
    """One gloss, listed name or speaker, and what becomes of it."""

    term: str
    english: str
    kind: str
    """The class of the gloss, `listed`, or `speaker`."""
    status: str
    why: str
    where: str
    times: int
    """How often the posts use the term, a label not counted."""


@dataclass(frozen=True, slots=True)
class GlossConflict:
    """A term that a post glosses otherwise than a person decided; the person's row stays."""

    term: str
    decided: str
    """Its English in the file."""
    row: str
    """`file:line` of the row."""
    glossed: str
    """The English of the gloss."""
    where: str
    """`file:line` of the gloss."""

    def __str__(self) -> str:
        return f"{self.term}: “{self.decided}” at {self.row} stays; {self.where} glosses it “{self.glossed}”."


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the posts explain, and what could not be read."""

    terms: tuple[Term, ...]
    """To be merged into the file."""
    lines: tuple[GatheredTerm, ...]
    counts: dict[str, int]
    """`glosses`, `plain_text`, `listed`, `speakers`; and of all of these `accepted`, `review`, `rejected`."""
    classes: dict[str, int]
    """How many terms there are of each class of their first gloss."""
    conflicts: tuple[GlossConflict, ...] = ()
    errors: tuple[BilingualError, ...] = ()

    @property
    def summary(self) -> str:
        """One sentence without its full stop: `27 glosses, 2 speakers: 26 accepted, 3 to review`."""
        counts = self.counts
        text = _many(counts["glosses"], "gloss", "glosses")
        text += f", {counts['plain_text']} more seen in plain text" if counts["plain_text"] else ""
        text += f", {_many(counts['listed'], 'name', 'names')} from front matter" if counts["listed"] else ""
        text += f", {_many(counts['speakers'], 'speaker', 'speakers')}" if counts["speakers"] else ""
        text += f": {counts['accepted']} accepted, {counts['review']} to review"
        return text + (f", {counts['rejected']} rejected" if counts["rejected"] else "")


def gather_terms(posts: Sequence[Post], before: Glossary, settings: Settings) -> Gathered:
    """Every gloss, listed name and speaker of the posts; `before` is what the file holds. A post that fails is set apart."""
    read, errors = read_documents(posts, before, settings)
    documents = [replace(document, path=_shared_path(document, settings.root)) for document in read]
    evidence = [gloss for document in documents for gloss in collect_glosses(document)]
    labels = _labels(documents)
    names = (name for document in documents for name in find_listed_names(document, lists(document, LISTS)))
    listed = [name for name in names if name.spelling not in labels]
    found = [replace(t, kind="speaker") if t.source in labels else t for t in merge_listed_names(make_terms(evidence), listed)]
    known = before.with_terms(found)
    speakers = [speaker_term(name, where, known) for name, where in labels.items() if not _claims(known, name)]
    known = known.with_terms(speakers)
    times = count_terms(documents, known.terms)
    lines = (*_gloss_lines(evidence, known), *_listed_lines(evidence, found, known), *_speaker_lines(labels, known))
    return Gathered(
        tuple(_counted(term, times) for term in (*found, *speakers)),
        tuple(replace(line, times=_times(line.term, known, times)) for line in lines),
        _counts(evidence, lines),
        dict(Counter({gloss.reading.term: gloss.reading.kind for gloss in reversed(evidence) if not gloss.weak}.values())),
        _conflicts(evidence, before),
        errors,
    )


def _counted(term: Term, times: Mapping[str, int]) -> Term:
    """The term with how often the posts use it beside its place: `a.md:27 (12×)`."""
    return replace(term, where=f"{term.where} ({times[term.source]}×)") if times[term.source] and term.where else term


def _times(name: str, known: Glossary, times: Mapping[str, int]) -> int:
    return next((times[t.source] for t in known.terms if name == t.source or name in t.aliases), 0)


def _conflicts(evidence: Sequence[Evidence], before: Glossary) -> tuple[GlossConflict, ...]:
    """Clear glosses whose English is another than that of the row in force, each once."""
    rows = {term.source: term for term in before.active}
    found: dict[tuple[str, str], GlossConflict] = {}
    for gloss in evidence:
        row, reading = rows.get(gloss.reading.term), gloss.reading
        is_other = row and reading.target and reading.target.casefold() != row.english.casefold()
        if row and is_other and reading.confidence == "clear" and not gloss.weak:
            conflict = GlossConflict(row.source, row.english, f"{row.path}:{row.line}", reading.target, gloss.where)
            found.setdefault((row.source, reading.target.casefold()), conflict)
    return tuple(found.values())


def _shared_path(document: Document, root: Path) -> str:
    """The post's path as it may stand in a file that is shared: not from this machine's root."""
    path = Path(document.path or document.name)
    if not path.is_absolute():
        return path.as_posix()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _labels(documents: Iterable[Document]) -> dict[str, str]:
    """The names on the labels, each with the place where it first speaks."""
    first: dict[str, str] = {}
    for document in documents:
        for block in document.blocks:
            if block.label:
                first.setdefault(block.label.name, f"{document.path}:{block.line}")
    return first


def _claims(glossary: Glossary, name: str) -> bool:
    return any(name == term.source or name in term.aliases for term in glossary.terms)


def _gloss_lines(evidence: Sequence[Evidence], known: Glossary) -> list[GatheredTerm]:
    rows = {term.source: term for term in known.terms}
    return [_gloss_line(gloss, rows.get(gloss.reading.term)) for gloss in evidence]


def _gloss_line(gloss: Evidence, row: Term | None) -> GatheredTerm:
    reading = gloss.reading
    if row is None:  # no row can be made of it
        return GatheredTerm(reading.term, reading.target, reading.kind, "left out", reading.reason, gloss.where, 0)
    why = row.note if row.status == "candidate" else reading.full or ", ".join(row.aliases)
    english = row.target if row.status == "candidate" else row.english
    return GatheredTerm(reading.term, english, reading.kind, row.status, why, gloss.where, 0)


def _listed_lines(evidence: Sequence[Evidence], found: Sequence[Term], known: Glossary) -> list[GatheredTerm]:
    """The names that only front matter gives."""
    glossed = {gloss.reading.term for gloss in evidence}
    rows = {term.source: term for term in known.terms}
    new = [(term, rows[term.source]) for term in found if term.source not in glossed and term.source in rows]
    return [GatheredTerm(row.source, row.english, "listed", row.status, row.note, term.where, 0) for term, row in new]


def _speaker_lines(labels: dict[str, str], known: Glossary) -> list[GatheredTerm]:
    rows = {spelling: term for term in reversed(known.terms) for spelling in (term.source, *term.aliases)}
    return [
        GatheredTerm(name, rows[name].english, "speaker", rows[name].status, rows[name].note, where, 0)
        for name, where in labels.items()
    ]


def _counts(evidence: Sequence[Evidence], lines: Sequence[GatheredTerm]) -> dict[str, int]:
    """How many terms there are of each kind and status: one that several posts explain, or one post twice, counts once."""
    marked = dict.fromkeys(gloss.reading.term for gloss in evidence if not gloss.weak)
    plain = {gloss.reading.term for gloss in evidence} - marked.keys()
    statuses = Counter({line.term: line.status for line in lines}.values())
    kinds = Counter(line.kind for line in lines)
    return {
        "glosses": len(marked),
        "accepted": statuses["accepted"],
        "review": statuses["candidate"],
        "rejected": statuses["rejected"],
        "plain_text": len(plain),
        "listed": kinds["listed"],
        "speakers": kinds["speaker"],
    }


def _many(count: int, singular: str, plural: str) -> str:
    return f"{count} {singular if count == 1 else plural}"
