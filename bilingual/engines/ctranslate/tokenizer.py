"""Text to pieces and back: SentencePiece models, one for each side or one for both."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from bilingual.errors import EngineError


class Tokenizer(Protocol):
    """Text to pieces and back."""

    def encode(self, text: str, /) -> list[str]:
        """The pieces of a source text."""

    def decode(self, pieces: list[str], /) -> str:
        """The text of target pieces."""


class SentencePieces:
    """A tokenizer of one SentencePiece model for each side, loaded when first used."""

    def __init__(self, source: Path, target: Path) -> None:
        self.source, self.target = source, target

    def encode_target(self, text: str, /) -> list[str]:
        """The pieces of a target text."""
        return list(self._target.encode(text, out_type=str))

    def encode(self, text: str, /) -> list[str]:
        """The pieces of a source text."""
        return list(self._source.encode(text, out_type=str))

    def decode(self, pieces: list[str], /) -> str:
        """The text of target pieces."""
        return str(self._target.decode_pieces(pieces))

    @cached_property
    def _source(self) -> Any:
        return load_pieces(self.source)

    @cached_property
    def _target(self) -> Any:
        return self._source if self.target == self.source else load_pieces(self.target)


def load_pieces(path: Path, data: bytes | None = None) -> Any:
    """The SentencePiece model of a file, or of `data` that was read from it; `EngineError` where it is none."""
    from sentencepiece import SentencePieceProcessor

    try:
        return SentencePieceProcessor(model_file=str(path)) if data is None else SentencePieceProcessor(model_proto=data)
    except (OSError, RuntimeError) as error:
        raise EngineError("This is not a SentencePiece model.", "Install or convert the model again.", path=str(path)) from error
