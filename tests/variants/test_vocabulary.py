from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bilingual.variants import Converter
from bilingual.variants.opencc import convert
from bilingual.variants.scripts import foreign
from bilingual.variants.vocabulary import rows, vocabulary

CASES = Path(__file__).parents[1] / "cases/variants"


def cases(name: str) -> list[Any]:
    loaded = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    marks = [pytest.mark.xfail(strict=True)] if name == "known_failures" else []
    return [pytest.param(case["input"], case["expected"], id=case["label"], marks=marks) for case in loaded]


def test_no_traditional_form_holds_a_simplified_character() -> None:
    assert [row.traditional for row in rows() if foreign(row.traditional, "hant")] == []


@pytest.mark.parametrize(("text", "expected"), [*cases("wild"), *cases("known_failures")])
def test_what_opencc_gets_wrong_is_right(text: str, expected: str) -> None:
    assert convert(text, "s2tw") != expected, "OpenCC is right by now: the case shows nothing"
    assert Converter("tw").string(text, "hant") == expected


@pytest.mark.parametrize(("text", "expected"), cases("negative"))
def test_what_opencc_gets_right_stays_right(text: str, expected: str) -> None:
    assert convert(text, "s2tw") == expected
    assert Converter("tw").string(text, "hant") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我支持你的操作系统", "我支持你的作業系統"),
        ("少数组织扩展到全国", "少數組織擴展到全國"),
        ("面向对象的里面更复杂", "物件導向的裡面更複雜"),
        ("两者之间有联系，请找联系人", "兩者之間有聯繫，請找聯絡人"),
        ("恶性循环和局部战争", "惡性循環和局部戰爭"),
        ("展示了如何打印软件", "展示了如何列印軟體"),
    ],
)
def test_the_choice_of_words_for_taiwan(text: str, expected: str) -> None:
    assert Converter("twp").string(text, "hant") == expected


def test_hong_kong_has_its_own_characters() -> None:
    assert Converter("hk").string("但是只要想借着它，不知道里面", "hant") == "但是只要想藉着它，不知道裏面"


def test_each_row_is_once_and_gives_its_reason() -> None:
    assert [word for word, count in Counter(row.simplified for row in rows()).items() if count > 1] == []
    assert [row.simplified for row in rows() if not row.why.strip() or not row.traditional] == []
    assert {variant for row in rows() for variant in row.variants} <= {"tw", "twp", "hk"}


def test_each_row_spells_the_same_words() -> None:
    """A row may choose characters, never say something else; only those about the choice of words may."""
    lent = str.maketrans("藉著", "借着")  # simplified to themselves too, in other words
    own = [row for row in rows() if row.variants != ("twp",)]
    assert [row for row in own if convert(row.traditional, "t2s").translate(lent) != row.simplified] == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.simplified)
def test_each_row_is_obeyed(row: Any) -> None:
    variant = row.variants[0]
    assert Converter(variant).string(f"，{row.simplified}，", "hant") == f"，{row.traditional}，"


def test_where_opencc_is_right_nothing_is_held() -> None:
    from bilingual.variants.vocabulary import corrected

    assert corrected("系统里面只有历史", [], "tw") == []
    assert [held.form for held in corrected("但是只要", [], "tw")] == ["是只要"]


def test_an_exception_is_longer_than_what_it_excepts() -> None:
    found = vocabulary("tw").find("上游客户")
    assert [held.form for held in found] == ["上游客戶"]
