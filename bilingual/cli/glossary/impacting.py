"""`translate glossary impact`: which sentences a change of a term would change, before anything is translated."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import flags
from bilingual.cli.glossary import completion
from bilingual.cli.glossary.wording import quoted
from bilingual.cli.terminal import one_line
from bilingual.errors import UsageError, has_failed

if TYPE_CHECKING:
    from bilingual.project.glossary.impact import AffectedSentence, Impact

MOST = 20
"""Sentences shown unless all are asked for."""


def impact(
    term: Annotated[
        str, typer.Argument(metavar="TERM[=ENGLISH]", help="A term, or with its new English.", autocompletion=completion.terms)
    ],
    posts: Annotated[list[str], typer.Argument(metavar="POSTS…", help="Where to look.")],
    every: Annotated[bool, typer.Option("--all", help=f"Every sentence, not the first {MOST}.")] = False,
    glossary: flags.Glossaries = None,
    as_json: flags.AsJson = False,
) -> None:
    """Show which sentences hold a term, or what another English for it would change.

    Nothing is translated or written. `translate run` afterwards redoes just the sentences shown here.

    \b
    Examples:
      translate glossary impact 物理引擎 posts/*.md
      translate glossary impact 抖音=Douyin posts/*.md
      translate glossary impact UI= posts/ --json
    """
    from bilingual.cli.console import print_json, report_all
    from bilingual.project import Project
    from bilingual.project.glossary.impact import find_impact

    source, equals, english = (piece.strip() for piece in term.partition("="))
    if not source:
        raise UsageError("No term is named.", "Write it before the sign: 抖音=Douyin.")
    project, change = Project(), english if equals else None
    found = find_impact(source, change, project.glossary(posts, glossary or []), project.settings)
    report_all((*found.problems, *found.errors))
    if as_json:
        print_json(_impact_object(source, change, found))
    else:
        _print_impact(found, found.sentences if every else found.sentences[:MOST], change)
        if equals and found.sentences:
            sys.stdout.write(f"To do it: translate glossary {_edit_command(found)}; translate run POSTS…\n")
    raise typer.Exit(1 if has_failed(found.errors) else 0)


def _print_impact(found: Impact, first: Sequence[AffectedSentence], english: str | None) -> None:
    from bilingual.cli.printing.summary import counted

    for sentence in first:
        change = "" if english is None else f"  {_in_quotes(sentence.before)} → {_in_quotes(sentence.after)}"
        sys.stdout.write(one_line(f"{sentence.path}:{sentence.line}: {sentence.text}{change}") + "\n")
    if len(found.sentences) > len(first):
        sys.stdout.write(f"… {counted(len(found.sentences) - len(first), 'more sentence')}: --all shows them.\n")
    posts = len({sentence.path for sentence in found.sentences})
    verb = "would change" if english is not None else "hold it" if len(found.sentences) != 1 else "holds it"
    sentences = f"{counted(len(found.sentences), 'sentence')} in {posts} of {counted(found.posts, 'post')} {verb}"
    labels = f", and the label of {counted(found.labels, 'turn')}" if found.labels else ""
    sys.stdout.write(f"{sentences}{labels}.\n")


def _in_quotes(english: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in english) or "not locked"


def _edit_command(found: Impact) -> str:
    """The command that makes the change: of the row that there is, or of a new one."""
    source, target = found.term.source, found.term.target
    if found.row is None:
        return f"add {quoted(source)} {quoted(target)}".rstrip()
    status = "" if found.row.status == "accepted" else " status=accepted"
    return f"set {quoted(source)} {quoted(f'target={target}')}{status}"


def _impact_object(source: str, english: str | None, found: Impact) -> dict[str, Any]:
    return {
        "term": source,
        "english": english,
        "posts": found.posts,
        "labels": found.labels,
        "sentences": [asdict(sentence) for sentence in found.sentences],
    }
