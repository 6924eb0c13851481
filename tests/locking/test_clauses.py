"""A sentence in pieces and together again: nothing is lost, whatever stands between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.lang.characters import has_chinese
from bilingual.locking import clauses
from bilingual.locking.placeholders import PLACEHOLDER, Masked, NamePlaceholder


def masked(text: str) -> Masked:
    return Masked(text, tuple(NamePlaceholder(str(n)) for n in range(text.count(PLACEHOLDER))))


def texts() -> st.SearchStrategy[str]:
    words = ["我们", "很好", "，", "。", "：", "（", "）", "x", PLACEHOLDER, PLACEHOLDER, " "]
    return st.lists(st.sampled_from(words), max_size=20).map("".join)


@given(texts())
def test_the_last_strategy_has_everything_in_order(text: str) -> None:
    stretches = clauses.stretches(masked(text))
    found = clauses.rejoin(masked(text), ["words" if has_chinese(s) else s for s in stretches])
    assert [piece for piece in found if isinstance(piece, int)] == list(range(text.count(PLACEHOLDER)))


@given(texts())
def test_clauses_joined_are_the_sentence_and_chained_hold_everything_once(text: str) -> None:
    pieces = clauses.clauses(masked(text), 20)
    assert "".join(clause.text for clause in pieces) == text
    chained = clauses.chain(pieces, [clauses.rejoin(c, ["w"] * (c.text.count(PLACEHOLDER) + 1)) for c in pieces])
    assert [piece for piece in chained if isinstance(piece, int)] == list(range(text.count(PLACEHOLDER)))


@given(texts().filter(lambda text: text.count(PLACEHOLDER) > 1))
def test_halves_are_the_text_and_each_has_a_placeholder(text: str) -> None:
    first, second = clauses.halves(masked(text))
    assert first.text + second.text == text
    assert second.text.startswith(PLACEHOLDER)
    counts = len(first.placeholders), len(second.placeholders)
    assert min(counts) >= 1
    assert abs(counts[0] - counts[1]) <= 1


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("他说，其实，很好。", 100, ["他说，其实，很好。"]),
        ("他说，其实，很好。", 6, ["他说，其实，", "很好。"]),
        ("他说，￼很好。", 100, ["他说，", "￼很好。"]),
        ("￼，￼。", 100, ["￼，", "￼。"]),
        ("很好，”。", 2, ["很好，”。"]),
        ("", 10, []),
    ],
)
def test_clauses(text: str, most: int, expected: list[str]) -> None:
    assert [clause.text for clause in clauses.clauses(masked(text), most)] == expected


def test_a_text_without_chinese_is_its_own_translation() -> None:
    assert clauses.direct(masked(f"GPT-5，{PLACEHOLDER}！")) == ("GPT-5, ", 0, "! ")
