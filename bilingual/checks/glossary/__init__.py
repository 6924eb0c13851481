"""Lint: what a person should look at in the glossary files, and in how posts use their terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bilingual.checks.glossary import near_misses, rows, uses
from bilingual.checks.glossary.finding import Finding, Level
from bilingual.errors import GlossaryError
from bilingual.glossary.corrections import Corrections
from bilingual.glossary.termbase import Glossary
from bilingual.model import Document, Term

NONE = Corrections()

__all__ = ["Finding", "Level", "lint"]


def lint(
    layers: Sequence[Sequence[Term]],
    problems: Sequence[GlossaryError] = (),
    documents: Sequence[Document] = (),
    glossary: Glossary | None = None,
    *,
    forms: rows.Forms = lambda word: frozenset(),
    fold: Mapping[int, int] | None = None,
    corrections: Corrections = NONE,
) -> tuple[Finding, ...]:
    """Every finding: of the rows first, then of how `documents` use the terms.

    `layers` are the rows of each file, the nearest file first, and `problems` the rows that cannot be used; `glossary` is
    what counts for every post, all of them by default. `forms` gives the Traditional forms of OpenCC, `fold` makes
    Traditional characters Simplified, and `corrections` are the slips that a person has decided on already.
    """
    fold = fold or {}
    everything = Glossary()
    for layer in layers:
        everything = everything.with_terms(layer)
    active = everything.active
    found = [_row(problem) for problem in problems]
    found += [*rows.conflicts(layers, fold), *rows.aliases(active), *rows.short(active), *rows.targets(active)]
    found += [*rows.traditional(active, forms), *rows.candidates(layers)]
    if documents:
        posts = uses.used(documents, everything if glossary is None else glossary, fold)
        known = {*corrections.decided, *(spelling for term in everything.terms for spelling in (term.source, *term.aliases))}
        found += [*uses.cuts(posts), *uses.glossed_otherwise(posts)]
        found += [*near_misses.slips(posts, known), *uses.unglossed(posts), *uses.idle(active, corrections.meant, posts, fold)]
    return tuple(found)


def _row(problem: GlossaryError) -> Finding:
    return Finding("row", problem.path or "", problem.line or 0, problem.fact, problem.remedy)
