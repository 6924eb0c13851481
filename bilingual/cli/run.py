"""`translate run`: posts in, finished documents out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import typer

from bilingual.cli import flags
from bilingual.errors import BilingualError, UsageError

if TYPE_CHECKING:
    from bilingual.errors import EngineError
    from bilingual.model import Diagnostic
    from bilingual.project import Project
    from bilingual.project.dry_run import Forecast
    from bilingual.project.jobs import Batch
    from bilingual.runners import Opening, Progress, Report, Runner


def run(
    context: typer.Context,
    posts: flags.Posts,
    output: flags.Output = None,
    glossary: flags.Glossaries = None,
    read_as: flags.From = None,
    formats: flags.Formats = None,
    layout: flags.Layout = None,
    site: flags.Site = None,
    variant: flags.Variant = None,
    glosses: flags.Glosses = None,
    corrections: flags.Corrections = None,
    engine: flags.Engine = None,
    model: flags.Model = None,
    effort: flags.Effort = None,
    allow_remote: flags.AllowRemote = False,
    no_memory: flags.NoMemory = False,
    columns: flags.Columns = None,
    paper: flags.Paper = None,
    audience: flags.For = None,
    show_flags: flags.ShowFlags = False,
    template: flags.Template = None,
    trust_html: flags.TrustHtml = False,
    overwrite: flags.Overwrite = False,
    shard: flags.Shard = None,
    changed_from: flags.ChangedFrom = None,
    runner: flags.Runner = "local",
    address: flags.Address = "",
    dry_run: flags.DryRun = False,
    strict: flags.Strict = False,
    github: flags.Github = False,
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
      translate run talk.srt interview.txt meeting.json --format docx,srt
      translate run draft.md -g glossaries/names.csv --variant hk --json
      translate run posts/ --changed-from origin/main --shard 2/3
      translate run talk.md --format docx --columns hans,en --template house.docx --flags
    """
    from bilingual.project import Project
    from bilingual.runners.registry import runner_named

    given = {
        "output": output, "glossary": glossary, "format": formats, "layout": layout, "site": site, "variant": variant,
        "glosses": glosses, "corrections": corrections, "engine": engine, "model": model, "effort": effort,
        "trust-html": trust_html or None, "columns": columns, "paper": paper, "for": audience, "flags": show_flags or None,
        "template": template, "overwrite": overwrite or None, "allow-remote": allow_remote or None, "shard": shard,
        "changed-from": changed_from, "from": read_as,
    }  # fmt: skip
    values = _nearest(context, {key: value for key, value in given.items() if value not in (None, [])})
    printer = Printer(as_json=as_json, quiet=quiet, verbose=verbose, github=github)
    try:
        project = Project()
        batch = project.batch(posts, values, memory=not no_memory)
        spread = runner_named(runner, address)
        with _or_without_memory(batch):
            code = _forecast(project, batch, printer) if dry_run else _run(project, batch, printer, spread, strict=strict)
    except BilingualError as error:
        printer.stopped(error)
        raise
    raise typer.Exit(code)


@contextmanager
def _or_without_memory(batch: Batch) -> Iterator[None]:
    """Where the memory cannot be made or written to, says what a run can do, and no other command: go without it."""
    from bilingual.memory import MemoryBarred

    try:
        yield
    except MemoryBarred as error:
        if batch.spec.memory is None:
            raise
        raise MemoryBarred(error.fact, f"{error.remedy} Or run with --no-memory.", path=error.path) from error


def _nearest(context: typer.Context, given: dict[str, Any]) -> dict[str, Any]:
    """What flags and variables give, without the variable of `engine` or `model` where the other one is a flag."""
    if "engine" not in given or "model" not in given:
        return given
    sources = {key: context.get_parameter_source(key) for key in ("engine", "model")}
    variables = [key for key, source in sources.items() if source is not None and source.name == "ENVIRONMENT"]
    if len(variables) != 1:
        raise UsageError("Both an engine and a model are named.", "Name one of them.")
    return {key: value for key, value in given.items() if key not in variables}


NAMED = 5
"""Posts that a warning names."""


