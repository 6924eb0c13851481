"""`translate glossary lint`: what a person should look at in the glossary, and in how posts use its terms."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bilingual.cli.glossary.common import Glossaries
from bilingual.cli.glossary.wording import printable
from bilingual.errors import BilingualError, GlossaryError, UsageError
from bilingual.model import Variant

if TYPE_CHECKING:
    from bilingual.checks.glossary import Finding
    from bilingual.model import Term

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
    problems = [one for one in findings if strict or one.level == "problem"]
    raise typer.Exit(1 if problems or errors else 0)


def _found(patterns: list[str], named: list[Path] | None) -> tuple[tuple[Finding, ...], tuple[BilingualError, ...]]:
    from bilingual.checks.glossary import lint as findings_of
    from bilingual.project.corrections import load_corrections
    from bilingual.project.glossaries import glossaries_beside, glossary_files, load_layers
    from bilingual.project.inputs import named as inputs
    from bilingual.project.reading import documents_of
    from bilingual.project.settings import load_settings
    from bilingual.variants import Converter, simplified_characters

    settings = load_settings(Path.cwd())
    batch = load_layers(inputs(patterns) if patterns else (), named or [], settings)
    beside = [] if named else [file for post in batch.posts for file in glossaries_beside(post.path)]
    rows, problems = _read([*dict.fromkeys(beside), *glossary_files(named or [], settings)])
    if not (rows or problems):
        raise GlossaryError("There is no glossary here.", "Build one: translate glossary build POSTS…, or name one with -g.")
    documents, errors = documents_of(batch.posts, batch.glossary, settings)
    corrections, wrong = load_corrections(settings)
    converters = [Converter(variant) for variant in VARIANTS]
    return findings_of(
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


def _print_text(findings: Sequence[Finding]) -> None:
    for one in sorted(findings, key=lambda one: one.level == "news"):
        note = "note: " if one.level == "news" else ""
        sys.stdout.write(printable(f"{one.place}: {note}{one.fact} {one.remedy} [{one.check}]") + "\n")
    counts = Counter(one.level for one in findings)
    if not findings:
        sys.stdout.write("Nothing to complain of.\n")
    else:
        sys.stdout.write(f"{_many(counts['problem'], 'problem')}, {_many(counts['news'], 'note')}.\n")


def _many(count: int, one: str) -> str:
    return f"{count} {one}{'' if count == 1 else 's'}"


def _print_json(findings: Sequence[Finding]) -> None:
    from dataclasses import asdict

    from bilingual.cli.console import print_json

    print_json({"findings": [asdict(one) for one in findings], "counts": dict(Counter(one.check for one in findings))})


def _print_github(findings: Sequence[Finding]) -> None:
    from bilingual.cli.annotations import github

    for one in findings:
        level: Literal["warning", "notice"] = "warning" if one.level == "problem" else "notice"
        sys.stdout.write(github(level, one.path, one.line, one.check, f"{one.fact} {one.remedy}") + "\n")


PRINTERS = {"text": _print_text, "json": _print_json, "github": _print_github}
