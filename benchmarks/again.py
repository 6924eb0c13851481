"""The second run of a hundred posts, which has nothing to do, against the first, which has all of it.

    uv run python -m benchmarks.again

CPU seconds of the real command over generated posts, in a folder of their own; of the second run the median of several.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.generated import site
from benchmarks.speed import Cost, measured, row

LIMIT = 2.0
"""Seconds."""
RATIO = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--posts", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "site"
        site(home, asked.posts)
        first = measured(["run", "posts", "-q"], home)
        costs = list[Cost]()

        def second() -> Cost:
            costs.append(measured(["run", "posts", "-q"], home))
            return costs[-1]

        print("| command | CPU, median | limit | | peak memory |\n|---|---|---|---|---|")
        print(row(f"second run, {asked.posts} posts", LIMIT, asked.runs, second))
        cpu = sorted(cost.cpu for cost in costs)[len(costs) // 2]
        print(f"\nThe first run: {first.cpu:.1f} s, {first.cpu / cpu:.0f} times the second (goal: {RATIO}).")


if __name__ == "__main__":
    main()
