"""The classes of glosses: a table of cases, and what must hold of any gloss."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.extraction.classify import classify_gloss
from bilingual.model import Gloss, PairedCode, Text

CASES = Path(__file__).parents[1] / "cases/extraction"


def cases(name: str) -> list[Any]:
    found = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case["input"], case["expected"], id=case["label"]) for case in found]


def text(explanation: str | list[Any]) -> Text:
    if isinstance(explanation, str):
        return (explanation,) if explanation else ()
    return tuple(PairedCode("**", (part["bold"],), "**", "emphasis") if isinstance(part, dict) else part for part in explanation)


def gloss(fields: dict[str, Any]) -> Gloss:
    usual = {"open": "**", "close": "**", "lead": "（", "separator": ": " if fields["head"] else "", "tail": "）"}
    return Gloss(**{**usual, **fields, "explanation": text(fields["explanation"])})


@pytest.mark.parametrize(("fields", "expected"), [*cases("wild"), *cases("synthetic"), *cases("negative")])
def test_class(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    reading = classify_gloss(gloss(fields))
    shown = {name: getattr(reading, name) for name in expected if name != "reason"}
    assert shown == {name: value for name, value in expected.items() if name != "reason"}
    assert expected.get("reason", "") in reading.reason
    assert bool(reading.reason) == (reading.confidence == "doubtful")


@pytest.mark.parametrize(("fields", "expected"), cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="the gloss alone does not tell")
def test_known_failure(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    reading = classify_gloss(gloss(fields))
    assert {name: getattr(reading, name) for name in expected} == expected


@given(*[st.text(max_size=12)] * 3)
def test_any_gloss_has_a_class_and_a_target_of_the_author(term: str, head: str, explanation: str) -> None:
    reading = classify_gloss(gloss({"term": term, "head": head, "explanation": explanation}))
    assert reading.confidence == "clear" or reading.reason
    assert "\n" not in reading.target
    written = "".join((head + explanation).split())
    assert set("".join(reading.target.split())) <= set(written)


_ENGLISH = st.lists(st.sampled_from(["Tail", "Events", "of", "Ice"]), min_size=1, max_size=12)


@given(st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=8), _ENGLISH)
def test_a_target_is_the_head_byte_for_byte(term: str, words: list[str]) -> None:
    head = " ".join(words)
    assert classify_gloss(gloss({"term": term, "head": f" {head} ", "explanation": "解释"})).target == head


@pytest.mark.parametrize("unit", ["`", "*", "~~", "_", "A ", "A-", "a, "])
def test_a_long_head_of_anything_is_classified(unit: str) -> None:
    """With anything but linear time this would not end: 6,000 backquotes took 1.8 s, twice as many eight times that."""
    classify_gloss(gloss({"term": "产品", "head": unit * (20_000 // len(unit)), "explanation": "解释"}))
