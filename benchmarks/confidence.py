"""Whether an engine's score tells its bad sentences: chrF2++ of each against its score, and what a threshold would call doubtful.

    uv run --group benchmarks python benchmarks/confidence.py ../shared/eval/*.tsv
    … --at -0.30

Each line `Chinese<TAB>English` is one request. ρ is Spearman's rank correlation of score and chrF2++, of each set and of all;
doubtful is what has a score below the engine's own threshold, or that of `--at`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from statistics import correlation, mean

from quality import pairs
from sacrebleu.metrics import CHRF

from bilingual.engines import Request, Search, open_engine


def measured(path: Path, segments: int, engine: str | None) -> list[tuple[float, float]]:
    """Score and chrF2++ of each sentence of a set."""
    drawn, chrf = pairs(path, segments), CHRF(word_order=2)
    found = open_engine(engine).translate([Request(chinese) for chinese, _ in drawn], Search(alternatives=4))
    return [
        (hypothesis.score, chrf.sentence_score(hypothesis.text, [reference]).score)
        for hypothesis, (_, reference) in zip(found, drawn, strict=True)
    ]


def ranks(numbers: Sequence[float]) -> list[int]:
    """The place of each number among all."""
    order = sorted(range(len(numbers)), key=numbers.__getitem__)
    return sorted(range(len(numbers)), key=order.__getitem__)


def row(name: str, points: Sequence[tuple[float, float]], threshold: float) -> str:
    rho = correlation(ranks([score for score, _ in points]), ranks([quality for _, quality in points]))
    below = [quality for score, quality in points if score < threshold]
    above = [quality for score, quality in points if score >= threshold]
    share = 100 * len(below) / len(points)
    worse = f"{mean(below):.1f} | {mean(above):.1f}" if below and above else "– | –"
    return f"| {name} | {len(points)} | {rho:.2f} | {share:.0f} | {worse} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--segments", type=int, default=300)
    parser.add_argument("--at", type=float, help="A score; the engine's own where none is given.")
    parser.add_argument("--engine")
    asked = parser.parse_args()
    sets = {path.name: measured(path, asked.segments, asked.engine) for path in asked.files}
    points = [point for of_set in sets.values() for point in of_set]
    info = open_engine(asked.engine).info
    threshold = info.doubtful if asked.at is None else asked.at
    print("| set | segments | ρ | doubtful, % | their chrF2++ | of the others |\n|---|---|---|---|---|---|")
    print(*(row(name, of_set, threshold) for name, of_set in sets.items()), row("all", points, threshold), sep="\n")
    print(f"\nThreshold {threshold:.2f}; {info.signature}.")


if __name__ == "__main__":
    main()
