"""The whole program against the bare engine: CTranslate2 given the very same batches, in the same process, after the same run.

    uv run python -m benchmarks.bare posts/*.md
    uv run python -m benchmarks.bare --generated 10

What the program gives to CTranslate2 is written down while it runs, and given to it again afterwards, in two ways. *As it comes*
is what somebody has who uses the library directly: the same tokens, batches, beams and hypotheses, and a model that reckons its
whole vocabulary. *With the map* is the same calls as the program's, with its map of the pieces that may be written
(docs/decisions.md). A share is the engine's time in the program's: 1 would be a program that costs nothing, more than 1 one
that is faster than the library alone. The limits are on what people would have without the program: CTranslate2 as it comes.
What is loaded once (modules, the models, the tables) is loaded before, by a short post, and told apart.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from benchmarks.generated import site
from bilingual.engines.ctranslate.engine import CTranslateEngine, loaded
from bilingual.project import Project
from bilingual.runners import Post, Progress
from bilingual.runners.desk import Desk
from bilingual.runners.local import OpenJob, open_job, opened_memory, reports

SHARE, SHARE_GENERATED, LOW_EFFORT = 0.9, 0.95, 3.0
"""The least share on people's posts and on generated ones, and how many times as fast low effort must be."""
WARM = "---\nspeakers: [小林]\n---\n\n小林: 今天天气**很好**，王医生在北京发展。\n"
"""A post that has every module and table loaded."""


class Recorder:
    """CTranslate2's translator, which writes down what it is asked."""

    def __init__(self, translator: Any) -> None:
        self.translator, self.asked = translator, list[tuple[tuple[Any, ...], dict[str, Any]]]()

    def translate_batch(self, *given: Any, **options: Any) -> Any:
        self.asked.append((given, options))
        return self.translator.translate_batch(*given, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.translator, name)

    def again(self, translator: Any = None, **changed: Any) -> None:
        """All of it once more, by another translator or with other options, and nothing else."""
        pending: list[Any] = []
        for given, options in self.asked:
            results = (translator or self.translator).translate_batch(*given, **{**options, **changed})
            pending += results if options.get("asynchronous") else []
        for result in pending:
            result.result()


@dataclass(frozen=True, slots=True)
class Time:
    cpu: float
    clock: float

    def over(self, other: Time) -> Time:
        """How many times the other."""
        return Time(self.cpu / other.cpu, self.clock / other.clock)


@dataclass(frozen=True, slots=True)
class Measured:
    """What the same posts took."""

    sentences: int
    start: Time
    """What is loaded once."""
    program: Time
    with_map: Time
    as_it_comes: Time
    low: Time
    """The program with low effort."""
    low_engine: Time
    """What of it is CTranslate2's, with the map."""
    low_encoder: Time
    """What of that is the encoder's, with one step of the decoder."""


def timed(work: Callable[[], Any]) -> Time:
    cpu, clock = process_time(), perf_counter()
    work()
    return Time(process_time() - cpu, perf_counter() - clock)


def measured(project: Project, posts: Sequence[str]) -> Measured:
    """The program and the bare engine in both ways, on the posts of a project."""
    start, program, sentences, recorder, folder = ran(project, posts, "normal")
    bare = loaded(folder)
    bare.translate_batch([["▁a"]])
    with_map = timed(recorder.again)
    as_it_comes = timed(lambda: recorder.again(bare, use_vmap=False, suppress_sequences=None))
    _, low, _, low_recorder, _ = ran(project, posts, "low")
    low_engine, low_encoder = timed(low_recorder.again), timed(lambda: low_recorder.again(max_decoding_length=1))
    return Measured(sentences, start, program, with_map, as_it_comes, low, low_engine, low_encoder)


def ran(project: Project, posts: Sequence[str], effort: str) -> tuple[Time, Time, int, Recorder, Path]:
    """A run with an empty memory: what loading took, the rest, how many sentences there are, what was asked of which model."""
    with TemporaryDirectory() as name:
        request = {"engine": "starter", "effort": effort, "format": ["md", "html", "json"], "output": name}
        spec = project.batch([*posts], request).spec
        spec = replace(spec, memory=Path(name) / "memory.sqlite", written=Path(name) / "memory.sqlite")
        with opened_memory(spec) as memory, Desk(spec) as desk:
            job = open_job(spec, Progress(), memory)
            short = replace(spec, posts=(Post("warm.md", "warm", data=WARM.encode()),))
            start = timed(lambda: run(replace(job, spec=short), desk))
            assert isinstance(job.engine, CTranslateEngine)
            recorder = Recorder(job.engine._translator)
            job.engine.__dict__["_translator"] = recorder  # a cached property
            sentences: list[int] = []
            program = timed(lambda: sentences.append(run(job, desk)))
            return start, program, sum(sentences), recorder, job.engine.info.folder


def run(job: OpenJob, desk: Desk) -> int:
    return sum(report.segments for report in reports(job, desk, Progress()))


def rows(found: Measured, share: float) -> Iterator[str]:
    """The table: what each took, and the shares with their limits."""
    times = {
        "what is loaded once": found.start,
        "the program": found.program,
        "the program, low effort": found.low,
        "of that CTranslate2": found.low_engine,
        "of that its encoder and one step": found.low_encoder,
        "CTranslate2 as it comes": found.as_it_comes,
        "CTranslate2 with the map": found.with_map,
    }
    yield "| | CPU | clock | |\n|---|---|---|---|"
    yield from (f"| {what} | {time.cpu:.2f} s | {time.clock:.2f} s | |" for what, time in times.items())
    yield _ratio("share of CTranslate2 as it comes", found.as_it_comes.over(found.program), share)
    yield _ratio("share of CTranslate2 with the map", found.with_map.over(found.program), None)
    yield _ratio("low effort: times as fast as CTranslate2 as it comes", found.as_it_comes.over(found.low), LOW_EFFORT)


def _ratio(what: str, ratio: Time, least: float | None) -> str:
    verdict = "told for comparison" if least is None else f"{'within' if ratio.cpu >= least else 'UNDER'} {least}, by CPU"
    return f"| {what} | {ratio.cpu:.2f} | {ratio.clock:.2f} | {verdict} |"


def of_generated(count: int, *, glossary: bool = True) -> Measured:
    """The same on so many generated posts, with their glossary or without."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "site"
        posts = site(folder, count)
        if not glossary:
            shutil.rmtree(folder / "glossaries")
        return measured(Project(folder), [str(post.relative_to(folder)) for post in posts])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("posts", nargs="*")
    parser.add_argument("--generated", type=int, default=0, help="So many generated posts in place of yours.")
    asked = parser.parse_args()
    found = of_generated(asked.generated) if asked.generated else measured(Project(), asked.posts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores", end=", ")
    print(f"{found.sentences} sentences, {peak:.0f} MB\n")
    print(*rows(found, SHARE_GENERATED if asked.generated else SHARE), sep="\n")


if __name__ == "__main__":
    main()
