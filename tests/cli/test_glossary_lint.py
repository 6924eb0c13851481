"""`translate glossary lint` and `correct`: from what lint finds to a run that has it right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Translate, records

POST = "主持人: 我们用**GPT**（一种模型）写。\n\n闲哥: GBT好用，对吧？\n\n主持人: 好用。\n\n闲哥: 嗯。\n"


@pytest.fixture
def post(project: Path) -> Path:
    (project / "talk.md").write_text(POST, "utf-8")
    (project / "glossaries").mkdir()
    (project / "glossaries" / "g.csv").write_text("source,target\nGPT,\n护城河,Moat \n闭环,closed  loop\n", "utf-8")
    return project / "talk.md"


def test_text_names_file_line_and_remedy(post: Path, translate: Translate) -> None:
    result = translate("glossary", "lint", "talk.md")
    assert result.code == 1
    assert "glossaries/g.csv:4: The target “closed  loop” of “闭环” has odd spaces." in result.out
    assert "talk.md:3: “GBT” may be meant for “GPT”. If so: translate glossary correct GBT=GPT" in result.out
    assert result.out.endswith("2 problems, 1 note.\n")


def test_json_and_github(post: Path, translate: Translate) -> None:
    content = translate("glossary", "lint", "talk.md", "--format", "json").content
    assert content["counts"] == {"target": 1, "slip": 1, "unused": 1}
    said = translate("glossary", "lint", "talk.md", "--format", "github").out.splitlines()
    assert said[0].startswith("::warning file=glossaries/g.csv,line=4,title=target::The target")
    assert translate("glossary", "lint", "--format", "xml").code == 2


def test_exit_codes(post: Path, translate: Translate) -> None:
    (post.parent / "glossaries" / "g.csv").write_text("source,target\nGPT,\n护城河,Moat\n", "utf-8")
    assert translate("glossary", "lint").code == 0
    assert translate("glossary", "lint", "absent.md").code == 1
    translate("glossary", "correct", "GBT=GPT", "--reject")
    result = translate("glossary", "lint", "talk.md")
    assert (result.code, result.out.count("note:")) == (0, 1), "notes alone are no failure"
    assert translate("glossary", "lint", "talk.md", "--strict").code == 1


def test_a_correction_reaches_the_translator_and_the_text_only_when_asked(post: Path, translate: Translate) -> None:
    translate("glossary", "correct", "GBT=GPT", "--note", "misheard")
    assert (post.parent / "corrections.csv").read_text("utf-8") == "source,target,status,note,where\nGBT,GPT,accepted,misheard,\n"
    assert translate("glossary", "correct", "--json").content["corrections"][0]["target"] == "GPT"
    shown = {}
    for where in ("none", "translator", "text"):
        assert translate("run", "talk.md", "--format", "json", "--no-memory", "--corrections", where).code == 0
        row = next(row for row in records(post.parent / "outputs" / "talk")["rows"] if "好用，对吧" in str(row["hans"]))
        shown[where] = ("GBT" in str(row["hans"]), len(row["locks"]), "GPT" in str(row["en"]))
    assert shown == {"none": (True, 0, False), "translator": (True, 1, True), "text": (False, 1, True)}
    assert post.read_text("utf-8") == POST, "the post is never changed"


@pytest.mark.parametrize("argument", ["GBT", "=GPT", "GBT=", "GBT=GBT"])
def test_what_is_no_correction_is_refused(post: Path, translate: Translate, argument: str) -> None:
    assert translate("glossary", "correct", argument).code == 2
    assert not (post.parent / "corrections.csv").exists()


def test_a_second_thought_changes_the_row(post: Path, translate: Translate) -> None:
    translate("glossary", "correct", "GBT=GPT")
    result = translate("glossary", "correct", "GBT=GPT", "--reject")
    assert "corrections.csv:2: GBT: status “accepted” → “rejected”" in result.out
    assert len((post.parent / "corrections.csv").read_text("utf-8").splitlines()) == 2
