"""Makes the tiny zh→en model beside this file anew: a model that was never shown a slot, for the tests of the lock.

    python tests/models/unslotted/make.py corpus/tatoeba.tsv.zst

It needs torch, sentencepiece, ctranslate2 and zstandard, which the project itself does not (`zstd` as a command will do
for the last), one core and six minutes of its time. Its English is poor on purpose: small is what counts here.
"""

from __future__ import annotations

import argparse
import io
import math
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import ctranslate2
import numpy
import sentencepiece
import torch
from ctranslate2.specs import TransformerSpec
from torch import Tensor, nn

HERE = Path(__file__).parent
WIDTH, HEADS, ENCODER, DECODER, PIECES = 96, 4, 3, 1, 3000
LONGEST = 26
"""Pieces of a side; what Tatoeba has beyond that is rare."""
UNK, START, END, PAD = 0, 1, 2, 3
POSITIONS = 512

Pair = tuple[list[int], list[int]]


def lines(path: Path) -> list[tuple[str, str]]:
    """The pairs of a compressed corpus file."""
    text = subprocess.run(["zstd", "-dc", str(path)], check=True, capture_output=True, text=True).stdout
    return [(zh, en) for zh, en in (line.split("\t")[:2] for line in text.splitlines()) if "⟦" not in zh + en]


def tokenizer(pairs: list[tuple[str, str]]) -> sentencepiece.SentencePieceProcessor:
    """One SentencePiece model for both sides, without a table of normalisation (a quarter of a megabyte)."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([side for pair in pairs for side in pair]), model_writer=model, vocab_size=PIECES,
        character_coverage=0.996, byte_fallback=True, normalization_rule_name="identity", pad_id=PAD, num_threads=1,
        minloglevel=2,
    )  # fmt: skip
    (HERE / "sentencepiece.model").write_bytes(model.getvalue())
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


def positions() -> Tensor:
    """Sines, then cosines, of positions from 1: what CTranslate2 computes by itself when a model holds none."""
    steps = torch.exp(torch.arange(WIDTH // 2) * -(math.log(10_000) / (WIDTH // 2 - 1)))
    angle = torch.arange(1, POSITIONS + 1)[:, None] * steps
    return torch.cat((angle.sin(), angle.cos()), 1)


class Tiny(nn.Module):
    """A pre-norm transformer with one embedding for source, target and output."""

    def __init__(self) -> None:
        super().__init__()
        asked = {"dim_feedforward": 4 * WIDTH, "dropout": 0.0, "batch_first": True, "norm_first": True}
        self.embedding = nn.Embedding(PIECES, WIDTH)
        nn.init.normal_(self.embedding.weight, std=WIDTH**-0.5)
        self.encoder = nn.TransformerEncoder(
            nn.TransformerEncoderLayer(WIDTH, HEADS, **asked), ENCODER, nn.LayerNorm(WIDTH), enable_nested_tensor=False
        )
        self.decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(WIDTH, HEADS, **asked), DECODER, nn.LayerNorm(WIDTH))
        self.register_buffer("positions", positions())

    def embedded(self, ids: Tensor) -> Tensor:
        return self.embedding(ids) * math.sqrt(WIDTH) + self.positions[: ids.shape[1]]

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        masked = source == PAD
        memory = self.encoder(self.embedded(source), src_key_padding_mask=masked)
        ahead = torch.triu(torch.ones(target.shape[1], target.shape[1], dtype=torch.bool), 1)
        out = self.decoder(self.embedded(target), memory, tgt_mask=ahead, memory_key_padding_mask=masked)
        return out @ self.embedding.weight.T


def batches(pairs: list[Pair], tokens: int, seed: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Every pair once, alike in length, in batches of about `tokens` target pieces."""
    chance = random.Random(seed)
    ordered = sorted(pairs, key=lambda pair: (len(pair[1]), len(pair[0]), chance.random()))
    size, chunks, chunk = 0, [], []
    for pair in ordered:
        chunk.append(pair)
        size += len(pair[1]) + 1
        if size >= tokens:
            chunks.append(chunk)
            size, chunk = 0, []
    chance.shuffle(chunks)
    for chunk in chunks:
        yield padded([[*zh, END] for zh, _ in chunk]), padded([[START, *en, END] for _, en in chunk])


def padded(rows: list[list[int]]) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [PAD] * (longest - len(row)) for row in rows])


