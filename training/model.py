"""The translator: a pre-norm Transformer, deep encoder and shallow decoder, one embedding for everything.

Modules and parameters are named as CTranslate2's TransformerSpec names them, so that export.py and warm.py only copy.
Shapes: B sentences, S source pieces, T target pieces, D width.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

START, END = 1, 2
"""The marks around a target; a source has the second one alone, behind it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a model is. The default has 9.4 million parameters."""

    vocabulary: int = 10_000
    width: int = 256
    heads: int = 4
    inner: int = 1024
    """Width of the feed-forward layers."""
    encoder: int = 6
    decoder: int = 2
    positions: int = 512

    def as_dict(self) -> dict[str, int]:
        """For a checkpoint."""
        return asdict(self)


def sinusoids(positions: int, width: int) -> Tensor:
    """Position encodings: sines in the first half of the width, cosines in the second, as CTranslate2's converters make them."""
    half = width // 2
    rates = torch.exp(torch.arange(half) * -(math.log(10_000) / (half - 1)))
    angles = torch.arange(positions)[:, None] * rates[None, :]
    return torch.cat([angles.sin(), angles.cos()], 1)


def reckoning(device: torch.device) -> torch.dtype:
    """The numbers to multiply in: bf16 where the device has it in hardware, otherwise float32, which is faster there."""
    native = device.type != "cpu" or torch.cpu._is_avx512_bf16_supported()
    return torch.bfloat16 if native else torch.float32


class SmoothedLoss(torch.autograd.Function):
    """Label-smoothed cross-entropy of `states` against an embedding, summed; the gradient is made on the way.

    states: N×D, embedding: V×D, wanted: N. A few rows at a time, so that the V scores of a piece never leave the processor's
    cache: a fifth of a CPU's training time less than `cross_entropy` on the whole table.
    """

    ROWS = 64

    @staticmethod
    def forward(ctx: Any, states: Tensor, embedding: Tensor, wanted: Tensor, smoothing: float) -> Tensor:
        """The loss, in nats."""
        kind = reckoning(states.device)
        states, table = states.to(kind), embedding.to(kind)
        scores = states @ table.T
        total = torch.zeros((), device=states.device)
        even = smoothing / scores.shape[1]
        for rows, right in zip(scores.split(SmoothedLoss.ROWS), wanted.split(SmoothedLoss.ROWS), strict=True):
            logs = rows.float().log_softmax(-1)
            picked = logs.gather(1, right[:, None])
            total -= (1 - smoothing) * picked.sum() + even * logs.sum()
            slope = logs.exp_().sub_(even)
            slope.scatter_add_(1, right[:, None], torch.full_like(picked, smoothing - 1))
            rows.copy_(slope)
        ctx.save_for_backward(states, table, scores)
        return total

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None, None]:
        """The gradients of the states and the embedding."""
        (scale,) = gradients
        states, table, slope = ctx.saved_tensors
        return scale * (slope @ table), scale * (slope.T @ states).float(), None, None


