"""The words of the page: the same keys in each language, and what checks and errors say worded in both kinds of Chinese."""

from __future__ import annotations

import ast
import itertools
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from bilingual.checks.registry import FLAGS
from bilingual.checks.rules import ENGINES
from bilingual.model import COLUMNS
from bilingual.model.term import TermKind, TermStatus

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "bilingual/web/page"
LANGUAGES = {file.stem: json.loads(file.read_text("utf-8")) for file in (PAGE / "words").glob("*.json")}
CHECKS = ROOT / "bilingual/checks"
OF_ROWS = [CHECKS / f"{name}.py" for name in ("unit_checks", "punctuation", "locked_terms", "speakers")]
NEVER = [
    "api", "checks", "cli", "engines/catalogue", "engines/packages/archive", "engines/packages/download",
    "engines/packages/firefox_models", "engines/packages/installed", "engines/packages/placing", "formats/common/sheet_reading",
    "formats/csv/read", "formats/docx/lint", "formats/docx/read", "formats/json/lines", "formats/markdown/read", "formats/tbx",
    "formats/termbases", "formats/tmx", "formats/xliff", "formats/xlsx/cells", "formats/xlsx/parts", "formats/xlsx/terms",
    "memory/fuzzy", "memory/merging", "project/changed", "project/checking", "project/engine_choice", "project/importing",
    "project/settings", "project/sharding", "project/starting", "project/glossary/comparing", "project/glossary/drafting",
    "project/glossary/exchanging", "project/glossary/gathering", "project/glossary/recording", "project/glossary/showing",
    "project/project", "revision", "runners/cluster", "runners/ray", "runners/registry", "sources/markdown/blocks",
    "sources/markdown/front_matter", "sources/markdown/reading", "turns", "web/server",
]  # fmt: skip
"""Rooms whose sentences stand in a terminal alone: nothing on the page leads to them; what the checks say there, `said` has."""
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
    return {part for text in found for part in parts(text)}


def parts(text: str) -> list[str]:
    """A text as the page looks it up: whole where it is known so, else sentence by sentence."""
    known = {SLOT.sub("{}", english) for english in LANGUAGES["zh-Hans"]["facts"]}
    return [text] if text in known else re.split(r"(?<=[.?]) (?=[A-Z“])", re.sub(r"^[{} ]+(?=[A-Z“]|[{]})", "", text))


def is_heard(file: str) -> bool:
    """Whether what a module says can be met on the page."""
    return not any(file == name or file.startswith(f"{name}/") for name in NEVER)


@cache
def refused() -> set[str]:
    """Every sentence with which the work behind the page, or its door, can refuse or tell something."""
    files = (file.relative_to(CHECKS.parent).with_suffix("").as_posix() for file in CHECKS.parent.rglob("*.py"))
    return sentences([file for file in files if is_heard(file)])


@cache
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
    assert len(refused()) > 300
    assert (said() | refused()) - {SLOT.sub("{}", english) for english in facts} == set()
    for english, chinese in facts.items():
        assert set(SLOT.findall(chinese)) == set(SLOT.findall(english))


def test_every_word_that_the_page_says_is_there() -> None:
    asked = {key for file in PAGE.glob("*.js") for key in re.findall(r'\b(?:word|button)\("([\w.]+)"', file.read_text("utf-8"))}
    assert len(asked) > 50
    assert asked - LANGUAGES["en"].keys() == set()


def test_every_name_that_the_page_can_meet_has_a_word() -> None:
    named = {"check": FLAGS, "kind": get_args(TermKind), "status": get_args(TermStatus), "column": COLUMNS}
    assert {f"{of}.{name}" for of, names in named.items() for name in names} - LANGUAGES["en"].keys() == set()
