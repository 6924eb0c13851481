"""Packed examples on an accelerator: everything lies in its memory, and batches are made there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from training import packing
from training.model import END, START

POOL = 200_000
"""Examples sorted by length together."""
STEP = 8
"""Lengths are padded to a multiple of this."""


class Batches:
    """Packed examples on the device, as padded batches."""

    def __init__(self, packed: packing.Packed, device: torch.device) -> None:
        self.device = device
        self.flat = [torch.from_numpy(side.astype(np.int32)).to(device) for side in (packed.source, packed.target)]
        self.lengths = packed.source_lengths, packed.target_lengths
        self.starts = [torch.from_numpy(np.concatenate(([0], np.cumsum(lengths)[:-1]))).to(device) for lengths in self.lengths]
        self.sizes = [torch.from_numpy(lengths).to(device) for lengths in self.lengths]
        self.pieces = int(packed.target_lengths.sum())

    def numbers(self, tokens: int, chance: np.random.Generator) -> Iterator[tuple[np.ndarray, int, int]]:
        """One pass in random order: the examples of a batch and how far its sides are padded; endless."""
        source, target = (-(-(lengths + 1) // STEP) * STEP for lengths in self.lengths)
        order = chance.permutation(len(source))
        for begin in range(0, len(order), POOL):
            pool = order[begin : begin + POOL]
            pool = pool[np.lexsort((chance.random(len(pool)), source[pool], target[pool]))]
            batches, start = list[tuple[np.ndarray, int, int]](), 0
            while start < len(pool):
                guess = max(1, tokens // int(source[pool[start]] + target[pool[start]]))
                part = pool[start : start + guess]
                wide, long = np.maximum.accumulate(source[part]), np.maximum.accumulate(target[part])
                fits = int(np.searchsorted((wide + long) * np.arange(1, len(part) + 1), tokens, "right"))
                part = part[: max(1, fits)]
                batches.append((part, int(source[part].max()), int(target[part].max())))
                start += len(part)
            for number in chance.permutation(len(batches)):
                yield batches[number]

    def batch(self, part: np.ndarray, wide: int, long: int) -> tuple[Tensor, Tensor, Tensor]:
        """Source, target and wanted of these examples, padded with 0."""
        numbers = torch.from_numpy(part).to(self.device, non_blocking=True)
        padded = [self._padded(side, numbers, width) for side, width in ((0, wide), (1, long))]
        source, wanted = padded
        begins = torch.full((len(part), 1), START, device=self.device, dtype=wanted.dtype)
        target = torch.cat([begins, wanted[:, :-1]], 1)
        return source, torch.where(target == END, 0, target), wanted

    def _padded(self, side: int, numbers: Tensor, width: int) -> Tensor:
        places = torch.arange(width, device=self.device)
        sizes, starts = self.sizes[side][numbers][:, None], self.starts[side][numbers][:, None]
        inside = places < sizes
        pieces = self.flat[side][torch.where(inside, starts + places, 0)].long()
        return torch.where(inside, pieces, torch.where(places == sizes, END, 0))
