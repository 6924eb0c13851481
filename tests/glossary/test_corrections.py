"""Slips put right: for the translator, with every lock at its place in the post as published, or in the text itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.glossary.corrections import Corrections
from bilingual.glossary.matching import Matcher
from bilingual.locking.masking import Masker
from bilingual.locking.placeholders import locked_terms
from bilingual.model import Term
from bilingual.sources import parse
from bilingual.variants import simplified_characters

WRONG = ("GBT", "公变", "老朽朽", "Sora two")


@given(
    st.lists(st.tuples(st.sampled_from(WRONG), st.sampled_from(("GPT", "宫变", "修", "Sora 2 Pro"))), max_size=4),
    st.lists(st.sampled_from((*WRONG, "，用", "a", "的公", "。")), max_size=12),
)
def test_every_stretch_stands_where_it_stood(pairs: list[tuple[str, str]], pieces: list[str]) -> None:
    text = "".join(pieces)
    found = Corrections(tuple(Term(wrong, right) for wrong, right in dict(pairs).items())).applied(text)
    position = 0
    for old_start, old_end, start, end in found.places:
        assert found.span(start, end) == (old_start, old_end)
        assert dict(pairs)[text[old_start:old_end]] == found.text[start:end]
        assert found.span(position, start)[1] == old_start
        position = end
    for offset in range(len(found.text)):
        first, last = found.span(offset, offset + 1)
        assert 0 <= first < last <= len(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("用GBT写", "用GPT写"),
        ("GBTX和xGBT", "GBTX和xGBT"),
        ("内部公变的时候", "内部宫变的时候"),
        ("內部公變", "內部宫变"),
        ("没有", "没有"),
    ],
)
def test_words_are_put_right_whole_and_in_both_scripts(text: str, meant: str) -> None:
    rows = (Term("GBT", "GPT"), Term("公变", "宫变"), Term("没", "有", status="candidate"), Term("有", "无", status="rejected"))
    assert Corrections(rows, simplified_characters()).applied(text).text == meant


def test_a_term_is_locked_in_what_is_meant_and_stands_where_the_slip_stands() -> None:
    corrections = Corrections((Term("GBT", "GPT"), Term("老朽", "老修")))
    masker = Masker(Matcher([Term("GPT", ""), Term("老修", "Lao Xiu")]), corrections=corrections)
    masked = masker.mask(("对吧老朽，用GBT吗",), 100)
    assert [(lock.term.english, lock.text, lock.span) for lock in locked_terms(masked)] == [
        ("Lao Xiu", "老朽", (102, 104)), ("GPT", "GBT", (106, 109)),
    ]  # fmt: skip


def test_the_text_is_put_right_outside_code_links_and_front_matter_keys() -> None:
    post = "---\ntitle: 用GBT\nid: GBT\n---\n[GBT](https://a.cn/GBT)和`GBT`，**GBT**。\n"
    source = Corrections((Term("GBT", "GPT"),)).source(parse(post))
    assert source == "---\ntitle: 用GPT\nid: GBT\n---\n[GPT](https://a.cn/GBT)和`GBT`，**GPT**。\n"
    assert Corrections().source(parse(post)) == post
