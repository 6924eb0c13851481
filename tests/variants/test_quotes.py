from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bilingual.variants import Converter, quotes

CASES = json.loads((Path(__file__).parents[1] / "cases/variants/quotes.json").read_text(encoding="utf-8"))
PARAMETERS = [pytest.param(case["hans"], case["hant"], id=case["label"]) for case in CASES]


@pytest.mark.parametrize(("hans", "hant"), PARAMETERS)
def test_marks_follow_the_script(hans: str, hant: str) -> None:
    assert Converter("tw").string(hans, "hant") == hant


@pytest.mark.parametrize(("hans", "hant"), [p for p in PARAMETERS if "‘内卷’" not in str(p.values[0])])
def test_and_back(hans: str, hant: str) -> None:
    assert quotes.converted(quotes.converted(hans, "hant"), "hans") == hans


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("“好”", ()),
        ("don’t, the boys’ club, ’90s", ()),
        ("“他走了", (0,)),
        ("他走了”。", (3,)),
        ("“他说‘好”。", (3,)),
        ("他走了’。", (3,)),
        ("「他說『好」", (3,)),
        ("”“", (0, 1)),
        ("", ()),
    ],
)
def test_marks_without_a_partner_are_reported(text: str, places: tuple[int, ...]) -> None:
    assert quotes.unbalanced(text) == places


MARKED = st.text(st.sampled_from("“”‘’「」『』好a，。 "), max_size=30)


@given(MARKED, st.sampled_from(["hans", "hant"]))
def test_only_marks_change_and_stay_as_balanced(text: str, to: quotes.Script) -> None:
    converted = quotes.converted(text, to)
    assert len(converted) == len(text)
    assert all(a == b or (a in "“”‘’「」『』" and b in "“”‘’「」『』") for a, b in zip(text, converted, strict=True))


@given(MARKED)
@example("‘」“好’”")
def test_converting_twice_changes_nothing_more(text: str) -> None:
    once = quotes.converted(text, "hant")
    assert quotes.converted(once, "hant") == once


def test_quotations_thousands_deep_take_time_like_their_length() -> None:
    deep = 30_000
    marks = quotes.converted("“" * deep + "好" + "”" * deep, "hant")
    assert marks == "「『" * (deep // 2) + "好" + "』」" * (deep // 2), "with a square this would not end"
