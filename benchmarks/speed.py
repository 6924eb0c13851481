"""Whole commands against their limits: start-up, a run of one line, a cold run and a second run of a post, in CPU seconds and
peak memory; and with `--site 100` the two runs of so many generated posts, of which the second should cost a hundredth.

    uv run python -m benchmarks.speed posts/*.md

Each figure is the median of several runs of the real command in a home folder of its own (`--runs`, default 3), with the byte
code that Python writes in an installation at the first run, even where the environment forbids that.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.generated import site

BYTE_CODE = tempfile.mkdtemp(prefix="bilingual-byte-code-")


@dataclass(frozen=True, slots=True)
class Cost:
    cpu: float
    """Seconds of user and system time, children included."""
    memory: float
    """Peak resident set in MB, of the largest process."""


def measured(arguments: Sequence[str], home: Path) -> Cost:
    """Runs the command in `home`; its CPU time and peak memory as the operating system counts them."""
    environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "PYTHONPYCACHEPREFIX": BYTE_CODE}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", "from bilingual.cli import main; main()", *arguments]
    with tempfile.TemporaryFile() as said:
        started = subprocess.Popen(command, cwd=home, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(arguments)} exited {started.returncode}:\n{said.read().decode()}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def row(label: str, limit: float, runs: int, once: Callable[[], Cost]) -> str:
    costs = [once() for _ in range(runs)]
    cpu = statistics.median(cost.cpu for cost in costs)
    verdict = "within" if cpu <= limit else "OVER"
    memory = max(cost.memory for cost in costs)
    return f"| {label} | {cpu:.2f} s | {limit:g} s | {verdict} | {memory:.0f} MB |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("posts", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--site", type=int, default=0, help="So many generated posts, twice.")
    asked = parser.parse_args()
    posts = [str(post.resolve()) for post in asked.posts]

    def cold() -> Cost:
        with tempfile.TemporaryDirectory() as home:
            return measured(["run", *posts, "-q"], Path(home))

    def one_line() -> Cost:
        with tempfile.TemporaryDirectory() as home:
            (Path(home) / "line.md").write_text("我们今天谈谈这件事。\n", "utf-8")
            return measured(["run", "line.md", "-q"], Path(home))

    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| command | CPU, median | limit | | peak memory |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        measured(["run", *posts, "-q"], home)
        print(row("`translate --help`", 0.3, asked.runs, lambda: measured(["--help"], home)))
        print(row("a run of one line", 1, asked.runs, one_line))
        print(row(f"cold run, {len(posts)} posts", 60 * len(posts), asked.runs, cold))
        print(row(f"second run, {len(posts)} posts", 2 * len(posts), asked.runs, lambda: measured(["run", *posts, "-q"], home)))
    if asked.site:
        print(*site_rows(asked.site), sep="\n")
    shutil.rmtree(BYTE_CODE)


def site_rows(count: int) -> Iterator[str]:
    """The two runs of so many posts, the second against two seconds and against a hundredth of the first."""
    with tempfile.TemporaryDirectory() as folder:
        site(Path(folder) / "site", count)
        first, second = (measured(["run", "posts", "-q"], Path(folder) / "site") for _ in range(2))
    yield f"| first run, {count} generated posts | {first.cpu:.2f} s | – | | {first.memory:.0f} MB |"
    yield row(f"second run, {count} generated posts", min(2, first.cpu / 100), 1, lambda: second)


if __name__ == "__main__":
    main()
