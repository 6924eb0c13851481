"""`translate glossary lint`: what a person should look at in the glossary, and in how posts use its terms."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from bilingual.cli import flags
from bilingual.cli.terminal import one_line
from bilingual.errors import UsageError, has_failed

if TYPE_CHECKING:
    from bilingual.model import Diagnostic

FORMATS = ("text", "json", "github")


def lint(
    posts: Annotated[list[str] | None, typer.Argument(metavar="[POSTS…]", help="Posts in which to check the terms.")] = None,
    glossary: flags.Glossaries = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", autocompletion=lambda: list(FORMATS), help="text, json or github [text]."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 for notes too.")] = False,
) -> None:
    """Check the glossary, and with posts also how they use its terms.

    Rows that contradict each other, targets that look wrong, terms that cut words, slips of transcription, places that
    gloss a term otherwise. Exit code 1 where there are problems; notes are only told.

    \b
    Examples:
      translate glossary lint
      translate glossary lint posts/*.md
      translate glossary lint posts/ -g glossaries/site.csv --format github
    """
    from bilingual.cli.console import note, report_all
    from bilingual.project import Project

    form = form or FORMATS[0]
    if form not in FORMATS:
        raise UsageError(f"“{form}” is no value of --format.", f"Choose one of {', '.join(FORMATS)}.")
    found, errors = Project().lint(posts or (), glossary or [])
    report_all(errors)
    PRINTERS[form](found)
    if not posts and form == FORMATS[0]:
        note("Only the rows were checked. Name posts to see how they use the terms.")
    failed = any(strict or diagnostic.problem for diagnostic in found)
    raise typer.Exit(1 if failed or has_failed(errors) else 0)


def _print_text(diagnostics: Sequence[Diagnostic]) -> None:
    from bilingual.cli.printing.summary import counted

    for found in sorted(diagnostics, key=lambda found: not found.problem):
        note = "" if found.problem else "note: "
        sys.stdout.write(one_line(f"{found.where}: {note}{found.fact} {found.remedy} [{found.name}]") + "\n")
    problems = sum(found.problem for found in diagnostics)
    if not diagnostics:
        sys.stdout.write("Nothing to complain of.\n")
    else:
        sys.stdout.write(f"{counted(problems, 'problem')}, {counted(len(diagnostics) - problems, 'note')}.\n")


def _print_json(diagnostics: Sequence[Diagnostic]) -> None:
    from bilingual.cli.console import print_json

    counts = dict(Counter(found.name for found in diagnostics))
    print_json({"findings": [_diagnostic_object(found) for found in diagnostics], "counts": counts})


def _diagnostic_object(found: Diagnostic) -> dict[str, Any]:
    return {
        "check": found.name,
        "path": found.path,
        "line": found.line,
        "fact": found.fact,
        "remedy": found.remedy,
        "term": found.term,
        "level": "problem" if found.problem else "news",
    }


def _print_github(diagnostics: Sequence[Diagnostic]) -> None:
    from bilingual.cli.printing.annotations import github_annotation

    for found in diagnostics:
        level: Literal["warning", "notice"] = "warning" if found.problem else "notice"
        sys.stdout.write(github_annotation(level, found.path, found.line, found.name, f"{found.fact} {found.remedy}") + "\n")


PRINTERS = {"text": _print_text, "json": _print_json, "github": _print_github}
