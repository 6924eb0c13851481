"""`translate glossary impact` tells what `translate run` will redo, no more and no less."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Translate

POST = """\
主持人: 今天谈**护城河**（Moat: 竞争优势）。护城河很重要，用户的护城河呢？

闲哥: 好的。用户就是护城河，`护城河`不算。闲哥说用户。

主持人: 用户界面也算。再见。

闲哥: 再见。
"""


@pytest.fixture
def post(project: Path) -> Path:
    (project / "talk.md").write_text(POST, "utf-8")
    (project / "glossaries").mkdir()
    (project / "glossaries" / "g.csv").write_text(
        "source,target,status\n护城河,Moat,accepted\n闲哥,Xian Ge,accepted\n界面,,rejected\n", "utf-8"
    )
    return project / "talk.md"


@pytest.mark.parametrize(
    ("change", "edit"),
    [
        ("护城河=competitive edge", ("set", "护城河", "target=competitive edge")),
        ("用户=user", ("add", "用户", "user")),
        ("用户界面=user interface", ("add", "用户界面", "user interface")),
        ("界面=interface", ("set", "界面", "target=interface", "status=accepted")),
    ],
)
def test_a_run_redoes_just_the_sentences_shown(post: Path, translate: Translate, change: str, edit: tuple[str, ...]) -> None:
    translate("run", post, "--format", "json", "-q")
    told = translate("glossary", "impact", change, post, "--json").content["sentences"]
    said = translate("glossary", "impact", change, post).out
    assert "To do it: translate glossary " + edit[0] in said
    translate("glossary", *edit)
    (redone,) = translate("run", post, "--format", "json", "--json").content["posts"]
    assert redone["machine"] == len(told) > 0
    assert translate("glossary", "impact", change, post, "--json").content["sentences"] == []


def test_without_a_new_english_it_shows_where_the_term_is_locked(post: Path, translate: Translate) -> None:
    found = translate("glossary", "impact", "护城河", "talk.md", "--json").content
    assert [one["line"] for one in found["sentences"]] == [1, 1, 3]
    assert translate("glossary", "impact", "闲哥", "talk.md").out.endswith(
        "1 sentence in 1 of 1 post holds it, and the label of 2 turns.\n"
    )


def test_nothing_to_change_is_said(post: Path, translate: Translate) -> None:
    result = translate("glossary", "impact", "护城河=Moat", "talk.md")
    assert (result.code, result.out) == (0, "0 sentences in 0 of 1 post would change.\n")
