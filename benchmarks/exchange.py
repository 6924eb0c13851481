"""Terms and memories out and in: CPU seconds by format, and how much memory it takes.

    uv run python benchmarks/exchange.py
    uv run python benchmarks/exchange.py --terms 100000 --sentences 100000

Made-up terms and sentences; each format is written and read once. The limits are for the default sizes.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bilingual.formats.termbases import TERM_FORMATS, read_terms
from bilingual.formats.tmx.memory import read_tmx_memory, write_tmx_memory
from bilingual.memory import HumanEntry, open_memory
from bilingual.model import Term

LIMIT, LIMIT_XLSX = 2.0, 6.0
"""CPU seconds that a step may take with 10,000 terms and 10,000 sentences; a workbook has 90,000 cells then."""
Line = tuple[str, float]


def timed(name: str, once: Callable[[], Any]) -> tuple[Line, Any]:
    start = time.process_time()
    made = once()
    return (name, time.process_time() - start), made


def of_terms(count: int) -> Iterator[Line]:
    terms = [Term(f"词语第{n}号", f"term number {n}", note="a note", where="post.md:1") for n in range(count)]
    for format in TERM_FORMATS.values():
        line, data = timed(f"{count:,} terms to {format.name}", lambda format=format: format.write(terms))
        yield line
        line, back = timed(f"{count:,} terms from {format.name}", lambda format=format, data=data: read_terms(data, "", format))
        yield line
        assert len(back.terms) == count, format.name


def of_sentences(count: int) -> Iterator[Line]:
    entries = [HumanEntry(f"第{n}句话很好。", "en", f"Sentence {n} is good.", "post", f"s{n}") for n in range(count)]
    line, data = timed(f"{count:,} sentences to TMX", lambda: write_tmx_memory(entries))
    yield line
    line, back = timed(f"{count:,} sentences from TMX", lambda: read_tmx_memory(data, "a.tmx"))
    yield line
    with tempfile.TemporaryDirectory() as folder, open_memory(Path(folder) / "memory.sqlite") as memory:
        yield timed("into the memory", lambda: memory.write_human(back.entries, file="a.tmx", who=""))[0]
        yield timed("761 of them looked up", lambda: memory.human([entry.source for entry in entries[:761]]))[0]
        yield timed("taken back", memory.undo)[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--sentences", type=int, default=10_000)
    asked = parser.parse_args()
    print("| step | CPU | limit | |\n|---|---|---|---|")
    for name, seconds in (*of_terms(asked.terms), *of_sentences(asked.sentences)):
        limit = LIMIT_XLSX if name.endswith("xlsx") else LIMIT
        print(f"| {name} | {seconds:.2f} s | {limit:.0f} s | {'within' if seconds <= limit else 'over'} |")
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
