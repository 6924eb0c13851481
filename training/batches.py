"""Examples as piece numbers, and batches of like length in an order that can be taken up again."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bilingual.engines.ctranslate.hints import MARKS, Hint, hinted
from training.files import lines
from training.model import END, START

POOL = 30_000
"""Examples sorted by length together: enough for little padding, few enough that the order stays mixed."""
LONGEST = 220
"""Pieces of one side; longer examples are left out."""

SEVERAL = re.compile("▁?[㐀-鿿]{2,}")
Pieces = np.ndarray[tuple[int], np.dtype[np.uint16]]


@dataclass(frozen=True, slots=True)
class Examples:
    """All pieces of one side in one array, and where each example ends."""

    source: Pieces
    target: Pieces
    source_ends: np.ndarray[tuple[int], np.dtype[np.int64]]
    target_ends: np.ndarray[tuple[int], np.dtype[np.int64]]
    wrong: dict[int, list[int]]
    """Examples of what not to say: the places of the pieces (END counted) that must become less likely after those before."""

    def __len__(self) -> int:
        return len(self.source_ends) - 1

    def pair(self, number: int) -> tuple[Pieces, Pieces]:
        """The pieces of one example, without marks."""
        ends = self.source_ends, self.target_ends
        return (
            self.source[ends[0][number] : ends[0][number + 1]],
            self.target[ends[1][number] : ends[1][number + 1]],
        )


def _flat(rows: Sequence[Sequence[int]]) -> tuple[Pieces, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    ends = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=ends[1:])
    flat = np.empty(ends[-1], np.uint16)
    for number, row in enumerate(rows):
        flat[ends[number] : ends[number + 1]] = row
    return flat, ends


def with_hints(zh: str, hints: Iterable[str], processor: Any) -> list[int]:
    """The pieces of a source with hints as the examples write them, `end gloss`, or `end! gloss` for a term."""
    split = (hint.split(" ", 1) for hint in hints)
    found = [Hint(int(end.rstrip("!")), "", gloss, end.endswith("!")) for end, gloss in split]
    return hinted(zh, found, processor.encode, [processor.piece_to_id(mark) for mark in MARKS])


def _apart(processor: Any) -> dict[int, list[int]]:
    """The pieces of two Hanzi or more, and the pieces of their characters."""
    pieces = ((number, processor.id_to_piece(number)) for number in range(processor.get_piece_size()))
    parts = {number: [processor.piece_to_id(char) for char in piece] for number, piece in pieces if SEVERAL.fullmatch(piece)}
    return {number: known for number, known in parts.items() if processor.unk_id() not in known}


def encode(path: Path, processor: Any, threads: int = 2, mistakes: Path | None = None, respelt: float = 0.0) -> Examples:
    """The examples of a `Chinese<TAB>English` file, hints behind them, as a SentencePieceProcessor cuts them.

    Those longer than LONGEST are left out.

    `mistakes`: a file of mistakes.py, `Chinese<TAB>pieces<TAB>places`. `respelt`: the part of the Chinese pieces cut into
    their characters, other ones each time, so that words are known by these too (after Kudo 2018, arXiv:1804.10959).
    """
    sources, targets, wrong = list[list[int]](), list[list[int]](), dict[int, list[int]]()
    chunk, chance, apart = list[list[str]](), random.Random(1), _apart(processor)

    def respell(piece: int) -> Sequence[int]:
        return apart.get(piece, (piece,))

    def flush() -> None:
        both = [processor.encode([pair[side] for pair in chunk], num_threads=threads) for side in (0, 1)]
        for number, (zh, _, *hints) in enumerate(chunk):
            if hints:
                both[0][number] = with_hints(zh, hints, processor)
        for source, target in zip(*both, strict=True):
            source = [part for piece in source for part in (respell(piece) if chance.random() < respelt else (piece,))]
            if 0 < len(source) <= LONGEST and 0 < len(target) <= LONGEST:
                sources.append(source)
                targets.append(target)
        chunk.clear()

    for line in lines(path):
        chunk.append(line.split("\t"))
        if len(chunk) == 20_000:
            flush()
    if chunk:
        flush()
    for line in lines(mistakes) if mistakes else ():
        zh, pieces, places = line.split("\t")
        wrong[len(sources)] = [int(place) for place in places.split()]
        sources.append(processor.encode(zh))
        targets.append([processor.piece_to_id(piece) for piece in pieces.split(" ")])
    (source, source_ends), (target, target_ends) = _flat(sources), _flat(targets)
    return Examples(source, target, source_ends, target_ends, wrong)


def _padded(rows: list[np.ndarray[tuple[int], np.dtype[np.int64]]]) -> torch.Tensor:
    table = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return torch.from_numpy(table)


def batch(examples: Examples, numbers: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Source (ends with END), target (begins with START) and wanted (ends with END), padded with 0.

    Of an example of mistakes, wanted is 0 but for the wrong pieces, which are below 0.
    """
    pairs = [examples.pair(number) for number in numbers]
    return (
        _padded([np.append(source, END).astype(np.int64) for source, _ in pairs]),
        _padded([np.concatenate(([START], target)).astype(np.int64) for _, target in pairs]),
        _padded([_wanted(examples, number) for number in numbers]),
    )


def _wanted(examples: Examples, number: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    pieces = np.append(examples.pair(number)[1], END).astype(np.int64)
    wrong = examples.wrong.get(number)
    if wrong is None:
        return pieces
    unlearnt = np.zeros_like(pieces)
    unlearnt[wrong] = -pieces[wrong]
    return unlearnt


def numbers(examples: Examples, tokens: int, seed: int) -> Iterator[list[int]]:
    """One pass over the examples as lists of their numbers, each at most `tokens` padded pieces; the same for the same seed."""
    chance = random.Random(seed)
    order = list(range(len(examples)))
    chance.shuffle(order)
    source, target = np.diff(examples.source_ends) + 1, np.diff(examples.target_ends) + 1
    for start in range(0, len(order), POOL):
        pool = sorted(order[start : start + POOL], key=lambda number: (target[number], source[number]))
        batches, current, widest = list[list[int]](), list[int](), [0, 0]
        for number in pool:
            wider = [max(widest[0], source[number]), max(widest[1], target[number])]
            if current and (len(current) + 1) * sum(wider) > tokens:
                batches.append(current)
                current, wider = [], [source[number], target[number]]
            current.append(number)
            widest = wider
        batches.append(current)
        chance.shuffle(batches)
        yield from batches
