"""Whether what a sentence is decoded with changes its English: each alone, all together, and in batches that pad.

    uv run python benchmarks/company.py sets/*.tsv --sentences 800

The first column of the files is Chinese. The batches that pad are those that are as many tokens, whatever their lengths.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from random import Random

from bilingual.engines import open_engine
from bilingual.engines.base import Request, Search
from bilingual.engines.ctranslate import batching, engine
from bilingual.model import Hypothesis

Cut = Callable[[dict[batching.Source, tuple[str, ...]]], Iterator[batching.Batch]]


def alone(tokenised: dict[batching.Source, tuple[str, ...]]) -> Iterator[batching.Batch]:
    """Each source a batch of its own."""
    return chain.from_iterable(batching.batches({source: tokens}) for source, tokens in tokenised.items())


def padded(tokenised: dict[batching.Source, tuple[str, ...]]) -> Iterator[batching.Batch]:
    """Sources of about one length together."""
    ordered = list(alone(dict(sorted(tokenised.items(), key=lambda item: len(item[1])))))
    for slots in dict.fromkeys(batch.slots for batch in ordered):
        group = [batch for batch in ordered if batch.slots == slots]
        size = max(1, batching.TOKENS // max(batch.length for batch in group))
        for start in range(0, len(group), size):
            some = group[start : start + size]
            yield batching.Batch(tuple(b.sources[0] for b in some), tuple(b.tokens[0] for b in some), slots)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sentences", type=int, default=800)
    parser.add_argument("--engine", default="starter")
    asked = parser.parse_args()
    lines = {line.split("\t")[0].strip() for file in asked.files for line in file.read_text("utf-8").splitlines()}
    texts = Random(1).sample(sorted(lines), asked.sentences)
    model = open_engine(asked.engine)
    model.translate([Request("你好。")], Search())

    def decoded(cut: Cut) -> tuple[list[Hypothesis], float]:
        engine.batches = cut  # type: ignore[assignment]
        begun = time.process_time()
        return model.translate([Request(text) for text in texts], Search(alternatives=4)), time.process_time() - begun

    usual = batching.batches
    first, seconds = decoded(alone)
    print(
        f"{model.info.signature}, {len(texts)} sentences\n\n| batches | CPU | other English | other scores |\n|---|---|---|---|"
    )
    print(f"| each alone | {seconds:.1f} s | – | – |")
    for name, cut in (("of one length, as in use", usual), ("padded", padded)):
        found, seconds = decoded(cut)
        pairs = list(zip(first, found, strict=True))
        print(f"| {name} | {seconds:.1f} s | {sum(a.text != b.text for a, b in pairs)} | {sum(a != b for a, b in pairs)} |")


if __name__ == "__main__":
    main()
