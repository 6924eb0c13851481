"""Characters and words that convert two ways, and borders of words that no phrase may run over."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.model import Variant
from bilingual.variants import Converter
from bilingual.variants.borders import walls
from bilingual.variants.opencc import convert
from bilingual.variants.readings import readings

CASES = Path(__file__).parents[1] / "cases/variants"


def lines(name: str) -> list[list[str]]:
    text = (CASES / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


TWO_WAYS = lines("two_ways")
WORDS = lines("words_two_ways")


def characters_each_way() -> set[str]:
    """The characters that stand in the sentences in two forms at least."""
    forms: dict[str, set[str]] = {}
    for _, sentence in TWO_WAYS:
        simplified = convert(sentence, "tw2s")
        if len(simplified) == len(sentence):
            for character, form in zip(simplified, sentence, strict=True):
                forms.setdefault(character, set()).add(form)
    return {character for character, written in forms.items() if len(written) > 1}


def test_three_hundred_characters_and_words_stand_each_way() -> None:
    assert len({*characters_each_way(), *(word for _, word, *_ in WORDS)}) >= 300


@pytest.mark.parametrize(("variant", "word", "whole", "expected", "apart", "expected_apart"), WORDS)
def test_a_word_is_told_from_characters_that_meet(
    variant: Variant, word: str, whole: str, expected: str, apart: str, expected_apart: str
) -> None:
    assert word in whole
    assert word in apart
    assert [Converter(variant).string(text, "hant") for text in (whole, apart)] == [expected, expected_apart]


@pytest.mark.parametrize(("what", "sentence"), TWO_WAYS)
@pytest.mark.parametrize("variant", ["tw", "hk"])
def test_each_way_in_a_sentence(variant: Variant, what: str, sentence: str) -> None:
    expected = convert(convert(sentence, "tw2t"), "t2hk") if variant == "hk" else sentence
    assert Converter(variant).string(convert(sentence, "tw2s"), "hant") == expected


@pytest.mark.parametrize(("what", "sentence"), TWO_WAYS)
def test_taiwan_s_words_do_not_disturb_the_characters(what: str, sentence: str) -> None:
    simplified = convert(sentence, "tw2s")
    if convert(simplified, "s2tw") == convert(simplified, "s2twp"):
        assert Converter("twp").string(simplified, "hant") == sentence


@pytest.mark.parametrize(("simplified", "expected"), lines("borders"))
def test_no_word_begins_where_two_meet(simplified: str, expected: str) -> None:
    assert Converter("twp").string(simplified, "hant") == expected


def test_a_wall_stands_where_a_phrase_would_cut_words() -> None:
    assert [wall.start for wall in walls("但是只要室内存放", "tw")] == [2]
    assert [wall.start for wall in walls("但是只要室内存放", "twp")] == [2, 6]
    assert walls("内存", "twp") == walls("", "tw") == []


def test_each_pattern_marks_what_it_reads_and_says_why() -> None:
    for reading in readings():
        assert reading.pattern.groups >= 1, reading
        assert reading.why
        assert len(reading.character) == 1


@pytest.mark.parametrize(("traditional", "expected"), lines("simplified"))
@pytest.mark.parametrize("variant", ["tw", "twp", "none"])
def test_the_way_back(variant: Variant, traditional: str, expected: str) -> None:
    assert Converter(variant).string(traditional, "hans") == expected
