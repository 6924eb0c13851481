"""`python -m training.ordinary OUT`: English words that are no names, for `bilingual/lang/ordinary_words.txt`.

Counts how each word of the pairs' English is written where no sentence begins. Those that have a small letter at least
`--least` times, and a capital in hardly any place, are written in the order of the alphabet.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from training.files import command, lines, writing
from training.marks import unmarked

_WORD_OR_BEGINNING = re.compile(r"[A-Za-z][A-Za-z-]*|[.!?:;\"“‘(\[*•|/]")
_MOST_CAPITALS = 0.06
"""Above this part of its places a word is taken for one that may be a name: `Apple`, `May`, `Will`."""


def ordinary(texts: Iterable[str], least: int) -> list[str]:
    """The words that are no name, at least `least` times so.

    >>> ordinary(["The cat saw Tom.", "A cat sat. Cats sit: Cat and Tom.", "The Cat Tom"], 2)
    ['cat']
    """
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in (text for text in texts if text.endswith((".", "?", "!"))):  # titles have capitals of their own
        for before, word in pairwise(_WORD_OR_BEGINNING.findall(text)):
            if before[0].isalpha():
                (small if word[0].islower() else capital)[word.lower()] += 1
    return sorted(word for word, often in small.items() if often >= least and capital[word] <= _MOST_CAPITALS * often)


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--least", type=int, default=100)
    given = parser.parse_args(arguments)
    words = ordinary((unmarked(line.split("\t")[2]) for line in lines(given.work / "pairs.tsv")), given.least)
    with writing(given.out) as out:
        out.writelines(f"{word}\n" for word in words)
    print(f"{len(words):,} words")


if __name__ == "__main__":
    command(main)
