"""`python -m training.train`: learn from `examples.tsv` for a given time, saving as it goes; the same command carries on.

Runs on a CPU (bf16 where the processor has it; one process a core) or one CUDA device, unchanged. The learning rate is tied to
the time budget: it rises over the first steps, stays, and falls to nothing at the end of it. Interrupt it when you like: it saves
and stops.
"""

from __future__ import annotations

import argparse
import ctypes
import itertools
import json
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch

from training import batches, warm, workers
from training.files import FileFault, command, replacing
from training.model import Shape, Translator, parameters, reckoning

CHECKPOINT_SECONDS = 300
KEPT = 8
"""Checkpoints kept, the newest; export.py averages the last of them."""


@dataclass(slots=True)
class Progress:
    """What a checkpoint holds besides weights."""

    step: int = 0
    seconds: float = 0.0
    """Of training, over all runs."""
    passes: int = 0
    batch: int = 0
    """Batches done of the present pass."""
    examples: int = 0
    """How many there are: with others than before, a new pass begins."""
    pieces: int = 0
    """Target pieces seen."""
    log: list[dict[str, float]] = field(default_factory=list)


def keep_memory() -> None:
    """Tell glibc to keep what is freed: giving it back and faulting it in again at every step took a fifth of the time."""
    if hasattr(ctypes.CDLL(None), "mallopt"):
        most_mapped, trim_above = -4, -1  # M_MMAP_MAX, M_TRIM_THRESHOLD of malloc.h
        ctypes.CDLL(None).mallopt(most_mapped, 0)
        ctypes.CDLL(None).mallopt(trim_above, 2**31 - 1)


def rate(step: int, part: float, peak: float, warmup: int, hold: float) -> float:
    """The learning rate at a step when `part` of the time budget is spent.

    >>> rate(50, 0.0, 1.0, 100, 0.5), rate(200, 0.4, 1.0, 100, 0.5), rate(900, 0.75, 1.0, 100, 0.5), rate(999, 1.0, 1.0, 100, 0.5)
    (0.5, 1.0, 0.5, 0.0)
    """
    falling = 1.0 if part < hold else max(0.0, (1 - part) / (1 - hold))
    return peak * min(1.0, step / warmup) * falling


def newest(folder: Path) -> Iterator[Path]:
    """Checkpoints, newest first."""
    return iter(sorted(folder.glob("step-*.pt"), reverse=True))


def save(folder: Path, model: Translator, optimizer: torch.optim.Optimizer, progress: Progress) -> None:
    """Write a checkpoint, whole or not at all, and remove the oldest beyond KEPT."""
    path = folder / f"step-{progress.step:07d}.pt"
    state = {
        "shape": model.shape.as_dict(),
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "progress": {name: getattr(progress, name) for name in Progress.__slots__},
    }
    with replacing(path) as hidden:
        try:
            torch.save(state, hidden)
        except RuntimeError as problem:  # torch wraps a full disk in one
            raise FileFault(f"{path} could not be written ({problem}). Free some space; the one before it is whole.") from problem
    for old in list(newest(folder))[KEPT:]:
        old.unlink()


