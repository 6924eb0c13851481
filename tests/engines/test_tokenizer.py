"""SentencePiece models: text to pieces and back, loaded when first used."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.engines.ctranslate.tokenizer import SentencePieces
from bilingual.engines.packages.argos import STARTER
from bilingual.errors import EngineError

MODEL = STARTER / "sentencepiece.model"


@pytest.mark.parametrize("text", ["我们用 snake_case 写。", "I'm here, aren't I?", "⟦0⟧和⟦1⟧", "👍🏽𠀀"])
def test_pieces_are_the_text_again(text: str) -> None:
    pieces = SentencePieces(MODEL, MODEL)
    assert pieces.decode(pieces.encode(text)).replace(" ", "") == text.replace(" ", "")


def test_a_slot_is_one_piece() -> None:
    assert "⟦0⟧" in SentencePieces(MODEL, MODEL).encode("我用⟦0⟧。")


def test_nothing_is_read_before_it_is_used_and_a_bad_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.model"
    path.write_bytes(b"no model")
    pieces = SentencePieces(path, tmp_path / "none.model")
    with pytest.raises(EngineError) as caught:
        pieces.encode("好")
    assert caught.value.path == str(path)
    with pytest.raises(EngineError):
        pieces.decode(["x"])
