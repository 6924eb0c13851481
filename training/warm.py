"""Weights from a CTranslate2 model or a checkpoint back into memory: training carries on from them instead of from nothing.

The format (read off CTranslate2's own writer, `specs/model_spec.py`): little-endian; version, name of the spec, revision, then
the variables (name, rank, dimensions, type, size, bytes) and their aliases.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.files import FileFault, replacing
from training.model import Shape, Translator

TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}


def checkpoint(path: Path) -> dict[str, Any]:
    """What train.py saved, or weights alone; FileFault when it is damaged."""
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (RuntimeError, OSError, EOFError, ValueError) as problem:
        raise FileFault(f"{path} does not load ({problem}). Delete it: the one before it will be used.") from problem
    return state


@dataclass(slots=True)
class _Reader:
    data: bytes
    at: int = 0

    def number(self, form: str) -> int:
        value: int = struct.unpack_from(f"<{form}", self.data, self.at)[0]
        self.at += struct.calcsize(f"<{form}")
        return value

    def string(self) -> str:
        length = self.number("H")
        self.at += length
        return self.data[self.at - length : self.at - 1].decode()

    def array(self) -> np.ndarray[Any, Any]:
        shape = [self.number("I") for _ in range(self.number("B"))]
        kind, size = np.dtype(TYPES[self.number("B")]), self.number("I")
        self.at += size
        return np.frombuffer(self.data, kind, size // kind.itemsize, self.at - size).reshape(shape)


def variables(path: Path) -> dict[str, np.ndarray[Any, Any]]:
    """Every variable of a `model.bin` by its name, int8 weights beside their `…_scale`."""
    reader = _Reader(path.read_bytes())
    try:
        reader.number("I"), reader.string(), reader.number("I")
        return {reader.string(): reader.array() for _ in range(reader.number("I"))}
    except (struct.error, KeyError, ValueError, UnicodeDecodeError) as broken:
        raise FileFault(f"{path} is no CTranslate2 model or is cut short ({broken}).") from broken


def weights(path: Path) -> dict[str, torch.Tensor]:
    """The variables as float32, int8 rows multiplied out, under this recipe's names."""
    stored = variables(path)
    found = {}
    for name, value in stored.items():
        scale = stored.get(f"{name}_scale")
        exact = value.astype(np.float32) / scale[:, None] if scale is not None else value.astype(np.float32)
        found[name.replace("/", ".")] = torch.from_numpy(exact)
    found["embedding"] = found["decoder.embeddings.weight"]
    found["encodings"] = found["decoder.position_encodings.encodings"]
    return found


def load(path: Path) -> Translator:
    """A translator with the weights of an unpacked Argos package (a folder), or of a file with `shape` and `model`."""
    if path.is_file():
        state = checkpoint(path)
        translator = Translator(Shape(**state["shape"]))
        translator.load_state_dict(state["model"])
        return translator
    found = weights(path / "model" / "model.bin")

    def layers(side: str) -> int:
        return len({name.split(".")[1] for name in found if re.match(rf"{side}\.layer_\d", name)})

    vocabulary, width = found["embedding"].shape
    shape = Shape(
        vocabulary,
        width,
        int(found["decoder.num_heads"]),
        found["encoder.layer_0.ffn.linear_0.weight"].shape[0],
        layers("encoder"),
        layers("decoder"),
        found["encodings"].shape[0],
    )
    translator = Translator(shape)
    names = {
        name: name.replace("layer_norm.weight", "layer_norm.gamma").replace("layer_norm.bias", "layer_norm.beta")
        for name in translator.state_dict()
    }
    translator.load_state_dict({name: found[theirs] for name, theirs in names.items()})
    return translator


def save(translator: Translator, path: Path) -> None:
    """Write a file that `load` reads, whole or not at all: the weights and their shape, without an optimiser."""
    with replacing(path) as hidden:
        torch.save({"shape": translator.shape.as_dict(), "model": translator.state_dict()}, hidden)
