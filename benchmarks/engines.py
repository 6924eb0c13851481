"""Every engine that is installed on the same segments: chrF2++ and BLEU with and without terms, exact locks, speed, memory.

    uv run --group benchmarks python benchmarks/engines.py sets/talk.dev.tsv --dictionary cedict.tsv.zst
    … --engine starter --engine qwen2.5-coder.gguf --segments 100 --memory /tmp/engines.sqlite

Each segment, drawn with a fixed seed, goes through the whole program as a post of one paragraph: alone, with a glossary of the
dictionary's terms that stand on both sides, and with the same terms under each other's English. Each engine has a process of its
own, so that RSS, its greatest, is the engine's. With `--memory` an interrupted run goes on, and its speed is of what was new.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF
from terms import Sample, drawn, lines, made, shuffled

import bilingual
from bilingual.engines import open_engine
from bilingual.engines.packages.installed import installed
from bilingual.model import Translation, join, joined


@dataclass(frozen=True, slots=True)
class Done:
    """What an engine made of samples, and what that took."""

    results: tuple[Translation, ...]
    seconds: float

    @property
    def english(self) -> list[str]:
        return [join(joined(result.units, "en")) for result in self.results]

    @property
    def exact(self) -> str:
        """How many locks stand where they should, of how many."""
        locks = [(join(unit.en), lock) for result in self.results for unit in result.units for lock in unit.locks]
        return f"{sum(english[slice(*lock.span)] == lock.target for english, lock in locks)}/{len(locks)}"

    def flagged(self, flag: str) -> int:
        return sum(flag in unit.flags for result in self.results for unit in result.units)


def translated(samples: Sequence[Sample], engine: str, memory: Path | None, *, terms: bool) -> Done:
    """Each sample as a post with a glossary of its own, or none."""
    opened, started = open_engine(engine), time.monotonic()
    results = []
    if not terms:  # together, so that an engine has whole batches
        documents = [bilingual.read_document(sample.source.encode()) for sample in samples]
        results += bilingual.translate(documents, engine=opened, memory=memory)
    else:
        for sample in samples:
            glossary = bilingual.Glossary(sample.terms)
            document = bilingual.read_document(sample.source.encode())
            results += bilingual.translate([document], glossary=glossary, engine=opened, memory=memory)
    return Done(tuple(results), time.monotonic() - started)


def scores(english: Sequence[str], references: Sequence[str]) -> str:
    metrics = CHRF(word_order=2), BLEU(force=True)
    return " / ".join(f"{metric.corpus_score(list(english), [list(references)]).score:.1f}" for metric in metrics)


def row(engine: str, samples: Sequence[Sample], memory: Path | None) -> str:
    """The table's line of an engine. Runs in a process of its own."""
    references = [sample.reference for sample in samples]
    bare = translated(samples, engine, memory, terms=False)
    own = translated(samples, engine, memory, terms=True)
    wrong = translated(shuffled(samples), engine, memory, terms=True)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cells = (
        open_engine(engine).info.name, scores(bare.english, references), scores(own.english, references), own.exact, wrong.exact,
        str(bare.flagged("fallback")), f"{len(samples) / bare.seconds:.2f}", f"{megabytes:.0f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


HEAD = (
    "| engine | chrF2++ / BLEU | with terms | locks exact | with wrong terms | fallback | segments/s | RSS, MB |\n"
    "|---|---|---|---|---|---|---|---|"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--dictionary", type=Path, required=True)
    parser.add_argument("--segments", type=int, default=100, help="Of all files together, drawn with a fixed seed.")
    parser.add_argument("--engine", action="append", help="As `translate run --engine` takes it; else each that is installed.")
    parser.add_argument("--memory", type=Path)
    asked = parser.parse_args()
    samples = drawn(made([(row[0], row[1]) for path in asked.files for row in lines(path)], asked.dictionary), asked.segments)
    engines = asked.engine or [package.name for package in installed()]
    print(HEAD)
    for engine in engines:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            print(pool.submit(row, engine, samples, asked.memory).result(), flush=True)
    print(f"\n{len(samples)} segments of {', '.join(path.name for path in asked.files)}; sacrebleu chrF2++ and BLEU.")


if __name__ == "__main__":
    main()
