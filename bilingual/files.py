"""Files that are written whole or not at all: under a temporary name beside their place, and renamed when complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path


def new_file_mode(file: Path) -> int:
    """The mode that a new file gets from the user's umask, whatever stands in its place.

    >>> new_file_mode(Path("a.md")) & 0o111
    0
    """
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def write_whole(files: Sequence[tuple[Path, bytes]], mode: Callable[[Path], int] = new_file_mode) -> None:
    """Writes all the files, or none: they are renamed when the last one is complete. Their folders are made.

    `mode` gives each file's permissions. Raises `OSError` as the system does; no temporary file is left behind.
    """
    parts: list[tuple[Path, Path]] = []
    try:
        for file, data in files:
            file.parent.mkdir(parents=True, exist_ok=True)
            part = _temporary_beside(file)
            parts.append((part, file))
            part.write_bytes(data)
            part.chmod(mode(file))
        for part, file in parts:
            part.replace(file)
    finally:
        for part, _ in parts:
            part.unlink(missing_ok=True)


def _temporary_beside(file: Path) -> Path:
    handle, path = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:40]}.", suffix=".part")
    os.close(handle)
    return Path(path)
