"""A change in one form of a text, made in another form of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.revision.carry import carry_change, cut_like

WORDS = st.lists(st.sampled_from(["the", "cat", "sat", "on", "a", "mat"]), min_size=1, max_size=8).map(" ".join)


@pytest.mark.parametrize(
    ("record", "written", "edited", "expected"),
    [
        ("a\\|b now", "a|b now", "a|b later", "a\\|b later"),
        ("see [x][y] now", "see [x](<z.md>) now", "see [x](<z.md>) soon", "see [x][y] soon"),
        ("same", "same", "other", "other"),
        ("  padded  ", "padded", "longer text", "  longer text  "),
        ("see [x][y] now", "see [x](<z.md>) now", "see [x](<w.md>) now", "see [x](<w.md>) now"),
    ],
)
def test_a_change_is_made_where_the_record_has_another_form(record: str, written: str, edited: str, expected: str) -> None:
    assert carry_change(record, written, edited) == expected


@given(WORDS, WORDS)
def test_where_both_forms_are_the_same_the_edit_is_the_result(text: str, edited: str) -> None:
    assert carry_change(text, text, edited) == edited


@given(WORDS)
def test_no_change_leaves_the_record(text: str) -> None:
    record = text.replace("a", "\\a")
    assert carry_change(record, text, text) == record


def test_sentences_are_cut_at_borders_that_can_be_told() -> None:
    assert cut_like(["One is here. ", "Two is there."], "One was here. Two is there, too.") == [
        "One was here.",
        " Two is there, too.",
    ]
    assert cut_like(["One. ", "Two."], "All new and different") == []
    assert cut_like(["Only one."], "Only another one.") == ["Only another one."]


@given(st.lists(WORDS.map(lambda words: f"{words}. "), min_size=1, max_size=4))
def test_an_unchanged_text_is_cut_as_it_was(sentences: list[str]) -> None:
    pieces = cut_like(sentences, "".join(sentences))
    assert "".join(pieces) == "".join(sentences)
    assert len(pieces) == len(sentences)
