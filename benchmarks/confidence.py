"""Whether an engine's score tells its bad sentences: chrF2++ of each against its score, and what a threshold would call doubtful.

    uv run --group benchmarks python benchmarks/confidence.py sets/*.tsv
    … --at -0.30
    … --calibrate bilingual/engines/starter

Each line `Chinese<TAB>English` is one request. ρ is Spearman's rank correlation of score and chrF2++, of each set and of all;
doubtful is what has a score below the threshold of the engine, or that of `--at`. `--calibrate`, a step of shipping a package,
first writes the threshold into its `metadata.json`: the score below which one in ten of the sentences of `examples/` lies.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import correlation, mean, quantiles

from quality import pairs
from sacrebleu.metrics import CHRF

import bilingual
from bilingual.engines import Engine, EngineInfo, Request, Search, open_engine
from bilingual.engines.packages.argos import DOUBTFUL
from bilingual.model import Hypothesis

EXAMPLES = Path(__file__).parents[1] / "examples"
SHARE = 10
"""One sentence in so many is doubtful: what an editor can look at first."""


@dataclass
class Scored:
    """An engine whose scores are noted."""

    engine: Engine
    scores: dict[str, float] = field(default_factory=dict)
    """By the text that was asked."""

    @property
    def info(self) -> EngineInfo:
        return self.engine.info

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        found = self.engine.translate(requests, search)
        self.scores |= {request.text: hypothesis.score for request, hypothesis in zip(requests, found, strict=True)}
        return found


def calibrate(package: Path) -> None:
    """Write the threshold of a package's engine into its metadata."""
    scored = Scored(open_engine(package))
    bilingual.translate([bilingual.read_document(path) for path in sorted(EXAMPLES.glob("*.md"))], engine=scored)
    path = package / "metadata.json"
    metadata = json.loads(path.read_text("utf-8")) | {DOUBTFUL: round(quantiles(scored.scores.values(), n=SHARE)[0], 2)}
    path.write_text(json.dumps(metadata, indent=2, ensure_ascii=False) + "\n", "utf-8")


def measured(path: Path, segments: int, engine: str | Path | None) -> list[tuple[float, float]]:
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
    parser.add_argument(
        "--calibrate", type=Path, metavar="PACKAGE", help="Folder of the package whose threshold is written first."
    )
    asked = parser.parse_args()
    if asked.calibrate:
        calibrate(asked.calibrate)
    engine = asked.calibrate or asked.engine
    sets = {path.name: measured(path, asked.segments, engine) for path in asked.files}
    points = [point for of_set in sets.values() for point in of_set]
    info = open_engine(engine).info
    threshold = info.doubtful if asked.at is None else asked.at
    print("| set | segments | ρ | doubtful, % | their chrF2++ | of the others |\n|---|---|---|---|---|---|")
    print(*(row(name, of_set, threshold) for name, of_set in sets.items()), row("all", points, threshold), sep="\n")
    print(f"\nThreshold {threshold:.2f}; {info.signature}.")


if __name__ == "__main__":
    main()
