"""Whole sites: the peak memory, the time and the CPU of `translate run` over 10 to 3,000 generated posts, and what grows.

    uv run python -m benchmarks.scale                            # an engine that costs nothing: the program's own share
    uv run python -m benchmarks.scale --engine starter --posts 10 100

Each run is the real command in a folder of its own, with an empty memory. The engine `echo` is an add-on that is written beside
it: it answers at once, so that three thousand posts take minutes; what a model holds and takes comes on top, once.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.drill.report import Ended, translate
from benchmarks.generated import site

ECHO = '''
"""An engine that answers at once: a word for every other Hanzi, slots and Latin words as they are."""
import re
from bilingual.engines.base import EngineInfo
from bilingual.model import Hypothesis

SLOTS = tuple(f"\\u27e6{n}\\u27e7" for n in range(10))
PIECE = re.compile("\\u27e6\\\\d\\u27e7|[ -~]+|[\\u4e00-\\u9fff]{1,2}")


class Echo:
    info = EngineInfo("echo", "echo 1", SLOTS)

    def translate(self, requests, search):
        return [Hypothesis(" ".join(p if p[0] < "\\u3000" else "word" for p in PIECE.findall(r.text)) + ".") for r in requests]


def echo(settings):
    return Echo()
'''
FLAT = 1.15
"""How much more memory the most posts may take than a hundred do."""


@dataclass(frozen=True, slots=True)
class Run:
    posts: int
    characters: int
    """Of the posts."""
    written: int
    """Posts of which there are records."""
    ended: Ended


def install_echo(folder: Path) -> None:
    """The engine as an installer would put it into a folder of the path."""
    (folder / "echo_engine.py").write_text(ECHO, "utf-8")
    info = folder / "echo_engine-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: echo-engine\nVersion: 1\n", "utf-8")
    (info / "entry_points.txt").write_text("[bilingual.engines]\necho = echo_engine:echo\n", "utf-8")


def run(posts: int, engine: str, formats: str, sentences: int = 0) -> Run:
    """One run over so many posts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        characters = sum(len(file.read_text("utf-8")) for file in site(folder / "site", posts, sentences))
        install_echo(folder)
        command = ("run", "posts", "--engine", engine, "--format", formats)
        ended = translate(folder / "site", *command, before=("env", f"PYTHONPATH={name}"), timeout=7200)
        written = len([*folder.glob("site/outputs/*/*.json")])
    return Run(posts, characters, written, ended)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--posts", type=int, nargs="+", default=[10, 100, 1000, 3000])
    parser.add_argument("--engine", default="echo")
    parser.add_argument("--format", default="md,html,json")
    parser.add_argument("--sentences", type=int, default=0, help="In each post, about; six to forty by default.")
    asked = parser.parse_args()
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"engine {asked.engine}, an empty memory, formats {asked.format}\n")
    print(
        "| posts | characters | peak memory | limit | CPU | of it a thousand characters | clock |\n|---|---|---|---|---|---|---|"
    )
    first = None
    for posts in asked.posts:
        found = run(posts, asked.engine, asked.format, asked.sentences)
        ended = found.ended
        if ended.code:
            raise SystemExit(ended.err[-2000:])
        first = first or (ended.megabytes if posts >= 100 else None)
        limit = f"{first * FLAT:.0f} MB {'within' if ended.megabytes <= first * FLAT else 'OVER'}" if first else "–"
        each = 1000 * ended.cpu / found.characters
        print(
            f"| {posts:,} | {found.characters:,} | {ended.megabytes:.0f} MB | {limit} | {ended.cpu:.1f} s | {each:.3f} s "
            f"| {ended.seconds:.0f} s |",
            flush=True,
        )


if __name__ == "__main__":
    main()
