"""What the glossary's commands share: flags, and which files are meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.errors import GlossaryChanged
from bilingual.files import PREFIX
from bilingual.turns import in_turn

if TYPE_CHECKING:
    from bilingual.errors import BilingualError
    from bilingual.model import Term

QUEUE = 300.0
"""Seconds to stand in the queue: sixty commands take a minute on a busy machine."""
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; write nothing.")]


def again_where_changed(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command, done again from its beginning where another process wrote the glossary between its reading and its writing.

    Those that do it again stand in a queue, so that however many they are, each has to be done again a few times at most.
    """

    @wraps(command)
    def patient(*arguments: Any, **named: Any) -> Any:
        try:
            return command(*arguments, **named)
        except GlossaryChanged as changed:
            queue = Path(changed.path or "").resolve().parent / f"{PREFIX}queue"
            with in_turn(queue, "The glossary", QUEUE):
                return _tried(partial(command, *arguments, **named))

    return patient


def _tried(command: Callable[[], Any], times: int = 100) -> Any:
    for _ in range(times - 1):
        with suppress(GlossaryChanged):
            return command()
    return command()


def glossary_paths(named: list[Path] | None) -> tuple[Path, ...]:
    """The glossary files that count here, the nearest first; raises `GlossaryError` where there is none."""
    from bilingual.project import Project
    from bilingual.project.glossary.book import required_glossary_files

    return required_glossary_files(named or [], Project().settings)


def term_object(term: Term) -> dict[str, Any]:
    """A term as plain values."""
    from bilingual.glossary.entries import term_cells

    place = {"path": term.path, "line": term.line}
    return term_cells(term) | {"aliases": list(term.aliases), "case": term.case, "english": term.english} | place


def problem_objects(problems: Iterable[BilingualError]) -> list[dict[str, Any]]:
    """Errors as plain values."""
    from bilingual.cli.printing.summary import error_object

    return [error_object(problem) for problem in problems]
