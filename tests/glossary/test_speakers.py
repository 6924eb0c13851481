"""Speakers' names in English."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.glossary.speakers import english_name, name_in_english, speaker_term
from bilingual.glossary.termbase import Glossary
from bilingual.lang.characters import script
from bilingual.model import Term

CASES = json.loads((Path(__file__).parents[1] / "cases/glossary/speakers.json").read_text(encoding="utf-8"))
NONE = Glossary()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["input"])
def test_name(case: dict[str, dict[str, str]]) -> None:
    found = name_in_english(str(case["input"]), NONE)
    assert {"english": found.english, "how": found.how} == case["expected"]


def test_the_glossary_comes_first_and_its_speakers_before_its_terms() -> None:
    glossary = Glossary((Term("主持人", "presenter"), Term("老修", "Old Xiu", kind="speaker", aliases=("老朽",))))
    assert english_name("主持人", glossary) == "presenter"
    assert english_name("老朽", glossary) == "Old Xiu"
    both = Glossary((Term("王将", "Osho"), Term("王將", "General Wang", kind="speaker", traditional="王将")))
    assert english_name("王将", both) == "General Wang"


def test_what_is_not_accepted_does_not_count() -> None:
    waiting = Glossary((Term("老修", "Old Xiu", status="candidate"), Term("张三", "Trey", status="rejected")))
    assert [english_name(name, waiting) for name in ("老修", "张三")] == ["Lao Xiu", "Zhang San"]


def test_an_empty_target_keeps_the_name() -> None:
    assert english_name("张三", Glossary((Term("张三", ""),))) == "张三"


def test_pinyin_waits_and_the_rest_is_certain() -> None:
    terms = [speaker_term(name, "a.md:3", NONE) for name in ("闲哥", "主持人", "Sam")]
    assert [(t.target, t.status, t.kind, t.where) for t in terms] == [
        ("Xian Ge", "candidate", "speaker", "a.md:3"),
        ("Host", "accepted", "speaker", "a.md:3"),
        ("", "accepted", "speaker", "a.md:3"),
    ]


@given(st.text("王张欧阳娜主持人小老AbC 12·、[]【】", min_size=1, max_size=8).filter(str.strip))
def test_no_name_is_lost_and_no_hanzi_left(name: str) -> None:
    english = english_name(name, NONE)
    assert english
    assert script(english) in ("latin", "none")


def test_a_name_as_long_as_a_book_takes_no_longer_for_its_length() -> None:
    """A role at the beginning and a title at the end are looked for where they can stand."""
    begun = time.process_time()
    english_name("主" + "a" * 50_000, NONE)
    assert time.process_time() - begun < 1