def _shape(given: argparse.Namespace, vocabulary: int) -> Shape:
    width, (encoder, decoder) = given.width, given.layers
    return Shape(vocabulary, width, max(1, width // 64), 4 * width, encoder, decoder)


class Trainer:
    """A model, its optimiser, and where they stand; the same in each process, which takes every n-th batch."""

    def __init__(self, given: argparse.Namespace, vocabulary: int, rank: int) -> None:
        self.given, self.rank = given, rank
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.set_num_threads(given.threads)
        torch.manual_seed(given.seed)
        self.progress = Progress()
        self.asked = self.stopping = False
        """Whether this process was asked to stop, and whether all of them know."""
        state = next((warm.checkpoint(path) for path in newest(given.out)), None)
        if state:
            model = Translator(Shape(**state["shape"]))
            model.load_state_dict(state["model"])
            self.progress = Progress(**state["progress"])
        else:
            model = warm.load(given.start) if given.start else Translator(_shape(given, vocabulary))
        model.drop(given.dropout)
        self.model = model.to(self.device)
        self.gradients = workers.Gradients(list(self.model.parameters()), 4)
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        if state:
            self.optimizer.load_state_dict(state["optimizer"])

    def stop(self, *_: object) -> None:
        """Save and stop after the next step, in every process; a signal's handler."""
        self.asked = True

    def step(self, tensors: tuple[torch.Tensor, ...], lr: float, seconds: float) -> float:
        """One update by the batches of all processes; the loss in nats a piece. `seconds`: what the step before took here."""
        for group in self.optimizer.param_groups:
            group["lr"] = lr
        self.gradients.flat.zero_()
        with torch.autocast(self.device.type, torch.bfloat16, enabled=reckoning(self.device) == torch.bfloat16):
            loss, pieces = self.model(*(tensor.to(self.device) for tensor in tensors))
        (loss / self.given.tokens).backward()
        loss, pieces, seconds, stopping = self.gradients.add_up([float(loss.detach()), float(pieces), seconds, self.asked])
        self.gradients.slopes.mul_(self.given.tokens / pieces)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.progress.pieces += int(pieces)
        self.progress.seconds += seconds / self.given.processes
        self.stopping = bool(stopping)
        return loss / pieces

    def run(self, examples: batches.Examples) -> None:
        """Train until the time budget is spent."""
        given, progress = self.given, self.progress
        saved = told = time.monotonic()
        losses, seconds = list[float](), 0.0
        if progress.examples != len(examples):
            progress.examples, progress.passes, progress.batch = len(examples), progress.passes + 1, 0
        while True:
            order = batches.numbers(examples, given.tokens, given.seed + progress.passes)
            shares = itertools.islice(zip(*[order] * given.processes, strict=False), progress.batch, None)
            for share in shares:
                part = progress.seconds / (given.minutes * 60)
                if part >= 1 or self.stopping:
                    self._save()
                    return
                began = time.monotonic()
                lr = rate(progress.step + 1, part, given.rate, given.warmup, given.hold)
                losses.append(self.step(batches.batch(examples, share[self.rank]), lr, seconds))
                progress.step, progress.batch = progress.step + 1, progress.batch + 1
                if time.monotonic() - told > 30:
                    told = self._tell(losses)
                if time.monotonic() - saved > CHECKPOINT_SECONDS:
                    self._save()
                    saved = time.monotonic()
                seconds = time.monotonic() - began
            progress.passes, progress.batch = progress.passes + 1, 0

    def _save(self) -> None:
        if self.rank == 0:
            save(self.given.out, self.model, self.optimizer, self.progress)

    def _tell(self, losses: list[float]) -> float:
        progress = self.progress
        entry = {
            "step": progress.step,
            "minutes": round(progress.seconds / 60, 2),
            "loss": round(sum(losses) / len(losses), 4),
            "pieces": progress.pieces,
        }
        progress.log.append(entry)
        if self.rank == 0:
            print(json.dumps(entry), flush=True)
        losses.clear()
        return time.monotonic()


def _train(given: argparse.Namespace, rank: int) -> None:
    import sentencepiece

    keep_memory()
    processor = sentencepiece.SentencePieceProcessor(str(given.tokenizer))
    trainer = Trainer(given, processor.get_piece_size(), rank)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, trainer.stop)
    examples = batches.encode(given.examples, processor, given.threads, given.mistakes, given.respell)
    if rank == 0:
        print(f"{len(examples):,} examples, {parameters(trainer.model.shape):,} weights, on {trainer.device}", flush=True)
    trainer.run(examples)
    if trainer.stopping and rank == 0:
        print(f"Stopped after step {trainer.progress.step:,}; it is saved, and the same command carries on.", flush=True)


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=Path, default=Path("training/work/examples.tsv"))
    parser.add_argument("--mistakes", type=Path, help="mistakes.tsv, to be unlearnt among the examples")
    parser.add_argument("--tokenizer", type=Path, default=Path("training/work/sentencepiece.model"))
    parser.add_argument("--out", type=Path, default=Path("training/work/run"), help="folder of the checkpoints")
    parser.add_argument("--start", type=Path, help="unpacked package or checkpoint to carry on from; otherwise from nothing")
    parser.add_argument("--minutes", type=float, default=120, help="training time over all runs; the learning rate follows it")
    parser.add_argument("--tokens", type=int, default=3000, help="padded pieces of a batch, both sides; larger on an accelerator")
    parser.add_argument("--rate", type=float, default=1.3e-3)
    parser.add_argument("--warmup", type=int, default=500, help="steps")
    parser.add_argument("--dropout", type=float, default=0.1, help="part of each layer's output left out")
    parser.add_argument("--respell", type=float, default=0.1, help="part of the Chinese pieces cut into characters")
    parser.add_argument("--hold", type=float, default=0.5, help="part of the time before the rate falls")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--layers", type=int, nargs=2, default=(6, 2), metavar=("ENCODER", "DECODER"))
    parser.add_argument("--processes", type=int, default=1, help="on a CPU, one for each core")
    parser.add_argument("--threads", type=int, default=1, help="of each process")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    workers.together(given.processes, _train, given)


if __name__ == "__main__":
    command(main)
