"""The surface of the English: ends, spaces and articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.locking.english import finished, tidied
from bilingual.model import TermSpan, join

CASES = json.loads((Path(__file__).parents[1] / "cases/locking/surface.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["finished"], ids=lambda case: case["label"])
def test_english_ends_as_its_source_does(case: dict[str, str]) -> None:
    assert finished(case["source"], case["input"]) == case["expected"]


@pytest.mark.parametrize("case", CASES["tidied"], ids=lambda case: case["label"])
def test_what_is_put_in_sits_well(case: dict[str, str]) -> None:
    before, term, after = case["input"].split("|")
    text = tidied((before, TermSpan(term, term, (0, 1), "slot"), after))
    assert join(text) == case["expected"]


@given(st.text("ab ,.(“", max_size=8), st.text("aU ,", min_size=1, max_size=4), st.text("ab ,.)”", max_size=8))
def test_tidying_never_touches_a_mention(before: str, term: str, after: str) -> None:
    text = tidied((before, TermSpan(term, term, (0, 1), "slot"), after))
    assert [part.text for part in text if isinstance(part, TermSpan)] == [term]
