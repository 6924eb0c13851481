"""What is translated again and what is not, told from the records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Translate, records, tree

POST = """\
# 公园

今天的天气很好，我们去公园。小猫在公园里睡觉。

他昨天买了三本书。谢谢。

- 明天可能下雨。
"""


@pytest.fixture
def post(project: Path) -> Path:
    path = project / "a.md"
    path.write_text(POST, "utf-8")
    (project / "g.csv").write_text("source,target\n公园,Park\n小猫,kitten\n", "utf-8")
    return path


@pytest.fixture
def rows(post: Path, translate: Translate) -> Any:
    """Runs and gives the rows by their Chinese."""

    def call(*arguments: str) -> dict[str, dict[str, Any]]:
        result = translate("run", "a.md", "-g", "g.csv", "--format", "json", "-q", *arguments)
        assert result.code == 0, result.err
        return {row["hans"]: row for row in records(post.parent / "outputs" / "a")["rows"]}

    return call


def origins(rows: dict[str, dict[str, Any]]) -> set[str]:
    return {row["origin"] for row in rows.values()}


def test_a_second_run_translates_nothing(post: Path, rows: Any) -> None:
    first = rows()
    assert "machine" in origins(first)
    second = rows()
    assert origins(second) <= {"memory", "copy"}
    assert {h: row["origin"] for h, row in first.items() if row["origin"] == "copy"} == {
        h: row["origin"] for h, row in second.items() if row["origin"] == "copy"
    }
    same = ("id", "block", "span", "hans", "hant", "en", "locks", "flags")
    assert [[row[key] for key in same] for row in first.values()] == [[row[key] for key in same] for row in second.values()]


def test_changing_a_term_translates_its_sentences_only(post: Path, rows: Any) -> None:
    rows()
    (post.parent / "g.csv").write_text("source,target\n公园,Park\n小猫,CAT\n", "utf-8")
    again = {hans: row["origin"] for hans, row in rows().items()}
    assert {hans for hans, origin in again.items() if origin == "machine"} == {"小猫在公园里睡觉。"}
    (post.parent / "g.csv").write_text("source,target,note\n小猫,CAT,\n公园,Park,green\n", "utf-8")
    assert "machine" not in origins(rows())
    (post.parent / "g.csv").write_text("source,target\n公园,Park\n", "utf-8")
    again = {hans: row["origin"] for hans, row in rows().items()}
    assert {hans for hans, origin in again.items() if origin == "machine"} == {"小猫在公园里睡觉。"}


def test_a_new_paragraph_leaves_the_others_alone(post: Path, rows: Any) -> None:
    before = rows()
    post.write_text(POST.replace("他昨天", "门口有一辆红色的自行车。\n\n他昨天"), "utf-8")
    after = rows()
    assert after.keys() - before.keys() == {"门口有一辆红色的自行车。"}
    assert {hans: after[hans]["id"] for hans in before} == {hans: row["id"] for hans, row in before.items()}
    assert [hans for hans, row in after.items() if row["origin"] == "machine"] == ["门口有一辆红色的自行车。"]


def test_another_post_with_the_same_sentence_needs_no_translation(post: Path, translate: Translate, rows: Any) -> None:
    rows()
    (post.parent / "b.md").write_text("> 小猫在公园里睡觉。\n", "utf-8")
    result = translate("run", "b.md", "-g", "g.csv", "--json")
    assert (result.posts["b.md"]["machine"], result.posts["b.md"]["memory"]) == (0, 1)


def test_no_memory_leaves_none_and_reads_none(post: Path, rows: Any, home: Path) -> None:
    before = tree(home)
    assert "memory" not in origins(rows("--no-memory"))
    assert tree(home) == before
    rows()
    assert "memory" not in origins(rows("--no-memory"))


def test_the_same_bytes_from_the_memory_as_from_the_engine(post: Path, translate: Translate) -> None:
    arguments = ("run", "a.md", "-g", "g.csv", "--format", "md,docx", "--layout", "per-language")
    translate(*arguments)
    first = tree(post.parent / "outputs")
    translate(*arguments)
    assert tree(post.parent / "outputs") == first
