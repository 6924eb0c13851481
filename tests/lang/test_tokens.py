"""What a token is, and large numbers: one rule each, on tables of cases and on any text."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.lang.large_numbers import large_numbers
from bilingual.lang.numbers import added, missing
from bilingual.lang.tokens import phrases, tokens
from bilingual.lang.verbatim import verbatim_words

CASES = Path(__file__).parents[1] / "cases/lang"
TEXTS = st.text("用a3.5/-:%#~$€→⭐️1⃣(){}[]<>=+&, ，万亿到三多", max_size=30)


def cases(name: str) -> list[dict[str, Any]]:
    return list(json.loads((CASES / f"{name}.json").read_text("utf-8")))


@pytest.mark.parametrize("case", cases("tokens"), ids=lambda case: case["label"])
def test_tokens(case: dict[str, Any]) -> None:
    assert [token.text for token in tokens(case["input"])] == case["expected"]


@pytest.mark.parametrize("case", cases("large_numbers"), ids=lambda case: case["input"])
def test_large_numbers(case: dict[str, Any]) -> None:
    assert [number.english for number in large_numbers(case["input"])] == case["expected"]


@pytest.mark.parametrize("case", [case for case in cases("large_numbers") if case["expected"]], ids=lambda case: case["input"])
def test_a_large_number_is_the_same_for_the_engine_and_for_the_check(case: dict[str, Any]) -> None:
    english = f"There are {' and '.join(case['expected'])} here."
    assert missing(case["input"], english) == ()
    assert added(case["input"], english) == ()
    assert missing(case["input"], "There are 77 million here.")


@given(TEXTS)
def test_tokens_stand_in_their_text_and_none_overlaps_another(text: str) -> None:
    for found in ([*tokens(text)], [*phrases(text)], [*verbatim_words(text)]):
        assert all(0 <= word.start < word.end <= len(text) for word in found)
        assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(text[token.start : token.end] == token.text and not token.text[0].isspace() for token in tokens(text))


@given(TEXTS)
def test_a_phrase_is_made_of_tokens(text: str) -> None:
    inside = {place for phrase in phrases(text) for place in range(phrase.start, phrase.end)}
    assert all({*range(token.start, token.end)} <= inside for token in tokens(text))
