"""An optimiser for matrices (Jordan et al. 2024; scaled as by Liu et al. 2025, arXiv:2502.16982)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


class Muon:
    """Momentum whose update is made orthogonal, for matrices of equal shape at once."""

    def __init__(self, matrices: list[nn.Parameter], decay: float = 0.05, momentum: float = 0.95) -> None:
        self.decay, self.momentum = decay, momentum
        kinds: dict[tuple[int, int], list[nn.Parameter]] = {}
        for matrix in matrices:
            kinds.setdefault((matrix.shape[0], matrix.shape[1]), []).append(matrix)
        self.groups = [(group, torch.zeros(len(group), *kind, device=group[0].device)) for kind, group in kinds.items()]

    @torch.no_grad()
    def step(self, rate: float) -> None:
        """One update."""
        for group, moving in self.groups:
            slopes = torch.stack([matrix.grad for matrix in group])  # type: ignore[misc]
            moving.lerp_(slopes, 1 - self.momentum)
            rows, columns = moving.shape[1:]
            parts = max(1, round(rows / columns)) if rows in (2 * columns, 3 * columns) else 1
            update = orthogonal(slopes.lerp_(moving, self.momentum).view(-1, rows // parts, columns)).view_as(moving)
            scale = 0.2 * math.sqrt(max(rows // parts, columns))
            torch._foreach_mul_(group, 1 - rate * self.decay)
            torch._foreach_add_(group, list(update.float().unbind()), alpha=-rate * scale)


def orthogonal(matrices: Tensor) -> Tensor:
    """N×R×C: each nearly the orthogonal matrix next to it, by five steps of a polynomial (its numbers are Jordan's)."""
    x = matrices.bfloat16()
    tall = x.shape[1] > x.shape[2]
    x = x.mT if tall else x
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(5):
        square = x @ x.mT
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    return x.mT if tall else x
