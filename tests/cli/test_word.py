"""Word documents by command: what is asked for, what is refused, and an edit that comes back."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Translate

POST = "# 公园\n\n主持人: 今天**天气**很好。我们去公园。\n\n老王: 好。\n\n主持人: 走吧。\n\n老王: 再见。\n"
WRITTEN = Path("outputs/talk/talk.docx")


@pytest.fixture
def post(project: Path, translate: Translate) -> Path:
    path = project / "talk.md"
    path.write_text(POST, "utf-8")
    assert translate("run", "talk.md", "-q", "--format", "docx,json").code == 0
    return path


def test_two_columns_on_letter_in_a_houses_styles(post: Path, translate: Translate) -> None:
    house = docx.Document()
    house.styles["Normal"].font.name = "Georgia"
    house.save(str(post.parent / "house.docx"))
    asked = ("--columns", "en,hant", "--paper", "letter", "--template", "house.docx", "--flags")
    assert translate("export", "talk.md", "--format", "docx", *asked).code == 0
    made = docx.Document(str(post.parent / WRITTEN))
    table = next(own for own in made.tables if own.cell(0, 0).text == "#")
    assert [cell.text for cell in table.rows[0].cells] == ["#", "English", "繁體"]
    assert round(made.sections[0].page_width.inches, 2) == 8.5
    assert made.styles["Normal"].font.name == "Georgia"


REFUSED = {
    "a column that is none": (("--columns", "en,fr"), "no column “fr”", 2),
    "one column": (("--columns", "en"), "alone is no bilingual document", 2),
    "a column that the variant lacks": (("--columns", "hant,en", "--variant", "none"), "with --variant none", 2),
    "a paper that is none": (("--paper", "b5"), "“b5” is no value of paper", 2),
    "no such template": (("--template", "none.docx"), "cannot be read", 2),
    "a template that is none": (("--template", "talk.md"), "no Word document", 1),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_refused_before_anything_is_written(project: Path, translate: Translate, kind: str) -> None:
    asked, reason, code = REFUSED[kind]
    (project / "talk.md").write_text(POST, "utf-8")
    result = translate("run", "talk.md", *asked)
    assert (result.code, reason in result.err) == (code, True), result.err
    assert not (project / "outputs").exists()


def test_an_edit_in_word_comes_back(post: Path, translate: Translate) -> None:
    made = docx.Document(str(post.parent / WRITTEN))
    table = next(own for own in made.tables if own.cell(0, 0).text == "#")
    table.rows[2].cells[3].paragraphs[0].text = "Let us walk in the park."
    made.core_properties.last_modified_by = "An Editor"
    made.save(str(post.parent / "edited.docx"))
    result = translate("import", "edited.docx")
    assert result.code == 0, result.err
    assert translate("run", "talk.md", "-q", "--format", "docx").code == 0
    again = docx.Document(str(post.parent / WRITTEN))
    table = next(own for own in again.tables if own.cell(0, 0).text == "#")
    assert table.rows[2].cells[3].text == "Let us walk in the park."
