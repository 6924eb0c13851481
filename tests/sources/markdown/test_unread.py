"""Nothing is left out without a word: what is nested too deep for a parser stays as it is, and that is told with its line."""

from __future__ import annotations

import pytest

from bilingual.sources import parse, render

DEEP = {"lists": "- " * 30, "quotations": "> " * 60, "both": "> - " * 40, "numbers": "1. " * 40}


@pytest.mark.parametrize("kind", DEEP)
def test_what_is_too_deep_is_told(kind: str) -> None:
    source = f"天气很好。\n\n{DEEP[kind]}天气不错。\n\n再见。\n"
    document = parse(source)
    assert render(document) == source
    (notice,) = document.notices
    assert (notice.name, notice.line, notice.problem) == ("unread", 3, True)


@pytest.mark.parametrize(
    "source",
    [
        '[a]: u "标题"\n\n你好。\n',
        '<div title="标题">\n内\n</div>\n',
        "主持人：你好。\n\n嘉宾：你好。\n\n主持人：再见。\n\n嘉宾：再见。\n",
        "---\ntitle: 标题\ntags: [甲]\n---\n你好\n",
        "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 | 戊 |\n",
        "> [!NOTE] 标题\n> 内\n",
    ],
)
def test_what_is_read_is_not_told(source: str) -> None:
    assert not parse(source).notices


@pytest.mark.parametrize(
    "front", ["---\ntitle: {}\n---\n", "---\ntitle: {}\t\n---\n", "+++\ntitle = {}\n+++\n"], ids=["YAML", "with a tab", "TOML"]
)
def test_front_matter_that_is_too_deep_is_told(front: str) -> None:
    source = front.format("[" * 600 + "]" * 600) + "\n你好。\n"
    document = parse(source)
    assert render(document) == source
    (notice,) = document.notices
    assert (notice.name, notice.line) == ("front-matter", 2)
    assert [block.kind for block in document.blocks] == ["paragraph"]
