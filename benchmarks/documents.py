"""Writing and reading documents against their limits, in CPU seconds, and whether many of them cost memory that stays.

    uv run python benchmarks/documents.py outputs/*/*.json
    uv run python benchmarks/documents.py outputs/*/*.json --paint    # the page's first paint in Chromium, too, by the clock

The records of a run go in (`translate run` writes them); no engine is needed. Each figure is the median of `--runs`.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from bilingual.formats.json.read import restored
from bilingual.formats.registry import format_named, format_names, write
from bilingual.memory import HumanEntry, open_memory
from bilingual.memory.fuzzy import near_units
from bilingual.model import ExportOptions, ImportOptions, Translation, join
from bilingual.revision.compare import compare_edited
from bilingual.runners import records

OUT = {"docx": 0.3, "html": 0.1, "epub": 0.3, "md": 0.3, "json": 0.3, "xliff": 0.3, "tmx": 0.3, "csv": 0.3, "xlsx": 1.0}
"""Formats and the CPU seconds that 761 rows may take to write; those that have no limit of their own get a round one."""
BACK = {"docx": 0.5, "xliff": 0.5, "tmx": 0.5, "csv": 0.5, "xlsx": 1.0, "md": 0.5}
"""The same for reading back what was written."""
IMPORT = 0.5
"""CPU seconds that 761 rows may take from the file to the memory."""
PAINT = 0.5
"""Seconds from opening the page of 761 rows until Chromium shows something of it (`first-contentful-paint`)."""
FIRST = """new Promise((done) => new PerformanceObserver((list) => {
  const first = list.getEntriesByName("first-contentful-paint")[0];
  if (first) done(first.startTime);
}).observe({ type: "paint", buffered: true }))"""
PEOPLE = 10_000
"""Sentences in the memory that people translated."""
MANY = 100
"""Posts exported one after another, for the growth of memory."""


@dataclass(frozen=True, slots=True)
class Timed:
    seconds: float
    size: int
    """Bytes of the file."""


def timed(work: Callable[[], int], runs: int) -> Timed:
    """The median of several runs after one that warms up."""
    size = work()
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return Timed(statistics.median(seconds), size)


def written(result: Translation, format: str) -> bytes:
    return b"".join(output.data for output in write(result, format, ExportOptions()))


def read_back(data: bytes, format: str) -> int:
    format_named(format).read(data, f"post.{format}", ImportOptions())
    return len(data)


def brought(data: bytes, recorded: bytes, format: str) -> int:
    """An import as the command does it, with every sentence edited: records, file, comparison, memory."""
    result = restored(recorded, "post.json")
    edited = format_named(format).read(data, f"post.{format}", ImportOptions())
    rows = tuple(replace(row, en=f"{row.en} Edited.") for row in edited.rows)
    entries = compare_edited(result, replace(edited, rows=rows), "post").entries(broken=True)
    with TemporaryDirectory() as folder, open_memory(Path(folder) / "memory.sqlite") as memory:
        memory.write_human(entries, file=f"post.{format}", who="Somebody")
    return len(data)


def nearest(result: Translation, count: int) -> int:
    """Every row of a post against `count` sentences that people translated."""
    sources = [join(row.hans) for row in result.units]
    entries = [HumanEntry(f"{sources[n % len(sources)][n % 7 :]}{n}", "en", f"{n}.", "other", str(n)) for n in range(count)]
    machine = replace(result, units=tuple(replace(row, origin="machine") for row in result.units))
    return len(near_units(machine, entries))


def painted(data: bytes, runs: int) -> Timed:
    """The median time until Chromium first shows something of a page, a new window each time."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "post.html"
        file.write_bytes(data)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        seconds = []
        for _ in range(runs + 1):
            window = browser.new_page()
            window.goto(file.as_uri())
            seconds.append(window.evaluate(FIRST) / 1000)
            window.close()
        browser.close()
    return Timed(statistics.median(seconds[1:]), len(data))


def line(label: str, rows: int, cost: Timed, limit: float) -> str:
    allowed = limit * max(rows, 100) / 761
    verdict = "within" if cost.seconds <= allowed else "OVER"
    return f"| {label} | {cost.seconds:.3f} s | {allowed:.2f} s | {verdict} | {cost.size / 1000:,.0f} kB |"


def resident() -> float:
    """MB of memory that the process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def growth(result: Translation, format: str) -> str:
    """Memory after a few documents, and after many more."""
    for _ in range(10):
        written(result, format)
    before = resident()
    for _ in range(MANY):
        written(result, format)
    return f"| {format} | {before:.0f} MB | {resident():.0f} MB |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("records", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--paint", action="store_true", help="Also how soon Chromium shows the page.")
    parser.add_argument("--format", action="append", help="Only these; all that are known by default.")
    asked = parser.parse_args()
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    known = [name for name in OUT if name in format_names() and name in (asked.format or OUT)]
    results = [records.load_records(path) for path in asked.records]
    for result in results:
        print(f"\n{result.document.name}, {len(result.units)} rows\n\n| | CPU, median | limit | | size |\n|---|---|---|---|---|")
        for name in known:
            cost = timed(lambda name=name, result=result: len(written(result, name)), asked.runs)  # type: ignore[misc]
            print(line(f"write {name}", len(result.units), cost, OUT[name]))
        for name in (own for own in known if own in BACK):
            data = written(result, name)
            cost = timed(lambda name=name, data=data: read_back(data, name), asked.runs)  # type: ignore[misc]
            print(line(f"read {name}", len(result.units), cost, BACK[name]))
        for name in (own for own in known if own in BACK):
            data, recorded = written(result, name), written(result, "json")
            cost = timed(lambda n=name, d=data, r=recorded: brought(d, r, n), asked.runs)  # type: ignore[misc]
            print(line(f"import {name}, every row edited", len(result.units), cost, IMPORT))
        if asked.paint:
            print(line("first paint of the page", len(result.units), painted(written(result, "html"), asked.runs), PAINT))
        cost = timed(lambda result=result: nearest(result, PEOPLE), min(asked.runs, 3))  # type: ignore[misc]
        print(line(f"near ones among {PEOPLE:,}", len(result.units), cost, 1.0))
    print(f"\n{MANY} posts in one process ({results[0].document.name})\n")
    print(f"| | memory after 10 | after {MANY} more |\n|---|---|---|")
    for name in known:
        print(growth(results[0], name))


if __name__ == "__main__":
    main()
