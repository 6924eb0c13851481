"""`translate run`: posts in, finished documents out."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bilingual.cli import flags
from bilingual.errors import BilingualError, GlossaryError, UsageError
from bilingual.project.jobs import Asked

if TYPE_CHECKING:
    from bilingual.runners.local import Job, Progress, Report


def run(
    context: typer.Context,
    posts: flags.Posts,
    output: flags.Output = None,
    glossary: flags.Glossaries = None,
    formats: flags.Formats = None,
    layout: flags.Layout = None,
    variant: flags.Variant = None,
    glosses: flags.Glosses = None,
    corrections: flags.Corrections = None,
    engine: flags.Engine = None,
    model: flags.Model = None,
    no_memory: flags.NoMemory = False,
    columns: flags.Columns = None,
    paper: flags.Paper = None,
    show_flags: flags.ShowFlags = False,
    template: flags.Template = None,
    trust_html: flags.TrustHtml = False,
    dry_run: flags.DryRun = False,
    strict: flags.Strict = False,
    as_json: flags.AsJson = False,
    quiet: flags.Quiet = False,
    verbose: flags.Verbose = False,
) -> None:
    """Translate posts into side-by-side documents.

    Each flag with a variable may also stand in the table [run] of bilingual.toml.

    \b
    Examples:
      translate run posts/*.md
      translate run posts/ -o site/en --layout per-language --format md
      translate run talk.md --format html,epub,pdf
      translate run draft.md -g glossaries/names.csv --variant hk --json
      translate run talk.md --format docx --columns hans,en --template house.docx --flags
    """
    given = {
        "output": output, "glossary": glossary, "format": formats, "layout": layout, "variant": variant,
        "glosses": glosses, "corrections": corrections, "engine": engine, "model": model,
        "trust-html": trust_html or None, "columns": columns, "paper": paper, "flags": show_flags or None,
        "template": template,
    }  # fmt: skip
    asked = _nearest(context, {key: value for key, value in given.items() if value not in (None, [])})
    saying = Saying(as_json=as_json, quiet=quiet, verbose=verbose)
    try:
        code = _run(posts, asked, saying, memory=not no_memory, dry_run=dry_run, strict=strict)
    except BilingualError as error:
        saying.stopped(error)
        raise
    raise typer.Exit(code)


def _nearest(context: typer.Context, given: dict[str, Any]) -> dict[str, Any]:
    """What flags and variables give, without the variable of `engine` or `model` where the other one is a flag."""
    if "engine" not in given or "model" not in given:
        return given
    sources = {key: context.get_parameter_source(key) for key in ("engine", "model")}
    variables = [key for key, source in sources.items() if source is not None and source.name == "ENVIRONMENT"]
    if len(variables) != 1:
        raise UsageError("Both an engine and a model are named.", "Name one of them.")
    return {key: value for key, value in given.items() if key not in variables}


@dataclass(slots=True)
class Saying:
    """What goes to stdout and stderr; with `--json`, exactly one object to stdout, whatever happens."""

    as_json: bool
    quiet: bool
    verbose: bool
    content: dict[str, Any] = field(default_factory=dict)
    """What is known when the run stops."""

    def stopped(self, error: BilingualError) -> None:
        """The object where an error ends the run."""
        if self.as_json:
            from bilingual.cli.console import print_json
            from bilingual.cli.summary import error_object

            print_json(self.content | {"error": error_object(error)})

    def begun(self, job: Job, problems: tuple[GlossaryError, ...]) -> None:
        """What is wrong in the glossaries, and what the batch is done with."""
        from bilingual.cli.console import note, report
        from bilingual.cli.shadows import note_shadows
        from bilingual.cli.summary import counted

        for problem in problems:
            report(problem)
        if not self.quiet:
            note_shadows(job.hidden, all_of_them=self.verbose)
        if self.verbose:
            memory = getattr(job.memory, "path", "none")
            note(f"{counted(len(job.posts), 'post')}; engine: {job.engine.info.name}; memory: {memory}")
            terms = (*job.glossary.terms, *(term for post in job.posts for term in post.terms))
            files = dict.fromkeys(term.path for term in terms if term.path)
            note(f"{counted(len(job.glossary.active), 'glossary term')} in force from: {', '.join(files) or 'no file'}")
        if job.engine.info.draft and not self.quiet:
            note(job.engine.info.draft)


def _run(posts: list[str], asked: dict[str, Any], saying: Saying, *, memory: bool, dry_run: bool, strict: bool) -> int:
    """The whole command; its exit code."""
    from bilingual.cli.console import print_json
    from bilingual.cli.summary import as_object, print_strict, print_table
    from bilingual.project import jobs
    from bilingual.project.inputs import named
    from bilingual.project.settings import load_settings

    settings = load_settings(Path.cwd())
    job, problems = jobs.job(named(posts), Asked(asked, settings), memory=memory)
    saying.begun(job, problems)
    if dry_run:
        return _planned(job, problems, saying)
    reports: list[Report] = []
    code = 1 if problems else 0
    try:
        with closing(_watched(job, saying)) as watched:
            for report in watched:
                reports.append(report)
                code = 1 if report.failed or (strict and report.flags) else code
    except KeyboardInterrupt:
        _say_interrupted(memory=memory)
        code = 130
    finally:
        saying.content = as_object(job, reports, problems)
        if not (saying.as_json or saying.quiet):
            print_table(reports)
    if saying.as_json:
        print_json(saying.content | ({"interrupted": True} if code == 130 else {}))
    if strict and any(report.flags for report in reports):
        print_strict(reports)
    return code


def _planned(job: Job, problems: tuple[GlossaryError, ...], saying: Saying) -> int:
    from bilingual.cli.console import print_json
    from bilingual.cli.dry_run import plan, print_plan
    from bilingual.cli.summary import error_object

    rows, failed = plan(job, quiet=saying.quiet)
    if saying.as_json:
        problem_objects = [error_object(problem) for problem in problems]
        print_json({"dry_run": True, "posts": rows, "glossary_problems": problem_objects})
    else:
        print_plan(rows)
    return 1 if failed or problems else 0


def _say_interrupted(*, memory: bool) -> None:
    from bilingual.cli.console import note

    kept = "The sentences finished so far are in the memory; run the same command again to go on."
    note(f"Interrupted. {kept if memory else 'Without a memory, the same command begins anew.'}")


def _watched(job: Job, saying: Saying) -> Generator[Report]:
    """Runs the batch under a progress bar; problems are told as soon as they are known."""
    from bilingual.cli.summary import print_problems
    from bilingual.runners import local

    with job.memory, _progress(job, shown=not (saying.quiet or saying.as_json)) as progress:
        for report in local.run(job, progress):
            print_problems(report, quiet=saying.quiet)
            yield report


@contextmanager
def _progress(job: Job, *, shown: bool) -> Iterator[Progress | None]:
    """A bar of posts and sentences with an estimate of the time left, on a terminal's stderr."""
    from bilingual.cli.console import stderr
    from bilingual.cli.summary import counted
    from bilingual.runners.local import Progress

    console = stderr()
    if not (shown and console.is_terminal):
        yield None
        return
    from rich import progress as bars

    columns = (
        bars.TextColumn("{task.description}"), bars.BarColumn(), bars.MofNCompleteColumn(), bars.TextColumn("sentences"),
        bars.TimeRemainingColumn(),
    )  # fmt: skip
    finished = 0

    def written(posts: int) -> None:
        nonlocal finished
        finished += posts
        bar.update(task, description=f"{finished} of {counted(len(job.posts), 'post')}")

    with bars.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(counted(len(job.posts), "post"), total=None)
        yield Progress(
            expect=lambda total: bar.update(task, total=(bar.tasks[0].total or 0) + total),
            done=lambda count: bar.advance(task, count),
            written=written,
        )