def trained(pairs: list[Pair], seconds: float) -> Tiny:
    """A model after `seconds` of processor time."""
    torch.manual_seed(1)
    model = Tiny()
    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3, betas=(0.9, 0.98), weight_decay=0.01)
    loss_of = nn.CrossEntropyLoss(ignore_index=PAD, label_smoothing=0.05)
    started, step, epoch = time.process_time(), 0, 0
    while True:
        for source, target in batches(pairs, 1500, epoch):
            spent = (time.process_time() - started) / seconds
            if spent >= 1:
                return model.eval()
            for group in optimizer.param_groups:
                group["lr"] = 4e-3 * min(1, (step + 1) / 200) * min(1, 1.5 * (1 - spent))
            logits = model(source, target[:, :-1])
            loss = loss_of(logits.reshape(-1, PIECES), target[:, 1:].reshape(-1))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 100 == 0:
                print(f"{step} steps, epoch {epoch}, {spent:.0%}, loss {loss.item():.2f}", flush=True)
        epoch += 1


def export(model: Tiny, pieces: list[str], folder: Path) -> None:
    """The model as a CTranslate2 folder, weights in 8-bit integers."""
    spec = TransformerSpec.from_config((ENCODER, DECODER), HEADS, pre_norm=True)
    for side, own in ((spec.encoder, model.encoder), (spec.decoder, model.decoder)):
        embeddings = side.embeddings[0] if side is spec.encoder else side.embeddings
        embeddings.weight = _array(model.embedding.weight)
        _norm(side.layer_norm, own.norm)
        for layer, source in zip(side.layer, own.layers, strict=True):
            _layer(layer, source)
    spec.decoder.projection.weight = _array(model.embedding.weight)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _layer(layer: object, source: nn.Module) -> None:
    attention = layer.self_attention  # type: ignore[attr-defined]
    _linear(attention.linear[0], source.self_attn.in_proj_weight, source.self_attn.in_proj_bias)
    _linear(attention.linear[1], source.self_attn.out_proj.weight, source.self_attn.out_proj.bias)
    _norm(attention.layer_norm, source.norm1)
    if hasattr(source, "multihead_attn"):
        cross, own = layer.attention, source.multihead_attn  # type: ignore[attr-defined]
        _linear(cross.linear[0], own.in_proj_weight[:WIDTH], own.in_proj_bias[:WIDTH])
        _linear(cross.linear[1], own.in_proj_weight[WIDTH:], own.in_proj_bias[WIDTH:])
        _linear(cross.linear[2], own.out_proj.weight, own.out_proj.bias)
        _norm(cross.layer_norm, source.norm2)
    last = source.norm3 if hasattr(source, "norm3") else source.norm2
    _norm(layer.ffn.layer_norm, last)  # type: ignore[attr-defined]
    _linear(layer.ffn.linear_0, source.linear1.weight, source.linear1.bias)  # type: ignore[attr-defined]
    _linear(layer.ffn.linear_1, source.linear2.weight, source.linear2.bias)  # type: ignore[attr-defined]


def _norm(spec: object, norm: nn.LayerNorm) -> None:
    spec.gamma, spec.beta = _array(norm.weight), _array(norm.bias)  # type: ignore[attr-defined]


def _linear(spec: object, weight: Tensor, bias: Tensor) -> None:
    spec.weight, spec.bias = _array(weight), _array(bias)  # type: ignore[attr-defined]


def _array(tensor: Tensor) -> numpy.ndarray:
    return tensor.detach().numpy().astype(numpy.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--seconds", type=float, default=360, help="Of processor time for the training.")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    pairs = lines(asked.corpus)
    pieces = tokenizer(pairs)
    ids = [(pieces.encode(zh), pieces.encode(en)) for zh, en in pairs]
    short = [pair for pair in ids if all(0 < len(side) <= LONGEST for side in pair)]
    print(f"{len(short)} of {len(pairs)} pairs")
    model = trained(short, asked.seconds)
    with tempfile.TemporaryDirectory() as folder:
        export(model, [pieces.id_to_piece(i) for i in range(PIECES)], Path(folder))
        for path in Path(folder).iterdir():
            shutil.copy(path, HERE / path.name)
    translator = ctranslate2.Translator(str(HERE), compute_type="int8", intra_threads=1)
    for zh in ("我有条大狗。", "汤姆明天会回日本。", "你知道玛丽住在哪里吗？"):
        found = translator.translate_batch([pieces.encode(zh, out_type=str)])[0].hypotheses[0]
        print(zh, pieces.decode_pieces(found))


if __name__ == "__main__":
    main()
