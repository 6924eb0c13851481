"""Rows of an edited file that are missing, there twice, unknown or moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.checks.row_order import longest_rising, misplaced_rows
from bilingual.model import Document, Edited, EditedRow, Signature, Translation, Unit

UNITS = tuple(
    Unit(f"s{n}", f"b{n}", "front" if n == 0 else "paragraph", None, (n, n + 1), (f"第{n}句。",), (), (f"{n}.",))
    for n in range(6)
)
RECORDS = Translation(Document("a", "a.md", "", ()), UNITS, (), Signature("0.1", "test", "000000", "none", 6))


def facts(*ids: str) -> list[tuple[str, str]]:
    rows = tuple(EditedRow(id_, None, None, None, f"row {at}") for at, id_ in enumerate(ids, 1))
    return [(problem.place, problem.fact) for problem in misplaced_rows(RECORDS, Edited(rows, "", "", "csv"), "a.csv")]


def test_a_file_in_order_is_right_and_front_matter_may_stand_anywhere() -> None:
    assert facts("s0", "s1", "s2", "s3", "s4", "s5") == []
    assert facts("s1", "s2", "s3", "s4", "s5", "s0") == []


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("s0", "s1", "s2", "s4", "s5"), [("", "A row is missing: “第3句。”.")]),
        (("s0", "s1", "s5"), [("", "3 rows are missing, from “第2句。” to “第4句。”.")]),
        (("s0", "s1", "s2", "s2", "s3", "s4", "s5"), [("row 4", "The row stands here a second time.")]),
        (("s0", "s1", "s2", "s3", "s4", "s5", ""), [("row 7", "The row is not in the records.")]),
        (("s0", "s1", "s2", "s3", "s4", "s5", "x9"), [("row 7", "The row is of another post.")]),
        (("s0", "s5", "s1", "s2", "s3", "s4"), [("row 2", "The row stands in another order than in the post.")]),
    ],
)
def test_what_is_told(ids: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert facts(*ids) == expected


@given(st.lists(st.integers(-1, 30), unique=True))
def test_what_is_left_in_place_rises_and_nothing_longer_does(numbers: list[int]) -> None:
    steady = [numbers[place] for place in longest_rising(numbers)]
    assert steady == sorted(steady)
    assert -1 not in steady
    best: dict[int, int] = {}
    for number in numbers:
        if number >= 0:
            best[number] = 1 + max((length for other, length in best.items() if other < number), default=0)
    assert len(steady) == max(best.values(), default=0)
