"""The English against references: chrF2++ and BLEU of the whole path, post to row, on tab-separated pairs.

    uv run --group benchmarks python benchmarks/quality.py sets/*.tsv
    … --engine qwen2.5-coder.gguf --memory /tmp/qwen.sqlite
    … --engine qwen2.5-coder.gguf --bare
    … --engine qwen2.5-coder.gguf --prompt alone.toml

Each line `Chinese<TAB>English` is a paragraph of one post. `--segments` lines are drawn at random with a fixed seed;
`--engine` takes what `translate run --engine` takes. With `--memory` an interrupted run goes on. `--bare` leaves the program out:
each line is a request, and what a language model answers is taken as it comes. `--prompt` names a
prompt of yours for a language model (docs/engines.md). Signatures are sacrebleu's and our own.

Quotation marks count in chrF2++, and which a house uses says nothing of its English: the program writes “ ”, as printed texts
have them, the references of the news sets " ". So each score stands twice: of the texts as they are, and with straight marks on
both sides.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

import bilingual
from bilingual.engines import Engine, Request, Search, open_engine
from bilingual.engines.llm.answers import read_answers
from bilingual.engines.llm.engine import LanguageModel
from bilingual.model import join, joined


def pairs(path: Path, count: int) -> list[tuple[str, str]]:
    """`count` pairs of a file, drawn with a fixed seed; all of them if it has no more."""
    lines = [line.rstrip("\n").split("\t")[:2] for line in path.read_text(encoding="utf-8").split("\n") if "\t" in line]
    drawn = random.Random(1).sample(lines, min(count, len(lines)))
    return [(chinese, english) for chinese, english in drawn]


def translated(sources: list[str], engine: Engine, memory: Path | None) -> tuple[list[str], str]:
    """The English of each source, translated as posts of one paragraph, and the signature."""
    documents = [bilingual.read_document(source.encode()) for source in sources]
    results = bilingual.translate(documents, engine=engine, memory=memory)
    return [join(joined(result.units, "en")) for result in results], results[0].signature.engine


def bare(sources: list[str], opened: Engine) -> tuple[list[str], str]:
    """What the engine alone makes of each source, and its signature; nothing where a language model has no answer."""
    requests = [Request(source) for source in sources]
    if not isinstance(opened, LanguageModel):
        search = Search(opened.info.beam, opened.info.beam)
        return [found.text for found in opened.translate(requests, search)], opened.info.signature
    english: list[str] = []
    for portion in opened.prompt.portions(requests):
        found = read_answers(opened._content([requests[place] for place in portion]), len(portion))
        english += [found.get(place, "") for place in range(len(portion))]
    return english, opened.info.signature


METRICS = CHRF(word_order=2), BLEU()
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def scores(english: list[str], references: list[str]) -> list[str]:
    """chrF2++ and BLEU of the texts as they are, and of both sides with straight quotation marks."""
    straight = ([text.translate(STRAIGHT) for text in side] for side in (english, references))
    sides = ((english, references), tuple(straight))
    return [f"{metric.corpus_score(found, [wanted]).score:.1f}" for found, wanted in sides for metric in METRICS]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--segments", type=int, default=300)
    parser.add_argument("--engine")
    parser.add_argument("--prompt")
    parser.add_argument("--effort", choices=["normal", "low"], default="normal")
    parser.add_argument("--memory", type=Path)
    parser.add_argument("--bare", action="store_true")
    asked = parser.parse_args()
    opened = open_engine(asked.engine, {"prompt": asked.prompt} if asked.prompt else {}, effort=asked.effort)
    rows = []
    for path in asked.files:
        drawn = pairs(path, asked.segments)
        started = time.process_time()
        sources = [chinese for chinese, _ in drawn]
        english, engine = bare(sources, opened) if asked.bare else translated(sources, opened, asked.memory)
        seconds = time.process_time() - started
        found = " | ".join(scores(english, [reference for _, reference in drawn]))
        rows.append(f"| {path.name} | {len(drawn)} | {found} | {seconds:.1f} s |")
    print(
        "| set | segments | chrF2++ | BLEU | chrF2++, straight | BLEU, straight | CPU |\n|---|---|---|---|---|---|---|",
        *rows,
        sep="\n",
    )
    print("", "; ".join([engine, *(str(metric.get_signature()) for metric in METRICS)]), sep="\n")


if __name__ == "__main__":
    main()
