"""Short turns answered from the list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.engines import phrases
from bilingual.engines.ctranslate.vocabulary import CHINESE

CASES = Path(__file__).parents[1] / "cases" / "engines"
LIST = [
    line.split("\t")
    for line in Path(phrases.__file__).with_suffix(".tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def cases(*names: str, failing: bool = False) -> list[Any]:
    marks = [pytest.mark.xfail(strict=True)] if failing else []
    rows = [row for name in names for row in json.loads((CASES / f"{name}.json").read_text("utf-8"))]
    return [pytest.param(row, id=row["label"], marks=marks) for row in rows]


@pytest.mark.parametrize("case", cases("wild", "synthetic", "negative") + cases("known_failures", failing=True))
def test_answer(case: dict[str, str]) -> None:
    assert phrases.answer(case["input"]) == case["expected"]


def test_the_list_is_in_order() -> None:
    sources = [row[0] for row in LIST]
    assert len(sources) == len(set(sources)) >= 120
    for source, english, *joins in LIST:
        assert joins in ([], ["+"]), source
        assert source
        assert english == english.strip()
        assert not CHINESE.search(english)
        assert english[0].islower() or english.startswith("I "), english


@pytest.mark.parametrize("source", [row[0] for row in LIST])
def test_every_phrase_answers_alone(source: str) -> None:
    answer = phrases.answer(f"{source}。")
    assert answer[0].isupper()
    assert answer[-1] in ".?"


@given(st.text())
def test_any_text_is_answered_or_left_alone(source: str) -> None:
    answer = phrases.answer(source)
    assert not CHINESE.search(answer)


@given(st.lists(st.sampled_from(LIST).map(lambda row: row[0]), min_size=1, max_size=5))
def test_phrases_between_marks_are_always_answered(turn: list[str]) -> None:
    assert phrases.answer("，".join(turn) + "。")
