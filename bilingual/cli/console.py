"""Where words go: results to stdout, progress and errors to stderr; text from posts is never read as markup."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bilingual.cli.terminal import Screen, behind
from bilingual.errors import BilingualError

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


def report(error: BilingualError) -> None:
    """Prints an error: where, what is so, what to do."""
    sys.stderr.write(f"error: {error}\n")


def note(text: str) -> None:
    """Prints a line of news to stderr."""
    sys.stderr.write(f"{text}\n")


def print_json(content: Mapping[str, Any]) -> None:
    """One object on stdout, in UTF-8 wherever it runs (RFC 8259, section 8.1)."""
    stream = getattr(sys.stdout, "stream", sys.stdout)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8")
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
