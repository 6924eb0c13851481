"""What people write in posts, by kinds of fault (`tests/cases/reading/`): each post goes through the whole program."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.reading.expectations import expect
from tests.reading.outcomes import Case, Outcome, outcomes

CASES = Path(__file__).parents[1] / "cases" / "reading"
NOT_YET = frozenset((CASES / "not_yet.txt").read_text("utf-8").split())
"""Cases that are known to fail, by name; one that passes must be taken off the list."""


def cases_of(kind: str) -> list[Case]:
    lines = (CASES / f"{kind}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def params() -> list[Any]:
    kinds = sorted(path.stem for path in CASES.glob("*.jsonl"))
    cases = [(kind, case) for kind in kinds for case in cases_of(kind)]
    marks = {True: [pytest.mark.xfail(strict=True, reason="known")], False: []}
    return [pytest.param(kind, case, id=case["id"], marks=marks[case["id"] in NOT_YET]) for kind, case in cases]


@cache
def outcomes_of(kind: str, folder: Path) -> dict[str, Outcome]:
    return outcomes(cases_of(kind), folder / kind)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reading")


@pytest.mark.parametrize(("kind", "case"), params())
def test_a_post_is_read_rightly(kind: str, case: Case, folder: Path) -> None:
    outcome = outcomes_of(kind, folder)[case["id"]]
    for expectation in case["expect"]:
        expect(outcome, expectation)
