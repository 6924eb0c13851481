"""Reading text, compressed or not, and writing files that are whole or absent."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

CHUNK = 1 << 20
"""Bytes unpacked at a time: what stands before the damage in a broken file is still read."""


class FileFault(Exception):
    """A file that cannot be read to its end or written: says which, where, and what to do."""


def lines(path: Path) -> Iterator[str]:
    """The lines of a UTF-8 file, `.zst` unpacked; FileFault where it is damaged or cut short, after the lines before that."""
    import zstandard

    data, fault = path.read_bytes(), ""
    if path.suffix == ".zst":
        unpacker = zstandard.ZstdDecompressor().decompressobj()
        try:
            data = b"".join(unpacker.decompress(data[start : start + CHUNK]) for start in range(0, len(data), CHUNK))
            fault = "" if unpacker.eof else "it ends in the middle"
        except zstandard.ZstdError as broken:
            data, fault = b"", str(broken)
    whole, _, rest = data.rpartition(b"\n")
    number = 0
    for number, line in enumerate([*whole.split(b"\n"), *([rest] if rest and not fault else [])], 1):
        try:
            yield line.decode("utf-8").rstrip("\r")
        except UnicodeDecodeError as broken:
            raise FileFault(f"{path} is not UTF-8 in line {number} ({broken.reason}).") from broken
    if fault:
        raise FileFault(f"{path} is damaged after line {number}: {fault}.")


@contextmanager
def writing(path: Path) -> Iterator[IO[str]]:
    """A text file that gets its name only when it is complete."""
    with replacing(path) as hidden, hidden.open("w", encoding="utf-8", newline="\n") as out:
        yield out


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; renamed to it at the end, removed when anything fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    hidden = path.with_name(f".{path.name}.part")
    try:
        yield hidden
        with hidden.open("rb+") as done:
            os.fsync(done.fileno())
        hidden.replace(path)
    except OSError as problem:
        raise FileFault(f"{path} could not be written ({problem.strerror}). Free some space and run the step again.") from problem
    finally:
        hidden.unlink(missing_ok=True)


def command(main: Callable[[], None]) -> None:
    """Run a step; what is wrong with a file ends it with a sentence, and Ctrl-C without one."""
    try:
        main()
    except FileFault as fault:
        sys.exit(str(fault))
    except KeyboardInterrupt:
        sys.exit(130)
