"""How quiet the checks are on translations by people: what each finds on tab-separated pairs.

    uv run python benchmarks/checks.py sets/*.tsv
    uv run python benchmarks/checks.py sets/*.tsv --show units

Each line `Chinese<TAB>English` is a row of its own. What people translated is mostly right: what is found there is mostly
a false alarm, or a slip of the translation; `--show` prints the findings of a check, to be judged by hand.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bilingual.checks.checked_post import CheckedPost
from bilingual.checks.post import run_checks
from bilingual.checks.registry import REGISTRY
from bilingual.model import Unit
from bilingual.sources import read_text
from bilingual.variants import Converter


def rows(paths: list[Path]) -> Iterator[Unit]:
    converter = Converter("tw")
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")):
            if "\t" in line:
                hans, en = line.split("\t")[:2]
                source = read_text(hans, ())
                hant = read_text(converter.string(hans, "hant"), source)
                id_ = f"{path.name}:{number + 1}"
                yield Unit(id_, id_, "paragraph", None, (0, 0), source, hant, read_text(en, source, glosses=False))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--show", default="", help="a check whose findings are printed")
    asked = parser.parse_args()
    units = tuple(rows(asked.pairs))
    started = time.process_time()
    found = run_checks(CheckedPost.of_units(units))
    seconds = time.process_time() - started
    by_id = {unit.id: unit for unit in units}
    for problem in found:
        if problem.name == asked.show:
            unit = by_id[problem.unit]
            print(f"{unit.id}: {problem.fact}\n    {''.join(map(str, unit.hans))}\n    {''.join(map(str, unit.en))}")
    counts = Counter(problem.name for problem in found)
    print("| check | findings | per 1,000 rows |\n|---|---|---|")
    for name in (name for name, rule in REGISTRY.items() if rule.subject == "unit"):
        print(f"| {name} | {counts[name]} | {1000 * counts[name] / len(units):.1f} |")
    print(f"\n{len(units):,} rows, {1000 * seconds / len(units):.2f} ms of CPU a row")


if __name__ == "__main__":
    main()
