"""How many marks of emphasis reach the English, by how: `uv run python benchmarks/marks.py sets/*.tsv`.

Of each file's first sentences one phrase is put in bold, by jieba's parts of speech; each is a post of one paragraph, translated
whole, and the marks of its English are counted. With `--quality` chrF2++ of the sentences is told as well, marks aside, beside
that of the same sentences without bold: what keeping the marks costs.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random

from bilingual.engines import open_engine
from bilingual.engines.base import Engine
from bilingual.lang.words import tagged
from bilingual.model import PairedCode, Text, joined, plain
from bilingual.pipeline.stages import translate
from bilingual.sources import parse

MOST = 60
"""Characters of a sentence."""


def phrases(sentence: str) -> Iterator[tuple[int, int]]:
    """Where one to three words of content stand together: what authors put in bold."""
    words = [*tagged(sentence)]
    start = 0
    for first, (word, _) in enumerate(words):
        for count in (1, 2, 3):
            taken = words[first : first + count]
            text = "".join(word for word, _ in taken)
            content = all(kind[0] in "nvail" and re.fullmatch("[\u4e00-\u9fff]+", word) for word, kind in taken)
            if len(taken) == count and content and 2 <= len(text) <= 8:
                yield start, start + len(text)
        start += len(word)


def stressed(lines: Sequence[str], most: int) -> list[tuple[str, str, str]]:
    """Sentences with one phrase in bold, the sentences, and their references."""
    pairs = (line.rstrip("\n").split("\t")[:2] for line in lines if "\t" in line)
    short = ((source, target) for source, target in pairs if 8 <= len(source) <= MOST and not re.search(r"[*_“”`]", source))
    found = ((source, target, [*phrases(source)]) for source, target in short)
    chosen = ((source, target, Random(source).choice(places)) for source, target, places in found if places)
    return [(f"{s[:a]}**{s[a:b]}**{s[b:]}", s, target) for s, target, (a, b) in islice(chosen, most)]


def marks(text: Text) -> int:
    """How many pairs of emphasis stand in a text."""
    return sum((part.kind == "emphasis") + marks(part.inner) for part in text if isinstance(part, PairedCode))


def english(sources: Sequence[str], engine: Engine) -> list[Text]:
    return [joined(result.units, "en") for result in translate([parse(source) for source in sources], engine=engine)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="Chinese and English, parted by a tabulator")
    parser.add_argument("--engine", default="starter")
    parser.add_argument("--most", type=int, default=300, help="sentences of each file")
    parser.add_argument("--quality", action="store_true")
    asked = parser.parse_args()
    engine = open_engine(asked.engine)
    print("set                       bold  kept      %" + "  chrF2++  without bold" * asked.quality)
    for path in asked.files:
        samples = stressed(path.read_text("utf-8").splitlines(), asked.most)
        texts = english([source for source, _, _ in samples], engine)
        kept = sum(min(marks(text), 1) for text in texts)
        line = f"{path.stem:25} {len(samples):4} {kept:5} {100 * kept / max(len(samples), 1):6.1f}"
        if asked.quality:
            from sacrebleu.metrics import CHRF

            plainly = english([source for _, source, _ in samples], engine)
            scores = (CHRF(word_order=2).corpus_score([plain(text) for text in of], [[target for *_, target in samples]]).score
                      for of in (texts, plainly))  # fmt: skip
            line += "".join(f"{score:9.1f}" for score in scores)
        print(line)


if __name__ == "__main__":
    main()
