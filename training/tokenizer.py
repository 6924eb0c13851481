"""`python -m training.tokenizer`: one SentencePiece model for both languages, learnt from `aligned.tsv` as the mix weighs it.

Unigram pieces, byte fallback, `nmt_nfkc`, and each slot one piece that nothing splits. Numbers 0 to 3 are the padding, start,
end and unknown marks, as export.py and CTranslate2 expect them.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

from training.files import FileFault, command, lines, replacing
from training.marks import unmarked

SLOTS = tuple(f"⟦{digit}⟧" for digit in range(10))
SLOT = re.compile("⟦[0-9]⟧")
SENTENCES = 600_000
"""Sides of pairs to learn from: more changes nothing that could be seen and takes long."""


def sentences(path: Path, chance: random.Random) -> Iterator[str]:
    """Both sides of the pairs, as often as they will be seen, the frequent ones at most four times."""
    for line in lines(path):
        _, often, zh, en, _ = line.split("\t")
        for _ in range(min(4, int(often))):
            yield from (unmarked(side) for side in (zh, en) if chance.random() < 0.9)


def train(work: Path, pieces: int, seed: int = 1) -> Path:
    """Write `sentencepiece.model` and return its path; FileFault when the text is too little for so many pieces."""
    import sentencepiece

    chance = random.Random(seed)
    text = list(sentences(work / "aligned.tsv", chance))
    chance.shuffle(text)
    path = work / "sentencepiece.model"
    with replacing(path) as hidden, hidden.open("wb") as out:
        try:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(text[:SENTENCES]),
                model_writer=out,
                vocab_size=pieces,
                model_type="unigram",
                character_coverage=0.9995,
                byte_fallback=True,
                user_defined_symbols=list(SLOTS),
                normalization_rule_name="nmt_nfkc",
                pad_id=0,
                bos_id=1,
                eos_id=2,
                unk_id=3,
                pad_piece="<blank>",
                minloglevel=2,
                num_threads=2,
            )
        except RuntimeError as problem:
            raise FileFault(f"{pieces} pieces cannot be learnt from {len(text)} sentences ({problem}).") from problem
    return path


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--pieces", type=int, default=10_000)
    given = parser.parse_args(arguments)
    print(train(given.work, given.pieces))


if __name__ == "__main__":
    command(main)
