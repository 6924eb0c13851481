"""Files that are written whole or not at all: under a temporary name beside their place, and renamed when complete."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bilingual.turns import lock, stands_at

PREFIX, PART = ".bilingual-", ".part"
"""How the names of files and folders begin that are there only while something is written, and how those of single files end."""
TURN = f"{PREFIX}in-use"
"""The file that says who is writing in a folder where processes wait for their turn (`bilingual.turns`)."""


def from_here(path: Path) -> Path:
    """The path as a person would write it: relative where it lies below the working folder."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def is_there(path: Path) -> bool:
    """Whether something has this name: also a folder, or a link to nowhere, which reading then tells as what it is."""
    return os.path.lexists(path)


Stamp = tuple[int, int, int]
"""Which file stands there, when it was saved, in nanoseconds, and its size."""


def stamp(path: Path) -> Stamp | None:
    """What tells a file as it is now from what it was at another time; nothing where it cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def files_in(folder: Path, suffix: str | tuple[str, ...]) -> list[Path]:
    """The files of a folder that end like this, in small letters or capitals, sorted.

    `OSError` where it cannot be looked into: `Path.glob` finds nothing there, and nothing is not what is in it.
    """
    with os.scandir(folder) as entries:
        return sorted(folder / entry.name for entry in entries if entry.name.lower().endswith(suffix))


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

    `mode` gives each file's permissions. Raises `OSError` as the system does; no temporary file is left behind, and those that
    a killed process left in the same folders are taken away.
    """
    handles: list[int] = []
    parts: list[tuple[Path, Path]] = []
    try:
        for folder in dict.fromkeys(file.parent for file, _ in files):
            folder.mkdir(parents=True, exist_ok=True)
            sweep(folder)
        for file, data in files:
            handle, part = _made_part(file.parent)
            handles.append(handle)
            parts.append((part, file))
            part.write_bytes(data)
            part.chmod(mode(file))
        if sys.platform == "win32":  # an open file cannot be renamed there
            _close(handles)
        for part, file in parts:
            part.replace(file)
    finally:
        for part, _ in parts:
            part.unlink(missing_ok=True)
        _close(handles)


@contextmanager
def temporary_folder(place: Path) -> Iterator[Path]:
    """A folder in `place` for this process alone; afterwards it is gone, and so are those that killed processes left there.

    A file beside it, of the same name and the ending of parts, is locked as long as it is in use. Raises `OSError`.
    """
    sweep(place)
    handle, part = _made_part(place)
    folder = part.with_suffix("")
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)
        if not folder.exists():
            part.unlink(missing_ok=True)


def _made_part(folder: Path) -> tuple[int, Path]:
    """A new file that is locked while its handle is open, so that nobody takes it for left behind."""
    while True:
        handle, name = tempfile.mkstemp(dir=folder, prefix=PREFIX, suffix=PART)
        if lock(handle) and stands_at(handle, Path(name)):
            return handle, Path(name)
        os.close(handle)  # somebody swept before it was locked


def _close(handles: list[int]) -> None:
    while handles:
        os.close(handles.pop())


def sweep(folder: Path) -> None:
    """Takes away the temporary files and folders in a folder whose processes have ended; what cannot be taken away stays."""
    with suppress(OSError):
        for part in files_in(folder, PART):
            if part.name.startswith(PREFIX):
                _sweep(part)


def _sweep(part: Path) -> None:
    with suppress(OSError):  # another user's, say
        handle, folder = os.open(part, os.O_RDWR), part.with_suffix("")
        try:
            abandoned = lock(handle)
            if abandoned and folder.is_dir():
                shutil.rmtree(folder)
        finally:
            os.close(handle)
        if abandoned:
            part.unlink()
