"""What people wrote since the last run stands in what is exported; what they took back is told, and is no edit."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Translate, records
from tests.cli.editing import EDITORS

POST = "# 公园\n\n主持人: 我们去公园。\n\n老王: 走吧。\n\n主持人: 再见。\n"
ALL = ("--format", "docx,csv,xlsx,xliff,md,json")


@pytest.fixture
def post(project: Path, translate: Translate) -> Path:
    (project / "bilingual.toml").touch()
    (project / "glossaries").mkdir()
    (project / "glossaries/terms.csv").write_text("source,target\n公园,Park\n", "utf-8")
    (project / "talk.md").write_text(POST, "utf-8")
    assert translate("run", "talk.md", "-q", *ALL).code == 0
    return project / "talk.md"


def sent(translate: Translate, kind: str, texts: dict[str, str], folder: str = "mail") -> Path:
    """A document made now, in which somebody typed."""
    suffix, edit = EDITORS[kind]
    assert translate("export", "talk.md", "--format", kind, "-o", folder, "-q").code == 0
    edit(Path(folder) / f"talk{suffix}", texts)
    return Path(folder) / f"talk{suffix}"


@pytest.mark.parametrize("kind", EDITORS)
def test_an_export_has_what_was_imported_and_comes_back_without_a_change(post: Path, translate: Translate, kind: str) -> None:
    texts = {"走吧。": "Off we go!", "我们去公园。": "To the Park we go."}
    assert translate("import", sent(translate, kind, texts), "--by", "Ming", "-q").code == 0
    assert translate("export", "talk.md", *ALL, "-o", "new", "-q").code == 0
    rows = {row["hans"]: row for row in records(Path("new"))["rows"]}
    assert {hans: rows[hans]["en"] for hans in texts} == texts
    assert (rows["走吧。"]["origin"], rows["我们去公园。"]["locks"][0]["target"]) == ("human", "Park")
    for suffix, _ in EDITORS.values():
        result = translate("import", Path("new") / f"talk{suffix}")
        assert (result.code, "0 changes, 4 rows unchanged" in result.out) == (0, True), result.out


def test_a_run_has_the_same_as_an_export(post: Path, translate: Translate) -> None:
    translate("import", sent(translate, "csv", {"走吧。": "Off we go!", "我们去公园。": "We go there."}), "--accept-broken-locks")
    translate("export", "talk.md", "--format", "json", "-o", "new", "-q")
    translate("run", "talk.md", "-q", *ALL)
    exported, run = records(Path("new")), records(Path("outputs/talk"))
    assert exported["signature"] == run["signature"]
    assert [row | {"earlier": 0, "origin": 0} for row in exported["rows"]] == [
        row | {"earlier": 0, "origin": 0} for row in run["rows"]
    ]


def test_a_comment_is_exported_at_once(post: Path, translate: Translate) -> None:
    file = sent(translate, "docx", {})
    document = docx.Document(str(file))
    document.add_comment(document.tables[-2].rows[1].cells[3].paragraphs[0].runs, "Which park?", author="Ming")
    document.save(str(file))
    assert translate("import", file, "-q").code == 0
    translate("export", "talk.md", "--format", "docx", "-o", "new", "-q")
    assert "Which park?" in [comment.text for comment in docx.Document("new/talk.docx").comments]


def test_what_was_taken_back_is_told_where_only_a_run_can_replace_it(post: Path, translate: Translate) -> None:
    translate("import", sent(translate, "csv", {"走吧。": "Off we go!"}), "-q")
    translate("run", "talk.md", "-q", *ALL)
    translate("undo")
    with sqlite3.connect(".bilingual/memory.sqlite") as connection:
        connection.execute("DELETE FROM translation")
    result = translate("export", "talk.md", "--format", "csv", "-o", "new")
    assert (result.code, Path("new/talk.csv").is_file()) == (1, True)
    assert "1 row says what a person wrote and took back since: “Off we go!”. Run again: translate run talk.md." in result.err
    translate("redo")
    assert translate("export", "talk.md", "--format", "csv", "-o", "new").code == 0


def test_what_was_taken_back_after_a_run_is_exported_as_the_machine_had_it(post: Path, translate: Translate) -> None:
    (machine,) = [row["en"] for row in records(Path("outputs/talk"))["rows"] if row["hans"] == "走吧。"]
    translate("import", sent(translate, "csv", {"走吧。": "Off we go!"}), "-q")
    translate("run", "talk.md", "-q", *ALL)
    translate("undo")
    assert translate("export", "talk.md", "--format", "json", "-o", "new").code == 0
    (row,) = [row for row in records(Path("new"))["rows"] if row["hans"] == "走吧。"]
    assert (row["en"], row["origin"]) == (machine, "machine")


@pytest.mark.parametrize("kind", EDITORS)
def test_a_document_from_after_an_undo_is_no_edit_and_what_is_typed_into_it_is(
    post: Path, translate: Translate, kind: str
) -> None:
    """It shows what the machine says, though a person had written something else before: both have the same number of changes."""
    translate("import", sent(translate, kind, {"走吧。": "Off we go!"}), "-q")
    translate("run", "talk.md", "-q", *ALL)
    translate("undo")
    translate("run", "talk.md", "-q", *ALL)
    result = translate("import", f"outputs/talk/talk{EDITORS[kind][0]}")
    assert (result.code, "0 changes" in result.out) == (0, True), result.out
    result = translate("import", sent(translate, kind, {"走吧。": "Off we go!"}, "again"))
    assert (result.code, "1 change, " in result.out) == (0, True), result.out


def test_records_of_another_memory_are_exported_as_they_are(post: Path, translate: Translate) -> None:
    translate("import", sent(translate, "csv", {"走吧。": "Off we go!"}), "-q")
    translate("run", "talk.md", "-q", *ALL)
    Path(".bilingual/memory.sqlite").rename("elsewhere.sqlite")
    assert translate("export", "talk.md", "--format", "csv", "-o", "new").code == 0
    assert "Off we go!" in Path("new/talk.csv").read_text("utf-8-sig")
