"""What a model may never write."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.engines.ctranslate import vocabulary
from bilingual.errors import EngineError

BYTES = tuple(f"<0x{value:02X}>" for value in range(256))
FORBIDDEN = vocabulary.forbidden(BYTES)


def spelled(character: str) -> tuple[str, ...]:
    return tuple(f"<0x{value:02X}>" for value in character.encode())


@given(st.characters(codec="utf-8", exclude_categories=["Cs"]))
def test_no_chinese_character_can_be_spelled_in_bytes(character: str) -> None:
    caught = any(spelled(character)[: len(sequence)] == sequence for sequence in FORBIDDEN)
    fullwidth = "\uff01" <= character <= "\uff5e"
    if vocabulary.CHINESE.fullmatch(character) and not fullwidth:
        assert caught
    if not 0x2E80 <= ord(character) <= 0x9FFF:
        assert not caught or vocabulary.CHINESE.fullmatch(character) or 0x20000 <= ord(character) <= 0x32FFF


@pytest.mark.parametrize("character", ["’", "“", "…", "—", "é", "👍", "🏽", "\ufe0f", "⟦", "한", "Ω", "€"])
def test_what_english_may_hold_can_be_spelled(character: str) -> None:
    assert not any(spelled(character)[: len(sequence)] == sequence for sequence in FORBIDDEN)


def test_pieces_of_both_formats(tmp_path: Path) -> None:
    (tmp_path / "target_vocabulary.txt").write_text("<s>\n▁a\u2028b\n好\n", "utf-8")
    assert vocabulary.pieces(tmp_path) == ("<s>", "▁a\u2028b", "好")
    (tmp_path / "target_vocabulary.json").write_text('["<s>", "x"]')
    assert vocabulary.pieces(tmp_path) == ("<s>", "x")


def test_a_missing_and_a_broken_vocabulary(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no vocabulary"):
        vocabulary.pieces(tmp_path)
    (tmp_path / "shared_vocabulary.json").write_text('["<s>"')
    with pytest.raises(EngineError, match="cannot be read"):
        vocabulary.pieces(tmp_path)


@given(st.lists(st.text("ab▁好⟦0⟧", min_size=1, max_size=3), min_size=1, unique=True))
def test_the_map_has_what_may_be_written_and_nothing_else(pieces: list[str]) -> None:
    forbidden = vocabulary.forbidden(pieces)
    rules = vocabulary.writable(pieces, forbidden)
    allowed = [piece for piece in pieces if (piece,) not in forbidden]
    assert rules == (f"\t{' '.join(allowed)}\n" if forbidden else "")


@pytest.mark.parametrize("pieces", [["▁a", "b"], ["好", "a b"], ["好", "a\n"], ["好", "a\tb"]])
def test_no_map_where_it_would_save_nothing_or_could_not_be_read(pieces: list[str]) -> None:
    assert vocabulary.writable(pieces, vocabulary.forbidden(pieces)) == ""


@pytest.mark.parametrize("links", [True, False], ids=["links", "where there are none"])
def test_a_model_with_its_map_stands_in_a_folder_of_its_own_for_a_while(
    plain: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """As bytes it would be in memory twice; into its own folder nothing is written."""
    if not links:
        monkeypatch.setattr(Path, "symlink_to", _refused)
    before = sorted(plain.iterdir())
    with vocabulary.with_map(plain, "\t▁the\n") as place:
        assert {path.name for path in place.iterdir()} == {"config.json", "model.bin", "shared_vocabulary.json", vocabulary.MAP}
        assert (place / vocabulary.MAP).read_bytes() == "\t▁the\n".encode()
        assert (place / "model.bin").read_bytes() == (plain / "model.bin").read_bytes()
        assert (place / "model.bin").is_symlink() == links
    assert not place.exists()
    assert sorted(plain.iterdir()) == before


def _refused(*_: object) -> None:
    raise OSError("A required privilege is not held by the client")
