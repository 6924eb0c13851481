"""`python -m training.mistakes PACKAGE`: what a model does wrong with slots and in loops, to be unlearnt by `train --mistakes`.

The model translates sentences it has hardly seen, with slots in the place of words, wherever they fall. No reference is needed
to see that a slot came twice, that one came which was not asked for, that the sentence ended before all were there, or that
words run in a circle. train.py makes each such piece less likely after the model's own words before it (unlikelihood: Welleck
et al. 2020, arXiv:1908.04319); the references alone never show these places, since nothing in them is wrong.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.augment import COUNTS
from training.evaluate import ENDS, Package, held, slotted
from training.files import command, lines, writing
from training.marks import unmarked
from training.tokenizer import SLOT, SLOTS

END = "</s>"
MOST = 90
"""Chinese characters of a sentence."""
CIRCLE = 10
"""Pieces of the longest circle looked for."""


def wrong(asked: Sequence[str], pieces: Sequence[str]) -> list[int]:
    """Where a hypothesis goes wrong, its END counted as a piece; nothing beyond the first circle.

    >>> wrong(["⟦1⟧"], ["▁the", "⟦1⟧", "▁of", "⟦1⟧"]), wrong(["⟦1⟧"], ["▁the", "⟦2⟧"]), wrong([], "▁a ▁b ▁a ▁b ▁c".split())
    ([3], [1, 2], [2, 3])
    """
    left, found = Counter(asked), list[int]()
    for number, piece in enumerate(pieces):
        if piece in SLOTS:
            left[piece] -= 1
            if left[piece] < 0:
                found.append(number)
        circle = _circle(pieces[: number + 1])
        if circle:
            return sorted({*found, *range(number + 1 - circle, number + 1)})
    return found + [len(pieces)] * any(count > 0 for count in left.values())


def _circle(pieces: Sequence[str]) -> int:
    """How many last pieces repeat those right before them: two or more, or one for the third time; 0 when none do."""
    last = len(pieces)
    for size in range(2, min(CIRCLE, last // 2) + 1):
        if pieces[last - size :] == pieces[last - 2 * size : last - size] and len(set(pieces[last - size :])) > 1:
            return size
    return int(last > 2 and len(set(pieces[last - 3 :])) == 1)


def sources(path: Path, count: int, plain: float, chance: random.Random) -> Iterator[str]:
    """Chinese sentences of pairs.tsv, with slots or (`plain` of them) without; of a file of n lines as many as the root of n."""
    by_name: dict[str, list[str]] = {}
    for line in lines(path):
        name, zh, *_ = line.split("\t")
        sentences = [part for part in ENDS.split(unmarked(zh)) if 5 < len(part) <= MOST]
        if sentences:
            by_name.setdefault(name, []).extend(sentences)
    weights = [len(some) ** 0.5 for some in by_name.values()]
    for name in chance.choices(list(by_name), weights, k=count):
        zh = chance.choice(by_name[name])
        if chance.random() < plain:
            yield zh
        else:
            yield chance.choice((held, held, slotted))(zh, chance.choice(COUNTS), chance)


def _kind(said: Sequence[str]) -> str:
    if not said:
        return "right"
    return "slots" if {*said} & {*SLOTS, END} else "circles"


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of an unpacked package")
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--count", type=int, default=60_000, help="sentences to translate")
    parser.add_argument("--plain", type=float, default=0.3, help="part of them without slots, to find circles")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    chance, kinds = random.Random(given.seed), Counter[str]()
    rows = list(sources(given.work / "pairs.tsv", given.count, given.plain, chance))
    with writing(given.work / "mistakes.tsv") as out:
        for source, pieces in zip(rows, Package(given.package).pieces(rows), strict=True):
            places = wrong(SLOT.findall(source), pieces)
            kinds[_kind([[*pieces, END][at] for at in places])] += 1
            if places:
                out.write(f"{source}\t{' '.join(pieces)}\t{' '.join(map(str, places))}\n")
    print(", ".join(f"{kind} {count:,}" for kind, count in kinds.most_common()))


if __name__ == "__main__":
    command(main)
