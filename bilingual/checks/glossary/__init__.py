"""Lint: what a person should look at in the glossary files, and in how posts use their terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bilingual.checks.glossary import near_misses, rows, uses
from bilingual.checks.registry import diagnostic
from bilingual.errors import GlossaryError
from bilingual.glossary.corrections import Corrections
from bilingual.glossary.termbase import Glossary
from bilingual.model import Diagnostic, Document, Term

NO_CORRECTIONS = Corrections()

__all__ = ["lint_glossary"]


def lint_glossary(
    layers: Sequence[Sequence[Term]],
    problems: Sequence[GlossaryError] = (),
    documents: Sequence[Document] = (),
    glossary: Glossary | None = None,
    *,
    forms: rows.Forms = lambda word: frozenset(),
    fold: Mapping[int, int] | None = None,
    corrections: Corrections = NO_CORRECTIONS,
) -> tuple[Diagnostic, ...]:
    """Every diagnostic: of the rows first, then of how `documents` use the terms.

    `layers` are the rows of each file, the nearest file first, and `problems` the rows that cannot be used; `glossary` is
    what counts for every post, all of them by default. `forms` gives the Traditional forms of OpenCC, `fold` makes
    Traditional characters Simplified, and `corrections` are the slips that a person has decided on already.
    """
    fold = fold or {}
    everything = Glossary()
    for layer in layers:
        everything = everything.with_terms(layer)
    active = everything.active
    found = [diagnostic("row", p.fact, p.remedy, p.path or "", p.line or 0) for p in problems]
    found += [*rows.find_conflicts(layers, fold), *rows.find_shared_aliases(active), *rows.find_short_terms(active)]
    found += [*rows.find_odd_targets(active), *rows.find_unusual_forms(active, forms), *rows.find_candidates(layers)]
    if documents:
        posts = uses.locate_terms(documents, everything if glossary is None else glossary, fold)
        known = {*corrections.decided, *(spelling for term in everything.terms for spelling in (term.source, *term.aliases))}
        found += [*uses.find_cut_words(posts), *uses.find_contradicting_glosses(posts)]
        found += [*near_misses.find_near_misses(posts, known), *uses.find_unglossed_terms(posts)]
        found += [*uses.find_idle_terms(active, corrections.meant, posts, fold)]
    return tuple(found)
