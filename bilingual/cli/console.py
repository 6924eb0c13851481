"""Where words go: results to stdout, progress and errors to stderr; text from posts is never read as markup."""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bilingual.cli.terminal import Screen, behind
from bilingual.errors import MOST, BilingualError, Defect, more_errors

if TYPE_CHECKING:
    from rich.console import Console


def stderr() -> Console:
    """A console on stderr; colour only where a terminal shows it and `NO_COLOR` is not set."""
    from rich.console import Console

    return _screened(Console(file=behind(sys.stderr), markup=False, highlight=False, soft_wrap=True))


def stdout() -> Console:
    """A console on stdout, as wide as the terminal, or as its text where there is none."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else 120
    return _screened(Console(file=behind(sys.stdout), markup=False, highlight=False, width=width))


def _screened(console: Console) -> Console:
    console.push_render_hook(Screen())  # type: ignore[arg-type]  # RenderHook is an ABC of rich, loaded late
    return console


DEBUG = "BILINGUAL_DEBUG"
"""The variable that has errors printed with the place in the program where they arose; `--debug` sets it."""


def report(error: BilingualError) -> None:
    """Prints an error: where, what is so, what to do. A fault of the program itself is written to a file, to be passed on."""
    sys.stderr.write(f"{'error' if error.is_failure else 'note'}: {error}\n")
    if os.environ.get(DEBUG):
        sys.stderr.write("".join(traceback.format_exception(error)))
    elif isinstance(error, Defect):
        note(f"What a report of it needs stands in {_fault_file(error)}; --debug prints it.")


def report_all(errors: Iterable[BilingualError]) -> None:
    """Prints the first of several errors, and how many more there are."""
    found = [*errors]
    for error in found[:MOST]:
        report(error)
    if more := more_errors(len(found)):
        note(f"error: {more}")


def _fault_file(error: Defect) -> str:
    """A file in the folder for temporary files: versions, the command and the place in the program; nothing of the posts."""
    from importlib.metadata import version
    from platform import platform

    place = "".join(traceback.format_tb(error.__cause__.__traceback__ if error.__cause__ else None))
    head = f"bilingual {version('bilingual')}, Python {sys.version.split()[0]}, {platform()}\n{' '.join(sys.argv[1:])}\n"
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="bilingual-fault-", suffix=".txt", delete=False) as file:
        file.write(f"{head}\n{error.fact}\n{place}")
    return file.name


def note(text: str) -> None:
    """Prints a line of news to stderr."""
    sys.stderr.write(f"{text}\n")


def print_json(content: Mapping[str, Any]) -> None:
    """One object on stdout, in UTF-8 wherever it runs (RFC 8259, section 8.1)."""
    stream = getattr(sys.stdout, "stream", sys.stdout)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8")
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
