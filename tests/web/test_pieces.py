"""A text for reading, as pieces; with what is to be replaced, every letter of the text in its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.model import Text, join
from bilingual.sources import read_text

pytest.importorskip("starlette")
from bilingual.web.pieces import Replaced, pieces

MARKDOWN = "See **the map** and [the *old* map](https://a.org/map), `map` or not."
LIKE = read_text(MARKDOWN, ())


def flat(found: list[Any]) -> list[tuple[str, str]]:
    """Each piece of text with what stands in its place, "" for one that stays."""
    return [
        leaf
        for piece in found
        for leaf in (
            [(piece, "")]
            if isinstance(piece, str)
            else flat(piece["inner"])
            if "inner" in piece
            else [(piece["text"], piece.get("instead", ""))]
        )
    ]


def spans(words: str) -> list[tuple[int, int, str]]:
    starts = [place for place in range(len(MARKDOWN)) if MARKDOWN.startswith(words, place)]
    return [(start, start + len(words), "plan") for start in starts]


def test_words_in_markup_are_shown_where_they_stand_in_what_a_reader_sees() -> None:
    found = pieces(LIKE, Replaced(spans("map")))
    assert flat(found) == [
        ("See ", ""), ("the ", ""), ("map", "plan"), (" and ", ""), ("the ", ""), ("old", ""), (" ", ""), ("map", "plan"),
        ("](https://a.org/", ""), ("map", "plan"), (")", ""), (", ", ""), ("`", ""), ("map", "plan"), ("`", ""), (" or not.", ""),
    ]  # fmt: skip
    assert found[1]["is"] == "bold"  # type: ignore[index]


def test_what_goes_over_markup_is_replaced_once() -> None:
    found = flat(pieces(LIKE, Replaced(spans("map** and [the"))))
    assert [instead for _, instead in found if instead] == ["plan"]
    assert "".join(text for text, _ in found).startswith("See the map** and [the old map")


@given(st.lists(st.integers(0, len(MARKDOWN)), max_size=8, unique=True))
def test_no_letter_that_a_reader_sees_is_lost_or_told_twice(edges: list[int]) -> None:
    edges = sorted(edges)[: len(edges) // 2 * 2]
    marked = [(start, end, "x") for start, end in zip(edges[::2], edges[1::2], strict=True)]
    found = flat(pieces(LIKE, Replaced(marked)))
    assert "x" * len(marked) == "".join(instead for _, instead in found)
    seen, text = "".join(text for text, _ in found), join(LIKE)
    rest = iter(text)
    assert all(letter in rest for letter in seen), "they stand in the order of the text"
    plain: Text = LIKE
    assert len(seen) >= len("".join(text for text, _ in flat(pieces(plain))))


def test_of_a_tag_the_texts_are_read_and_not_the_markup_between_them() -> None:
    (tag,) = pieces(read_text('<img src="a.png" alt="A cat" title="The cat">', ()))
    assert [text for text, _ in flat([tag])] == ["A cat", "The cat"]
