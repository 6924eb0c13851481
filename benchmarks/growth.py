"""How fast each stage's time grows with its input: every shape of `shapes.py` is doubled, and the exponents printed.

    uv run python benchmarks/growth.py                             # all shapes through all stages
    uv run python benchmarks/growth.py --shape quotes --stage read # those whose names hold the words

Time like the input gives an exponent of 1, n · log n about 1.1 at these sizes, a square 2. Each exponent is that of the last
doublings in CPU seconds; one that is over the limit is measured again before it is believed, and what stays under
`FLOOR` seconds is called nothing at all. Exit code 1 where an exponent is over the limit. No engine is needed: every sentence
is answered with the same words, through all that a run does otherwise.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial

from shapes import SHAPES, Shape

from bilingual.checks.post import check_records
from bilingual.engines.base import EngineInfo, Request, Search
from bilingual.errors import BilingualError
from bilingual.extraction.evidence import count_terms, find_listed_names, merge_listed_names
from bilingual.extraction.glosses import collect_glosses, make_terms
from bilingual.formats.json.read import restored
from bilingual.formats.registry import format_named, write
from bilingual.glossary.termbase import Glossary
from bilingual.model import Document, ExportOptions, Hypothesis, ImportOptions, Term, Translation
from bilingual.pipeline import stages
from bilingual.revision.compare import compare_edited
from bilingual.sources import read_document
from bilingual.sources.segmentation import split

SIZES = (1_000, 2_000, 4_000, 8_000)
"""Characters of the posts."""
WIDER = {"read": 8, "segment": 8, "glossary": 8}
"""Stages that are quick: their posts are so many times as long."""
LIMIT = 1.25
"""The exponent that n · log n does not reach at these sizes, with room for noise."""
FLOOR = 0.05
"""CPU seconds at the largest size under which growth cannot be told from noise, and hurts nobody."""
PATIENCE = 10.0
"""CPU seconds after which no larger size is tried: the exponent is told by what was measured."""
WRITTEN = ("json", "md", "docx", "html", "epub", "xlsx", "csv", "xliff", "tmx")
IMPORTED = ("md", "docx", "xlsx", "csv", "xliff", "tmx")


class Fixed:
    """An engine that keeps its slots and answers every sentence with the same words."""

    info = EngineInfo("fixed", "fixed", slots=tuple(f"⟦{n}⟧" for n in range(10)), limit=200)

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        return [Hypothesis(" ".join(["We talk about", *self._slots(request.text), "today."])) for request in requests]

    def _slots(self, text: str) -> list[str]:
        return [slot for slot in self.info.slots if slot in text]


@dataclass(frozen=True)
class Post:
    """A post of one shape and size, brought as far as a stage needs it."""

    data: bytes
    glossary: Glossary

    @classmethod
    def of(cls, shape: Shape, size: int) -> Post:
        return cls(shape.text(size).encode(), Glossary(tuple(Term(term, f"Term{n}") for n, term in enumerate(shape.terms))))

    @cached_property
    def document(self) -> Document:
        return read(self.data)

    @cached_property
    def result(self) -> Translation:
        return run(self.document, self.glossary)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """What was written of it, by format."""
        return {}

    def file(self, format: str) -> bytes:
        if format not in self.files:
            self.files[format] = written(self.result, format)
        return self.files[format]


def read(data: bytes) -> Document:
    return read_document(data, name="post", path="post.md")


def segmented(document: Document) -> int:
    return sum(1 for _ in split(document))


def gathered(document: Document) -> None:
    found = merge_listed_names(make_terms(collect_glosses(document)), find_listed_names(document, ()))
    count_terms([document], found)


def run(document: Document, glossary: Glossary) -> Translation:
    (result,) = stages.translate([document], glossary=glossary, engine=Fixed())
    return result


def written(result: Translation, format: str, layout: str = "side-by-side") -> bytes:
    return b"".join(output.data for output in write(result, format, ExportOptions(layout=layout)))  # type: ignore[arg-type]


def imported(result: Translation, data: bytes, format: str) -> None:
    edited = format_named(format).read(data, f"post.{format}", ImportOptions())  # type: ignore[misc]
    compare_edited(result, edited, "post")


Prepared = Callable[[], object]
"""A stage with its input made: what is measured."""


def _imports(format: str) -> Callable[[Post], Prepared]:
    return lambda post: partial(imported, post.result, post.file(format), format)


STAGES: Mapping[str, Callable[[Post], Prepared]] = {
    "read": lambda post: partial(read, post.data),
    "segment": lambda post: partial(segmented, post.document),
    "glossary": lambda post: partial(gathered, post.document),
    "run": lambda post: partial(run, post.document, post.glossary),
    **{f"write {format}": lambda post, f=format: partial(written, post.result, f) for format in WRITTEN},  # type: ignore[misc]
    "write interleaved": lambda post: partial(written, post.result, "md", "interleaved"),
    "write per-language": lambda post: partial(written, post.result, "md", "per-language"),
    "read json": lambda post: partial(restored, post.file("json"), "post.json"),
    **{f"import {format}": _imports(format) for format in IMPORTED},
    "check": lambda post: partial(check_records, post.result, "post.md", post=post.document),
}
"""What is measured, in the order of a post's way: from a post, the work."""


