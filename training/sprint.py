"""`python -m training.sprint`: learn a wide model on an accelerator in some minutes of wall clock, from packed examples.

Needs PyTorch and NumPy alone, and no file of the project beyond this package. Two phases: a wide mix, then the usual one with
every batch seen twice under different dropout, whose two answers are to agree (R-Drop, Liang et al. 2021, arXiv:2106.14448).
Muon on the hidden matrices, AdamW on the rest. The rate is held and then falls to nothing at the end of the time.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training import packing, warm
from training.model import Attention, Shape, Translator, reckoning
from training.muon import Muon
from training.padded import Batches

PART = 15 << 20
"""Bytes of a file that is brought back."""


def _mix(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    batch, heads, length, width = query.shape
    if mask is not None:
        mask = mask.expand(batch, heads, length, key.shape[2])
    mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=mask is None)
    return mixed.transpose(1, 2).reshape(batch, length, heads * width)


class Fused(Translator):
    """The translator with the attention that accelerators have in hardware; without a mask it looks back, not ahead."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        for module in self.modules():
            if isinstance(module, Attention):
                module._mix = _mix  # type: ignore[method-assign,assignment]

    def scores(self, source: Tensor, target: Tensor) -> Tensor:
        """B×T×V scores of the next piece; source B×S and target B×T as for Translator.forward."""
        mask = (source != 0)[:, None, None, :]
        memory = self.encoder(self._embed(source), mask)
        return self.decoder(self._embed(target), None, memory, mask) @ self.embedding.T  # type: ignore[no-any-return]


def loss(model: Fused, source: Tensor, target: Tensor, wanted: Tensor, agree: float, smoothing: float) -> tuple[Tensor, Tensor]:
    """Mean label-smoothed loss a piece and the part of it without smoothing and agreement.

    Where `agree` is above 0 the second half of the batch is the first half again, and the two answers are pulled together.
    """
    logs = model.scores(source, target).float().log_softmax(-1)
    real = wanted != 0
    count = real.sum()
    picked = logs.gather(-1, wanted[..., None])[..., 0]
    plain = -(picked * real).sum() / count
    whole = (1 - smoothing) * plain - smoothing * (logs.mean(-1) * real).sum() / count
    if agree:
        first, second = logs.chunk(2)
        apart = ((first.exp() - second.exp()) * (first - second)).sum(-1)
        whole = whole + agree * (apart * real.chunk(2)[0]).sum() / count
    return whole, plain.detach()


class Sprint:
    """A model, its optimisers, and the time."""

    def __init__(self, given: argparse.Namespace, device: torch.device) -> None:
        self.given, self.device = given, device
        width = given.width
        shape = Shape(given.pieces, width, width // 64, 4 * width, *given.layers)
        torch.manual_seed(given.seed)
        self.model = Fused(shape)
        if given.start:
            self.model.load_state_dict(torch.load(given.start, map_location="cpu", weights_only=True))
        self.model.to(device)
        hidden = [p for name, p in self.model.named_parameters() if p.dim() == 2 and name != "embedding"]
        others = [p for name, p in self.model.named_parameters() if p.dim() != 2 or name == "embedding"]
        self.muon = Muon(hidden)
        self.adam = torch.optim.AdamW(others, lr=0.0, betas=(0.9, 0.98), weight_decay=0.0, fused=True)
        self.loss = torch.compile(loss, dynamic=True) if given.compile else loss
        self.steps = self.pieces = 0
        self.began = time.monotonic()

    def reckoning(self) -> torch.autocast:
        """In the numbers that the device is fast in."""
        return torch.autocast(self.device.type, torch.bfloat16, enabled=reckoning(self.device) == torch.bfloat16)

    def rate(self) -> float:
        """The rate now, by the time that is spent."""
        part = (time.monotonic() - self.began) / self.given.seconds
        hold = self.given.hold
        return float(self.given.rate * min(1.0, (self.steps + 1) / self.given.warmup, max(0.0, (1 - part) / (1 - hold))))

    def step(self, tensors: tuple[Tensor, Tensor, Tensor], agree: float) -> Tensor:
        """One update; the plain loss in nats."""
        if agree:
            tensors = tuple(torch.cat([one, one]) for one in tensors)  # type: ignore[assignment]
        with self.reckoning():
            whole, plain = self.loss(self.model, *tensors, agree, 0.1)
        whole.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0, foreach=True)
        rate = self.rate()
        self.muon.step(rate)
        for group in self.adam.param_groups:
            group["lr"] = rate
        self.adam.step()
        self.model.zero_grad(set_to_none=True)
        self.steps += 1
        return plain

    @torch.no_grad()
    def nats(self, sets: dict[str, Batches]) -> dict[str, float]:
        """Nats a piece on each set."""
        self.model.eval()
        found = {}
        for name, batches in sets.items():
            total = count = 0.0
            for part, wide, long in batches.numbers(self.given.tokens, np.random.default_rng(0)):
                tensors = batches.batch(part, wide, long)
                with self.reckoning():
                    _, plain = loss(self.model, *tensors, 0.0, 0.0)
                size = float((tensors[2] != 0).sum())
                total, count = total + float(plain) * size, count + size
            found[name] = round(total / count, 3)
        self.model.train()
        return found


def weights(model: nn.Module) -> dict[str, Tensor]:
    """The parameters in half precision, the embedding as rows of 8 bits with what they are divided by, as it is shipped."""
    state = {name: parameter.detach().cpu() for name, parameter in model.named_parameters()}
    table = state.pop("embedding")
    scale = 127 / table.abs().amax(1, keepdim=True)
    halves = {name: tensor.half() for name, tensor in state.items()}
    return {**halves, "embedding": (table * scale).round().to(torch.int8), "embedding_scale": scale}


