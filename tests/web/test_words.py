"""The words of the page: the same keys in each language, and what checks and errors say worded in both kinds of Chinese."""

from __future__ import annotations

import ast
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilingual.checks.rules import ENGINES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "bilingual/web/page"
LANGUAGES = {file.stem: json.loads(file.read_text("utf-8")) for file in (PAGE / "words").glob("*.json")}
CHECKS = ROOT / "bilingual/checks"
OF_ROWS = [CHECKS / f"{name}.py" for name in ("unit_checks", "punctuation", "locked_terms", "speakers")]
REFUSING = [
    "errors", "glossary/entries", "memory/changes", "memory/opening", "project/editing", "project/glossary/reviewing",
    "project/open_post", "project/post_rows",
    "project/other_engines", "project/workbench", "runners/records", "web/app", "web/glossary", "web/security",
]  # fmt: skip
"""The modules whose errors a person meets on the page."""
NOTING = ["extraction/reasons", "extraction/glosses", "glossary/speakers"]
"""Those that write notes into a glossary, which the page shows."""
SLOT = re.compile(r"\{\w*\}")


def forms(node: ast.expr) -> list[str]:
    """What a string or an f-string can say, with `{}` for what it puts in."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return ["".join(parts) for parts in itertools.product(*map(forms, node.values))]
    if isinstance(node, ast.FormattedValue):
        return forms(node.value) if isinstance(node.value, ast.IfExp) and forms(node.value) else ["{}"]
    return [*forms(node.body), *forms(node.orelse)] if isinstance(node, ast.IfExp) else []


def strings(tree: ast.AST) -> Iterator[str]:
    """Every string of a module but its docstrings and the parts of others."""
    inside = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part is not node
    }
    inside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in inside:
            yield from forms(node)


def sentences(files: list[str]) -> set[str]:
    """Every sentence that modules can say."""
    texts = (text for file in files for text in strings(ast.parse((CHECKS.parent / f"{file}.py").read_text("utf-8"))))
    found = {SLOT.sub("{}", text) for text in texts if re.search(r"(\.|\w\?)\Z", text) and " " in text}
    return {text for text in found if re.search(r"[A-Z]", text)}


def refused() -> set[str]:
    """Every sentence with which the work behind the page, or its door, can refuse something."""
    return sentences(REFUSING)


def said() -> set[str]:
    """Every sentence that the checks of rows and of glossaries can say."""
    found = {text for file in OF_ROWS for text in strings(ast.parse(file.read_text("utf-8"))) if text.endswith(".")}
    for file in (CHECKS / "glossary").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "fact":
                found.update(forms(node.value))
    return {SLOT.sub("{}", text) for text in (*found, *(rule.finds for rule in ENGINES))}


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_each_language_has_every_word(language: str) -> None:
    assert LANGUAGES[language].keys() == LANGUAGES["en"].keys()
    for key, text in LANGUAGES["en"].items():
        if key != "facts":
            assert sorted(SLOT.findall(text)) == sorted(SLOT.findall(LANGUAGES[language][key])), key


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_whatever_a_check_or_an_error_says_is_worded_in_chinese(language: str) -> None:
    facts = LANGUAGES[language]["facts"]
    assert len(said()) > 40
    assert len(refused()) > 60
    assert (said() | refused() | sentences(NOTING)) - {SLOT.sub("{}", english) for english in facts} == set()
    for english, chinese in facts.items():
        assert set(SLOT.findall(chinese)) == set(SLOT.findall(english))


def test_every_word_that_the_page_says_is_there() -> None:
    asked = {key for file in PAGE.glob("*.js") for key in re.findall(r'\b(?:word|button)\("([\w.]+)"', file.read_text("utf-8"))}
    assert len(asked) > 50
    assert asked - LANGUAGES["en"].keys() == set()
