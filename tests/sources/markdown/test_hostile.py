"""Hostile lines: with anything but linear time these would not end."""

from __future__ import annotations

import pytest

from bilingual.sources import parse, render
from bilingual.sources.markdown.front_matter.toml import toml_strings

UNITS = [
    "*", "_a", "**a", "**a** ", "~~", "`", "`a``", "[", "[[", "[a", "[a](", "](", "![", "^[", "[[[]]]", "（",
    "（a）", "**a**（", "“a”（b", "<", "<a ",
    "<b>", "</b>", '<a "', "<!--", "<code>", "&a", "\\", "$a", "{{", "{%raw%}",
    "a@", "http://(", "> ", "- ", "1. ", "| ", "#", "a: ",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_line_of_anything_is_read(unit: str) -> None:
    text = "x" + unit * (100_000 // len(unit))
    assert render(parse(text)) == text


@pytest.mark.parametrize("unit", [*"#>", "- ", "1. ", "| ", "<div>", ":::", "$$", "{% raw %}", "<!-- translate:off -->", "[a]: "])
def test_a_line_that_starts_like_a_block_is_read(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert render(parse(text)) == text


TITLED = [
    "::: tip 好{}好", ":::tip[好{}好", "/// tip | 好{}好", '!!! note{}"好', "!!! note 好{}好", '=== {}"好', "```{{note}} 好{}好",
    "```{{figure}} a\n:alt: 好{}好\n```", "# 好{}好", "- 好{}好", "| 好{}好", "[^1]: 好{}好", "[a]: b{}c",
    "甲：{}好", "![好{}好", "好{}\n===",
]  # fmt: skip


@pytest.mark.parametrize("line", TITLED)
def test_blanks_within_a_line_are_read(line: str) -> None:
    text = line.format(" " * 50_000)
    assert render(parse(text)) == text


LINES = [
    "{% raw %}", "$$", "\\[", "{% a", "- a", "> a", "a: b", "<!-- a", "甲：乙",
    "**甲**：乙", "[^1]: a", "|a|", "```", "x  ", '<details title="甲">乙</details>',
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_many_lines_of_anything_are_read(line: str) -> None:
    text = f"{line}\n" * 3_000
    assert render(parse(text)) == text


def test_ten_thousand_quotes_deep() -> None:
    text = ">" * 10_000 + "甲\n" + "- " * 3_000 + "乙"
    assert render(parse(text)) == text


DEEP = [("<b>", "</b>"), ("[![", "](u)](u)"), ("**a ", "**"), ("（", "）"), ("^[", "]")]


@pytest.mark.parametrize(("opening", "closing"), DEEP)
def test_markup_thousands_deep(opening: str, closing: str) -> None:
    text = "x" + opening * 3_000 + "甲" + closing * 3_000
    assert render(parse(text)) == text


def test_a_long_list_of_toml_is_read() -> None:
    names = "'甲'," * 150_000
    assert sum(1 for _ in toml_strings(f"speaker = [{names}]", 0, len(names) + 12)) == 150_000
