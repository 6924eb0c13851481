"""Entries of a dictionary are told from translations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bilingual.lang.dictionary_style import reads_like_entry, without_entry

CASES = json.loads((Path(__file__).parents[1] / "cases/lang/dictionary_style.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("source", "english", "expected"), CASES)
def test_an_entry_is_no_translation(source: str, english: str, expected: bool) -> None:
    assert reads_like_entry(source, english) is expected


@pytest.mark.parametrize(("source", "english"), [case[:2] for case in CASES if case[2]])
def test_what_is_cut_reads_like_none(source: str, english: str) -> None:
    assert not reads_like_entry(source, without_entry(source, english))
