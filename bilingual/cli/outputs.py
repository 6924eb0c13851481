"""Where what a command writes goes: a file to its name, never over another unasked, or to stdout; documents to a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from bilingual.errors import UsageError


def check_target(file: str, *, force: bool) -> None:
    """Raises `UsageError` where a file stands in the way and may not be replaced."""
    if file != "-" and Path(file).exists() and not force:
        raise UsageError("The file exists.", "Replace it with --force, or name another.", path=file)


def put_file(file: str, data: bytes) -> None:
    """Write the bytes under that name, whole or not at all, or to stdout for `-`."""
    from bilingual.model import Output
    from bilingual.runners import files

    if file == "-":
        sys.stdout.buffer.write(data)
    else:
        files.write_outputs(Path(file).parent, Path(file).name, [Output("", data)])


def tell_link(folder: Path) -> None:
    """Says where the documents are whose folder is a link to another."""
    from bilingual.cli.console import note

    if folder.is_symlink():
        note(f"{folder} is a link: the documents are in {folder.resolve()}.")
