"""Numbers of a Chinese text and what becomes of them: one table of digits and powers."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.lang.chinese_numbers import DIGITS, NUMERALS, chinese_value, power, readings
from bilingual.lang.dates import wrong_days, wrong_months
from bilingual.lang.english_numbers import values, written
from bilingual.lang.numbers import added, missing
from bilingual.lang.verbatim import verbatim_words

CASES = json.loads((Path(__file__).parents[1] / "cases" / "lang" / "numbers.json").read_text("utf-8"))


def in_hanzi(number: int) -> str:
    """A number up to 9,999 as it is written in full."""
    text = ""
    for value, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        text += "零一二三四五六七八九"[digit] + (name if digit else "")
    return text.strip("零").replace("零零", "零").replace("零零", "零")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["input"])
def test_readings(case: dict[str, Any]) -> None:
    assert readings(case["input"]) == {Decimal(value) for value in case["expected"]}


@given(st.integers(10, 9999), st.sampled_from(["", "万", "亿", "萬", "億"]))
def test_every_number_in_full_has_its_value(number: int, unit: str) -> None:
    assert chinese_value(in_hanzi(number) + unit) == number * power(unit)


@given(st.text(NUMERALS + "半点", min_size=1, max_size=12))
def test_any_run_of_numerals_is_read_without_an_error(run: str) -> None:
    assert all(value >= 0 for value in readings(run))


@pytest.mark.parametrize("piece", ["一", "二三"])
def test_a_long_run_of_numerals_takes_time_like_its_length(piece: str) -> None:
    assert missing(piece * 50_000, "") == (), "with a square this would not end"


@given(st.decimals(1, 10**15, places=1, allow_nan=False))
def test_a_number_is_written_so_that_it_is_read_back(value: Decimal) -> None:
    assert value in values(written(value))


@pytest.mark.parametrize(
    ("source", "english"),
    [("1.2万", "12,000"), ("3亿", "300 million"), ("1.5万亿", "1.5 trillion"), ("500多亿", "more than 50 billion")],
)
def test_a_large_number_is_the_same_for_the_engine_and_for_the_check(source: str, english: str) -> None:
    assert [word.english for word in verbatim_words(source)] == [english]
    assert missing(f"有{source}元。", f"It has {english} yuan.") == ()
    assert added(f"有{source}元。", f"It has {english} yuan.") == ()


@pytest.mark.parametrize("month", ["1", "01", "十二", "九"])
def test_months_in_digits_and_in_hanzi(month: str) -> None:
    assert wrong_months(f"{month}月3日出发。", "We leave on May 3.") == ()
    assert wrong_months(f"{month}月3日出发。", "We leave on July 3.") == ("July",)


def test_days_of_the_week() -> None:
    assert wrong_days("礼拜天见。", "See you on Monday.") == ("礼拜天",)
    assert wrong_days("我上了两周三门课。", "I took three courses for two weeks, until Monday.") == ()


def test_every_digit_has_one_value() -> None:
    assert sorted(set(DIGITS.values())) == [*range(10)]


@pytest.mark.parametrize(
    ("source", "english", "expected"),
    [
        ("花了一两百块。", "It cost money.", ("一两百",)),
        ("花了一两百块。", "It cost one or two hundred yuan.", ()),
        ("花了一两百块。", "It cost 100 to 200 yuan.", ()),
        ("来了三四十人。", "People came.", ("三四十",)),
        ("来了三四十人。", "Thirty or forty people came.", ()),
        ("下午三点开会。", "The meeting is in the afternoon.", ("三点",)),
        ("下午三点开会。", "The meeting is at three.", ()),
        ("下午三点开会。", "The meeting is at 15:00.", ()),
        ("下午三点半开会。", "The meeting is at half past three.", ()),
        ("早上三点一线。", "Life is dull.", ()),
        ("有两点要说明。", "There are points to explain.", ()),
        ("我们两点见。", "See you.", ("两点",)),
        ("我们两点见。", "See you at two.", ()),
        ("我们两点见。", "See you at 14:00.", ()),
        ("他有一点累。", "He is tired.", ()),
        ("圆周率是三点一四。", "Pi is known.", ()),
        ("来了三五个人。", "People came.", ("三五",)),
        ("来了三五个人。", "A few people came.", ()),
        ("来了三五个人。", "Three to five people came.", ()),
        ("他们三五成群。", "They come in groups.", ()),
        ("那是五六年的事。", "That was in 1956.", ()),
        ("家里装了百兆宽带。", "We have broadband.", ("百兆",)),
        ("家里装了百兆宽带。", "We have 100 Mbps broadband.", ()),
        ("家里装了千兆宽带。", "We have 1 Gbit/s broadband.", ()),
    ],
)
def test_what_is_about_a_number_and_hours_with_their_part_of_the_day(
    source: str, english: str, expected: tuple[str, ...]
) -> None:
    assert missing(source, english) == expected


@pytest.mark.parametrize(
    ("source", "english", "expected"),
    [
        ("他身高一米八。", "He is 1.8 metres tall.", ()),
        ("花了三块五，买了两斤半。", "It cost 3.5 yuan for 2.5 jin.", ()),
        ("花了三块五。", "It cost 3.8 yuan.", ("3.8",)),
        ("上世纪八九十年代。", "In the 1980s and 90s.", ()),
        ("上世纪八九十年代。", "In the 1970s.", ("1970",)),
    ],
)
def test_what_a_number_goes_on_with_behind_its_unit(source: str, english: str, expected: tuple[str, ...]) -> None:
    assert added(source, english) == expected
