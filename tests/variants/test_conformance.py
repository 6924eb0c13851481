"""Without a glossary the way through our masks is OpenCC itself: its own test cases, and much generated text."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.model import Variant
from bilingual.variants import Converter, masks
from bilingual.variants.opencc import CONFIGS as BY_VARIANT
from bilingual.variants.opencc import convert

SOURCE = os.environ.get("OPENCC_SOURCE", "")
"""The unpacked source distribution of OpenCC; the wheel that is installed has no test cases in it."""
CONFIGS = sorted(name.removesuffix(".json") for name in opencc.CONFIGS)


def through_masks(text: str, config: str) -> str:
    stretches = masks.converted(text, masks.Forms({}).find(text), lambda piece: convert(piece, config))
    return "".join(stretch.output for stretch in stretches)


@cache
def bare(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def own_cases() -> list[dict[str, Any]]:
    written = (Path(SOURCE) / "test/testcases/testcases.json").read_text(encoding="utf-8")
    cases: list[dict[str, Any]] = json.loads(re.sub(r",(\s*[}\]])", r"\1", written))["cases"]  # commas before closing brackets
    return cases


@pytest.mark.skipif(not SOURCE, reason="OPENCC_SOURCE does not name OpenCC's unpacked source distribution")
def test_opencc_s_own_cases_pass() -> None:
    checked = [
        (through_masks(case["input"], config), expected)
        for case in own_cases()
        for config, expected in case["expected"].items()
        if config in CONFIGS
    ]
    assert len(checked) > 500
    assert [pair for pair in checked if pair[0] != pair[1]] == []


@pytest.mark.skipif(not SOURCE, reason="OPENCC_SOURCE does not name OpenCC's unpacked source distribution")
@pytest.mark.parametrize("variant", ["tw", "twp", "hk"])
def test_opencc_s_own_cases_pass_with_our_vocabulary_and_readings(variant: Variant) -> None:
    converter, configs = Converter(variant), BY_VARIANT[variant]
    checked = [
        (converter.string(case["input"], script), case["expected"][config])
        for case in own_cases()
        for script, config in configs.items()
        if config in case["expected"]
    ]
    assert len(checked) > 60
    assert [pair for pair in checked if pair[0] != pair[1]] == []


def dictionary_words() -> list[str]:
    """Every fiftieth word of jieba's dictionary, which is installed: real words, many of them in OpenCC's phrases."""
    import jieba

    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" ")[0] for line in lines[::50]]


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
AMBIGUOUS = st.sampled_from("了发只干后里面台准几系制复松卷借家表向云采游尽周历")
OTHER = st.sampled_from(["，", "。", " ", "A", "\n", "\U00020000", "👍🏽"])
TEXT = st.lists(st.one_of(st.sampled_from(dictionary_words()), AMBIGUOUS, HAN, OTHER)).map("".join)


@given(TEXT, st.sampled_from(CONFIGS))
def test_generated_text_is_converted_as_by_opencc(text: str, config: str) -> None:
    assert through_masks(text, config) == bare(config).convert(text)
