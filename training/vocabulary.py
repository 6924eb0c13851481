"""`python -m training.vocabulary`: which of the words that Chinese uses most the pairs hardly have, to write pairs with.

Counts the words of the files that mix.toml takes at least twice, talk and general prose, and writes `missing.txt`: those of
jieba's commonest words that stand in fewer than `--least` pairs, the commonest first.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from training.alignment import zh_words
from training.cleaning import HANZI
from training.exchange import kinds
from training.files import command, lines, writing
from training.marks import unmarked


def common(most: int) -> Iterator[str]:
    """The words of two characters or more that jieba has seen most often, people's names left out."""
    words = [(often, word) for word, (kind, often) in kinds().items() if len(word) > 1 and HANZI.match(word) and kind[:2] != "nr"]
    return (word for _, word in sorted(words, reverse=True)[:most])


def counted(texts: Iterable[str]) -> Counter[str]:
    """In how many texts each word stands.

    >>> counted(["猫追猫。", "猫睡了。"])["猫"]
    2
    """
    return Counter(word for text in texts for word in {text[start:end] for start, end in zh_words(text)})


def chinese(pairs: Path, names: Set[str]) -> Iterator[str]:
    """The Chinese of the pairs of these files."""
    for line in lines(pairs):
        name, zh, _ = line.split("\t")
        if name in names:
            yield unmarked(zh)


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--mix", type=Path, default=Path(__file__).with_name("mix.toml"))
    parser.add_argument("--words", type=int, default=30_000, help="how many of the commonest words to look for")
    parser.add_argument("--least", type=int, default=3)
    given = parser.parse_args(arguments)
    times: dict[str, float] = tomllib.loads(given.mix.read_text("utf-8"))["weights"]
    have = counted(chinese(given.work / "pairs.tsv", {name for name, often in times.items() if often >= 2}))
    missing = [word for word in common(given.words) if have[word] < given.least]
    with writing(given.work / "missing.txt") as out:
        out.writelines(f"{word}\n" for word in missing)
    print(f"{len(missing):,} of the {given.words:,} commonest words stand in fewer than {given.least} pairs")


if __name__ == "__main__":
    command(main)
