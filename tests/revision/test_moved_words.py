"""An emptied row whose words stand beside it is an edit; any other is asked about."""

from __future__ import annotations

import pytest

from bilingual.revision.moved_words import moved_rows

HELLO, WRITE, BYE = "Thank you very much.", "I write every day.", "Goodbye."


@pytest.mark.parametrize(
    ("changes", "moved"),
    [
        ({"b": (HELLO, ""), "c": (WRITE, "Thank you very much, I write every day.")}, {"b"}),
        ({"c": (WRITE, ""), "b": (HELLO, "Thank you very much: I write daily, every day.")}, {"c"}),
        ({"b": (HELLO, ""), "c": (WRITE, ""), "d": (BYE, "Thank you very much, I write every day. Goodbye.")}, {"b", "c"}),
        ({"b": (HELLO, "")}, set()),
        ({"b": (HELLO, ""), "c": (WRITE, "I write each day.")}, set()),
        ({"b": (HELLO, ""), "d": (BYE, "Thank you very much. Goodbye.")}, set()),
        ({"b": ("Yes.", ""), "c": ("Yes. I do.", "Yes. I do.")}, set()),
        ({}, set()),
    ],
)
def test_where_the_words_went(changes: dict[str, tuple[str, str]], moved: set[str]) -> None:
    assert moved_rows(changes, ["a", "b", "c", "d"]) == moved
