"""Every limit on speed in one table, each measured now, with its verdict.

Start-up, memory, documents, second runs, the share of the bare engine, what terms cost, what low effort gains and loses:

    uv run --group benchmarks python -m benchmarks.limits POST sets/*.tsv

POST is the post whose run is measured, the sets are lines `Chinese<TAB>English` for what low effort costs in quality (without
any it is left out). Seconds are of CPU, children included, so that a busy machine changes them little. `benchmarks.speed`,
`benchmarks.bare`, `benchmarks/documents.py` and `benchmarks/quality.py` tell more of each part.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import bilingual
from benchmarks import bare, speed
from benchmarks.generated import site
from bilingual.formats.registry import write
from bilingual.model import ExportOptions
from bilingual.project import Project

GENERATED = 10
"""Posts that stand for a small site."""
SITE = 100
"""Posts whose second run is measured."""
DOCUMENTS = {"docx": 0.3, "html": 0.1}
"""Formats and the seconds in which they may be written."""
SEGMENTS = 300
"""Of each set."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Something measured, and what it may be."""

    what: str
    value: float
    limit: float
    unit: str = "s"
    least: bool = False
    """Whether the limit is the least that it may be, not the most."""

    def __str__(self) -> str:
        """A row of the table."""
        holds = self.value >= self.limit if self.least else self.value <= self.limit
        bound = f"{'at least' if self.least else 'at most'} {self.limit:g} {self.unit}"
        return f"| {self.what} | {self.value:.2f} {self.unit} | {bound} | {'within' if holds else 'MISSED'} |"


def commands(post: Path) -> Iterator[Limit]:
    """Whole commands, each in a folder of its own."""
    with TemporaryDirectory() as name:
        home = Path(name)
        speed.measured(["--version"], home)  # writes the byte code
        yield Limit("`translate --help`", speed.measured(["--help"], home).cpu, 0.3)
        (home / "line.md").write_text("我们今天谈谈这件事。\n", "utf-8")
        once, again = (["run", "line.md", "-q", "--no-memory", "--output", folder] for folder in ("once", "again"))
        speed.measured(once, home)
        yield Limit("a run of one line", speed.measured(again, home).cpu, 1)
        yield Limit("memory of a run of the post", speed.measured(["run", str(post), "-q"], home).memory, 350, "MB")
    with TemporaryDirectory() as name:
        site(Path(name) / "site", SITE)
        first, second = (speed.measured(["run", "posts", "-q"], Path(name) / "site") for _ in range(2))
    yield Limit(f"second run of {SITE} posts", second.cpu, 2)
    yield Limit(f"first run of {SITE} posts against the second", first.cpu / second.cpu, 100, "times", least=True)


def documents(post: Path) -> Iterator[Limit]:
    """The post's records written in each format."""
    [result] = bilingual.translate([bilingual.read_document(post.read_bytes())])
    for format, limit in DOCUMENTS.items():
        write(result, format, ExportOptions())
        seconds = bare.timed(lambda format=format: write(result, format, ExportOptions())).cpu  # type: ignore[misc]
        yield Limit(f"{len(result.units)} rows written as {format}", seconds, limit)


def engine(post: Path) -> Iterator[Limit]:
    """The program against the bare engine, and what terms cost."""
    real, generated = bare.measured(Project(), [str(post)]), bare.of_generated(GENERATED)
    for found, what, least in ((real, "the post", bare.SHARE), (generated, f"{GENERATED} posts", bare.SHARE_GENERATED)):
        share = found.as_it_comes.over(found.program)
        yield Limit(f"share of CTranslate2 as it comes, {what}, CPU", share.cpu, least, "", least=True)
        yield Limit(f"share of CTranslate2 as it comes, {what}, clock", share.clock, least, "", least=True)
        with_map = found.with_map.over(found.program)
        yield Limit(f"share of CTranslate2 with the map, {what}, CPU", with_map.cpu, least, "", least=True)
    low = real.as_it_comes.over(real.low).cpu
    yield Limit("low effort against CTranslate2 as it comes, the post", low, bare.LOW_EFFORT, "times", least=True)
    without = bare.of_generated(GENERATED, glossary=False)
    yield Limit(f"terms against none, {GENERATED} posts", generated.program.over(without.program).cpu, 1.3, "times")


def quality(sets: Sequence[Path]) -> Iterator[Limit]:
    """What low effort loses of each set."""
    from sacrebleu.metrics import CHRF

    from benchmarks.quality import pairs, translated
    from bilingual.engines import open_engine

    normal, low = open_engine("starter"), open_engine("starter", effort="low")
    for path in sets:
        drawn = pairs(path, SEGMENTS)
        sources, references = [chinese for chinese, _ in drawn], [[english for _, english in drawn]]
        best, fast = (
            CHRF(word_order=2).corpus_score(translated(sources, engine, None)[0], references).score for engine in (normal, low)
        )
        yield Limit(f"lost with low effort, {path.name}", best - fast, 0.7, "chrF2++")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("post", type=Path)
    parser.add_argument("sets", nargs="*", type=Path)
    asked = parser.parse_args()
    post = asked.post.resolve()
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| | measured | limit | |\n|---|---|---|---|")
    for part in (commands(post), documents(post), engine(post), quality(asked.sets)):
        for limit in part:
            print(limit, flush=True)
    shutil.rmtree(speed.BYTE_CODE)


if __name__ == "__main__":
    main()
