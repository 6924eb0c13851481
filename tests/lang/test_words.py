"""Words and lengths: what is counted, and which terms cut a word in two."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jieba import posseg

from bilingual.lang.characters import has_chinese, is_date, on_one_line, says_something, script
from bilingual.lang.dictionary import TOTAL, Dictionary
from bilingual.lang.length import units
from bilingual.lang.length import words as english_words
from bilingual.lang.words import cut_words, frequency, known_words, tagged, words

TEXTS = st.text("我们在中国会议室用AI 2.5，。—\n𠀀", max_size=20)


@settings(deadline=None)
@given(TEXTS)
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text
    assert "".join(known_words(text)) == text
    assert "".join(word for word, _ in tagged(text)) == text


@settings(deadline=None)
@given(TEXTS, st.integers(0, 20), st.integers(1, 4))
def test_what_a_term_cuts_stands_around_it(text: str, start: int, length: int) -> None:
    start = min(start, max(0, len(text) - 1))
    end = min(len(text), start + length)
    if start < end:
        cut = cut_words(text, start, end)
        assert cut == "" or (text[start:end] in text and cut in text and len(cut) > end - start)


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("在中国会议上", "国会", "中国会议"),
        ("在中国会议上", "会议", ""),
        ("豆包机", "豆包", ""),
        ("一只猫", "猫", ""),
    ],
)
def test_cut_words(text: str, term: str, expected: str) -> None:
    start = text.index(term)
    assert cut_words(text, start, start + len(term)) == expected


def test_a_word_that_no_dictionary_has() -> None:
    assert frequency("抖音") == 0
    assert frequency("会议") > 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0), ("用GPT 4做，好。", 5), ("𠀀々〇", 3), ("——！", 0), ("can't stop", 3), ("👍🏽", 0),
    ],
)  # fmt: skip
def test_units(text: str, expected: int) -> None:
    assert len(units(text)) == expected


def test_english_words_are_lower_case_and_keep_their_apostrophe() -> None:
    assert english_words("DON’T stop — it's 2.5, OK?") == ("don’t", "stop", "it's", "2", "5", "ok")


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("\u2e80", True), ("\u2fdf", True), ("\u2fe0", False), ("々", True), ("〇", True), ("、", False), ("あ", True),
        ("ヿ", True), ("\u3400", True), ("\u4dbf", True), ("\u4dc0", False), ("\u4e00", True), ("\u9fff", True), ("\uf900", True),
        ("\ufaff", True), ("\U00020000", True), ("\U000323af", True), ("\U000323b0", False), ("한", False), ("，", False),
    ],
)  # fmt: skip
def test_both_ends_of_what_there_is_to_translate(character: str, expected: bool) -> None:
    assert has_chinese(f"a{character}b") is expected


def test_what_a_term_is_made_of() -> None:
    assert [script(text) for text in ("Ωmega", "ＡＩ", "𠀀", "3+4", "A股")] == ["latin", "latin", "han", "none", "mixed"]
    assert [says_something(text) for text in ("3.5", "…", "𠀀", "é")] == [False, False, True, True]
    assert [is_date(text) for text in ("21世纪初", "初", "3号楼", "2025-10-01")] == [True, False, False, True]
    assert on_one_line("\n a\r\n> > b \n") == "a b"


@pytest.mark.slow
def test_the_dictionary_is_jiebas(sample: Path) -> None:
    tokenizer = jieba.Tokenizer()
    frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    dictionary = Dictionary(tokenizer.get_dict_file().read().decode("utf-8"))
    some = sample.read_text("utf-8")
    dictionary.read(some)
    starts = {*some, *map("".join, pairwise(some))}
    expected = {word: count for word, count in frequencies.items() if word[:2] in starts}
    assert dictionary.frequencies == dict.fromkeys(some, 0) | expected
    for line in some.splitlines():
        assert (words(line), known_words(line)) == (tokenizer.lcut(line), tokenizer.lcut(line, HMM=False))
    everything = "".join((some, *frequencies))
    dictionary.read(everything)
    assert (dictionary.frequencies, TOTAL) == (dict.fromkeys(everything, 0) | frequencies, total)
    assert dictionary.tags == posseg.POSTokenizer(tokenizer).word_tag_tab
