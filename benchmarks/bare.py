"""The whole program against the bare engine: CTranslate2 given the very same batches, in the same process, after the same run.

    uv run python -m benchmarks.bare posts/*.md          # the real post
    uv run python -m benchmarks.bare examples/*.md --limit 0.95

What the program gives to CTranslate2 is written down while it runs, with every option, and given to it again afterwards. The
share is the engine's time in the program's: 1 would be a program that costs nothing. What is loaded once (modules, the model,
the tables) is loaded before, by a post of one line, and told apart.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from bilingual.engines.ctranslate.engine import CTranslateEngine
from bilingual.project import Project
from bilingual.runners import Post, Progress
from bilingual.runners.desk import Desk
from bilingual.runners.local import OpenJob, open_job, opened_memory, reports


class Recorder:
    """CTranslate2's translator, which writes down what it is asked."""

    def __init__(self, translator: Any) -> None:
        self.translator, self.asked = translator, list[tuple[tuple[Any, ...], dict[str, Any]]]()

    def translate_batch(self, *given: Any, **options: Any) -> Any:
        self.asked.append((given, options))
        return self.translator.translate_batch(*given, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.translator, name)

    def again(self) -> None:
        """All of it once more, and nothing else."""
        pending: list[Any] = []
        for given, options in self.asked:
            results = self.translator.translate_batch(*given, **options)
            pending += results if options.get("asynchronous") else []
        for result in pending:
            result.result()


@dataclass(frozen=True, slots=True)
class Time:
    cpu: float
    clock: float


def timed(work: Callable[[], Any]) -> Time:
    cpu, clock = process_time(), perf_counter()
    work()
    return Time(process_time() - cpu, perf_counter() - clock)


def measured(posts: Sequence[str]) -> tuple[Time, Time, Time, int]:
    """The start, the program, the bare engine, and how many sentences there are."""
    with TemporaryDirectory() as name:
        request = {"engine": "starter", "format": ["md", "html", "json"], "output": name}
        spec = Project().batch([*posts], request).spec
        spec = replace(spec, memory=Path(name) / "memory.sqlite", written=Path(name) / "memory.sqlite")
        with opened_memory(spec) as memory, Desk(spec) as desk:
            job = open_job(spec, Progress(), memory)
            line = replace(spec, posts=(Post("line.md", "line", data="今天天气很好。\n".encode()),))
            start = timed(lambda: run(replace(job, spec=line), desk))
            assert isinstance(job.engine, CTranslateEngine)
            recorder = Recorder(job.engine._translator)
            job.engine.__dict__["_translator"] = recorder  # a cached property
            sentences = 0

            def whole() -> None:
                nonlocal sentences
                sentences = run(job, desk)

            program = timed(whole)
            bare = timed(recorder.again)
    return start, program, bare, sentences


def run(job: OpenJob, desk: Desk) -> int:
    return sum(report.segments for report in reports(job, desk, Progress()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("posts", nargs="+")
    parser.add_argument("--limit", type=float, default=0.9, help="The least share of the engine.")
    asked = parser.parse_args()
    start, program, bare, sentences = measured(asked.posts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, {sentences} sentences, {peak:.0f} MB\n")
    print("| | CPU | clock |\n|---|---|---|")
    for what, time in (("what is loaded once", start), ("the program", program), ("CTranslate2 alone", bare)):
        print(f"| {what} | {time.cpu:.2f} s | {time.clock:.2f} s |")
    shares = bare.cpu / program.cpu, bare.clock / program.clock
    cells = " | ".join(f"{share:.2f} {'within' if share >= asked.limit else 'UNDER'} {asked.limit}" for share in shares)
    print(f"| the engine's share | {cells} |")


if __name__ == "__main__":
    main()
