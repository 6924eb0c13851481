"""`translate glossary impact`: which sentences a change of a term would change, before anything is translated."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli.glossary import completion
from bilingual.cli.glossary.common import AsJson, Glossaries
from bilingual.cli.glossary.wording import printable, quoted
from bilingual.errors import UsageError

if TYPE_CHECKING:
    from bilingual.glossary.termbase import Glossary
    from bilingual.model import Term
    from bilingual.project.impact import Impact, Touched

MOST = 20
"""Sentences shown unless all are asked for."""


def impact(
    term: Annotated[
        str, typer.Argument(metavar="TERM[=ENGLISH]", help="A term, or with its new English.", autocompletion=completion.terms)
    ],
    posts: Annotated[list[str], typer.Argument(metavar="POSTS…", help="Where to look.")],
    every: Annotated[bool, typer.Option("--all", help=f"Every sentence, not the first {MOST}.")] = False,
    glossary: Glossaries = None,
    as_json: AsJson = False,
) -> None:
    """Show which sentences hold a term, or what another English for it would change.

    Nothing is translated or written. `translate run` afterwards redoes just the sentences shown here.

    \b
    Examples:
      translate glossary impact 物理引擎 posts/*.md
      translate glossary impact 抖音=Douyin posts/*.md
      translate glossary impact UI= posts/ --json
    """
    from bilingual.cli.console import print_json, report
    from bilingual.pipeline.plan import Options
    from bilingual.project.corrections import load_corrections
    from bilingual.project.glossaries import load_layers
    from bilingual.project.impact import changed, holding
    from bilingual.project.impact import impact as of_change
    from bilingual.project.inputs import named_posts
    from bilingual.project.reading import read_documents
    from bilingual.project.settings import load_settings

    source, equals, english = (piece.strip() for piece in term.partition("="))
    if not source:
        raise UsageError("No term is named.", "Write it before the sign: 抖音=Douyin.")
    settings = load_settings(Path.cwd())
    batch = load_layers(named_posts(posts), glossary or [], settings)
    documents, errors = read_documents(batch.posts, batch.glossary, settings)
    options = Options(corrections=load_corrections(settings)[0])
    then = changed(batch.glossary, source, english or source)
    found = (of_change if equals else holding)(documents, batch.glossary, then, options)
    for error in (*batch.problems, *errors):
        report(error)
    if as_json:
        print_json(_as_object(source, english if equals else None, found))
    else:
        _print(found.sentences if every else found.sentences[:MOST], found, english if equals else None)
        if equals and found.sentences:
            sys.stdout.write(f"To do it: translate glossary {_edit(then, batch.glossary)}; translate run POSTS…\n")
    raise typer.Exit(1 if errors else 0)


def _print(shown: Sequence[Touched], found: Impact, english: str | None) -> None:
    from bilingual.cli.summary import counted

    for one in shown:
        change = "" if english is None else f"  {_said(one.before)} → {_said(one.after)}"
        sys.stdout.write(printable(f"{one.path}:{one.line}: {one.text}{change}") + "\n")
    if len(found.sentences) > len(shown):
        sys.stdout.write(f"… {counted(len(found.sentences) - len(shown), 'more sentence')}: --all shows them.\n")
    touched = len({one.path for one in found.sentences})
    verb = "would change" if english is not None else "hold it" if len(found.sentences) != 1 else "holds it"
    said = f"{counted(len(found.sentences), 'sentence')} in {touched} of {counted(found.posts, 'post')} {verb}"
    labels = f", and the label of {counted(found.labels, 'turn')}" if found.labels else ""
    sys.stdout.write(f"{said}{labels}.\n")


def _said(english: Sequence[str]) -> str:
    return ", ".join(f"“{one}”" for one in english) or "not locked"


def _edit(then: Term, glossary: Glossary) -> str:
    """The command that makes the change: of the row that there is, or of a new one."""
    row = next((term for term in glossary.terms if term.source == then.source), None)
    if row is None:
        return f"add {quoted(then.source)} {quoted(then.target)}".rstrip()
    status = "" if row.status == "accepted" else " status=accepted"
    return f"set {quoted(then.source)} {quoted(f'target={then.target}')}{status}"


def _as_object(source: str, english: str | None, found: Impact) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "term": source,
        "english": english,
        "posts": found.posts,
        "labels": found.labels,
        "sentences": [asdict(one) for one in found.sentences],
    }
