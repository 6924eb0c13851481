"""`translate glossary lint`: what a person should look at in the glossary, and in how posts use its terms."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from bilingual.cli.glossary.common import Glossaries
from bilingual.cli.glossary.wording import printable
from bilingual.errors import BilingualError, GlossaryError, UsageError
from bilingual.model import Variant

if TYPE_CHECKING:
    from bilingual.model import Diagnostic, Term

FORMATS = ("text", "json", "github")
VARIANTS: tuple[Variant, ...] = ("tw", "twp", "hk")
"""Those whose Traditional forms are usual ones."""


def lint(
    posts: Annotated[list[str] | None, typer.Argument(metavar="[POSTS…]", help="Posts in which to check the terms.")] = None,
    glossary: Glossaries = None,
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
    from bilingual.cli.console import note, report

    form = form or FORMATS[0]
    if form not in FORMATS:
        raise UsageError(f"“{form}” is no value of --format.", f"Choose one of {', '.join(FORMATS)}.")
    findings, errors = _found(posts or [], glossary)
    for error in errors:
        report(error)
    PRINTERS[form](findings)
    if not posts and form == FORMATS[0]:
        note("Only the rows were checked. Name posts to see how they use the terms.")
    failed = any(strict or found.problem for found in findings)
    raise typer.Exit(1 if failed or errors else 0)


def _found(patterns: list[str], named: list[Path] | None) -> tuple[tuple[Diagnostic, ...], tuple[BilingualError, ...]]:
    from bilingual.checks.glossary import lint_glossary
    from bilingual.project.corrections import load_corrections
    from bilingual.project.glossaries import glossaries_beside, glossary_files, load_layers
    from bilingual.project.inputs import named_posts
    from bilingual.project.reading import read_documents
    from bilingual.project.settings import load_settings
    from bilingual.variants import Converter, simplified_characters

    settings = load_settings(Path.cwd())
    batch = load_layers(named_posts(patterns) if patterns else (), named or [], settings)
    beside = [] if named else [file for post in batch.posts for file in glossaries_beside(post.path)]
    rows, problems = _read([*dict.fromkeys(beside), *glossary_files(named or [], settings)])
    if not (rows or problems):
        raise GlossaryError("There is no glossary here.", "Build one: translate glossary build POSTS…, or name one with -g.")
    documents, errors = read_documents(batch.posts, batch.glossary, settings)
    corrections, wrong = load_corrections(settings)
    converters = [Converter(variant) for variant in VARIANTS]
    return lint_glossary(
        rows, (*problems, *wrong), documents, batch.glossary,
        forms=lambda word: frozenset(converter.string(word, "hant") for converter in converters),
        fold=simplified_characters(), corrections=corrections,
    ), errors  # fmt: skip


def _read(paths: Sequence[Path]) -> tuple[list[tuple[Term, ...]], list[GlossaryError]]:
    """The rows of each file that can be read, the nearest first, and what is wrong with the others."""
    from bilingual.glossary.termbase import read

    rows: list[tuple[Term, ...]] = []
    problems: list[GlossaryError] = []
    for path in paths:
        try:
            found, bad = read(path)
        except GlossaryError as error:
            problems.append(error)
        else:
            rows.append(found)
            problems += bad
    return rows, problems


def _print_text(diagnostics: Sequence[Diagnostic]) -> None:
    from bilingual.cli.summary import counted

    for found in sorted(diagnostics, key=lambda found: not found.problem):
        note = "" if found.problem else "note: "
        sys.stdout.write(printable(f"{found.where}: {note}{found.fact} {found.remedy} [{found.name}]") + "\n")
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
    from bilingual.cli.annotations import github_annotation

    for found in diagnostics:
        level: Literal["warning", "notice"] = "warning" if found.problem else "notice"
        sys.stdout.write(github_annotation(level, found.path, found.line, found.name, f"{found.fact} {found.remedy}") + "\n")


PRINTERS = {"text": _print_text, "json": _print_json, "github": _print_github}
