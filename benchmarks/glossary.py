"""Glossaries of 100 and of 100,000 rows: how long they take to load, list and exchange, and how much slower a post is translated
with them.

    uv run python benchmarks/glossary.py posts/*.md

CPU seconds, the least of several runs (`--runs`, default 5), with the starter model. What the glossary costs is measured
on a translation that is remembered, where nothing else takes time, and held against one that is not: the noise of a whole
run is larger than what is looked for. The rows are made up; a quarter has a Traditional form, a tenth an alias.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from bilingual import open_engine, parse, translate
from bilingual.formats.termbases import TERM_FORMATS
from bilingual.glossary.termbase import Glossary
from bilingual.memory.sqlite import SqliteMemory

SIZES = (100, 100_000)
HEADER = "source,target,traditional,status,kind,case,aliases,note,where\n"
HANZI = "".join(map(chr, range(0x4E00, 0x9FA6)))


def rows(count: int) -> str:
    """A glossary of made-up terms of two to six characters, the same at every call."""
    chance, found = random.Random(7), {}
    while len(found) < count:
        source = "".join(chance.choices(HANZI, k=chance.randint(2, 6)))
        number = len(found)
        traditional = source if number % 4 == 0 else ""
        alias = f"{source}式" if number % 10 == 0 else ""
        found.setdefault(source, f"{source},Term {number},{traditional},accepted,term,,{alias},,post.md:{number + 1}\n")
    return HEADER + "".join(found.values())


def least(runs: int, once: Callable[[], Any]) -> float:
    """The least CPU time of several runs, in seconds: what other processes do only adds to it."""
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        once()
        times.append(time.process_time() - start)
    return min(times)


def listed(path: Path) -> float:
    """CPU seconds of `translate glossary list`, from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "bilingual", "glossary", "list", "-g", str(path)], check=True, stdout=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def exchanged(glossary: Glossary, runs: int) -> tuple[float, float]:
    """CPU seconds to write the terms as a workbook, and to read it."""
    workbook = TERM_FORMATS["xlsx"]
    data = workbook.write(glossary.terms)
    return least(runs, partial(workbook.write, glossary.terms)), least(runs, partial(workbook.read, data, "terms.xlsx"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("posts", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    gc.set_threshold(100_000)  # as the command does
    posts = [parse(path.read_text("utf-8"), name=path.stem) for path in asked.posts]
    engine = open_engine()
    loading, again = {}, {}
    listing: dict[int, float] = {}
    written: dict[int, float] = {}
    read: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        memory = SqliteMemory(Path(folder) / "memory.sqlite")
        cold = least(1, lambda: translate(posts, engine=engine, memory=memory))
        for size in SIZES:
            path = Path(folder) / f"{size}.csv"
            path.write_text(rows(size), "utf-8")
            loading[size] = least(asked.runs, lambda path=path: Glossary.load([path]))
            glossary = Glossary.load([path])
            listing[size] = min(listed(path) for _ in range(asked.runs))
            written[size], read[size] = exchanged(glossary, asked.runs)
            translate(posts, glossary=glossary, engine=engine, memory=memory)
            again[size] = least(
                asked.runs, lambda glossary=glossary: translate(posts, glossary=glossary, engine=engine, memory=memory)
            )
    few, many = SIZES
    slower = (again[many] - again[few]) / cold
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(f"| CPU, least of {asked.runs} | {few} rows | {many:,} rows | limit | |\n|---|---|---|---|---|")
    print(f"| load the glossary | {loading[few]:.3f} s | {loading[many]:.2f} s | 2 s | {verdict(loading[many] < 2)} |")
    for name, cost in (("translate glossary list", listing), ("write as XLSX", written), ("read from XLSX", read)):
        print(f"| {name} | {cost[few]:.3f} s | {cost[many]:.2f} s | 3 s | {verdict(cost[many] < 3)} |")
    print(f"| {len(posts)} posts, remembered | {again[few]:.2f} s | {again[many]:.2f} s | | |")
    print(f"| {len(posts)} posts, translated | {cold:.2f} s | {slower:+.1%} | +5 % | {verdict(slower < 0.05)} |")


def verdict(is_within: bool) -> str:
    return "within" if is_within else "OVER"


if __name__ == "__main__":
    main()
