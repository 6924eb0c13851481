"""A disk that fills up at every place of a run: each post's files are whole or as they were, and the reason is told.

    uv run python -m benchmarks.drill.full_disk [--count 24]

A small file system in memory where one may be mounted; else a limit on the size of files.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from benchmarks.drill.report import EXAMPLES, Trial, misfits, report, residue, site, translate

STEP = 8
"""KiB by which the room grows from trial to trial."""


def mounted(folder: Path, kilobytes: int) -> bool:
    """Whether a file system of that size is there now."""
    with suppress(OSError):
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
        return not subprocess.run(command, capture_output=True, check=False).returncode
    return False


def trials(count: int) -> Iterator[Trial]:
    for number in range(1, count + 1):
        place = ("outputs", ".bilingual", "glossaries")[number % 3]
        with site(EXAMPLES[-1:]) as folder:
            disk = folder / place
            disk.mkdir(exist_ok=True)
            glossary = (folder / "glossaries" / "terms.csv").read_bytes()
            is_mounted = mounted(disk, STEP * number if place != "glossaries" else 4)
            try:
                (folder / "glossaries" / "terms.csv").write_bytes(glossary)
                yield Trial(
                    f"{place}, {'a full file system' if is_mounted else 'a limit on files'}", _wrong(folder, number, is_mounted)
                )
            finally:
                if is_mounted:
                    subprocess.run(["umount", "-l", str(disk)], check=True)
            shutil.rmtree(disk, ignore_errors=True)


def _wrong(folder: Path, number: int, is_mounted: bool) -> str:
    limit = STEP * 1024 * number
    narrow = {} if is_mounted else {"preexec_fn": partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit))}
    for command in (("run", "posts"), ("glossary", "set", "天气", "target=" + "very long " * 900), ("run", "posts")):
        ended = translate(folder, *command, **narrow)
        if ended.fault or ended.code not in (0, 1):
            return f"{command[0]}: exit code {ended.code}: {ended.err[-300:]}"
        if ended.code and not ended.err:
            return f"{command[0]}: no word"
    if not (folder / "glossaries" / "terms.csv").read_text("utf-8").startswith("source,target\n天气,"):
        return "the glossary is damaged"
    half = [post for post in (folder / "outputs").glob("*") if len([*post.glob("*.*")]) not in (0, 3)]
    return ", ".join([*map(str, half), *misfits(folder / "outputs"), *residue(folder)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=24)
    raise SystemExit(report("A full disk", trials(parser.parse_args().count)))
