"""Finished files: all of a post's, or none; never half of one."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from bilingual.errors import ExportError
from bilingual.model import Output
from bilingual.runners.staging import replace_together

ELSEWHERE = "Choose another folder with -o, or move it away."


def check_output_folder(folder: Path) -> None:
    """Raises `ExportError` where no folder can be made, because a file stands in its place; makes nothing."""
    standing = next((path for path in (folder, *folder.parents) if os.path.lexists(path)), None)
    if standing is not None and not standing.is_dir():
        raise ExportError("A file stands where a folder is needed.", ELSEWHERE, path=str(standing))


def base_address(post: str, folder: Path) -> str:
    """What leads from the folder of the finished files to that of the post, as an address; nothing for standard input.

    >>> base_address("posts/2025/talk.md", Path("outputs/talk")), base_address("posts/talk.md", Path("posts"))
    ('../../posts/2025/', '')
    >>> base_address("-", Path("outputs"))
    ''
    """
    if post in ("", "-"):
        return ""
    try:
        way = os.path.relpath(Path(post).absolute().parent, folder.absolute())
    except ValueError:  # another drive
        return ""
    return "" if way == os.curdir else quote(Path(way).as_posix(), safe="/~!$&'*+,;=@:") + "/"


def write_outputs(folder: Path, name: str, outputs: Sequence[Output]) -> tuple[Path, ...]:
    """Writes a post's files, all of them or none, and gives where they are."""
    check_output_folder(folder)
    files = tuple(folder / f"{name}{output.suffix}" for output in outputs)
    for file in files:
        if file.is_dir():
            raise ExportError("A folder stands where a file is needed.", ELSEWHERE, path=str(file))
    with as_export_error(folder):
        replace_together({file: output.data for file, output in zip(files, outputs, strict=True)})
    return files


@contextmanager
def as_export_error(folder: Path) -> Iterator[None]:
    """Turns what the system says of files in a folder into an error with what to do."""
    try:
        yield
    except OSError as error:
        long = error.errno == errno.ENAMETOOLONG
        fact = f"The files cannot be written: {error.strerror or error}."
        remedy = "Give the post a shorter name." if long else "Choose another folder with -o, or make room."
        raise ExportError(fact, remedy, path=str(folder)) from error
