"""What is translated again and what is not, told from the summary; the records do not tell."""

from __future__ import annotations

import shutil
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
    """Runs and gives the rows by their Chinese, and how many of them were translated now and taken from the memory."""

    def call(*arguments: str) -> tuple[dict[str, dict[str, Any]], int, int]:
        result = translate("run", "a.md", "-g", "g.csv", "--format", "json", "--json", *arguments)
        assert result.code == 0, result.err
        found = {row["hans"]: row for row in records(post.parent / "outputs" / "a")["rows"]}
        return found, result.posts["a.md"]["machine"], result.posts["a.md"]["memory"]

    return call


SENTENCES = 5


def english(rows: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {hans: row["en"] for hans, row in rows.items()}


def test_a_second_run_translates_nothing(post: Path, rows: Any) -> None:
    first, machine, remembered = rows()
    assert (machine, remembered) == (SENTENCES, 0)
    second, machine, remembered = rows()
    assert (machine, remembered) == (0, SENTENCES)
    assert first == second


def test_low_effort_and_normal_are_remembered_apart(post: Path, rows: Any) -> None:
    normal, machine, _ = rows()
    _, machine, remembered = rows("--effort", "low")
    assert (machine, remembered) == (SENTENCES, 0)
    assert "low effort" in records(post.parent / "outputs" / "a")["signature"]
    again, machine, remembered = rows()
    assert (machine, remembered) == (0, SENTENCES)
    assert english(again) == english(normal)
    assert "low effort" not in records(post.parent / "outputs" / "a")["signature"]


def test_changing_a_term_translates_its_sentences_only(post: Path, rows: Any) -> None:
    first, _, _ = rows()
    (post.parent / "g.csv").write_text("source,target\n公园,Park\n小猫,CAT\n", "utf-8")
    second, machine, _ = rows()
    assert machine == 1
    assert {hans for hans in first if english(first)[hans] != english(second)[hans]} == {"小猫在公园里睡觉。"}
    (post.parent / "g.csv").write_text("source,target,note\n小猫,CAT,\n公园,Park,green\n", "utf-8")
    assert rows()[1] == 0
    (post.parent / "g.csv").write_text("source,target\n公园,Park\n", "utf-8")
    assert rows()[1] == 1


def test_a_new_paragraph_leaves_the_others_alone(post: Path, rows: Any) -> None:
    before, _, _ = rows()
    post.write_text(POST.replace("他昨天", "门口有一辆红色的自行车。\n\n他昨天"), "utf-8")
    after, machine, _ = rows()
    assert after.keys() - before.keys() == {"门口有一辆红色的自行车。"}
    assert {hans: after[hans]["id"] for hans in before} == {hans: row["id"] for hans, row in before.items()}
    assert machine == 1


def test_another_post_with_the_same_sentence_needs_no_translation(post: Path, translate: Translate, rows: Any) -> None:
    rows()
    (post.parent / "b.md").write_text("> 小猫在公园里睡觉。\n", "utf-8")
    result = translate("run", "b.md", "-g", "g.csv", "--json")
    assert (result.posts["b.md"]["machine"], result.posts["b.md"]["memory"]) == (0, 1)


def test_no_memory_leaves_none_and_reads_none(post: Path, rows: Any, home: Path) -> None:
    before = tree(home)
    assert rows("--no-memory")[2] == 0
    assert tree(home) == before
    rows()
    assert rows("--no-memory")[2] == 0


def test_the_same_bytes_from_the_memory_as_from_the_engine(post: Path, translate: Translate) -> None:
    arguments = ("run", "a.md", "-g", "g.csv", "--format", "md,docx,json,xliff,tmx,csv", "--layout", "per-language")
    translate(*arguments)
    first = tree(post.parent / "outputs")
    translate(*arguments)
    assert tree(post.parent / "outputs") == first


def test_where_no_memory_can_be_made_each_command_says_what_helps_it(project: Path, translate: Translate) -> None:
    (project / "bilingual.toml").touch()
    (project / "a.md").write_text("今天天气很好。\n", "utf-8")
    (project / "terms.csv").write_text("source,target\n茶,tea\n", "utf-8")
    assert translate("run", "a.md", "--no-memory", "--format", "json,csv").code == 0
    shutil.rmtree(project / ".bilingual", ignore_errors=True)
    (project / ".bilingual").touch()  # a file where the folder should be, which stops root as well
    helps = {"run": ["run", "a.md"], "glossary set": ["glossary", "set", "茶", "target=Tea", "-g", "terms.csv"],
             "import": ["import", "outputs/a/a.csv"]}  # fmt: skip
    refused = {name: translate(*command) for name, command in helps.items()}
    assert {name: ("--no-memory" in told.err) for name, told in refused.items()} == {name: name == "run" for name in helps}
    assert translate("run", "a.md", "--no-memory").code == 0, "as it is advised"
    assert all("move away a file in its place" in told.err for told in refused.values())
    (project / ".bilingual").unlink()
    assert [translate(*command).code for command in helps.values()] == [0, 0, 0], "as it is advised"
