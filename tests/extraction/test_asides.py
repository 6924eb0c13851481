"""English in parentheses in plain text, where nothing marks where the term begins."""

from __future__ import annotations

import pytest

from bilingual.extraction.asides import find_asides
from bilingual.extraction.term_edge import fits, propose_term


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这就是尾部事件（Tail Events: 概率极小）", [("尾部事件", "Tail Events")]),
        ("我们采用了“强化学习”（Reinforcement Learning）", [("强化学习", "Reinforcement Learning")]),
        ("他住在北京（Beijing），她住在上海（Shanghai）", [("北京", "Beijing"), ("上海", "Shanghai")]),
        ("很快（10km）就到", []),
        ("见链接（https://example.org）", []),
        ("文件（readme.md）里", []),
        ("（Laughs）", []),
        ("OpenAI（Open Artificial Intelligence）", []),
    ],
)
def test_terms_before_parentheses(text: str, expected: list[tuple[str, str]]) -> None:
    found = list(find_asides(text))
    assert [(aside.reading.term, aside.reading.target) for aside in found] == expected
    assert all(aside.reading.confidence == "doubtful" and aside.reading.reason for aside in found)
    assert all(text[aside.start :].startswith(aside.text) for aside in found)


def test_a_term_ends_at_a_function_word_and_is_as_long_as_its_english() -> None:
    assert propose_term("公司的强化学习", "Reinforcement Learning") == "强化学习"
    assert fits("强化学习", "RL")
    assert not fits("公司采用强化学习", "Reinforcement Learning")
