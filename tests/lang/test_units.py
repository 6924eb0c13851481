"""Units, quantities and marks behind words are told from names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bilingual.lang.units import names_nothing

CASES = json.loads((Path(__file__).parents[1] / "cases/lang/units.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("term", "text", "expected"), CASES)
def test_a_unit_is_no_name(term: str, text: str, expected: bool) -> None:
    assert names_nothing(term, text) is expected