@dataclass(slots=True)
class Printer:
    """What goes to stdout and stderr; with `--json`, exactly one object to stdout, whatever happens."""

    as_json: bool
    quiet: bool
    verbose: bool
    github: bool = False
    content: dict[str, Any] = field(default_factory=dict)
    """What is known when the run stops."""
    engine: str | None = None
    """The engine's name, once it is open."""
    draft: str = ""
    """What is to be told of an engine that makes drafts."""
    trouble: EngineError | None = None
    """What went wrong with the engine while the batch went on."""

    def stopped(self, error: BilingualError) -> None:
        """The object where an error ends the run."""
        if self.as_json:
            from bilingual.cli.console import print_json
            from bilingual.cli.printing.summary import error_object

            print_json(self.content | {"error": error_object(error)})

    def progress(self, batch: Batch) -> AbstractContextManager[Progress]:
        """What is told of a batch while it runs."""
        from bilingual.cli.console import note
        from bilingual.cli.printing.bars import sentence_bar
        from bilingual.cli.printing.estimate import Estimate
        from bilingual.runners import Progress

        watching = Progress(opened=lambda opening: self.opened(opening, batch), troubled=self.troubled)
        visible = not (self.quiet or self.as_json)
        if visible:
            estimate = Estimate(note, _ending(memory=batch.spec.memory is not None))
            watching = replace(watching, expect=estimate.expect, ahead=estimate.ahead, done=estimate.done)
        return sentence_bar(len(batch.spec.posts), watching, visible=visible)

    def annotate(self, path: str, notices: Sequence[Diagnostic], error: BilingualError | None) -> None:
        """What went wrong, where it stands on a pull request."""
        from bilingual.cli.console import note
        from bilingual.cli.printing.annotations import problem_annotations

        if self.github:
            for annotation in problem_annotations(path, notices, error):
                note(annotation)

    def troubled(self, error: EngineError) -> None:
        """What went wrong with the engine, at once."""
        from bilingual.cli.console import report

        self.trouble = error
        report(error)

    def opened(self, opening: Opening, batch: Batch) -> None:
        """What is wrong in the glossaries, and what the batch is done with."""
        from bilingual.cli.console import note, report_all
        from bilingual.cli.outputs import tell_link
        from bilingual.cli.printing.shadows import note_shadows
        from bilingual.cli.printing.summary import counted

        self.engine = opening.engine
        if opening.remote:
            first, others = batch.spec.posts[:NAMED], len(batch.spec.posts[NAMED:])
            posts = ", ".join([*(post.path for post in first), *([f"{counted(others, 'post')} more"] if others else [])])
            note(f"Every sentence of {posts} goes to another machine: {opening.remote}.")
        report_all(batch.problems)
        for problem in batch.problems:
            self.annotate("", (), problem)
        if not self.quiet:
            note_shadows(batch.hidden, all_of_them=self.verbose)
            if opening.forbids:
                note(f"The licence of {opening.engine} forbids {opening.forbids}.")
            tell_link(batch.spec.output)
        if batch.left_out and not self.quiet:
            which = f"{len(batch.spec.posts)} of {counted(batch.left_out + len(batch.spec.posts), 'post')}"
            note(f"{which}: the others did not change, or are another shard's.")
        if self.verbose:
            spec = batch.spec
            note(f"{counted(len(spec.posts), 'post')}; engine: {opening.engine}; memory: {opening.memory or 'none'}")
            terms = (*spec.glossary, *(term for post in spec.posts for term in post.terms))
            files = dict.fromkeys(term.path for term in terms if term.path)
            active = sum(term.status == "accepted" for term in spec.glossary)
            note(f"{counted(active, 'glossary term')} in force from: {', '.join(files) or 'no file'}")
        self.draft = opening.draft

    def advise(self) -> None:
        """Names a better model after a run with one that makes drafts: once a day."""
        from bilingual.cli.console import note
        from bilingual.cli.printing.advice import is_due

        if self.draft and not (self.quiet or self.as_json) and is_due():
            note(self.draft)


def run_batch(project: Project, posts: Sequence[str], values: Mapping[str, Any], printer: Printer) -> int:
    """A run of posts with what flags give; the exit code."""
    return _run(project, project.batch(posts, values), printer, None, strict=False)


def _run(project: Project, batch: Batch, printer: Printer, runner: Runner | None, *, strict: bool) -> int:
    """The batch, run under a progress bar; problems are told as soon as they are known. The exit code."""
    from bilingual.cli.console import print_json
    from bilingual.cli.printing.summary import print_flagged, print_problems, print_table, run_object

    reports: list[Report] = []
    code = 1 if batch.problems else 0
    try:
        with printer.progress(batch) as progress, closing(project.run(batch, runner=runner, progress=progress)) as running:
            for report in running:
                print_problems(report.path, report.notices, report.error, quiet=printer.quiet)
                printer.annotate(report.path, report.notices, report.error)
                reports.append(report if printer.as_json else replace(report, notices=()))  # told, and not to be kept
                code = max(code, _code(report) or bool(strict and report.faults))
        if reports and not batch.left_out and all(report.error for report in reports):
            code = code or 1  # nothing but empty posts
    except KeyboardInterrupt:
        _note_interrupted(memory=batch.spec.memory is not None)
        code = 130
    finally:
        code = code or bool(printer.trouble)
        if printer.engine is not None:
            printer.content = run_object(printer.engine, batch.spec, reports, batch.problems, printer.trouble)
            if not (printer.as_json or printer.quiet):
                print_table(reports)
    if printer.as_json:
        print_json(printer.content | ({"interrupted": True} if code == 130 else {}))
    if strict or not (printer.as_json or printer.quiet):
        print_flagged(reports, batch.spec.output, strict=strict)
    printer.advise()
    return code


def _forecast(project: Project, batch: Batch, printer: Printer) -> int:
    """What the run would do, told; the exit code."""
    from bilingual.cli.console import print_json
    from bilingual.cli.printing.summary import error_object, forecast_object, print_forecast, print_problems
    from bilingual.runners import Progress

    posts: list[Forecast] = []
    for post in project.forecast(batch, Progress(opened=lambda opening: printer.opened(opening, batch))):
        print_problems(post.path, post.notices, post.error, quiet=printer.quiet)
        posts.append(post)
    if printer.as_json:
        problems = [error_object(problem) for problem in batch.problems]
        print_json({"dry_run": True, "posts": [forecast_object(post) for post in posts], "glossary_problems": problems})
    else:
        print_forecast(posts)
    return max(map(_code, posts), default=0) or bool(batch.problems)


def _code(post: Report | Forecast) -> int:
    """The exit code that a post asks for."""
    return (post.error.exit_code if post.error.is_failure else 0) if post.error else int(post.failed)


def _note_interrupted(*, memory: bool) -> None:
    from bilingual.cli.console import note

    remembered = "The sentences finished so far are in the memory; run the same command again to go on."
    note(f"Interrupted. {remembered if memory else _ANEW}")


_ANEW = "Without a memory, the same command begins anew."


def _ending(*, memory: bool) -> str:
    """What becomes of a run that is interrupted."""
    return "Ctrl-C ends it, and the same command goes on from there." if memory else f"Ctrl-C ends it. {_ANEW}"
