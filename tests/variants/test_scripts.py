from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.variants import detect, simplified_characters
from bilingual.variants.opencc import convert


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", "none"),
        ("Sora 2 — 2025!", "none"),
        ("カナ", "none"),
        ("今天天气好", "hans"),
        ("今日", "hans"),
        ("这是说明", "hans"),
        ("這是說明", "hant"),
        ("皇后在公里之外只有几案，干戈，面云台", "hans"),
        ("皇后說：公里之外，只有干戈與茶几。", "hant"),
        ("人民公園說AI的这个视频", "mixed"),
        ("乾隆的著作", "hans"),
        ("这个视频里我们说的每一句话都会被记录下来，发给听众。她姓張。", "hans"),
        ("𠀀", "hans"),
    ],
)
def test_the_script_is_told_by_characters_of_one_script(text: str, script: str) -> None:
    assert detect(text) == script


def test_characters_fold_one_for_one() -> None:
    table = simplified_characters()
    assert "物理引擎：軟體與頭髮".translate(table) == "物理引擎：软体与头发"
    assert all(isinstance(value, int) for value in table.values())


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(text.translate(simplified_characters())) == len(text)


SENTENCES = ["他们说这个软件里面有很多问题，我们应该认真对待。", "头发长了，见识也长了，谁还会笑话谁呢？"]


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("config", ["s2tw", "s2hk", "s2twp"])
def test_a_converted_sentence_is_of_the_other_script(text: str, config: str) -> None:
    assert (detect(text), detect(convert(text, config))) == ("hans", "hant")
