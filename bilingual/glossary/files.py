"""Glossary files on disk: a write is whole or not at all, and never over somebody else's."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bilingual.errors import GlossaryError


def write(path: Path, data: bytes, *, before: bytes | None = None) -> None:
    """Write `data` to a temporary file beside `path` and rename it; a link is followed, the file's mode is kept.

    `before` is what the file held when it was read: where it holds something else by now, somebody else has written it,
    and nothing is done. Raises `GlossaryError`.
    """
    target = path.resolve()
    try:
        if before is not None and target.read_bytes() != before:
            fact = "The glossary was changed by somebody else in the meantime; nothing was written."
            raise GlossaryError(fact, "Run the same command again.", path=str(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except OSError as error:
        fact = f"The glossary cannot be written ({error.strerror})."
        raise GlossaryError(fact, "Choose another place with -o, or make the folder writable.", path=str(path)) from error


def _replace(target: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, target.stat().st_mode & 0o7777 if target.exists() else 0o644)
        os.replace(temporary, target)
    finally:
        Path(temporary).unlink(missing_ok=True)
