"""Terms worth locking that nobody glossed, with what they were called in English so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import BilingualError
from bilingual.extraction.glosses import collect_glosses, make_terms
from bilingual.extraction.renderings import Rendering, Renderings
from bilingual.extraction.suggest import Suggestion, suggest_terms
from bilingual.model import Text, leaves, plain
from bilingual.project.glossaries import load_layers
from bilingual.project.glossary.showing import finished_documents
from bilingual.project.reading import read_documents
from bilingual.project.settings import Settings
from bilingual.runners import Post
from bilingual.variants import simplified_characters


@dataclass(frozen=True, slots=True)
class RenderedSuggestion:
    """A term worth a row, and what it was called so far."""

    suggestion: Suggestion
    renderings: tuple[Rendering, ...]
    """The surest first."""
    sentences: int
    """How many sentences of finished documents hold it."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The terms worth locking in posts."""

    best: tuple[RenderedSuggestion, ...]
    total: int
    has_documents: bool
    """Whether there are finished documents to see what the terms were called."""
    problems: tuple[BilingualError, ...]
    """What is wrong with rows of the glossary."""
    errors: tuple[BilingualError, ...]
    """Why some posts or documents cannot be read."""


def suggest_for_posts(posts: tuple[Post, ...], named: Sequence[Path], settings: Settings, folder: Path, most: int) -> Suggestions:
    """The terms worth locking that no post explains, the best first and at most `most`; `folder` holds finished documents."""
    layers = load_layers(posts, named, settings)
    documents, unread_posts = read_documents(layers.posts, layers.glossary, settings)
    glossed = [term for document in documents for term in (*document.terms, *make_terms(collect_glosses(document)))]
    found = suggest_terms(documents, [*layers.glossary.terms, *glossed], simplified_characters())
    finished, unread_documents = finished_documents(folder)
    units = (unit for document in finished for unit in document.units)
    renderings = Renderings((f"{plain(unit.hans)}\n{plain(unit.hant)}", _unlocked(unit.en)) for unit in units)
    best = tuple(RenderedSuggestion(suggestion, *renderings.of_term(suggestion.term)) for suggestion in found[:most])
    return Suggestions(best, len(found), bool(finished), layers.problems, (*unread_posts, *unread_documents))


def _unlocked(text: Text) -> str:
    """The words of a finished sentence that no term put there."""
    return " ".join(leaf for leaf in leaves(text) if isinstance(leaf, str))
