"""Which script a block is in, and the columns that follow from it."""

from __future__ import annotations

import pytest

from bilingual.model import join
from bilingual.pipeline.columns import chinese, scripts
from bilingual.sources import parse
from bilingual.variants import Converter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们说话。\n\n今天。\n", ["hans", "hans"]),
        ("我們說話。\n\n今天。\n", ["hant", "hant"]),
        ("我們說話。\n\n今天。\n\nOnly English.\n", ["hant", "hant", "none"]),
        ("我们说话。\n\n我們說話。\n\n今天。\n", ["hans", "hant", "hans"]),
        ("價格很好，我們买了三個。\n", ["hant"]),
        ("价格很好，我们買了三个。\n", ["hans"]),
    ],
)
def test_a_block_that_could_be_either_goes_with_the_post(text: str, expected: list[str]) -> None:
    blocks = parse(text).blocks
    found = scripts(blocks)
    assert [found[block.id] for block in blocks] == expected


def test_the_authors_words_are_never_converted() -> None:
    converter = Converter("tw")
    simplified, traditional = (("“说话”",), ("。",)), (("「說話」",), ("。",))
    hans = chinese(simplified, "hans", converter)
    assert hans.hans == simplified
    assert "".join(map(join, hans.hant)) == "「說話」。"
    hant = chinese(traditional, "hant", converter)
    assert hant.hant == traditional
    assert "".join(map(join, hant.hans)) == "“说话”。"


def test_what_has_no_chinese_is_the_same_in_both() -> None:
    found = chinese((("Only English.",),), "none", Converter("tw"))
    assert found.hans == found.hant == (("Only English.",),)
