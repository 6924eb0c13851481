"""Thousands of posts in one run: memory stays as it is. `benchmarks/scale.py` tells what they cost besides.

uv run python -m benchmarks.drill.many_posts [--counts 100,1000,3000] [--rise 1.25] [--engine starter]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from benchmarks.drill.report import Trial, report
from benchmarks.scale import run


def trials(counts: Sequence[int], rise: float, engine: str) -> Iterator[Trial]:
    first = 0.0
    for count in counts:
        found = run(count, engine, "md,json")
        ended = found.ended
        first = first or ended.megabytes
        wrong = "" if found.written == count else f"{found.written} of {count} posts written: {ended.err[-300:]}"
        wrong = wrong or (f"{ended.megabytes:.0f} MB, at first {first:.0f}" if ended.megabytes > rise * first else "")
        yield Trial(f"{count} posts: {ended.megabytes:.0f} MB, {ended.seconds:.0f} s", wrong)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", default="100,1000,3000")
    parser.add_argument("--rise", type=float, default=1.25)
    parser.add_argument("--engine", default="starter")
    given = parser.parse_args()
    raise SystemExit(report("Many posts", trials([*map(int, given.counts.split(","))], given.rise, given.engine)))
