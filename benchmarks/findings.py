"""What the checks say of the starter model's drafts: a sample of findings to judge by hand, and how many there are of each.

    uv run python benchmarks/findings.py examples/*.md posts/*.md sets/*.tsv [--sample 100] [--off doubtful]

A post is translated as it is, of a table of tab-separated values its first column, a paragraph a line. The judgements of
such a sample stand in docs/findings.md.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import bilingual
from bilingual.checks.post import check_records
from bilingual.model import Diagnostic, Document, Unit, join
from bilingual.pipeline.stages import translate
from bilingual.sources import parse

LINES = 600
"""Of a table, the first so many."""


def documents(paths: list[Path]) -> Iterator[Document]:
    """The posts that the files are or hold."""
    for path in paths:
        if path.suffix == ".tsv":
            chinese = [line.split("\t")[0] for line in path.read_text("utf-8").splitlines()[:LINES]]
            yield parse("\n\n".join(chinese), name=path.stem, path=path.name)
        else:
            yield bilingual.read_document(path)


def findings(paths: list[Path], off: Collection[str]) -> Iterator[tuple[Diagnostic, Unit]]:
    """What the checks find, and where; `off` leaves checks out."""
    for result in translate(list(documents(paths))):
        report = check_records(result, result.document.path, off)
        yield from ((found, report.units[found.unit]) for found in report.diagnostics if found.unit)


def main() -> None:
    """Prints the counts and the sample as a Markdown table."""
    parser = argparse.ArgumentParser(description="A sample of findings to judge.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--off", action="append", default=[], help="a check to leave out; may be repeated")
    asked = parser.parse_args()
    found = list(findings(asked.files, asked.off))
    names = Counter(finding.name for finding, _ in found)
    sys.stdout.write(f"{len(found)} findings: " + ", ".join(f"{count} {name}" for name, count in names.most_common()) + "\n\n")
    sys.stdout.write("| | check | Chinese | English | finding |\n|---|---|---|---|---|\n")
    chosen = random.Random(asked.seed).sample(found, min(asked.sample, len(found)))
    for number, (finding, unit) in enumerate(chosen, 1):
        cells = (finding.name, join(unit.hans), join(unit.en), finding.fact)
        sys.stdout.write(f"| {number} | " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |\n")


if __name__ == "__main__":
    main()
