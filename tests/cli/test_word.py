"""`translate run report.docx`: the same file in English beside the other documents, at once or from the records."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Translate

WRITTEN = {"report.bilingual.md", "report.docx", "report.en.docx", "report.json", "report.zh-Hans.docx", "report.zh-Hant.docx"}


@pytest.fixture
def report(project: Path) -> Path:
    made = docx.Document()
    made.add_heading("今天天气很好。", 1)
    made.add_paragraph("我们去公园。", style="Quote")
    made.save(project / "report.docx")
    return project / "report.docx"


def texts(path: Path) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in docx.Document(str(path)).paragraphs]


def test_the_same_file_comes_in_english_and_traditional(report: Path, translate: Translate) -> None:
    assert translate("run", "report.docx").code == 0
    folder = report.parent / "outputs" / "report"
    assert {path.name for path in folder.iterdir()} == WRITTEN
    (heading, title), (style, text) = texts(folder / "report.en.docx")
    assert (heading, style) == ("Heading 1", "Quote")
    assert title.isascii()
    assert text.isascii()
    assert texts(folder / "report.zh-Hant.docx") == [("Heading 1", "今天天氣很好。"), ("Quote", "我們去公園。")]
    assert texts(folder / "report.zh-Hans.docx") == texts(report)


def test_the_file_is_written_from_the_records_while_the_document_is_as_it_was(report: Path, translate: Translate) -> None:
    assert translate("run", "report.docx", "--format", "json").code == 0
    folder = report.parent / "outputs" / "report"
    assert translate("export", "report.docx", "--format", "post,html").code == 0
    ours = {f"report.{language}.docx" for language in ("en", "zh-Hans", "zh-Hant")}
    assert {path.name for path in folder.iterdir()} == {"report.json", "report.html", *ours}
    report.unlink()
    told = translate("export", "outputs/report/report.json", "--format", "post,epub")
    assert "The Word document is not there as it was when it was read" in told.err
    assert (folder / "report.epub").is_file()


def test_a_document_of_ours_is_no_post_wherever_an_editor_puts_it(report: Path, translate: Translate) -> None:
    assert translate("run", "report.docx", "--format", "docx,json").code == 0
    posts = report.parent / "posts"
    posts.mkdir()
    (posts / "edited.docx").write_bytes((report.parent / "outputs/report/report.docx").read_bytes())
    (posts / "~$report.docx").write_bytes(b"x")
    (posts / "other.docx").write_bytes(report.read_bytes())
    told = translate("run", "posts", "--format", "csv", "--json")
    assert [post["name"] for post in told.content["posts"]] == ["other"]
    refused = translate("run", "posts/edited.docx")
    assert (refused.code, "made by this program from a post" in refused.err, "translate import" in refused.err) == (1, True, True)


def test_a_file_in_one_language_that_was_changed_is_not_sent_to_import(report: Path, translate: Translate) -> None:
    assert translate("run", "report.docx").code == 0
    name = "outputs/report/report.en.docx"
    english = report.parent / name
    edited = docx.Document(str(english))
    edited.paragraphs[1].runs[0].text = "Let us walk."
    edited.save(str(english))
    saved = english.read_bytes()
    told = translate("run", "report.docx")
    assert (told.code, english.read_bytes()) == (1, saved)
    assert f"What was changed in {name} cannot be imported; to keep it, move it away. To replace" in told.err
    assert "translate import" not in told.err
    refused = translate("import", name)
    assert (refused.code, "or is a post in one language" in refused.err) == (1, True)
    whole = english.with_name("report.docx")
    docx.Document(str(whole)).save(str(whole))
    both = translate("run", "report.docx").err
    assert "To take the changes: translate import outputs/report/report.docx. What was changed in" in both
    english.rename(report.parent / "mine.docx")
    assert translate("import", "outputs/report/report.docx").code == 0
    assert translate("run", "report.docx").code == 0
    assert english.is_file()
