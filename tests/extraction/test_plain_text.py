"""Glosses in plain text, where nothing marks where the term begins: how many proposals are right, over a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bilingual.extraction.glosses import collect_glosses
from bilingual.sources import parse

CASES = Path(__file__).parents[1] / "cases/extraction/plain_text.json"

RIGHT, FOUND = 10 / 12, 9 / 10
"""The least part of the proposals that are right, and of the glosses that are found."""


def proposals(text: str) -> set[tuple[str, str]]:
    """The terms with their English, or `~` and the Chinese name of a Latin term."""
    readings = [evidence.reading for evidence in collect_glosses(parse(text + "\n", name="a"))]
    found = {(reading.term, reading.target or f"~{reading.chinese}") for reading in readings}
    return {(term, name) for term, name in found if name != "~"}


def test_most_proposals_are_right_and_most_glosses_are_found() -> None:
    cases: list[dict[str, Any]] = json.loads(CASES.read_text(encoding="utf-8"))
    proposed = right = expected = 0
    wrong = []
    for case in cases:
        found = proposals(case["text"])
        wanted = {(term, name) for readings in case["expected"] for term, name in readings}
        proposed, right, expected = proposed + len(found), right + len(found & wanted), expected + len(case["expected"])
        wrong += [case["text"]] * bool(found - wanted)
    assert len(cases) >= 40
    assert right >= RIGHT * proposed, wrong
    assert right >= FOUND * expected, wrong


@pytest.mark.parametrize(
    "text", ["平台（Jarsy）", "一款新手机（Pixel 9）", "“我们会赢的”（We will win）", "Google（美国）", "默认值（None）"]
)
def test_what_is_no_gloss_is_not_proposed(text: str) -> None:
    assert not proposals(f"这里有{text}。")
