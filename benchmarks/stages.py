"""What a run costs by stage, over more and more generated posts; what grows faster than the work; what a large site costs.

    uv run python -m benchmarks.stages                              # an engine that costs nothing: the program's share
    uv run python -m benchmarks.stages --engine starter --posts 10 30 100

CPU time of this process, all threads. `parse` reads the posts, `memory` asks and tells the memory, `write` makes the documents
and puts them on the disk, `engine` is the model alone, `rest` what is between: the lock, the columns, the checks.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, cast

from benchmarks.generated import site
from benchmarks.scale import install_echo
from bilingual.project import Project
from bilingual.runners import JobSpec, Progress
from bilingual.runners.desk import Desk
from bilingual.runners.local import open_job, opened_memory, read_posts, reports

STAGES = ("parse", "engine", "rest", "memory", "write")
STEEP = 1.1
"""The power of the work with which a stage may grow: 1 is as the work does, and the rest noise."""
SITE = 7_000_000
"""Sentences of the site that the real post comes from."""
CORES = (2, 16, 160)


@dataclass(slots=True)
class Clock:
    """Seconds of CPU by stage."""

    spent: Counter[str] = field(default_factory=Counter)
    since: float = 0.0

    def timed(self, stage: str, part: Any) -> Any:
        """The same object, the time of whose methods counts for a stage."""
        return _Timed(part, lambda call: self.count(stage, call))

    def count(self, stage: str, call: Callable[[], Any]) -> Any:
        started = process_time()
        try:
            return call()
        finally:
            self.spent[stage] += process_time() - started


class _Timed:
    def __init__(self, part: Any, count: Callable[[Callable[[], Any]], Any]) -> None:
        self._part, self._count = part, count

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._part, name)
        return (lambda *given: self._count(lambda: value(*given))) if callable(value) else value


class _TimedDesk:
    """The desk: from when a post's documents are begun until they are on the disk, all is `write`."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk, self._clock = desk, clock

    def beside(self, *given: Any) -> Any:
        self._clock.since = process_time()
        return self._desk.beside(*given)

    def put(self, *given: Any) -> Any:
        try:
            return self._desk.put(*given)
        finally:
            self._clock.spent["write"] += process_time() - self._clock.since


@dataclass(frozen=True, slots=True)
class Cost:
    posts: int
    sentences: int
    seconds: dict[str, float]
    """CPU by stage."""
    megabytes: float


def measured(spec: JobSpec) -> Cost:
    """What a run costs, from posts on the disk to documents on the disk."""
    clock = Clock()
    with opened_memory(spec) as memory, Desk(spec) as desk:
        job = open_job(spec, Progress(), clock.timed("memory", memory))
        clock.count("parse", lambda: [None for _ in read_posts(job)])
        job = replace(job, engine=clock.timed("engine", job.engine))
        started = process_time()
        sentences = sum(report.segments for report in reports(job, cast(Desk, _TimedDesk(desk, clock)), Progress()))
        clock.spent["rest"] = process_time() - started - sum(clock.spent.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(len(spec.posts), sentences, {stage: clock.spent[stage] for stage in STAGES}, peak)


def power(costs: Sequence[Cost], stage: str) -> float:
    """The power of the number of sentences with which a stage grows: the slope of logarithms, by least squares."""
    points = [(log(cost.sentences), log(max(cost.seconds[stage], 1e-6))) for cost in costs]
    middle, height = (sum(values) / len(points) for values in zip(*points, strict=True))
    across = sum((x - middle) ** 2 for x, _ in points)
    return sum((x - middle) * (y - height) for x, y in points) / across


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--posts", type=int, nargs="+", default=[10, 30, 100, 300, 1000, 3000])
    parser.add_argument("--engine", default="echo")
    parser.add_argument("--format", default="md,html,json")
    parser.add_argument("--sentences", type=int, default=5, help="In each post, about.")
    asked = parser.parse_args()
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, engine {asked.engine}\n")
    print("CPU in milliseconds a sentence:\n")
    print(f"| posts | sentences | {' | '.join(STAGES)} | all | peak memory |\n|---|---|{'---|' * (len(STAGES) + 2)}")
    costs = []
    with TemporaryDirectory() as name:
        install_echo(Path(name))
        sys.path.append(name)
        request = {"engine": asked.engine, "format": asked.format}
        for number, posts in enumerate([min(asked.posts), *asked.posts]):
            folder = Path(name) / f"{number}"
            site(folder, posts, asked.sentences)
            cost = measured(Project(folder).batch(["posts"], request).spec)
            if number:  # the first one pays for what is loaded once
                costs.append(cost)
                _print(cost)
    grown = {stage: power(costs, stage) for stage in STAGES} if len(costs) > 2 else {}
    for stage, slope in grown.items():
        print(
            f"\n{stage} grows with the sentences to the power of {slope:.2f}: {'within' if slope <= STEEP else 'OVER'} {STEEP}",
            end="",
        )
    each = sum(costs[-1].seconds.values()) / costs[-1].sentences
    print(f"\n\n{SITE:,} sentences at {1000 * each:.1f} ms: ", end="")
    print(", ".join(f"{SITE * each / cores / 3600:.1f} h on {cores} cores" for cores in CORES))


def _print(cost: Cost) -> None:
    each = [1000 * cost.seconds[stage] / cost.sentences for stage in STAGES]
    cells = " | ".join(f"{milliseconds:.2f}" for milliseconds in (*each, sum(each)))
    print(f"| {cost.posts:,} | {cost.sentences:,} | {cells} | {cost.megabytes:.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