class Attention(nn.Module):
    """Multi-head attention, written out: on a CPU in bf16 this runs faster than the fused call."""

    def __init__(self, shape: Shape, crossing: bool) -> None:
        super().__init__()
        self.heads, width = shape.heads, shape.width
        self.layer_norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(0.0)
        sizes = (width, 2 * width, width) if crossing else (3 * width, width)
        for number, size in enumerate(sizes):
            setattr(self, f"linear_{number}", nn.Linear(width, size))

    def _split(self, x: Tensor, parts: int) -> list[Tensor]:
        batch, length, _ = x.shape
        return list(x.view(batch, length, parts, self.heads, -1).permute(2, 0, 3, 1, 4))

    def _mix(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
        scores = torch.matmul(query * query.shape[-1] ** -0.5, key.transpose(-1, -2))
        weights = (scores + mask).softmax(-1, dtype=scores.dtype)
        batch, heads, length, width = query.shape
        return torch.matmul(weights, value).transpose(1, 2).reshape(batch, length, heads * width)

    def forward(self, x: Tensor, mask: Tensor, memory: Tensor | None = None) -> Tensor:
        """x: B×T×D; mask: added to the scores, broadcast to B×1×T×S; memory: B×S×D in the decoder's second attention."""
        y = self.layer_norm(x)
        if memory is None:
            query, key, value = self._split(self.linear_0(y), 3)
            return x + self.dropout(self.linear_1(self._mix(query, key, value, mask)))
        (query,) = self._split(self.linear_0(y), 1)
        key, value = self._split(self.linear_1(memory), 2)
        return x + self.dropout(self.linear_2(self._mix(query, key, value, mask)))


class FeedForward(nn.Module):
    """Two linear layers with a ReLU between."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.layer_norm = nn.LayerNorm(shape.width)
        self.dropout = nn.Dropout(0.0)
        self.linear_0 = nn.Linear(shape.width, shape.inner)
        self.linear_1 = nn.Linear(shape.inner, shape.width)

    def forward(self, x: Tensor) -> Tensor:
        """x: B×T×D."""
        return x + self.dropout(self.linear_1(functional.relu(self.linear_0(self.layer_norm(x)))))


class Layer(nn.Module):
    """One layer of the encoder, or of the decoder when `crossing`."""

    def __init__(self, shape: Shape, crossing: bool) -> None:
        super().__init__()
        self.self_attention = Attention(shape, crossing=False)
        if crossing:
            self.attention = Attention(shape, crossing=True)
        self.ffn = FeedForward(shape)

    def forward(self, x: Tensor, mask: Tensor, memory: Tensor | None = None, memory_mask: Tensor | None = None) -> Tensor:
        """x: B×T×D."""
        x = self.self_attention(x, mask)
        if memory is not None:
            assert memory_mask is not None
            x = self.attention(x, memory_mask, memory)
        return self.ffn(x)


class Stack(nn.Module):
    """The encoder or the decoder: layers and the last normalisation."""

    def __init__(self, shape: Shape, layers: int, crossing: bool) -> None:
        super().__init__()
        for number in range(layers):
            self.add_module(f"layer_{number}", Layer(shape, crossing))
        self.layer_norm = nn.LayerNorm(shape.width)

    def forward(self, x: Tensor, *context: Tensor) -> Tensor:
        """x: B×T×D."""
        for name, layer in self.named_children():
            if name != "layer_norm":
                x = layer(x, *context)
        return self.layer_norm(x)


class Translator(nn.Module):
    """Source and target pieces in, scores of the next target piece out."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.dropout = nn.Dropout(0.0)
        self.embedding = nn.Parameter(torch.randn(shape.vocabulary, shape.width) * shape.width**-0.5)
        self.encoder = Stack(shape, shape.encoder, crossing=False)
        self.decoder = Stack(shape, shape.decoder, crossing=True)
        self.register_buffer("encodings", sinusoids(shape.positions, shape.width))
        for name, parameter in self.named_parameters():
            if name.endswith("weight") and parameter.dim() == 2:
                nn.init.xavier_uniform_(parameter)

    def _embed(self, pieces: Tensor) -> Tensor:
        places: Tensor = self.encodings[: pieces.shape[1]]
        return self.dropout(functional.embedding(pieces, self.embedding) * self.shape.width**0.5 + places)

    def drop(self, part: float) -> None:
        """Leave out this part of each layer's output while training; of attention's weights none, which would be slow."""
        for module in self.modules():
            if isinstance(module, nn.Dropout):
                module.p = part

    def forward(self, source: Tensor, target: Tensor, wanted: Tensor, smoothing: float = 0.1) -> tuple[Tensor, Tensor]:
        """Summed label-smoothed loss and the number of target pieces.

        source: B×S, 0 is padding; target: B×T, begins with the start mark; wanted: B×T, the target one step on, 0 is padding.
        Below 0 stand pieces to unlearn: their loss is -log(1 - p).
        """
        hidden, kind = torch.finfo(torch.bfloat16).min, reckoning(source.device)
        source_mask = torch.where(source == 0, hidden, 0.0)[:, None, None, :].to(kind)
        causal = torch.full((target.shape[1], target.shape[1]), hidden, device=target.device).triu(1).to(kind)
        memory = self.encoder(self._embed(source), source_mask)
        states = self.decoder(self._embed(target), causal, memory, source_mask)
        real, wrong = wanted > 0, wanted < 0
        loss: Tensor = SmoothedLoss.apply(states[real], self.embedding, wanted[real], smoothing)
        if wrong.any():
            likely = (states[wrong] @ self.embedding.T).float().softmax(-1).gather(1, -wanted[wrong][:, None])
            loss = loss - torch.log1p(-likely.clamp(max=0.999)).sum()
        return loss, real.sum() + wrong.sum()


def parameters(shape: Shape) -> int:
    """How many weights a model of this shape has.

    >>> round(parameters(Shape()) / 1e6, 1)
    9.4
    """
    with torch.device("meta"):
        return sum(parameter.numel() for parameter in Translator(shape).parameters())
