"""What an editor does to a Word document, and what `translate import` makes of it: python-docx plays the editor."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.cli.conftest import Translate

POST = "# 公园\n\n主持人: 今天天气很好。我们去公园散步。\n\n老王: 好。\n\n主持人: 走吧。\n\n老王: 再见。\n"
SENT = Path("outputs/talk/talk.docx")
NAME, ENGLISH = 0, 3
"""Cells of a row."""


@pytest.fixture
def post(project: Path, translate: Translate) -> Path:
    (project / "bilingual.toml").touch()
    (project / "talk.md").write_text(POST, "utf-8")
    assert translate("run", "talk.md", "-q", "--format", "docx,json").code == 0
    return project / "talk.md"


@dataclass(slots=True)
class Word:
    """The document, open."""

    document: Any

    @property
    def table(self) -> Any:
        return next(table for table in self.document.tables if table.cell(0, 0).text == "#")

    def row(self, chinese: str) -> Any:
        return next(row for row in self.table.rows if row.cells[1].text.endswith(chinese))

    def type(self, row: Any, text: str, column: int = ENGLISH) -> None:
        """Writes over the English of a row, behind the name of who speaks."""
        runs = row.cells[column].paragraphs[0].runs
        label = next((at for at, run in enumerate(runs) if run.text.strip() in (":", "：")), -1)
        runs[label + 1].text = (" " if label >= 0 else "") + text
        for run in runs[label + 2 :]:
            run.text = ""

    def insert_copy(self, row: Any) -> Any:
        twin = copy.deepcopy(row._tr)
        row._tr.addnext(twin)
        return next(other for other in self.table.rows if other._tr is twin)


def without_marks(row: Any) -> None:
    """As Word pastes a row: the bookmarks stay with the first."""
    for mark in [*row._tr.iter("{*}bookmarkStart"), *row._tr.iter("{*}bookmarkEnd")]:
        mark.getparent().remove(mark)


@pytest.fixture
def edit(post: Path) -> Callable[[Callable[[Word], None]], Path]:
    def save(change: Callable[[Word], None]) -> Path:
        word = Word(docx.Document(str(SENT)))
        change(word)
        word.document.core_properties.last_modified_by = "Ming"
        word.document.save("edited.docx")
        return Path("edited.docx")

    return save


Edit = Callable[[Callable[[Word], None]], Path]


def taken(translate: Translate, chinese: str) -> list[tuple[str, str]]:
    """What the memory holds for a sentence, and who wrote it."""
    found = translate("memory", "list", chinese, "--json").content["entries"]
    return [(entry["text"], entry["who"]) for entry in found]


@pytest.mark.parametrize("marks", [True, False])
def test_a_row_copied_in_the_table_doubles_no_text(translate: Translate, edit: Edit, marks: bool) -> None:
    def change(word: Word) -> None:
        row = word.row("走吧。")
        word.type(row, "Off we go!")
        twin = word.insert_copy(row)
        if not marks:
            without_marks(twin)

    result = translate("import", edit(change))
    assert (result.code, taken(translate, "走吧")) == (0, [("Off we go!", "Ming")]), result.out
    assert "the same row 2 times, with the same text, counted once" in result.out


def test_copies_that_say_different_things_are_a_conflict(translate: Translate, edit: Edit) -> None:
    def change(word: Word) -> None:
        word.type(word.insert_copy(word.row("走吧。")), "Off we go!")
        word.type(word.row("再见。"), "So long!")

    result = translate("import", edit(change))
    assert (result.code, taken(translate, "走吧"), taken(translate, "再见")) == (1, [], [("So long!", "Ming")])
    assert "the same row 2 times, with different texts (left out): keep one of them: 走吧。" in result.out
    assert "+ Off we go!" in result.out


def test_two_rows_merged_are_one_edit_of_both(translate: Translate, edit: Edit) -> None:
    def change(word: Word) -> None:
        first, second = word.row("今天天气很好。"), word.row("我们去公园散步。")
        word.type(second, "We go for a walk in the park.")
        for at in range(4):
            first.cells[at].merge(second.cells[at])

    result = translate("import", edit(change))
    assert (result.code, taken(translate, "公园散步")) == (0, [("We go for a walk in the park.", "Ming")]), result.out
    assert "joined, read as an edit of 2 rows: 今天天气很好。 | 我们去公园散步。" in result.out


def test_a_row_cut_in_two_is_one_edit(translate: Translate, edit: Edit) -> None:
    def change(word: Word) -> None:
        row = word.row("今天天气很好。")
        second = word.insert_copy(row)
        without_marks(second)
        for number, text in (1, "今天"), (2, "今天"), (ENGLISH, "Today"):
            word.type(row, text, number)
        for number, text in (1, "天气很好。"), (2, "天氣很好。"), (ENGLISH, "the weather is fine."):
            word.type(second, text, number)

    result = translate("import", edit(change))
    assert (result.code, taken(translate, "天气很好")) == (0, [("Today the weather is fine.", "Ming")]), result.out
    assert "cut in several, read as one" in result.out
