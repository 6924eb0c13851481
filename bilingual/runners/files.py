"""Finished files: all of a post's, or none; never half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from bilingual.errors import ExportError
from bilingual.model import Output

ELSEWHERE = "Choose another folder with -o, or move it away."


def check(folder: Path) -> None:
    """Raises `ExportError` where no folder can be made, because a file stands in its place; makes nothing."""
    standing = next((path for path in (folder, *folder.parents) if os.path.lexists(path)), None)
    if standing is not None and not standing.is_dir():
        raise ExportError("A file stands where a folder is needed.", ELSEWHERE, path=str(standing))


def base(post: str, folder: Path) -> str:
    """What leads from the folder of the finished files to that of the post, as an address; nothing for standard input.

    >>> base("posts/2025/talk.md", Path("outputs/talk")), base("posts/talk.md", Path("posts")), base("-", Path("outputs"))
    ('../../posts/2025/', '', '')
    """
    if post in ("", "-"):
        return ""
    try:
        way = os.path.relpath(Path(post).absolute().parent, folder.absolute())
    except ValueError:  # another drive
        return ""
    return "" if way == os.curdir else quote(Path(way).as_posix(), safe="/~!$&'*+,;=@:") + "/"


def write(folder: Path, name: str, outputs: Sequence[Output]) -> tuple[Path, ...]:
    """Writes a post's files under temporary names and renames them when the last one is complete."""
    check(folder)
    files = tuple(folder / f"{name}{output.suffix}" for output in outputs)
    for file in files:
        if file.is_dir():
            raise ExportError("A folder stands where a file is needed.", ELSEWHERE, path=str(file))
    temporary: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, output in zip(files, outputs, strict=True):
            temporary.append(_temporary(file))
            temporary[-1].write_bytes(output.data)
            temporary[-1].chmod(0o666 & ~_umask())
        for part, file in zip(temporary, files, strict=True):
            part.replace(file)
    except OSError as error:
        fact = f"The files cannot be written: {error.strerror or error}."
        raise ExportError(fact, "Choose another folder with -o, or make room.", path=str(folder)) from error
    finally:
        for part in temporary:
            part.unlink(missing_ok=True)
    return files


def _temporary(file: Path) -> Path:
    handle, path = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:40]}.", suffix=".part")
    os.close(handle)
    return Path(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
