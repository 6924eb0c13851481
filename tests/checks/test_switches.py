"""The comments of a post that switch checks off."""

from __future__ import annotations

import pytest

from bilingual.checks.registry import CHECKS
from bilingual.checks.switches import switched_off_parts, unknown_names


def off_at(source: str, at: str) -> set[str]:
    """The checks that are off where `at` stands."""
    place = source.index(at)
    return {part.name for part in switched_off_parts(source) if part.start <= place < part.end}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<!-- check:off length -->X", {"length"}),
        ("<!--check:off length,numbers-->X", {"length", "numbers"}),
        ("<!-- check:off: length -->X", {"length"}),
        ("<!-- check:off length --><!-- check:on length -->X", set()),
        ("<!-- check:off length numbers --><!-- check:on numbers -->X", {"length"}),
        ("X<!-- check:off length -->", set()),
        ("<!-- check:on length -->X", set()),
        ("<!-- check:offset length -->X", set()),
        ("<!-- check:off -->X", set(CHECKS)),
        ("<!-- check:off length --><!-- check:on -->X", set()),
    ],
)
def test_what_is_off_where(source: str, expected: set[str]) -> None:
    assert off_at(source, "X") == expected


def test_names_that_no_check_has_are_found_with_their_places() -> None:
    source = "a<!-- check:off lenght, numbers -->b<!-- check:on nix -->"
    assert list(unknown_names(source)) == [("lenght", 1), ("nix", source.index("<!-- check:on"))]
