"""What a spreadsheet does to a cell is told from what a person writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bilingual.revision.spreadsheet import damage, damaged_columns

CASES = Path(__file__).parent.parent / "cases" / "revision"


def cases(name: str) -> list[list[str]]:
    return json.loads((CASES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(("before", "after", "what"), cases("spreadsheet.json"))
def test_what_opening_and_saving_makes_of_a_cell(before: str, after: str, what: str) -> None:
    assert damage(before, after), what
    assert damaged_columns({"hans": before, "hant": before, "en": before}, dict.fromkeys(("hans", "hant", "en"), after))


@pytest.mark.parametrize(("before", "after", "what"), cases("spreadsheet_edits.json"))
def test_what_a_person_writes(before: str, after: str, what: str) -> None:
    assert damage(before, after) is None, what


def test_english_alone_is_a_persons_where_the_chinese_was_the_same() -> None:
    same = {"hans": "1-2", "hant": "1-2", "en": "1-2"}
    assert not damaged_columns(same, {"hans": "1-2", "hant": "1-2", "en": "2-Jan"})
    assert not damaged_columns(same, {"hans": None, "hant": "1-2", "en": "2-Jan"})
    assert damaged_columns(same, {"hans": None, "hant": None, "en": "2-Jan"})


def test_where_the_chinese_is_another_only_what_nobody_writes_is_a_spreadsheets() -> None:
    before = {"hans": "一到二", "hant": "一到二", "en": "1-2"}
    assert damaged_columns(before, {**before, "en": "1月2日"}) == {"en"}
    assert not damaged_columns({**before, "en": "1.10"}, {**before, "en": "1.1"})
