"""The registry and its page in the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bilingual.checks.registry import CHECKS, FLAGS, PAGE, REGISTRY, Rule, diagnostic

PAGE_TEXT = (Path(__file__).parents[2] / PAGE).read_text("utf-8")


def section(name: str) -> str:
    """The paragraph of the page under that heading."""
    return PAGE_TEXT.split(f"\n### {name}\n")[1].split("\n#")[0]


def test_the_page_has_every_name_in_the_order_of_the_registry_and_no_other() -> None:
    assert re.findall(r"^### (.+)$", PAGE_TEXT, re.MULTILINE) == list(REGISTRY)


@pytest.mark.parametrize("rule", REGISTRY.values(), ids=lambda rule: rule.name)
def test_the_page_says_what_the_registry_says(rule: Rule) -> None:
    text = section(rule.name)
    assert text.strip().split("\n\n")[0] == f"*{rule.severity.capitalize()}.* {rule.explanation}"
    assert rule.page == f"docs/checks.md#{rule.name}"


@pytest.mark.parametrize("rule", REGISTRY.values(), ids=lambda rule: rule.name)
def test_names_can_be_typed_and_sentences_end(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z-]+", rule.name)
    assert all(text.endswith((".", ".)")) for text in (rule.finds, rule.remedy, rule.more) if text)


def test_a_diagnostic_is_as_severe_as_its_rule() -> None:
    assert diagnostic("numbers", "The number “3” is missing.").problem
    assert not diagnostic("unused", "“AI” stands nowhere in these posts.").problem


def test_what_can_be_switched_off_is_found_in_units_and_around_them() -> None:
    assert {rule.subject for rule in CHECKS.values()} == {"unit", "lock", "engine", "file"}


def test_flags_are_the_names_of_checks() -> None:
    assert FLAGS.keys() < CHECKS.keys()
    assert all(CHECKS[name].finds == meaning for name, meaning in FLAGS.items())
