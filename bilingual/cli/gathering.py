"""What `translate glossary build` finds in posts: glosses by class, speakers, and what becomes of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.cli.config import Config
from bilingual.documents import DEFAULT_KEYS, decode, parse
from bilingual.errors import BilingualError, DocumentError
from bilingual.model import Document, Term
from bilingual.terms.glossary import Glossary
from bilingual.terms.glosses import Evidence, collect, terms
from bilingual.terms.names import speaker_term

if TYPE_CHECKING:
    from bilingual.runners.local import Post


@dataclass(frozen=True, slots=True)
class Line:
    """One gloss or speaker as it is shown."""

    term: str
    english: str
    kind: str
    """The class of the gloss, or `speaker`."""
    status: str
    why: str
    where: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the posts explain, and what could not be read."""

    terms: tuple[Term, ...]
    """To be merged into the file."""
    lines: tuple[Line, ...]
    counts: dict[str, int]
    """`glosses`, `accepted`, `review`, `plain_text`, `speakers`, and each class by its name."""
    errors: tuple[BilingualError, ...] = ()

    @property
    def summary(self) -> str:
        """One sentence without its full stop: `27 glosses: 25 accepted, 2 to review`."""
        counts = self.counts
        said = f"{_many(counts['glosses'], 'gloss', 'glosses')}: {counts['accepted']} accepted, {counts['review']} to review"
        rejected = counts["glosses"] - counts["accepted"] - counts["review"]
        said += f", {rejected} rejected" if rejected else ""
        said += f"; {counts['plain_text']} more seen in plain text" if counts["plain_text"] else ""
        return said + (f"; {_many(counts['speakers'], 'speaker', 'speakers')}" if counts["speakers"] else "")


def gathered(posts: Sequence[Post], before: Glossary, settings: Config) -> Gathered:
    """Every gloss and speaker of the posts; `before` is what the file holds already. A post that fails is set apart."""
    documents: list[Document] = []
    errors: list[BilingualError] = []
    for post in posts:
        try:
            documents.append(_parsed(post, before, settings))
        except BilingualError as error:
            errors.append(error)
    documents = [replace(document, path=_shown(document, settings.root)) for document in documents]
    evidence = [one for document in documents for one in collect(document)]
    labels = _labels(documents)
    found = [replace(t, kind="speaker") if t.source in labels else t for t in terms(evidence)]
    known = before.with_terms(found)
    speakers = [speaker_term(name, where, known) for name, where in labels.items() if not _claims(known, name)]
    known = known.with_terms(speakers)
    lines = (*_gloss_lines(evidence, known), *_speaker_lines(labels, known))
    return Gathered((*found, *speakers), lines, _counts(evidence, labels, known), tuple(errors))


def _parsed(post: Post, before: Glossary, settings: Config) -> Document:
    try:
        text, _ = decode(post.read(), post.path)
    except OSError as error:
        fact = f"The post cannot be read: {error.strerror or error}."
        raise DocumentError(fact, "Check the name and the rights of the file.", path=post.path) from error
    keys = frozenset(settings.get("front-matter", DEFAULT_KEYS))
    return parse(text, name=post.name, path=post.path, speakers=before.speakers(), front_matter=keys)


def _shown(document: Document, root: Path) -> str:
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


def _gloss_lines(evidence: Sequence[Evidence], known: Glossary) -> list[Line]:
    rows = {term.source: term for term in known.terms}
    return [_gloss_line(one, rows.get(one.said.term)) for one in evidence]


def _gloss_line(one: Evidence, row: Term | None) -> Line:
    said = one.said
    if row is None:  # no row can be made of it
        return Line(said.term, said.target, said.kind, "left out", said.reason, one.where)
    why = row.note if row.status == "candidate" else said.full or ", ".join(row.aliases)
    english = row.target if row.status == "candidate" else row.english
    return Line(said.term, english, said.kind, row.status, why, one.where)


def _speaker_lines(labels: dict[str, str], known: Glossary) -> list[Line]:
    rows = {spelling: term for term in reversed(known.terms) for spelling in (term.source, *term.aliases)}
    return [
        Line(name, rows[name].english, "speaker", rows[name].status, rows[name].note, where) for name, where in labels.items()
    ]


def _counts(evidence: Sequence[Evidence], labels: dict[str, str], known: Glossary) -> dict[str, int]:
    status = {term.source: term.status for term in known.terms}
    marked = [one for one in evidence if not one.weak]
    statuses = Counter(status.get(one.said.term, "candidate") for one in marked)
    return {
        "glosses": len(marked),
        "accepted": statuses["accepted"],
        "review": statuses["candidate"],
        "plain_text": len(evidence) - len(marked),
        "speakers": len(labels),
        **Counter(one.said.kind for one in marked),
    }


def _many(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
