"""`translate run report.docx`: the same file in English beside the other documents, at once or from the records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

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


def test_a_file_in_one_language_that_was_changed_is_brought_home(report: Path, translate: Translate) -> None:
    assert translate("run", "report.docx").code == 0
    name = "outputs/report/report.en.docx"
    english = report.parent / name
    assert "0 changes, 2 rows unchanged." in translate("import", name, name.replace(".en.", ".zh-Hant.")).out
    edited = docx.Document(str(english))
    edited.paragraphs[1].runs[0].text = "Let us walk."
    edited.save(str(english))
    saved = english.read_bytes()
    told = translate("run", "report.docx")
    assert (told.code, english.read_bytes()) == (1, saved)
    assert f"Changed since it was written: {name} (1 row, " in told.err
    assert f"To take the changes: translate import {name}. To replace" in told.err
    taken = translate("import", name)
    assert (taken.code, "+ Let us walk." in taken.out, "1 change, " in taken.out) == (0, True, True)
    assert translate("run", "report.docx").code == 0
    assert texts(english)[1] == ("Quote", "Let us walk.")
    assert "Let us walk." in docx.Document(str(english.with_name("report.docx"))).tables[-1].rows[-1].cells[-1].text


def tracked(kind: str, text: str, who: str, run: Any = None) -> Any:
    """A tracked change: words put in, or a run taken out."""
    change = OxmlElement(f"w:{kind}")
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), who)
    change.set(qn("w:date"), f"2025-10-0{len(who) % 9 + 1}T08:30:00Z")
    words = OxmlElement("w:delText" if kind == "del" else "w:t")
    words.text = text
    change.append(OxmlElement("w:r"))
    change[0].append(words)
    if run is not None:
        run.addprevious(change)
    return change


@pytest.mark.parametrize(
    ("flag", "expected"), [("accept", "+ Let us walk, they say."), ("refuse", "0 changes, 2 rows unchanged.")]
)
def test_what_an_editor_tracked_is_accepted_or_refused_and_what_the_author_tracked_stays(
    report: Path, translate: Translate, flag: str, expected: str
) -> None:
    made = docx.Document(str(report))
    made.paragraphs[1]._p.append(tracked("ins", "他们说。", "Author"))
    made.paragraphs[1]._p.append(tracked("del", "旧的。", "Author"))
    made.save(str(report))
    assert translate("run", "report.docx").code == 0
    english = report.parent / "outputs/report/report.en.docx"
    edited = docx.Document(str(english))
    paragraph = edited.paragraphs[1]._p
    runs = [run for run in paragraph.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    tracked("ins", "Let us walk, they say.", "Ming", paragraph[0 if paragraph.pPr is None else 1])
    for run in runs:
        tracked("del", run.find(qn("w:t")).text, "Ming", run)
        run.getparent().remove(run)
    edited.save(str(english))
    told = translate("import", "outputs/report/report.en.docx", "--tracked", flag, "--dry-run")
    assert expected in told.out


def test_a_word_file_of_a_post_that_is_none_is_refused(project: Path, translate: Translate) -> None:
    (project / "talk.md").write_text("你好。\n", "utf-8")
    assert translate("run", "talk.md").code == 0
    made = docx.Document()
    made.add_paragraph("Hello.")
    for name, told in (("talk.en.docx", "of another kind than its post, talk.md"), ("talk.docx", "its name says no language")):
        made.save(str(project / "outputs/talk" / name))
        refused = translate("import", f"outputs/talk/{name}")
        assert (refused.code, told in refused.err) == (1, True)
