"""Terms looked up: what a glossary says of them, and where they stand in finished documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import BilingualError, GlossaryError
from bilingual.extraction.occurrences import Occurrence, find_occurrences
from bilingual.glossary.find import nearest_terms
from bilingual.glossary.termbase import Glossary, Shadow
from bilingual.model import Term, Translation
from bilingual.runners.records import finished_posts
from bilingual.variants import simplified_characters


def matches(term: Term, words: Sequence[str] = (), status: str | None = None, kind: str | None = None) -> bool:
    """Whether a term holds one of the words in any case, in Chinese or English, and is of that status and kind.

    >>> matches(Term("引擎", "Engine"), ["ENGINE"]), matches(Term("引擎", "Engine"), status="rejected")
    (True, False)
    """
    spellings = "\n".join((term.source, term.target, term.traditional, *term.aliases)).casefold()
    is_named = not words or any(word.casefold() in spellings for word in words)
    return is_named and term.status == (status or term.status) and term.kind == (kind or term.kind)


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """A term, the rows that it hides, and the sentences that hold it."""

    term: Term
    hides: tuple[Shadow, ...]
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What was looked up."""

    terms: tuple[ShownTerm, ...]
    documents: int
    """How many finished documents were searched."""
    errors: tuple[BilingualError, ...]
    """Why some of them could not be."""


def look_up(words: Sequence[str], files: Sequence[Path], folder: Path) -> Lookup:
    """Terms by source, alias or English, in glossary files, with their sentences in the finished documents below a folder.

    Raises `GlossaryError` for a word that is no term.
    """
    glossary, shadows, problems = Glossary.layered(files)
    terms = [find_term(word, glossary, problems) for word in words]
    documents, errors = finished_documents(folder)
    fold = simplified_characters()
    found = [
        ShownTerm(
            term,
            tuple(shadow for shadow in shadows if shadow.by is term or shadow.by.source == term.source),
            tuple(occurrence for document in documents for occurrence in find_occurrences(document, term, fold)),
        )
        for term in terms
    ]
    return Lookup(tuple(found), len(documents), errors)


def find_term(word: str, glossary: Glossary, problems: Sequence[BilingualError] = ()) -> Term:
    """The term that is meant: by its source, an alias, or its English in any case.

    Raises `GlossaryError` where there is none, or the one of `problems` that says why its row cannot be used.
    """
    spellings = {spelling: term for term in reversed(glossary.terms) for spelling in (*term.aliases, term.traditional)}
    found = next((term for term in glossary.terms if term.source == word), spellings.get(word))
    found = found or next((term for term in glossary.terms if term.english.casefold() == word.casefold()), None)
    if found is None:
        broken = next((problem for problem in problems if f"“{word}”" in problem.fact), None)
        if broken:
            raise broken
        near = nearest_terms(word, [text for term in glossary.terms for text in (term.source, term.english)])
        remedy = f"Did you mean {' or '.join(f'“{name}”' for name in near)}?" if near else "translate glossary list shows all."
        raise GlossaryError(f"There is no term “{word}”.", remedy)
    return found


def finished_documents(folder: Path) -> tuple[tuple[Translation, ...], tuple[BilingualError, ...]]:
    """The finished documents below a folder, from their records; and why some cannot be read."""
    found = [*finished_posts(folder)]
    documents = tuple(document for document in found if isinstance(document, Translation))
    return documents, tuple(error for error in found if isinstance(error, BilingualError))
