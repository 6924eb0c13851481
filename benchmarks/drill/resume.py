"""A run over thousands of posts is killed when two fifths of them are written, and begun again: the bytes of an undisturbed one.

uv run python -m benchmarks.drill.resume [--posts 3000] [--sentences 1] [--engine starter]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.drill.report import Ended, Trial, report, residue, start, translate
from benchmarks.generated import site

KILLED_AT = 0.4
"""Of the posts."""
WAIT = 7200


def trials(posts: int, sentences: int, engine: str) -> Iterator[Trial]:
    command = ("run", "posts", "--engine", engine, "--format", "md,json", "-q")
    with TemporaryDirectory(prefix="drill-") as name:
        undisturbed, killed = Path(name) / "undisturbed", Path(name) / "killed"
        for folder in (undisturbed, killed):
            characters = sum(len(file.read_text("utf-8")) for file in site(folder, posts, sentences))
        print(f"{posts} posts of {characters // posts} characters, engine {engine}", flush=True)
        whole = translate(undisturbed, *command, timeout=WAIT)
        yield Trial("undisturbed", _told("undisturbed", whole))
        started = time.monotonic()
        with start(killed, *command) as running:
            while running.poll() is None and _written(killed) < KILLED_AT * posts:
                time.sleep(0.05)
            running.kill()
        print(f"killed: {_written(killed)} of {posts} posts written, {time.monotonic() - started:.0f} s", flush=True)
        expected = _digests(undisturbed)
        early = _digests(killed)
        yield Trial("killed", _different(early, {file: expected.get(file) for file in early}))
        yield Trial("gone on", _told("gone on", translate(killed, *command, timeout=WAIT)))
        found = _digests(killed)
        print(f"files: {len(expected)} undisturbed, {len(found)} killed and gone on", flush=True)
        yield Trial("the same bytes", _different(found, expected) or ", ".join(residue(killed)))


def _written(folder: Path) -> int:
    """Posts that have a folder of their own."""
    return len([*(folder / "outputs").glob("*")])


def _told(what: str, ended: Ended) -> str:
    print(f"{what}: {ended.seconds:.0f} s, {ended.cpu:.0f} s CPU, {ended.megabytes:.0f} MB, exit code {ended.code}", flush=True)
    return ended.err[-300:] if ended.code else ""


def _digests(folder: Path) -> dict[str, str]:
    """A digest of each finished file."""
    outputs = folder / "outputs"
    files = [(file.relative_to(outputs).as_posix(), file) for file in outputs.rglob("*") if file.is_file()]
    return {name: blake2b(file.read_bytes()).hexdigest() for name, file in files if "/." not in name}  # what a killed run was at


def _different(found: dict[str, str], expected: dict[str, str | None] | dict[str, str]) -> str:
    files = sorted(name for name in found | expected if found.get(name) != expected.get(name))
    return f"{len(files)} files differ: {files[:3]}" if files else ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=3000)
    parser.add_argument("--sentences", type=int, default=1)
    parser.add_argument("--engine", default="starter")
    given = parser.parse_args()
    raise SystemExit(report("Killed and gone on", trials(given.posts, given.sentences, given.engine)))
