"""`python -m training.packing`: examples as piece numbers, small enough to be sent to an accelerator; and their unpacking there.

A packed file is xz around 16-bit numbers: how many examples, the lengths of their two sides, then the pieces of both. Examples
stand sorted by their English, so that the many forms of one pair compress each other away; whoever learns shuffles them.
Unpacking needs nothing but NumPy.
"""

from __future__ import annotations

import argparse
import lzma
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

Numbers = np.ndarray[tuple[int], np.dtype[Any]]
SHARES = 8
"""Files that a set of examples is divided into: they are unpacked side by side."""
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 1 << 27, "lc": 3, "lp": 1, "pb": 1}]


@dataclass(frozen=True, slots=True)
class Packed:
    """Examples as pieces without marks: all pieces of one side in one array, and the lengths of the examples."""

    source: Numbers
    target: Numbers
    source_lengths: Numbers
    target_lengths: Numbers

    def to_bytes(self) -> bytes:
        """As a packed file holds it."""
        count = np.array([len(self.source_lengths)], np.uint32)
        sides = (self.source_lengths, self.target_lengths, self.source, self.target)
        plain = count.tobytes() + b"".join(side.astype(np.uint16).tobytes() for side in sides)
        return lzma.compress(plain, lzma.FORMAT_XZ, filters=FILTERS)

    @classmethod
    def from_bytes(cls, data: bytes) -> Packed:
        """What `to_bytes` made."""
        plain = lzma.decompress(data)
        count = int(np.frombuffer(plain, np.uint32, 1)[0])
        numbers = np.frombuffer(plain, np.uint16, offset=4)
        lengths, pieces = numbers[: 2 * count].astype(np.int64), numbers[2 * count :]
        middle = int(lengths[:count].sum())
        return cls(pieces[:middle], pieces[middle:], lengths[:count], lengths[count:])


def joined(parts: Sequence[Packed]) -> Packed:
    """Several as one."""
    sides = ("source", "target", "source_lengths", "target_lengths")
    return Packed(*(np.concatenate([getattr(part, side) for part in parts]) for side in sides))


def packed(rows: Iterable[tuple[Numbers, Numbers]]) -> Packed:
    """Pairs of pieces.

    >>> one = packed([(np.array([5, 6]), np.array([7])), (np.array([8]), np.array([9, 10]))])
    >>> Packed.from_bytes(one.to_bytes()).target.tolist(), one.source_lengths.tolist()
    ([7, 9, 10], [2, 1])
    """
    pairs = list(rows)
    sides = [[pair[side] for pair in pairs] for side in (0, 1)]
    flat = [np.concatenate(side) for side in sides]
    return Packed(*flat, *(np.array([len(row) for row in side], np.int64) for side in sides))


def _share(rows: list[tuple[Numbers, Numbers]], path: Path) -> int:
    return path.write_bytes(packed(rows).to_bytes())


def _read(path: Path) -> Packed:
    return Packed.from_bytes(path.read_bytes())


def read(folder: Path, name: str) -> Packed:
    """All shares of a set."""
    with ProcessPoolExecutor() as pool:
        return joined(list(pool.map(_read, sorted(folder.glob(f"{name}.*.xz")))))


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    import sentencepiece

    from training import batches

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path, nargs="+", help="files of augment.py; those that make one set")
    parser.add_argument("--name", default="mix", help="of the set")
    parser.add_argument("--tokenizer", type=Path, default=Path("training/work/sentencepiece.model"))
    parser.add_argument("--respell", type=float, default=0.1, help="part of the Chinese pieces cut into characters")
    parser.add_argument("--shares", type=int, default=SHARES)
    parser.add_argument("--out", type=Path, default=Path("training/work/packed"))
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    processor = sentencepiece.SentencePieceProcessor(str(given.tokenizer))
    rows = list[tuple[Numbers, Numbers]]()
    for path in given.examples:
        examples = batches.encode(path, processor, 2, respelt=given.respell)
        rows += [examples.pair(number) for number in range(len(examples))]
    rows.sort(key=lambda pair: pair[1].tobytes())
    size = -(-len(rows) // given.shares)
    with ProcessPoolExecutor(2) as pool:
        done = [
            pool.submit(_share, rows[start : start + size], given.out / f"{given.name}.{start // size}.xz")
            for start in range(0, len(rows), size)
        ]
        total = sum(share.result() for share in done)
    pieces = sum(len(target) for _, target in rows)
    print(f"{given.name}: {len(rows):,} examples, {pieces:,} target pieces, {total / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
