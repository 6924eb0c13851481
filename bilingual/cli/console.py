"""Where words go: results to stdout, progress and errors to stderr; text from posts is never read as markup."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bilingual.errors import BilingualError

if TYPE_CHECKING:
    from rich.console import Console


def stderr() -> Console:
    """A console on stderr; colour only where a terminal shows it and `NO_COLOR` is not set."""
    from rich.console import Console

    return Console(stderr=True, markup=False, highlight=False, soft_wrap=True)


def stdout() -> Console:
    """A console on stdout, as wide as the terminal, or as its text where there is none."""
    from rich.console import Console

    return Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else 120)


def report(error: BilingualError) -> None:
    """Prints an error: where, what is so, what to do."""
    sys.stderr.write(f"error: {error}\n")


def note(text: str) -> None:
    """Prints a line of news to stderr."""
    sys.stderr.write(f"{text}\n")
