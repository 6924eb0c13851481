"""The English against references: chrF2++ and BLEU of the whole path, post to row, on tab-separated pairs.

    uv run --group benchmarks python benchmarks/quality.py ../shared/eval/*.tsv

Each line `Chinese<TAB>English` is a paragraph of one post. `--segments` lines are drawn at random with a fixed seed;
`--engine` takes what `translate run --engine` takes. Signatures are sacrebleu's and our own.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

import bilingual
from bilingual.model import join, joined


def pairs(path: Path, count: int) -> list[tuple[str, str]]:
    """`count` pairs of a file, drawn with a fixed seed; all of them if it has no more."""
    lines = [line.rstrip("\n").split("\t")[:2] for line in path.read_text(encoding="utf-8").split("\n") if "\t" in line]
    drawn = random.Random(1).sample(lines, min(count, len(lines)))
    return [(chinese, english) for chinese, english in drawn]


def translated(sources: list[str], engine: str | None) -> tuple[list[str], str]:
    """The English of each source, translated as posts of one paragraph, and the signature."""
    results = bilingual.translate([bilingual.read_document(source.encode()) for source in sources], engine=engine)
    return [join(joined(result.units, "en")) for result in results], results[0].signature.engine


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--segments", type=int, default=300)
    parser.add_argument("--engine")
    asked = parser.parse_args()
    chrf, bleu = CHRF(word_order=2), BLEU()
    rows = []
    for path in asked.files:
        drawn = pairs(path, asked.segments)
        started = time.process_time()
        english, engine = translated([chinese for chinese, _ in drawn], asked.engine)
        seconds = time.process_time() - started
        references = [[reference for _, reference in drawn]]
        scores = f"{chrf.corpus_score(english, references).score:.1f} | {bleu.corpus_score(english, references).score:.1f}"
        rows.append(f"| {path.name} | {len(drawn)} | {scores} | {seconds:.1f} s |")
    print("| set | segments | chrF2++ | BLEU | CPU |\n|---|---|---|---|---|", *rows, sep="\n")
    print(f"\n{engine}; {chrf.get_signature()}; {bleu.get_signature()}")


if __name__ == "__main__":
    main()
