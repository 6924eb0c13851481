"""`translate glossary suggest`: terms worth locking that nobody glossed, with what they were called in English so far."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import flags
from bilingual.cli.printing.tables import print_table
from bilingual.errors import has_failed

if TYPE_CHECKING:
    from bilingual.extraction.renderings import Rendering
    from bilingual.project.glossary.suggesting import RenderedSuggestion, Suggestions

MOST = 25
"""Suggestions shown unless more are asked for."""


def suggest(
    posts: Annotated[list[str], typer.Argument(metavar="POSTS…", help="Files, folders, globs, or - for standard input.")],
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many, the best first.")] = MOST,
    output: flags.FinishedIn = None,
    glossary: flags.Glossaries = None,
    as_json: flags.AsJson = False,
) -> None:
    """Suggest terms worth locking that no post explains: names, words no dictionary has, phrases that recur.

    Beside each stands what it was called in the finished documents so far, and in how many sentences.

    \b
    Examples:
      translate glossary suggest posts/sora2.md
      translate glossary suggest posts/ --top 50 --json
    """
    from bilingual.cli.console import print_json, report_all
    from bilingual.project import Project

    found = Project().suggest(posts, glossary or [], output, top)
    report_all((*found.problems, *found.errors))
    if as_json:
        print_json({"suggestions": [_suggestion_object(best) for best in found.best], "more": found.total - len(found.best)})
    else:
        _print_suggestions(found)
    raise typer.Exit(1 if has_failed(found.errors) else 0)


def _print_suggestions(found: Suggestions) -> None:
    if not found.best:
        sys.stdout.write("Nothing to suggest: what these posts repeat is glossed, in the glossary, or everyday Chinese.\n")
        return
    rows = [
        (term.term, term.kind, str(term.times), str(term.posts), term.where, _rendered(best.renderings, best.sentences))
        for best in found.best
        for term in (best.suggestion,)
    ]
    print_table(("term", "kind", "times", "posts", "first", "English so far"), rows)
    more = f" {found.total - len(rows)} more: --top {found.total}." if found.total > len(rows) else ""
    missing = "" if found.has_documents else " To see what they were called so far, run first: translate run POSTS…."
    sys.stdout.write(f"To lock one: translate glossary add {rows[0][0]} ENGLISH.{more}{missing}\n")


def _rendered(renderings: Sequence[Rendering], sentences: int) -> str:
    """The renderings with how many sentences have each.

    >>> from bilingual.extraction.renderings import Rendering
    >>> _rendered([Rendering("e-commerce", 14)], 20)
    'e-commerce 14×, others 6×'
    """
    known = [f"{rendering.english} {rendering.times}×" for rendering in renderings]
    rest = sentences - sum(rendering.times for rendering in renderings)
    return ", ".join([*known, f"{'others' if known else 'varies,'} {rest}×"] if rest else known)


def _suggestion_object(found: RenderedSuggestion) -> dict[str, Any]:
    renderings = [asdict(rendering) for rendering in found.renderings]
    return asdict(found.suggestion) | {"sentences": found.sentences, "renderings": renderings}
