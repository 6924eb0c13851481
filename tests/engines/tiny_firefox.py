"""A Firefox model of a few kilobytes with random weights: Marian's binary format, 8-bit integers, one vocabulary or two."""

from __future__ import annotations

import gzip
import io
import random
import struct
from collections.abc import Callable
from pathlib import Path

import sentencepiece
import zstandard

DIM, FFN, HEADS = 16, 32, 2
ENCODER, DECODER = 1, 1
"""Layers of each side."""
FLOAT32, INTGEMM8 = 0x0404, 0x4101
SPECIAL = "special:model.yml"
CHINESE = ("他去了学校，我没有去，因为下雨。", "大家好！", "我喜欢猫。", "再给我五分钟。", "今天的天气很好，我们去公园吧。")
ENGLISH = ("He went to school.", "I like cats.", "Give me five minutes.", "It rains today.", "We go to the park.")

Item = tuple[str, int, tuple[int, ...], bytes]


def vocabulary(sentences: tuple[str, ...], size: int) -> bytes:
    """A SentencePiece model of a few sentences, with Marian's ids: end 0, unknown 1."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences * 20), model_writer=model, vocab_size=size, hard_vocab_limit=False,
        eos_id=0, unk_id=1, bos_id=-1, pad_id=-1, minloglevel=2, character_coverage=1.0,
    )  # fmt: skip
    return model.getvalue()


def pieces(model: bytes) -> int:
    return int(sentencepiece.SentencePieceProcessor(model_proto=model).get_piece_size())


def marian(vocabularies: tuple[bytes, ...], seed: int) -> bytes:
    """A transformer with SSRU layers in its decoder, for these vocabularies."""
    chance = random.Random(seed)

    def matrix(name: str, rows: int, columns: int, alpha: str = "") -> list[Item]:
        numbers = chance.randbytes(rows * columns)
        weight = (name, INTGEMM8, (rows, columns), numbers + struct.pack("<f", 200.0))
        return [weight, *vector(alpha or f"{name}_QuantMultA", [25.0])]

    def vector(name: str, numbers: list[float]) -> list[Item]:
        return [(name, FLOAT32, (1, len(numbers)), struct.pack(f"<{len(numbers)}f", *numbers))]

    def norm(name: str) -> list[Item]:
        return vector(f"{name}_ln_scale", [1.0] * DIM) + vector(f"{name}_ln_bias", [0.0] * DIM)

    def attention(name: str) -> list[Item]:
        found = [item for k in "qkvo" for item in matrix(f"{name}_W{k}", DIM, DIM) + vector(f"{name}_b{k}", [0.0] * DIM)]
        return found + norm(f"{name}_Wo")

    def feed_forward(name: str) -> list[Item]:
        first = matrix(f"{name}_W1", DIM, FFN) + vector(f"{name}_b1", [0.0] * FFN)
        return first + matrix(f"{name}_W2", FFN, DIM) + vector(f"{name}_b2", [0.0] * DIM) + norm(f"{name}_ffn")

    rows = [pieces(each) for each in vocabularies]
    if len(rows) == 1:
        items = matrix("Wemb", rows[0], DIM, "none_QuantMultA")
    else:
        items = matrix("encoder_Wemb", rows[0], DIM, "unused")[:1] + matrix("decoder_Wemb", rows[1], DIM, "none_QuantMultA")
    for layer in (f"encoder_l{number}" for number in range(1, ENCODER + 1)):
        items += attention(f"{layer}_self") + feed_forward(f"{layer}_ffn")
    for layer in (f"decoder_l{number}" for number in range(1, DECODER + 1)):
        items += matrix(f"{layer}_rnn_W", DIM, DIM) + matrix(f"{layer}_rnn_Wf", DIM, DIM)
        items += vector(f"{layer}_rnn_bf", [0.0] * DIM) + norm(f"{layer}_rnn_ffn")
        items += attention(f"{layer}_context") + feed_forward(f"{layer}_ffn")
    items += vector("decoder_ff_logit_out_b", [0.0] * rows[-1])
    sizes = {"dim-emb": DIM, "transformer-heads": HEADS, "enc-depth": ENCODER, "dec-depth": DECODER, "transformer-dim-ffn": FFN}
    told = "".join(f"{name}: {size}\n" for name, size in sizes.items()).encode()
    return written([*items, (SPECIAL, 0x0101, (len(told),), told)])


def written(items: list[Item]) -> bytes:
    """Marian's file: the head, the names, the shapes, no padding, the numbers."""
    parts = [struct.pack("<QQ", 1, len(items))]
    parts += [struct.pack("<QQQQ", len(name), kind, len(shape), len(data)) for name, kind, shape, data in items]
    parts += [name.encode() for name, *_ in items]
    parts += [struct.pack(f"<{len(shape)}i", *shape) for _, _, shape, _ in items]
    return b"".join([*parts, struct.pack("<Q", 0), *(data for *_, data in items)])


def files(*, two: bool = False, seed: int = 1) -> dict[str, bytes]:
    """The files of a tiny model by their names, as Firefox has them."""
    both = vocabulary(CHINESE + ENGLISH, 120)
    if not two:
        return {"model.zhen.intgemm.alphas.bin": marian((both,), seed), "vocab.zhen.spm": both}
    sides = (vocabulary(CHINESE, 60), vocabulary(ENGLISH, 60))
    names = ("srcvocab.zhen.spm", "trgvocab.zhen.spm")
    return {"model.zhen.intgemm.alphas.bin": marian(sides, seed), **dict(zip(names, sides, strict=True))}


def write_tiny_model(folder: Path, *, two: bool = False, packed: str = "", seed: int = 1) -> Path:
    """A folder with a tiny model, packed (`gz`, `zst`) or not; by the seed, what it babbles."""
    folder.mkdir(parents=True)
    for name, data in files(two=two, seed=seed).items():
        (folder / f"{name}{packed and '.'}{packed}").write_bytes(PACKERS[packed](data))
    return folder


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "gz": lambda data: gzip.compress(data, mtime=0),
    "zst": lambda data: zstandard.ZstdCompressor().compress(data),
}
