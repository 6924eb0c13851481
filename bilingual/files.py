"""Files that are written whole or not at all: under a temporary name beside their place, and renamed when complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path


def files_in(folder: Path, suffix: str) -> list[Path]:
    """The files of a folder that end like this, sorted; `OSError` where it cannot be looked into.

    `Path.glob` finds nothing there, and nothing is not what is in it.
    """
    with os.scandir(folder) as entries:
        return sorted(folder / entry.name for entry in entries if entry.name.endswith(suffix))


def files_below(folder: Path, enter: Callable[[str], bool]) -> Iterator[Path]:
    """Every file below a folder, but for folders whose name `enter` refuses; `OSError` where one cannot be looked into."""

    def stop(error: OSError) -> None:
        raise error

    for root, folders, names in os.walk(folder, onerror=stop):
        folders[:] = sorted(name for name in folders if enter(name))
        yield from (path for name in sorted(names) if (path := Path(root, name)).is_file())


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