def whole(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """What `weights` made, as float32."""
    rest = {name: tensor.float() for name, tensor in state.items() if not name.startswith("embedding")}
    return {**rest, "embedding": state["embedding"].float() / state["embedding_scale"]}


class Phase(NamedTuple):
    """A part of the time."""

    name: str
    """Of the set."""
    until: float
    """The part of the time at which it ends."""
    agree: float
    """How strongly two answers to one batch are pulled together; 0: each batch is seen once."""
    dropout: float

    @classmethod
    def parsed(cls, text: str) -> Phase:
        """`set:until:agree:dropout`.

        >>> Phase.parsed("mix:1:0.5:0.2")
        Phase(name='mix', until=1.0, agree=0.5, dropout=0.2)
        """
        name, *numbers = text.split(":")
        return cls(name, *map(float, numbers))


def save(model: nn.Module, shape: Shape, out: Path) -> None:
    """Write `weights.pt` in parts that are small enough to be brought back; `cat weights.pt.*` puts them together."""
    path = out / "weights.pt"
    torch.save({"shape": shape.as_dict(), "weights": weights(model)}, path)
    data = path.read_bytes()
    path.unlink()
    for number, start in enumerate(range(0, len(data), PART)):
        path.with_name(f"weights.pt.{number}").write_bytes(data[start : start + PART])


def collect(folder: Path, out: Path) -> Path:
    """Put the parts of `save` together as a checkpoint that export.py averages and train.py starts from."""
    parts = sorted(folder.glob("weights.pt.*"), key=lambda part: int(part.suffix[1:]))
    state = torch.load(io.BytesIO(b"".join(part.read_bytes() for part in parts)), weights_only=True)
    model = Translator(Shape(**state["shape"]))
    model.load_state_dict({**whole(state["weights"]), "encodings": model.encodings})
    path = out / "step-0000001.pt"
    warm.save(model, path)
    return path


def run(sprint: Sprint, phases: Sequence[Phase], sets: dict[str, Batches], checks: dict[str, Batches]) -> None:
    """Learn until the time is spent."""
    given, chance = sprint.given, np.random.default_rng(sprint.given.seed)
    told, losses = time.monotonic(), list[Tensor]()
    for name, until, agree, dropout in phases:
        batches = sets[name]
        sprint.model.drop(dropout)
        while time.monotonic() - sprint.began < until * given.seconds:
            for part, wide, long in batches.numbers(given.tokens // (2 if agree else 1), chance):
                losses.append(sprint.step(batches.batch(part, wide, long), agree))
                sprint.pieces += int(batches.lengths[1][part].sum()) + len(part)
                if sprint.steps % 20 == 0 and time.monotonic() - sprint.began >= until * given.seconds:
                    break
                if sprint.steps % 20 == 0 and time.monotonic() - told > given.tell:
                    told = _tell(sprint, name, losses, checks)
    _tell(sprint, "end", losses, checks)


def _tell(sprint: Sprint, name: str, losses: list[Tensor], checks: dict[str, Batches]) -> float:
    entry = {
        "phase": name,
        "seconds": round(time.monotonic() - sprint.began),
        "steps": sprint.steps,
        "pieces": sprint.pieces,
        "loss": round(float(torch.stack(losses).mean()), 3) if losses else None,
        **sprint.nats(checks),
    }
    losses.clear()
    print(json.dumps(entry), flush=True)
    with (sprint.given.out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(entry) + "\n")
    return time.monotonic()


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packed", type=Path, default=Path("training/work/packed"))
    parser.add_argument("--checks", nargs="*", default=["talk", "flores", "newstest2019", "tatoeba", "held_out", "set_aside"])
    usual = [Phase("wide", 0.35, 0, 0.1), Phase("mix", 1, 1, 0.2)]
    parser.add_argument("--phases", type=Phase.parsed, nargs="+", default=usual, help="set:until:agreement:dropout")
    parser.add_argument("--seconds", type=float, default=480)
    parser.add_argument("--tell", type=float, default=30, help="seconds between two lines")
    parser.add_argument("--tokens", type=int, default=50_000, help="padded pieces of both sides that are reckoned at once")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--hold", type=float, default=0.4, help="part of the time before the rate falls")
    parser.add_argument("--warmup", type=int, default=300, help="steps")
    parser.add_argument("--pieces", type=int, default=16_000)
    parser.add_argument("--width", type=int, default=512)
    parser.add_argument("--layers", type=int, nargs=2, default=(6, 2), metavar=("ENCODER", "DECODER"))
    parser.add_argument("--start", type=Path)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("training/work/sprint"))
    parser.add_argument("--collect", type=Path, help="folder of what was brought back: a checkpoint of it in --out, no more")
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    if given.collect:
        print(collect(given.collect, given.out))
        return
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.set_float32_matmul_precision("high")
    torch.backends.cuda.enable_cudnn_sdp(False)
    sets = {phase.name: Batches(packing.read(given.packed, phase.name), device) for phase in given.phases}
    checks = {name: Batches(packing.read(given.packed, name), device) for name in given.checks}
    print(
        {name: f"{len(batches.lengths[0]):,} examples, {batches.pieces:,} pieces" for name, batches in sets.items()}, flush=True
    )
    sprint = Sprint(given, device)
    run(sprint, given.phases, sets, checks)
    save(sprint.model, sprint.model.shape, given.out)


if __name__ == "__main__":
    main()
