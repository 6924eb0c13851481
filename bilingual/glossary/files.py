"""Glossary files on disk: a write is whole or not at all, and never over somebody else's."""

from __future__ import annotations

from pathlib import Path

from bilingual.errors import GlossaryChanged, GlossaryError
from bilingual.files import TURN, write_whole
from bilingual.turns import in_turn

_NEW = 0o644
"""The mode of a glossary that was not there: others may read it."""


def write_glossary(path: Path, data: bytes, *, before: bytes | None = None) -> None:
    """Writes `data` whole or not at all; a link is followed, the file's mode stays.

    `before` is what the file held when it was read: where it holds something else by now, somebody else has written it,
    and nothing is done: `GlossaryChanged`. Raises `GlossaryError` where the file cannot be written.
    """
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with in_turn(target.parent / TURN, "The folder of the glossary"):
            if before is not None and target.read_bytes() != before:
                fact = "The glossary was changed by somebody else in the meantime; nothing was written."
                raise GlossaryChanged(fact, "Run the same command again.", path=str(path))
            write_whole([(target, data)], _mode)
    except OSError as error:
        fact = f"The glossary cannot be written ({error.strerror})."
        raise GlossaryError(fact, "Choose another place with -o, or make the folder writable.", path=str(path)) from error


def _mode(target: Path) -> int:
    return target.stat().st_mode & 0o7777 if target.exists() else _NEW
