"""Numbers get placeholders for a second try, and are text again afterwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.locking.number_retry import mask_numbers, unmask_numbers
from bilingual.locking.placeholders import PLACEHOLDER, Masked, NamePlaceholder


@given(st.lists(st.sampled_from(["用", PLACEHOLDER, "30", "1,024.5", "7%", "，", "年"]), max_size=12).map("".join))
def test_what_is_masked_and_unmasked_is_the_sentence(text: str) -> None:
    names = tuple(NamePlaceholder(f"name {n}") for n in range(text.count(PLACEHOLDER)))
    masked = Masked(text, names)
    wide = mask_numbers(masked)
    assert not any(character.isdigit() for character in wide.text)
    assert [found for found in wide.placeholders if found in names] == list(names)
    back = unmask_numbers(tuple(range(len(wide.placeholders))), masked)
    assert [piece for piece in back if isinstance(piece, int)] == list(range(len(names)))


@pytest.mark.parametrize(
    ("text", "template", "expected"),
    [
        (f"{PLACEHOLDER}卖30年", ("For ", 1, " years ", 0, "."), ("For ", "30", " years ", 0, ".")),
        (f"卖30年{PLACEHOLDER}", (1, " sold ", 0), (0, " sold ", "30")),
        ("涨7.5%", ("up ", 0), ("up ", "7.5%")),
    ],
)
def test_the_rest_is_counted_as_the_sentence_counts(
    text: str, template: tuple[str | int, ...], expected: tuple[str | int, ...]
) -> None:
    masked = Masked(text, tuple(NamePlaceholder("x") for _ in range(text.count(PLACEHOLDER))))
    assert unmask_numbers(template, masked) == expected
