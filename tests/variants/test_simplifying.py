"""著 on the way to Simplified: 着 behind a verb, 著 in a work; a word that a segmenter only guesses decides nothing."""

from __future__ import annotations

import pytest

from bilingual.variants.simplifying import simplified_forms

READ = {
    "只放著一塊牌子": "着",
    "放著一塊牌子": "着",
    "桌上放著一本書": "着",
    "他讀著書": "着",
    "這是名著": "著",
    "土著居民": "著",
    "他所著之書": "著",
    "魯迅編著一書": "著",
    "他們很執著": "着",
}


@pytest.mark.parametrize("text", READ)
def test_which_of_the_two_it_is(text: str) -> None:
    (place,) = simplified_forms(text, [], "tw")
    assert (text[place.start], place.form) == ("著", READ[text])
