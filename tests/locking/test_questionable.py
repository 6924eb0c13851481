from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bilingual.checks.registry import REGISTRY
from bilingual.locking import questionable
from bilingual.locking.placeholders import PLACEHOLDER, Masked, NamePlaceholder, TermPlaceholder
from bilingual.model import Term

CASES = json.loads((Path(__file__).parents[1] / "cases/locking/doubts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["said"], ids=lambda case: case["label"])
def test_what_a_person_would_call_wrong_is_flagged(case: dict[str, Any]) -> None:
    before, target, after = case["text"].split("|")
    found = questionable.lock_flags(before, target, after, case.get("kind", "term"), case.get("block", "paragraph"))
    assert list(found) == case["expected"]


@pytest.mark.parametrize("case", CASES["inside"], ids=lambda case: case["label"])
def test_a_term_of_two_hanzi_that_cuts_a_word_is_known(case: dict[str, Any]) -> None:
    before, term, after = case["before"], case["term"], case["after"]
    found = TermPlaceholder(Term(term, "x"), term, (len(before), len(before) + len(term)))
    sentence = Masked(f"{PLACEHOLDER}和{before}{PLACEHOLDER}{after}", (NamePlaceholder("x"), found))
    assert questionable.terms_inside_words(sentence) == ((1,) if case["expected"] else ())


def test_every_flag_is_explained_and_none_is_explained_in_vain() -> None:
    raised = {flag for case in CASES["said"] for flag in case["expected"]} | {"inside", "degraded"}
    assert raised == {name for name, rule in REGISTRY.items() if rule.subject == "lock" and name != "lock"}
