"""What a run says when it is over: a table for people, an object for programs."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bilingual.cli.console import note, report, stdout
from bilingual.errors import BilingualError
from bilingual.model import Diagnostic, Signature
from bilingual.runners.local import Job, Report

NUMBERS = ("segments", "new", "memory", "human", "locks exact", "flagged", "seconds")
"""Headings of the columns of numbers."""


def print_table(reports: Sequence[Report]) -> None:
    """One line a post: how much was done, how much of it is new, whether every lock holds, and where it is."""
    from rich.table import Table

    console = stdout()
    console.width = 10_000  # a narrow terminal breaks a line better than columns of a letter each
    table = Table(box=None, pad_edge=False, header_style="" if console.no_color else "bold")
    table.add_column("post")
    for heading in NUMBERS:
        table.add_column(heading, justify="right")
    table.add_column("written to")
    for own in reports:
        if own.error is None:
            numbers = (own.segments, own.machine, own.remembered, own.human, f"{own.exact}/{own.events}", _flagged(own.flags))
            folder = folder_shown(own.outputs[0].parent) if own.outputs else "–"
            table.add_row(own.name, *map(str, numbers), f"{own.seconds:.1f}", folder)
    if table.row_count:
        console.print(table)
    failed = sum(own.error is not None for own in reports)
    if failed and len(reports) > 1:
        note(f"{failed} of {len(reports)} posts failed; the reasons stand above.")


def print_strict(reports: Sequence[Report]) -> None:
    """Why `--strict` makes a failure of it."""
    flags = sum((own.flags for own in reports), Counter[str]())
    note(f"Flagged: {_flagged(flags)}. With --strict that is a failure; the rows' `flags` stand in the .json.")


def counted(number: int, one: str) -> str:
    """A number with its noun.

    >>> counted(1, "post"), counted(2, "post")
    ('1 post', '2 posts')
    """
    return f"{number} {one}{'' if number == 1 else 's'}"


def folder_shown(folder: str | Path) -> str:
    """A folder as a person would name it from here: relative where that is shorter."""
    return min(os.path.relpath(folder), str(Path(folder).absolute()), key=len) + os.sep


def _flagged(flags: Counter[str]) -> str:
    return ", ".join(f"{count} {flag}" for flag, count in sorted(flags.items())) or "0"


def print_problems(own: Report, *, quiet: bool = False) -> None:
    """A post's error or notices, as soon as they are known; quietly, only what makes it a failure."""
    if own.error is not None:
        report(own.error)
    for notice in own.notices:
        if notice.problem or not quiet:
            kind = "warning" if notice.problem else "note"
            note(f"{kind}: {own.path}:{notice.line}: {notice.fact} {notice.remedy}")


def as_object(job: Job, reports: Sequence[Report], problems: Iterable[BilingualError]) -> dict[str, Any]:
    """The summary of a run for `--json`."""
    segments = sum(own.segments for own in reports)
    signature = Signature(version("bilingual"), job.engine.name, job.glossary.digest, job.options.variant, segments)
    return {
        "signature": str(signature),
        "posts": [_post(own) for own in reports],
        "glossary_problems": [error_object(error) for error in problems],
    }


def _post(own: Report) -> dict[str, Any]:
    return {
        "post": own.path,
        "name": own.name,
        "outputs": [str(path.absolute()) for path in own.outputs],
        "segments": own.segments,
        "machine": own.machine,
        "memory": own.remembered,
        "human": own.human,
        "locks": {"events": own.events, "exact": own.exact},
        "flags": dict(sorted(own.flags.items())),
        "seconds": round(own.seconds, 2),
        "signature": own.signature,
        "notices": notice_objects(own.notices),
        "error": error_object(own.error) if own.error else None,
    }


def notice_objects(notices: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Notices as plain values."""
    return [{"line": n.line, "fact": n.fact, "remedy": n.remedy, "problem": n.problem} for n in notices]


def error_object(error: BilingualError) -> dict[str, Any]:
    """An error as plain values."""
    return {"fact": error.fact, "remedy": error.remedy, "path": error.path, "line": error.line}
