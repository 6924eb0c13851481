"""What a run says when it is over: a table for people, an object for programs."""

from __future__ import annotations

import os
import shlex
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.cli.console import note, report, stdout
from bilingual.cli.printing.tables import GAP, records, widths_of
from bilingual.cli.terminal import visible
from bilingual.errors import BilingualError
from bilingual.model import Diagnostic, Signature
from bilingual.runners import JobSpec, Report
from bilingual.runners.records import display_path

if TYPE_CHECKING:
    from bilingual.project.dry_run import Forecast

NUMBERS = ("segments", "new", "memory", "human", "as is", "locks exact", "flagged", "seconds")
"""Headings of the columns of numbers."""


def print_table(reports: Sequence[Report]) -> None:
    """One line a post: how much was done, how much of it is new, whether every lock holds, and where it is.

    In a terminal too narrow for that, where it is stands below; where the numbers do not fit either, each has its own line.
    """
    rows = [_cells(post) for post in reports if post.error is None]
    headings = ("post", *NUMBERS, "written to")
    widths = widths_of((headings, *rows))
    room = stdout().width if sys.stdout.isatty() else sum(widths) + GAP * len(widths)
    if rows and sum(widths) + GAP * (len(widths) - 1) <= room:
        _print_whole(headings, rows)
    elif rows and sum(widths[:-1]) + GAP * (len(widths) - 2) <= room:
        sys.stdout.write("".join(_parted(headings, rows, widths)))
    elif rows:
        sys.stdout.write("\n".join(records(headings, rows)))
    failed = sum(post.error is not None and post.error.is_failure for post in reports)
    if failed and len(reports) > 1:
        note(f"{failed} of {len(reports)} posts failed; the reasons stand above.")


def _cells(post: Report) -> tuple[str, ...]:
    as_is = post.segments - post.machine - post.remembered - post.human
    locks = f"{post.exact}/{post.events}"
    numbers = (post.segments, post.machine, post.remembered, post.human, as_is, locks, post.flagged)
    return (visible(post.name), *map(str, numbers), f"{post.seconds:.1f}", visible(_places(post.outputs)))


def _print_whole(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.table import Table

    console = stdout()
    console.width = 10_000  # what is no terminal has lines of any length
    table = Table(box=None, pad_edge=False, header_style="" if console.no_color else "bold")
    for heading in headings:
        table.add_column(heading, justify="right" if heading in NUMBERS else "left")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _parted(headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """Each row in two lines: its numbers, and below them its last cell."""
    for row in (headings, *rows):
        name, *numbers = row[:-1]
        first = name + " " * (widths[0] - widths_of([(name,)])[0])
        yield (" " * GAP).join([first, *(number.rjust(width) for number, width in zip(numbers, widths[1:-1], strict=True))])
        yield f"\n{' ' * GAP}{row[-1]}\n"


def _places(files: Sequence[Path]) -> str:
    """Where a post was written to: the folder of its documents, and each page of a site that is in another one."""
    folder = files[0].parent if files else None
    pages = (display_path(file) for file in files if file.parent != folder)
    return ", ".join([folder_name(folder), *pages]) if folder else "–"


def print_flagged(reports: Sequence[Report], folder: Path, *, strict: bool) -> None:
    """Where to see what is flagged, and that `--strict` makes a failure of it; nothing where nothing is flagged."""
    posts = [post for post in reports if post.flags]
    if posts:
        flags = sum((post.flags for post in posts), Counter[str]())
        why = " With --strict that is a failure." if strict and any(post.faults for post in posts) else ""
        records = folder_name(folder / posts[0].name if len(posts) == 1 else folder)
        by_name = ", ".join(f"{count} {flag}" for flag, count in sorted(flags.items()))
        rows = counted(sum(post.flagged for post in posts), "row")
        note(f"Flagged: {rows}: {by_name}. To see them: translate check {shlex.quote(records)}.{why}")


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "post"), counted(2, "post")
    ('1 post', '2 posts')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def folder_name(folder: str | Path) -> str:
    """A folder as a person would name it from here: relative where that is shorter."""
    return min(os.path.relpath(folder), str(Path(folder).absolute()), key=len) + os.sep


def print_problems(path: str, notices: Iterable[Diagnostic], error: BilingualError | None, *, quiet: bool = False) -> None:
    """A post's error or notices, as soon as they are known; quietly, only what makes it a failure."""
    if error is not None:
        report(error)
    for notice in notices:
        if notice.problem or not quiet:
            kind = "warning" if notice.problem else "note"
            note(f"{kind}: {path}:{notice.line}: {notice.fact} {notice.remedy}")


def print_forecast(posts: Iterable[Forecast]) -> None:
    """What a run would do, a line a post."""
    for post in posts:
        if post.error is None:
            counts = f"{counted(post.segments, 'segment')}, {counted(post.locks, 'lock event')}"
            new = f"{post.new} of {counted(post.sentences, 'sentence')} to translate"
            stdout().print(f"{post.path}: {counts}, {new}; would write to {folder_name(post.folder)}", soft_wrap=True)


def forecast_object(post: Forecast) -> dict[str, Any]:
    """What a run would do with a post, as plain values."""
    if post.error is not None:
        return {"post": post.path, "name": post.name, "error": error_object(post.error)}
    return {
        "post": post.path,
        "name": post.name,
        "folder": str(post.folder.absolute()),
        "segments": post.segments,
        "locks": post.locks,
        "sentences": post.sentences,
        "new": post.new,
        "notices": notice_objects(post.notices),
        "error": None,
    }


def run_object(
    engine: str,
    spec: JobSpec,
    reports: Sequence[Report],
    problems: Iterable[BilingualError],
    trouble: BilingualError | None = None,
) -> dict[str, Any]:
    """The summary of a run for `--json`; `engine` is the engine's name, `trouble` what went wrong with it on the way."""
    from bilingual.glossary.termbase import Glossary

    segments = sum(post.segments for post in reports)
    signature = Signature(version("bilingual"), engine, Glossary(spec.glossary).digest, spec.variant, segments)
    return {
        "signature": str(signature),
        "posts": [_post_object(post) for post in reports],
        "glossary_problems": [error_object(error) for error in problems],
        **({"engine_problem": error_object(trouble)} if trouble else {}),
    }


def _post_object(post: Report) -> dict[str, Any]:
    return {
        "post": post.path,
        "name": post.name,
        "outputs": [str(path.absolute()) for path in post.outputs],
        "segments": post.segments,
        "machine": post.machine,
        "memory": post.remembered,
        "human": post.human,
        "locks": {"events": post.events, "exact": post.exact},
        "flags": dict(sorted(post.flags.items())),
        "flagged": post.flagged,
        "seconds": round(post.seconds, 2),
        "signature": post.signature,
        "notices": notice_objects(post.notices),
        "error": error_object(post.error) if post.error else None,
    }


def notice_objects(notices: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Notices as plain values."""
    return [{"line": n.line, "fact": n.fact, "remedy": n.remedy, "problem": n.problem} for n in notices]


def error_object(error: BilingualError) -> dict[str, Any]:
    """An error as plain values."""
    return {"fact": error.fact, "remedy": error.remedy, "path": error.path, "line": error.line}
