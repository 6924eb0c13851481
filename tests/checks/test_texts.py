"""The checks of single texts: measures, markup, brackets, spaces, columns and whole sentences."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.checks.columns import describe_difference
from bilingual.checks.markup import codes, compare_markup, links
from bilingual.checks.measures import lost_units
from bilingual.checks.punctuation import misplaced_spaces, unpaired_marks, wide_marks
from bilingual.checks.sentences import is_lopsided, is_repeated, is_untranslated
from bilingual.sources import read_text


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("走了5公里。", "Walked 5 kilometers.", ()),
        ("走了5公里。", "Walked three miles.", ()),
        ("走了5公里。", "Walked 5.", ("5公里",)),
        ("汤姆28岁。", "Tom, 28, came.", ()),
        ("花了两百块钱。", "It cost two hundred.", ("两百块钱",)),
        ("涨了20%。", "Up 20 percent.", ()),
        ("第3元素。", "The third element.", ()),
        ("第一百二十公里处。", "There.", ()),
        ("走了二十千米。", "Walked 20.", ("二十千米",)),
        pytest.param("一" * 20_000, "", (), id="hostile: with anything but linear time this would not end"),
    ],
)
def test_units_of_measure(source: str, target: str, expected: tuple[str, ...]) -> None:
    assert lost_units(source, target) == expected


def test_links_and_codes_are_compared_by_how_often_they_stand() -> None:
    chinese = read_text("看[这里](a.md)用`x`和`x`。", ())
    english = read_text("See [here](b.md), use `x`.", chinese)
    assert links(chinese) == Counter({"a.md": 1})
    assert compare_markup(chinese, english, links) == (("a.md",), ("b.md",))
    assert compare_markup(chinese, english, codes) == (("`x`",), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(a) [b] {c} “d”", ()), ("a) first", ()), ("1) first :)", ()), ("(a", ("(",)), ("a” b", ("”",)), ('say "no', ('"',)),
        ('5\' 10" tall', ()), ("（甲）《乙》", ()), ("(a [b)", ("[",)),
    ],
)  # fmt: skip
def test_marks_without_a_partner(text: str, expected: tuple[str, ...]) -> None:
    assert unpaired_marks(text) == expected


@given(st.text(alphabet="()[]“”《》，", max_size=12))
def test_marks_around_a_text_change_nothing(text: str) -> None:
    if not unpaired_marks(text):
        assert unpaired_marks(f"({text})") == unpaired_marks(f"“{text}”") == ()


def test_punctuation_that_a_term_brings_is_right() -> None:
    assert wide_marks("Yes，really！", ()) == ("，", "！")
    assert wide_marks("In 《读书》 he wrote", ("《读书》",)) == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [("One space. Then", 0), ("Two  spaces", 1), ("a , b", 1), ("( a )", 1), ("see .env here", 0), ("at 3 : 2", 1)],
)
def test_spaces(text: str, count: int) -> None:
    assert len(misplaced_spaces(text)) == count


@pytest.mark.parametrize(
    ("hans", "hant", "expected"),
    [
        ("我用GPT", "我用GPT", ""), ("我用GPT", "我用GPT4", "“GPT” against “GPT4”"), ("我写了3", "我写了", "“3” against nothing"),
        ("今天天气很好", "我们去公园玩", "other words"), ("你好", "再见", ""),
    ],
)  # fmt: skip
def test_columns_that_say_something_else(hans: str, hant: str, expected: str) -> None:
    assert describe_difference(hans, hant) == expected


def test_whole_sentences() -> None:
    assert is_untranslated("今天很好。", "今天 very good")
    assert not is_untranslated("今天很好。", "今天 very good", ["今天"])
    assert not is_repeated("对。", "Yes, exactly.", "没错。", "Yes, exactly."), "too short"
    assert is_lopsided("今天我们要去北京看一个展览。", "We go.")
    assert not is_lopsided("恭喜发财。", "Happy New Year to you and all of your family.")
