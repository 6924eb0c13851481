"""A target is text: with marks of any markup in it, it stands in every document as in the glossary, and comes back from there."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Translate

POST = "# 天气\n\n今天天气很好。**天气**不错，我喜欢天气。\n\n- 天气\n\n| 天气 | 乙 |\n|---|---|\n| 天气 | 丙 |\n"
TARGETS = [
    "R&amp;D", "R&D", "`useState`", "*x*", "~~x~~", "<b>", "[x](u)", "https://a.b/c_d_e", "$x$", "{{ x }}", "x[^1]", "a\\*b",
    "<unk>", "**b**", "# x", "- x", "1. x", "_x_", "snake_case", "![a](b)", ":x:", "%%x%%", "==x==", "---", "C++",
    "^x^", "H~2~O", "a `b",
]  # fmt: skip
GLOSSED = [
    "**==AI==**（Artificial Intelligence: 人工智能）你好。",
    "**~~R**（别）你好。",
    "**`AI`**（Artificial Intelligence: 人工智能）好。",
]


def comes_back(project: Path, translate: Translate) -> None:
    """The records and every document are read again, and nothing was edited."""
    checked = translate("check", "a.md", "--json")
    assert checked.code == 0 or "error" not in checked.err
    assert translate("export", "a.md", "--format", "xliff,tmx,csv,html").code == 0
    for suffix in ("docx", "bilingual.md", "xlf", "csv"):
        (file,) = (project / "outputs" / "a").glob(f"*.{suffix}")
        result = translate("import", file, "--dry-run", "--json")
        assert result.code == 0, (suffix, result.err)
        (found,) = result.content["files"]
        assert not found["differences"], (suffix, found["differences"])


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_stands_as_in_the_glossary(project: Path, translate: Translate, target: str) -> None:
    (project / "a.md").write_text(POST, "utf-8")
    with (project / "g.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["source", "target"], ["天气", target]])
    result = translate("run", "a.md", "-g", "g.csv", "--format", "md,docx,json", "--layout", "per-language")
    assert result.code == 0, result.err
    records = json.loads((project / "outputs/a/a.json").read_text("utf-8"))
    locks = [lock for row in records["rows"] for lock in row["locks"]]
    assert [lock["target"] for lock in locks] == [target] * 7
    document = docx.Document(str(project / "outputs/a/a.docx"))
    texts = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert sum(target in text for text in texts) >= 4
    comes_back(project, translate)


@pytest.mark.parametrize("post", GLOSSED)
def test_a_gloss_of_marked_words_comes_back(project: Path, translate: Translate, post: str) -> None:
    (project / "a.md").write_text(f"{post}\n", "utf-8")
    assert translate("run", "a.md", "--format", "md,docx,json", "--layout", "per-language").code == 0
    comes_back(project, translate)
