"""Finished files: all of a post's, or none; never half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bilingual.errors import ExportError
from bilingual.model import Output


def write(folder: Path, name: str, outputs: Sequence[Output]) -> tuple[Path, ...]:
    """Writes a post's files under temporary names and renames them when the last one is complete."""
    written: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for output in outputs:
            handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name[:60]}.", suffix=".part")
            written.append((Path(temporary), folder / f"{name}{output.suffix}"))
            with os.fdopen(handle, "wb") as file:
                file.write(output.data)
        for temporary_path, final in written:
            temporary_path.chmod(0o666 & ~_umask())
            temporary_path.replace(final)
    except OSError as error:
        for temporary_path, _ in written:
            temporary_path.unlink(missing_ok=True)
        fact = f"The files cannot be written: {error.strerror or error}."
        raise ExportError(fact, "Choose another folder with -o, or make room.", path=str(folder)) from error
    return tuple(final for _, final in written)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