def seconds(work: Prepared) -> float:
    """CPU seconds of one call; a reason to refuse the post counts as its end."""
    gc.collect()
    start = time.process_time()
    with suppress(BilingualError):
        work()
    return time.process_time() - start


def exponent(times: Mapping[int, float]) -> float:
    """How the time grows over the last two doublings, or over the one that there is.

    >>> exponent({1000: 1.0, 2000: 2.0, 4000: 4.0})
    1.0
    """
    sizes = sorted(times)[-3:]
    if len(sizes) < 2:
        return math.inf
    return math.log(times[sizes[-1]] / times[sizes[0]]) / math.log(sizes[-1] / sizes[0])


@dataclass(slots=True)
class Measured:
    """A shape in a stage."""

    shape: str
    stage: str
    times: dict[int, float]
    """CPU seconds by size."""

    @property
    def exponent(self) -> float | None:
        """None where it takes no time worth measuring."""
        longest = max(self.times.values())
        return None if longest < FLOOR else exponent({size: max(cost, 1e-4) for size, cost in self.times.items()})

    @property
    def is_over(self) -> bool:
        return (self.exponent or 0) > LIMIT

    @property
    def patient(self) -> bool:
        """Whether a larger size may be tried."""
        return max(self.times.values(), default=0) < PATIENCE

    def line(self) -> str:
        times = " ".join(f"{cost:.2f}" for _, cost in sorted(self.times.items()))
        told = "–" if self.exponent is None else f"{self.exponent:.2f}"
        return f"| {self.shape} | {self.stage} | {times} | {told} | {'OVER' if self.is_over else 'within'} |"


def measured(shape: Shape, wanted: Sequence[str], sizes: Sequence[int]) -> Iterator[Measured]:
    """The stages of one shape, each at all sizes that it has the patience for."""
    found = {stage: Measured(shape.name, stage, {}) for stage in wanted}
    for size in sizes:
        post = Post.of(shape, size)
        for row in found.values():
            if row.patient:
                row.times[size] = seconds(_prepared(row.stage, _wider(shape, row.stage, size) or post))
    for row in found.values():
        if row.is_over:
            _measure_again(row, shape)
        yield row


def _wider(shape: Shape, stage: str, size: int) -> Post | None:
    return Post.of(shape, size * WIDER[stage]) if stage in WIDER else None


def _prepared(stage: str, post: Post) -> Prepared:
    try:
        return STAGES[stage](post)
    except BilingualError:
        return lambda: None


def _measure_again(row: Measured, shape: Shape) -> None:
    """The least of three for each size: what else the machine does only adds to it."""
    for size in [size for size, cost in row.times.items() if cost < PATIENCE]:
        work = _prepared(row.stage, _wider(shape, row.stage, size) or Post.of(shape, size))
        row.times[size] = min([row.times[size], *(seconds(work) for _ in range(2))])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shape", default="", help="Only shapes whose names hold this.")
    parser.add_argument("--stage", default="", help="Only stages whose names hold this.")
    parser.add_argument("--all", action="store_true", help="Print what is within the limit, too.")
    parser.add_argument("--larger", type=float, default=1, help="Multiplies the sizes.")
    asked = parser.parse_args()
    shapes = [shape for shape in SHAPES if asked.shape in shape.name]
    wanted = [stage for stage in STAGES if asked.stage in stage]
    sizes = [int(size * asked.larger) for size in SIZES]
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(
        f"| shape | stage | CPU s at {' '.join(map(str, sizes))} characters | exponent | limit {LIMIT} |\n|---|---|---|---|---|"
    )
    gc.set_threshold(100_000)  # as the command does
    for _ in measured(SHAPES[0], wanted, [1000]):
        pass  # dictionaries and tables are loaded once
    gc.freeze()  # and need not be looked through before each measurement, which took half the time
    count = over = 0
    for shape in shapes:
        for row in measured(shape, wanted, sizes):
            count, over = count + 1, over + row.is_over
            if row.is_over or asked.all:
                print(row.line(), flush=True)
    print(f"\n{over} of {count} over, {len(shapes)} shapes through {len(wanted)} stages.")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
