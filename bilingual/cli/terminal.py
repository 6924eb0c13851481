"""The one door to the terminal: what comes from posts, glossaries, names of files or models cannot steer it."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from bilingual.errors import BilingualError

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, ConsoleRenderable

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters of ISO 6429 but for tab and line feed, and those that turn the direction of text (UAX 9)."""


def visible(text: str) -> str:
    """The text with what would steer a terminal written out, as JSON writes it.

    >>> print(visible("\\x1b[31mred\\x1b[0m"))
    \\u001b[31mred\\u001b[0m
    """
    return text if text.isprintable() else STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def one_line(text: str) -> str:
    """The text without line breaks and tabs; all else that steers a terminal is made visible at the door.

    >>> one_line("a\\n\\tb")
    'a  b'
    """
    return text.replace("\n", " ").replace("\t", " ")


class PrintingFailed(BilingualError):
    """Standard output takes nothing."""


class Behind:
    """The stream behind a door, for colours of our own; that it cannot be written to is told as prose."""

    def __init__(self, stream: IO[str]) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Writes the text as it is; the number of its characters. Raises `PrintingFailed`, and lets a broken pipe through."""
        return self._tried(lambda: self.stream.write(text)) or len(text)

    def flush(self) -> None:
        """Lets what was written out; raises as `write` does."""
        self._tried(self.stream.flush)

    def _tried(self, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise PrintingFailed(
                f"What was to be printed could not be written: {error.strerror}.", "Send it elsewhere."
            ) from error

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


class Door(Behind):
    """A text stream that writes nothing which steers a terminal; everything else is the stream's."""

    def write(self, text: str) -> int:
        """Writes the text, made visible; the number of characters given."""
        super().write(visible(text))
        return len(text)


class Screen:
    """A hook for a console: the colours are its own, the texts are made visible."""

    def process_renderables(self, renderables: list[Any]) -> list[Any]:
        """What is about to be shown, each made visible."""
        return [_Visible(renderable) for renderable in renderables]


class _Visible:
    def __init__(self, renderable: ConsoleRenderable) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterable[Any]:
        from rich.segment import Segment

        for segment in console.render(self._renderable, options):
            yield segment if segment.control else Segment(visible(segment.text), segment.style)


def open_doors() -> None:
    """Puts the doors before stdout and stderr, once.

    They take any character: what their encoding lacks is written as `\\u516c`. A closed one takes everything and shows nothing.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, Door):
            continue
        if stream is None:
            stream = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # open until the end
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
        setattr(sys, name, Door(stream))


def behind(stream: IO[str]) -> Any:
    """What is behind the door, where there is one."""
    return Behind(stream.stream) if isinstance(stream, Door) else stream


def close_doors() -> None:
    """Lets out what was printed. A reader that left needs no words; raises `PrintingFailed` for anything else."""
    try:
        sys.stdout.flush()
    except (BrokenPipeError, PrintingFailed) as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if isinstance(error, PrintingFailed):
            raise
