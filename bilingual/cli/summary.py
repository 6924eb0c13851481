"""What a run says when it is over: a table for people, an object for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

from bilingual.cli.console import note, report, stdout
from bilingual.errors import BilingualError
from bilingual.runners.local import Report


def print_table(reports: Sequence[Report]) -> None:
    """One line a post: how much was done, how much of it is new, whether every lock holds, and where it is."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("post", "segments", "new", "memory", "locks exact", "flagged", "seconds", "written to"):
        table.add_column(heading, justify="left" if heading in ("post", "written to") else "right", no_wrap=True)
    for own in reports:
        if own.error is None:
            folder = os.path.relpath(own.outputs[0].parent) if own.outputs else "–"
            numbers = (own.segments, own.machine, own.remembered, f"{own.exact}/{own.events}", _flagged(own))
            table.add_row(own.name, *map(str, numbers), f"{own.seconds:.1f}", f"{folder}{os.sep}")
    if table.row_count:
        console = stdout()
        console.width = max(console.width, 120) if not sys.stdout.isatty() else console.width
        console.print(table)
    failed = sum(own.error is not None for own in reports)
    if failed:
        note(f"{failed} of {len(reports)} posts failed; the reasons stand above.")


def _flagged(own: Report) -> str:
    return ", ".join(f"{count} {flag}" for flag, count in sorted(own.flags.items())) or "0"


def print_problems(own: Report) -> None:
    """A post's error or notices, as soon as they are known."""
    if own.error is not None:
        report(own.error)
    for notice in own.notices:
        kind = "warning" if notice.problem else "note"
        note(f"{kind}: {own.path}:{notice.line}: {notice.fact} {notice.remedy}")


def as_object(reports: Sequence[Report], problems: Sequence[BilingualError]) -> dict[str, Any]:
    """The summary of a run for `--json`."""
    return {
        "signature": next((own.signature for own in reports if own.signature), ""),
        "posts": [_post(own) for own in reports],
        "glossary_problems": [_error(error) for error in problems],
    }


def _post(own: Report) -> dict[str, Any]:
    return {
        "post": own.path,
        "name": own.name,
        "outputs": [str(path) for path in own.outputs],
        "segments": own.segments,
        "machine": own.machine,
        "memory": own.remembered,
        "locks": {"events": own.events, "exact": own.exact},
        "flags": dict(sorted(own.flags.items())),
        "seconds": round(own.seconds, 2),
        "signature": own.signature,
        "notices": [{"line": n.line, "fact": n.fact, "remedy": n.remedy, "problem": n.problem} for n in own.notices],
        "error": _error(own.error) if own.error else None,
    }


def _error(error: BilingualError) -> dict[str, Any]:
    return {"fact": error.fact, "remedy": error.remedy, "path": error.path, "line": error.line}
