"""`translate run`: posts in, finished documents out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.errors import GlossaryError, UsageError

if TYPE_CHECKING:
    from bilingual.cli.config import Config
    from bilingual.runners.local import Job, Post, Progress, Report
    from bilingual.terms.glossary import Glossary


class LayoutChoice(StrEnum):
    """How the Markdown is laid out."""

    side_by_side = "side-by-side"
    interleaved = "interleaved"
    per_language = "per-language"


class VariantChoice(StrEnum):
    """Which Traditional Chinese: Taiwan, Taiwan with its vocabulary, Hong Kong, or no such column."""

    tw = "tw"
    twp = "twp"
    hk = "hk"
    none = "none"


class GlossChoice(StrEnum):
    """Where English explains a glossed term."""

    inline = "inline"
    first = "first"
    drop = "drop"


def run(
    posts: Annotated[list[str], typer.Argument(metavar="POSTS…", help="Files, folders, globs, or - for standard input.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", envvar="BILINGUAL_OUTPUT", help="Folder [outputs].")] = None,
    glossary: Annotated[
        list[Path] | None, typer.Option("-g", "--glossary", envvar="BILINGUAL_GLOSSARY", help="Glossary [glossaries/*.csv].")
    ] = None,
    formats: Annotated[
        str | None, typer.Option("--format", envvar="BILINGUAL_FORMAT", help="Any of md,docx,json [all].")
    ] = None,
    layout: Annotated[LayoutChoice | None, typer.Option(envvar="BILINGUAL_LAYOUT", help="[side-by-side]")] = None,
    variant: Annotated[
        VariantChoice | None, typer.Option(envvar="BILINGUAL_VARIANT", help="Traditional of Taiwan, Hong Kong … [tw]")
    ] = None,
    glosses: Annotated[
        GlossChoice | None, typer.Option(envvar="BILINGUAL_GLOSSES", help="Where English explains a term [inline].")
    ] = None,
    engine: Annotated[
        str | None, typer.Option(envvar="BILINGUAL_ENGINE", help="starter, argos … [the best installed]")
    ] = None,
    model: Annotated[
        Path | None, typer.Option(envvar="BILINGUAL_MODEL", help="An Argos package or a CTranslate2 folder.")
    ] = None,
    no_memory: Annotated[bool, typer.Option("--no-memory", help="Neither read nor write the translation memory.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if any row is flagged.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Errors only.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more: the glossary files, every notice.")] = False,
) -> None:
    """Translate posts into side-by-side documents.

    \b
    Examples:
      translate run posts/*.md
      translate run posts/ -o site/en --layout per-language --format md
      translate run draft.md -g glossaries/names.csv --variant hk --json
    """
    from bilingual.cli import config
    from bilingual.cli.inputs import named
    from bilingual.cli.summary import as_object, print_table

    settings = config.load(Path.cwd())
    found = named(posts)
    flags = {
        "output": output, "glossary": glossary, "format": formats, "layout": layout, "variant": variant,
        "glosses": glosses, "engine": engine, "model": model,
    }  # fmt: skip
    job, problems = _job(found, {k: v for k, v in flags.items() if v is not None}, settings, memory=not no_memory)
    _say_which(job, problems, quiet=quiet, verbose=verbose)
    if dry_run:
        from bilingual.cli.dry_run import plan

        plan(job, as_json=as_json)
        raise typer.Exit(1 if problems else 0)
    reports = _watched(job, quiet=quiet or as_json)
    if as_json:
        sys.stdout.write(json.dumps(as_object(reports, problems), ensure_ascii=False, indent=2) + "\n")
    elif not quiet:
        print_table(reports)
    failed = problems or any(report.failed or (strict and report.flags) for report in reports)
    raise typer.Exit(1 if failed else 0)


def _job(
    posts: tuple[Post, ...], flags: dict[str, Any], settings: Config, *, memory: bool
) -> tuple[Job, tuple[GlossaryError, ...]]:
    """The batch as flags and settings ask for it, and what is wrong in the glossaries."""
    from bilingual.documents import DEFAULT_KEYS
    from bilingual.engines import open_engine
    from bilingual.memory import NullMemory, default_path, open_memory
    from bilingual.model import ExportOptions
    from bilingual.planning import Options
    from bilingual.runners.local import Job

    def value(key: str, default: Any) -> Any:
        return flags[key] if key in flags else settings.get(key, default)

    variant = _one_of(VariantChoice, value("variant", "tw"), "variant")
    layout = _one_of(LayoutChoice, value("layout", "side-by-side"), "layout")
    glossary, problems = _glossary(value("glossary", None), settings)
    store = open_memory(default_path(settings.root)) if memory else NullMemory()
    job = Job(
        posts=posts,
        glossary=glossary,
        engine=open_engine(value("model", None) or value("engine", None)),
        memory=store,
        output=Path(value("output", settings.root / "outputs")),
        formats=_kinds(value("format", "md,docx,json")),
        export=ExportOptions(layout, variant),
        options=Options(variant, _one_of(GlossChoice, value("glosses", "inline"), "glosses")),
        front_matter=tuple(settings.get("front-matter", DEFAULT_KEYS)),
    )
    return job, problems


def _one_of(choices: type[StrEnum], value: str, name: str) -> Any:
    """The value of a setting that names one of several; checked here too, since a file may hold anything."""
    known = [choice.value for choice in choices]
    if str(value) not in known:
        raise UsageError(f"“{value}” is no {name}.", f"Choose one of {', '.join(known)}.")
    return str(value)


def _kinds(value: str | list[str]) -> tuple[str, ...]:
    from bilingual.exporters import formats

    asked = tuple(dict.fromkeys(kind.strip() for kind in (value.split(",") if isinstance(value, str) else value)))
    known = formats()
    unknown = [kind for kind in asked if kind not in known]
    if unknown:
        raise UsageError(f"There is no format “{unknown[0]}”.", f"There are: {', '.join(known)}.")
    return asked


def _glossary(named: list[Path] | list[str] | str | None, settings: Config) -> tuple[Glossary, tuple[GlossaryError, ...]]:
    """The glossary of the files named, else of `glossaries/*.csv`; good rows count even where others are bad."""
    from bilingual.terms.glossary import Glossary

    listed = [named] if isinstance(named, str) else named
    paths = [Path(path) for path in listed] if listed else sorted((settings.root / "glossaries").glob("*.csv"))
    return Glossary.lenient(paths)


def _say_which(job: Job, problems: tuple[GlossaryError, ...], *, quiet: bool, verbose: bool) -> None:
    from bilingual.cli.console import note, report

    for problem in problems:
        report(problem)
    if job.engine.draft and not quiet:
        note(job.engine.draft)
    if verbose:
        note(f"engine {job.engine.name}, {len(job.glossary.active)} glossary terms, {len(job.posts)} posts")


def _watched(job: Job, *, quiet: bool) -> list[Report]:
    """Runs the batch under a progress bar; what was finished before an interruption stays finished."""
    from bilingual.cli.console import note
    from bilingual.cli.summary import print_problems
    from bilingual.runners import local

    reports = []
    try:
        with job.memory, _progress(job, quiet=quiet) as progress:
            for report in local.run(job, progress):
                reports.append(report)
                print_problems(report)
    except KeyboardInterrupt:
        note("Interrupted. The sentences finished so far are in the memory; run the same command again to go on.")
        raise typer.Exit(130) from None
    return reports


@contextmanager
def _progress(job: Job, *, quiet: bool) -> Iterator[Progress | None]:
    """A bar of sentences with an estimate of the time left, on a terminal's stderr."""
    from bilingual.cli.console import stderr
    from bilingual.runners.local import Progress

    console = stderr()
    if quiet or not console.is_terminal:
        with nullcontext():
            yield None
        return
    from rich import progress as bars

    columns = (
        bars.TextColumn("{task.description}"), bars.BarColumn(), bars.MofNCompleteColumn(), bars.TimeRemainingColumn(),
    )  # fmt: skip
    with bars.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(f"{len(job.posts)} posts", total=None)
        yield Progress(
            expect=lambda total: bar.update(task, total=(bar.tasks[0].total or 0) + total),
            done=lambda count: bar.advance(task, count),
        )
