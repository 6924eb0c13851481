"""Roles, name shapes and what essays label: one table each, the same for whoever asks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bilingual.glossary.speakers import name_in_english
from bilingual.glossary.termbase import Glossary
from bilingual.lang.labels import is_stop_word
from bilingual.lang.names import is_name_like
from bilingual.lang.roles import ROLES, TITLES, is_role, is_speaking_role, role
from bilingual.lang.surnames import COMPOUND_READINGS, READINGS, SURNAMES
from bilingual.locking.placeholders import Masked
from bilingual.model import Term
from bilingual.pipeline.options import Options
from bilingual.pipeline.plan import planned
from bilingual.sources import parse

CASES = Path(__file__).parents[1] / "cases" / "lang"


def cases(name: str) -> list[Any]:
    rows = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return [pytest.param(row["input"], row["expected"], id=row["input"] or "nothing") for row in rows]


@pytest.mark.parametrize(("label", "expected"), cases("roles"))
def test_role(label: str, expected: dict[str, Any]) -> None:
    assert {"english": role(label), "speaks": is_speaking_role(label)} == expected
    assert is_role(label) is bool(expected["english"])
    if expected["english"]:
        assert name_in_english(label, Glossary()).english == expected["english"]


@pytest.mark.parametrize(("name", "expected"), cases("names"))
def test_name_shape(name: str, expected: bool) -> None:
    assert is_name_like(name) is expected


def test_no_role_that_speaks_is_what_essays_label() -> None:
    assert [word for word in ROLES if is_speaking_role(word) and is_stop_word(word)] == []


def test_every_role_and_title_has_an_english_of_letters() -> None:
    assert all(english.isascii() and english.strip() == english for english in (*ROLES.values(), *TITLES.values()))


def test_surnames_of_one_character_and_of_several_are_told_apart() -> None:
    assert all(len(surname) == 1 for surname in (*SURNAMES, *READINGS))
    assert all(len(surname) in (2, 4) for surname in COMPOUND_READINGS)


INTERVIEW = """面试官：请介绍一下自己，候选人可以先喝口水。

候选人：面试官您好，我叫张三，嘉宾A也在吗？

嘉宾A：在，面试官好，受访者2刚走。

受访者2：我没走。

面试官：字幕里写着候选人走了。

字幕：候选人没走。
"""


def test_labels_of_interviews_are_words_and_no_names() -> None:
    document = parse(INTERVIEW, name="interview")
    plan = planned(document, Glossary(), Options(), keeps_names=False)
    speakers = {block.label.name for block in document.blocks if block.label}
    assert speakers == {"面试官", "候选人", "嘉宾A", "受访者2", "字幕"}
    assert plan.locks == ()
    assert all(not masked.placeholders for masked in plan.masked.values() if isinstance(masked, Masked))


def test_a_name_on_a_label_is_locked_as_before() -> None:
    document = parse("张三：李四你好吗？\n\n李四：张三你好，我很好。\n\n张三：再见。\n", name="post")
    plan = planned(document, Glossary((Term("李四", "Li Si"),)), Options(), keeps_names=False)
    assert {term.source: term.english for term in plan.locks} == {"李四": "Li Si", "张三": "Zhang San"}
