"""The flags of units, on tables of cases, and what the checks promise of themselves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.checks.post import flagged
from bilingual.checks.registry import FLAGS
from bilingual.lang.repetition import is_loop
from bilingual.lang.residue import has_hanzi
from bilingual.model import Document, Lock, Unit

CASES = Path(__file__).parents[1] / "cases/checks"


def flags(source: str, target: str, locked: Sequence[str] = ()) -> list[str]:
    """Of a unit in which the glossary's terms have this English."""
    locks = tuple(Lock(english, english, (0, 1), (0, 1), "plain") for english in locked)
    unit = Unit("r1", "b1", "paragraph", None, (0, len(source)), (source,), (source,), (target,), locks)
    (unit,) = flagged((unit,), Document("post", "", source, ()))
    return list(unit.flags)


def cases(*names: str) -> list[Any]:
    failing = "known_failures" in names
    marks = [pytest.mark.xfail(strict=True)] if failing else []
    rows = [row for name in names for row in json.loads((CASES / f"{name}.json").read_text("utf-8"))]
    return [pytest.param(row, id=row["label"], marks=marks) for row in rows]


@pytest.mark.parametrize("case", cases("wild", "synthetic", "negative") + cases("known_failures"))
def test_flags(case: dict[str, Any]) -> None:
    row = case["input"]
    assert flags(row["source"], row["target"], row["kept"]) == case["expected"]


@given(st.text(), st.text())
def test_any_text_is_checked_and_every_flag_is_explained(source: str, target: str) -> None:
    assert set(flags(source, target)) <= FLAGS.keys()


@given(st.integers(4, 12))
def test_a_word_many_times_is_a_loop_unless_the_source_repeats(times: int) -> None:
    target = " ".join(["go"] * times)
    assert is_loop("他去学校。", target)
    assert not is_loop("去" * times, target)


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("\u33ff", False), ("\u3400", True), ("\u4dbf", True), ("\u4e00", True), ("\u9fff", True), ("\ua000", False),
        ("\uf8ff", False), ("\uf900", True), ("\ufaff", True), ("\U0001ffff", False), ("\U00020000", True),
        ("\U000323af", True), ("〇", True), ("々", True), ("カ", False), ("한", False), ("👍🏽", False), ("。", False),
    ],
)  # fmt: skip
def test_both_ends_of_every_range(character: str, expected: bool) -> None:
    assert has_hanzi(f"a{character}b") is expected
