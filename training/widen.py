"""`python -m training.widen PACKAGE --out FILE`: the same translator twice as wide, to carry on learning from.

Every unit of the residual stream, every head and every unit of the inner layers is there twice, so the wide model says at first
what the narrow one says (function-preserving growth: Chen, Goodfellow, Shlens 2016, arXiv:1511.05641). What reads a doubled
unit divides its weight unevenly between the two copies: so each copy gets gradients of its own, and they grow apart.
Embeddings are read times the root of the width (model.py), so they are divided by the root of 2; scores are made with the
same table, so the last normalisation of the decoder is divided by it, too.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from training import warm
from training.files import command
from training.model import Translator

UNEVEN = 0.3
"""How far from a half the share of the first copy may be."""


def _halved(weight: Tensor, chance: torch.Generator) -> Tensor:
    """`weight`, out×in, for a doubled input: out×2in."""
    share = 0.5 + UNEVEN * (2 * torch.rand(weight.shape, generator=chance) - 1)
    return torch.cat([weight * share, weight * (1 - share)], 1)


def _doubled(rows: Tensor, parts: int) -> Tensor:
    """Each of `parts` blocks of rows (query, key, value) twice, one copy behind the other."""
    return torch.cat([torch.cat([block, block]) for block in rows.chunk(parts)])


def _parts(name: str, weights: dict[str, Tensor]) -> int:
    """How many blocks of the model's width a linear layer's rows are: those of an attention's queries, keys and values."""
    rows, width = weights[f"{name.rpartition('.')[0]}.weight"].shape
    return rows // width if "attention" in name else 1


def widened(model: Translator, seed: int = 1) -> Translator:
    """A translator of twice the width that gives the same scores."""
    shape, chance = model.shape, torch.Generator().manual_seed(seed)
    weights = model.state_dict()
    found = {}
    for name, tensor in weights.items():
        if name in ("embedding", "encodings"):
            found[name] = torch.cat([tensor, tensor], 1) * (2**-0.5 if name == "embedding" else 1)
        elif "linear" in name and tensor.dim() == 2:
            found[name] = _doubled(_halved(tensor, chance), _parts(name, weights))
        elif "linear" in name:
            found[name] = _doubled(tensor, _parts(name, weights))
        else:
            found[name] = torch.cat([tensor, tensor]) * (2**-0.5 if name.startswith("decoder.layer_norm") else 1)
    wide = Translator(replace(shape, width=2 * shape.width, heads=2 * shape.heads, inner=2 * shape.inner))
    wide.load_state_dict(found)
    return wide


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("start", type=Path, help="unpacked package or checkpoint")
    parser.add_argument("--out", type=Path, default=Path("training/work/wide.pt"))
    given = parser.parse_args(arguments)
    warm.save(widened(warm.load(given.start)), given.out)


if __name__ == "__main__":
    command(main)
