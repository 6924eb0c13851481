from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.glossary.matching import Matcher, is_word, possible_terms
from bilingual.model import Term

CASES = json.loads((Path(__file__).parents[1] / "cases/glossary/matching.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_terms_are_found_where_they_stand(case: dict[str, object]) -> None:
    rows = case["terms"]
    assert isinstance(rows, list)
    terms = [Term(**{**row, "aliases": tuple(row.get("aliases", ()))}) for row in rows]
    text = str(case["input"])
    found = Matcher(terms, {ord("電"): ord("电"), ord("腦"): ord("脑")}).find(text)
    assert [[text[m.start : m.end], m.term.source] for m in found] == case["expected"]


@given(st.lists(st.text("ab人工智能A2 .", min_size=2, max_size=4), max_size=6), st.text("ab人工智能A2 .", max_size=40))
def test_matches_rise_never_overlap_and_are_the_term(sources: list[str], text: str) -> None:
    found = Matcher([Term(s, "x") for s in dict.fromkeys(sources)]).find(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(text[m.start : m.end] == m.term.source for m in found)


@given(st.lists(st.text("人工智能能力", min_size=2, max_size=4), max_size=6), st.text("人工智能能力", max_size=24))
def test_no_other_cover_has_more_characters(sources: list[str], text: str) -> None:
    terms = [Term(s, "x") for s in dict.fromkeys(sources)]
    covered = sum(m.end - m.start for m in Matcher(terms).find(text))
    best = [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        whole = [best[end - len(s)] + len(s) for s in sources if text[:end].endswith(s) and is_word(text, end - len(s), end)]
        best[end] = max([best[end - 1], *whole])
    assert covered == best[-1]


_SPELLINGS = st.text("aAbΣσςİẞé２Ａ 電电人.", min_size=1, max_size=3)
_TERMS = st.builds(
    Term, _SPELLINGS, st.just("x"), traditional=st.just("") | _SPELLINGS, case=st.booleans(),
    aliases=st.lists(_SPELLINGS, max_size=2).map(tuple),
)  # fmt: skip


@given(st.lists(_TERMS, max_size=6), st.text("aAbΣσςİẞé２Ａ 電电人.", max_size=24))
def test_terms_that_cannot_stand_in_a_text_make_no_difference(terms: list[Term], text: str) -> None:
    fold = {ord("電"): ord("电")}
    assert Matcher(possible_terms(terms, text, fold), fold).find(text) == Matcher(terms, fold).find(text)


def test_few_terms_are_left_that_do_not_stand_there() -> None:
    terms = [Term(f"{a}{b}词", "x") for a in "甲乙丙丁戊己庚" for b in "子丑寅卯辰巳"]
    assert [term.source for term in possible_terms(terms, "说甲子，不说乙丑词")] == ["甲子词", "乙丑词"]
