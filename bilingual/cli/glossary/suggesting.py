"""`translate glossary suggest`: terms worth locking that nobody glossed, with what they were called in English so far."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli.glossary.common import AsJson, Glossaries, print_table
from bilingual.model import Text, leaves, plain

if TYPE_CHECKING:
    from bilingual.extraction.renderings import Rendering, Renderings
    from bilingual.extraction.suggest import Suggestion

MOST = 25
"""Suggestions shown unless more are asked for."""


def suggest(
    posts: Annotated[list[str], typer.Argument(metavar="POSTS…", help="Files, folders, globs, or - for standard input.")],
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many, the best first.")] = MOST,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", envvar="BILINGUAL_OUTPUT", help="Where the documents are [outputs]."),
    ] = None,
    glossary: Glossaries = None,
    as_json: AsJson = False,
) -> None:
    """Suggest terms worth locking that no post explains: names, words no dictionary has, phrases that recur.

    Beside each stands what it was called in the finished documents so far, and in how many sentences.

    \b
    Examples:
      translate glossary suggest posts/sora2.md
      translate glossary suggest posts/ --top 50 --json
    """
    from bilingual.cli.console import print_json, report
    from bilingual.cli.glossary.showing import finished
    from bilingual.extraction.glosses import collect_glosses, make_terms
    from bilingual.extraction.renderings import Renderings
    from bilingual.extraction.suggest import suggest_terms
    from bilingual.project.glossaries import load_layers
    from bilingual.project.inputs import named_posts
    from bilingual.project.reading import read_documents
    from bilingual.project.settings import load_settings
    from bilingual.variants import simplified_characters

    settings = load_settings(Path.cwd())
    batch = load_layers(named_posts(posts), glossary or [], settings)
    documents, errors = read_documents(batch.posts, batch.glossary, settings)
    glossed = [term for document in documents for term in (*document.terms, *make_terms(collect_glosses(document)))]
    found = suggest_terms(documents, [*batch.glossary.terms, *glossed], simplified_characters())
    results, unread = finished(output or Path(settings.get("output", settings.root / "outputs")))
    rows = (row for result in results for row in result.rows)
    seen = Renderings((f"{plain(row.hans)}\n{plain(row.hant)}", _unlocked(row.en)) for row in rows)
    for error in (*batch.problems, *errors, *unread):
        report(error)
    if as_json:
        print_json({"suggestions": [_as_object(one, seen) for one in found[:top]], "more": max(0, len(found) - top)})
    else:
        _print(found, top, seen, has_documents=bool(results))
    raise typer.Exit(1 if errors or unread else 0)


def _unlocked(text: Text) -> str:
    """The words of a finished sentence that no term put there."""
    return " ".join(leaf for leaf in leaves(text) if isinstance(leaf, str))


def _print(found: Sequence[Suggestion], top: int, seen: Renderings, *, has_documents: bool) -> None:
    if not found:
        sys.stdout.write("Nothing to suggest: what these posts repeat is glossed, in the glossary, or everyday Chinese.\n")
        return
    shown = found[:top]
    rows = [(one.term, one.kind, str(one.times), str(one.posts), one.where, _said(*seen.of_term(one.term))) for one in shown]
    print_table(("term", "kind", "times", "posts", "first", "English so far"), rows)
    more = f" {len(found) - top} more: --top {len(found)}." if len(found) > top else ""
    missing = "" if has_documents else " To see what they were called so far, run first: translate run POSTS…."
    sys.stdout.write(f"To lock one: translate glossary add {shown[0].term} ENGLISH.{more}{missing}\n")


def _said(renderings: Sequence[Rendering], held: int) -> str:
    """The renderings with how many sentences have each.

    >>> from bilingual.extraction.renderings import Rendering
    >>> _said([Rendering("e-commerce", 14)], 20)
    'e-commerce 14×, others 6×'
    """
    told = [f"{one.english} {one.times}×" for one in renderings]
    rest = held - sum(one.times for one in renderings)
    return ", ".join([*told, f"{'others' if told else 'varies,'} {rest}×"] if rest else told)


def _as_object(one: Suggestion, seen: Renderings) -> dict[str, Any]:
    from dataclasses import asdict

    renderings, held = seen.of_term(one.term)
    return asdict(one) | {"sentences": held, "renderings": [asdict(rendering) for rendering in renderings]}
