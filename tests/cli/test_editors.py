"""What an editor does to a Word document, and what `translate import` makes of it: python-docx plays the editor."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl.comments
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from openpyxl import load_workbook
from openpyxl.styles import Font, PatternFill

from bilingual.office.zips import pack_zip
from tests.cli.conftest import Translate, tree
from tests.cli.editing import EDITORS, ENGLISH, Word, type_into, without_marks

POST = "# 公园\n\n主持人: 今天天气很好。我们去公园散步。\n\n老王: 好。\n\n主持人: 走吧。\n\n老王: 再见。\n"
SENT = Path("outputs/talk/talk.docx")


@pytest.fixture
def post(project: Path, translate: Translate) -> Path:
    (project / "bilingual.toml").touch()
    (project / "glossaries").mkdir()
    (project / "glossaries/terms.csv").write_text("source,target\n公园,Park\n", "utf-8")
    (project / "talk.md").write_text(POST, "utf-8")
    assert translate("run", "talk.md", "-q", "--format", "docx,json").code == 0
    return project / "talk.md"


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


def merge_rows(word: Word) -> None:
    first, second = word.row("今天天气很好。"), word.row("我们去公园散步。")
    word.type(second, "We go for a walk in the Park.")
    for at in range(4):
        first.cells[at].merge(second.cells[at])


def test_two_rows_merged_are_one_edit_of_both(translate: Translate, edit: Edit) -> None:
    result = translate("import", edit(merge_rows))
    assert (result.code, taken(translate, "公园散步")) == (0, [("We go for a walk in the Park.", "Ming")]), result.out
    assert "joined, read as an edit of 2 rows: 今天天气很好。 | 我们去公园散步。" in result.out


def cut_a_row(word: Word) -> None:
    row = word.row("今天天气很好。")
    second = word.insert_copy(row)
    without_marks(second)
    for number, text in (1, "今天"), (2, "今天"), (ENGLISH, "Today"):
        word.type(row, text, number)
    for number, text in (1, "天气很好。"), (2, "天氣很好。"), (ENGLISH, "the weather is fine."):
        word.type(second, text, number)


def test_a_row_cut_in_two_is_one_edit(translate: Translate, edit: Edit) -> None:
    result = translate("import", edit(cut_a_row))
    assert (result.code, taken(translate, "天气很好")) == (0, [("Today the weather is fine.", "Ming")]), result.out
    assert "cut in several, read as one" in result.out


def comment(word: Word) -> None:
    word.document.add_comment(word.row("走吧。").cells[ENGLISH].paragraphs[0].runs, "Too curt?", author="Ming", initials="M")


def rename(word: Word) -> None:
    for chinese in ("好。", "再见。"):
        runs = word.row(chinese).cells[ENGLISH].paragraphs[0].runs
        next(run for run in runs if run.text == "Lao Wang").text = "Wang Senior"


def take_a_speaker_away(word: Word) -> None:
    for run in word.row("走吧。").cells[ENGLISH].paragraphs[0].runs[:2]:
        run.text = ""


def comment_on_the_title(word: Word) -> None:
    title = next(paragraph for paragraph in word.document.paragraphs if paragraph.style.name == "Title")
    word.document.add_comment(title.runs, "A better one?", author="Ming", initials="M")


def change_a_term(word: Word) -> None:
    cells = word.document.tables[-1].rows[1].cells
    cells[2].paragraphs[0].runs[0].text = "Green"


def add_a_term(word: Word) -> None:
    table = word.document.tables[-1]
    table._tbl.append(copy.deepcopy(table.rows[1]._tr))
    cells = table.rows[-1].cells
    for cell, text in zip(cells, ("天气", "天氣", "Weather"), strict=False):
        cell.paragraphs[0].runs[0].text = text


def highlight(word: Word) -> None:
    word.row("走吧。").cells[ENGLISH].paragraphs[0].runs[-1].font.highlight_color = 7


def english_run(word: Word) -> Any:
    return word.row("走吧。").cells[ENGLISH].paragraphs[0].runs[-1]


def larger(word: Word) -> None:
    english_run(word).font.size = Pt(18)


def another_font(word: Word) -> None:
    english_run(word).font.name = "Georgia"


def capitals(word: Word) -> None:
    english_run(word).font.all_caps = True


def centred(word: Word) -> None:
    word.row("走吧。").cells[ENGLISH].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def write_a_header(word: Word) -> None:
    word.document.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"


def write_into_the_footer(word: Word) -> None:
    word.document.sections[0].footer.paragraphs[0].add_run(" draft 2")


def add_a_text_box(word: Word) -> None:
    box = f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>{{}}'
    inner = "<w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
    ends = "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    word.row("走吧。").cells[ENGLISH].paragraphs[0]._p.append(parse_xml(box.format(inner) + ends))


def add_a_formula(word: Word) -> None:
    maths = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    formula = f'<m:oMath xmlns:m="{maths}"><m:r><m:t>x+1</m:t></m:r></m:oMath>'
    word.row("走吧。").cells[ENGLISH].paragraphs[0]._p.append(parse_xml(formula))


def add_an_endnote(word: Word) -> None:
    note = f'<w:endnotes {nsdecls("w")}><w:endnote w:id="2"><w:p><w:r><w:t>See there.</w:t></w:r></w:p></w:endnote></w:endnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    part = Part(PackURI("/word/endnotes.xml"), kind, note.encode(), word.document.part.package)
    word.document.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)


def add_a_paragraph(word: Word) -> None:
    word.table._tbl.addnext(word.document.add_paragraph("Please see my mail.")._p)


def add_a_row(word: Word) -> None:
    new = word.insert_copy(word.row("走吧。"))
    without_marks(new)
    for column, text in (1, "等等我。"), (2, "等等我。"), (ENGLISH, "Wait for me."):
        word.type(new, text, column)


def delete_a_row(word: Word) -> None:
    row = word.row("走吧。")._tr
    row.getparent().remove(row)


def sort(word: Word) -> None:
    _, *rows = word.table.rows
    for row in sorted(rows, key=lambda row: row.cells[ENGLISH].text):
        word.table._tbl.append(row._tr)


def author_text(word: Word) -> None:
    word.type(word.row("走吧。"), "快走吧。", 1)


ACCOUNTED: dict[str, tuple[Callable[[Word], None], int, list[str]]] = {
    "a comment": (comment, 0, ["row 4  comment, kept with its row on “Host: Let's go.”, by Ming", "“Too curt?”"]),
    "a speaker": (rename, 1, ["row 3  the speaker “Lao Wang” became “Wang Senior” (left out)", "and 1 times more",
                              "translate glossary add 老王 'Wang Senior' kind=speaker"]),
    "a speaker taken away": (take_a_speaker_away, 1, ["row 4  the speaker “Host” is gone (left out)"]),
    "a comment on the title": (comment_on_the_title, 0, ["comment, kept with its row on “公园", "“A better one?”"]),
    "a term": (change_a_term, 1, ["公园: “Park” became “Green” (left out)", "translate glossary set 公园 target=Green"]),
    "a new term": (add_a_term, 1, ["天气: “Weather” (left out)", "translate glossary add 天气 Weather"]),
    "a look": (highlight, 1, ["row 4  highlighted yellow: “Let's go.” (left out)"]),
    "a size": (larger, 1, ["row 4  size 18: “Let's go.” (left out)"]),
    "a font": (another_font, 1, ["row 4  font Georgia: “Let's go.” (left out)"]),
    "capitals": (capitals, 1, ["row 4  in capitals: “Let's go.” (left out)"]),
    "an alignment": (centred, 1, ["row 4  aligned center: “Host: Let's go.” (left out)"]),
    "a header": (write_a_header, 1, ["page header  words that belong to no row (left out): CONFIDENTIAL"]),
    "a footer": (write_into_the_footer, 1, ["page footer  words that belong to no row (left out): 公园 · 1 / 1 draft 2"]),
    "a text box": (add_a_text_box, 1, ["text box  words that belong to no row (left out): In a box."]),
    "a formula": (add_a_formula, 1, ["formula  words that belong to no row (left out): x+1"]),
    "an endnote": (add_an_endnote, 1, ["endnote  words that belong to no row (left out): See there."]),
    "a paragraph": (add_a_paragraph, 1, ["words that belong to no row (left out): Please see my mail."]),
    "a row added": (add_a_row, 1, ["not in the records (left out): 等等我。", "+ Wait for me."]),
    "a row deleted": (delete_a_row, 1, ["missing in the file, kept as it is: 走吧。"]),
    "a table sorted": (sort, 1, ["moved; the order is the post's"]),
    "the author's text": (author_text, 1, ["the author's own text; change it in the post (left out)", "+ 快走吧。"]),
}  # fmt: skip


@pytest.mark.parametrize("case", ACCOUNTED)
@pytest.mark.parametrize("flags", [(), ("--dry-run",)])
def test_everything_in_the_file_is_accounted_for(
    post: Path, translate: Translate, edit: Edit, case: str, flags: tuple[str, ...]
) -> None:
    change, code, words = ACCOUNTED[case]
    file = edit(change)
    before = tree(post.parent)
    result = translate("import", file, *flags)
    assert (result.code, [line for line in words if line not in result.out]) == (code, []), result.out
    assert not flags or tree(post.parent) == before


def test_the_history_says_who_the_document_says(translate: Translate, edit: Edit) -> None:
    translate("import", edit(lambda word: word.type(word.row("走吧。"), "Off we go!")), "-q")
    (step,) = translate("history", "--json").content["steps"]
    assert (step["who"], step["file"]) == ("Ming", "edited.docx")


def test_nothing_is_told_of_a_document_that_was_only_saved(translate: Translate, edit: Edit) -> None:
    result = translate("import", edit(lambda word: None))
    assert (result.code, result.out.count("\n\n")) == (0, 1), result.out


EVERY = ("docx", "xliff", "csv", "xlsx", "tmx")
"""The formats for editors."""


def test_a_comment_comes_back_with_the_next_documents_and_is_taken_once(translate: Translate, edit: Edit) -> None:
    assert translate("import", edit(comment), "-q").code == 0
    assert translate("run", "talk.md", "--format", ",".join((*EVERY, "json")), "-q").code == 0
    (told,) = [found for found in docx.Document(str(SENT)).comments if found.author == "Ming"]
    assert told.text == "Too curt?"
    for suffix in (".xlf", ".csv", ".tmx"):
        assert "Too curt?" in SENT.with_suffix(suffix).read_text("utf-8")
    for suffix in (".docx", ".xlf", ".csv", ".xlsx", ".tmx"):
        result = translate("import", SENT.with_suffix(suffix))
        assert (result.code, "comment" in result.out) == (0, False), result.out
    assert "Ming: Too curt?" in translate("check", "talk.md").out


def test_a_comment_on_a_heading_comes_back_too(translate: Translate, edit: Edit) -> None:
    assert translate("import", edit(comment_on_the_title), "-q").code == 0
    assert translate("run", "talk.md", "--format", "docx,json", "-q").code == 0
    assert [found.text for found in docx.Document(str(SENT)).comments if found.author == "Ming"] == ["A better one?"]
    result = translate("import", SENT)
    assert (result.code, "comment" in result.out) == (0, False), result.out


def test_a_comment_is_shown_with_the_term_that_its_row_holds(translate: Translate, edit: Edit) -> None:
    def change(word: Word) -> None:
        word.document.add_comment(word.row("我们去公园散步。").cells[ENGLISH].paragraphs[0].runs, "Which?", author="Ming")

    assert translate("import", edit(change), "-q").code == 0
    assert translate("run", "talk.md", "--format", "docx,json", "-q").code == 0
    assert "  – Ming: Which?" in translate("glossary", "show", "公园").out


def test_formats_for_readers_say_that_they_have_no_comments(translate: Translate, edit: Edit) -> None:
    translate("import", edit(comment), "-q")
    told = "1 comment of people does not stand in html, md. They stand in docx, xliff, tmx, csv, xlsx."
    assert told in translate("export", "talk.md", "--format", "html,docx,md", "-o", "new").err
    assert "comment" not in translate("export", "talk.md", "--format", ",".join(EVERY), "-o", "new").err


@pytest.mark.slow
@pytest.mark.parametrize("through_calc", [False, True])
def test_a_note_on_a_cell_is_a_comment(
    post: Path, translate: Translate, request: pytest.FixtureRequest, through_calc: bool
) -> None:
    translate("export", "talk.md", "--format", "xlsx", "-o", "mail", "-q")
    file = Path("mail/talk.xlsx")
    book = load_workbook(file)
    book.worksheets[0]["E6"].comment = openpyxl.comments.Comment("Too curt?", "Ming")
    book.save(file)
    if through_calc:
        file = request.getfixturevalue("office")(file, "xlsx", Path("saved"))
    result = translate("import", file, "--by", "Ming")
    assert (result.code, "row 6  comment, kept with its row" in result.out) == (0, True), result.out
    assert "comment by Ming: Too curt?" in translate("history", "curt").out


def test_what_is_written_beside_the_table_of_a_workbook_is_told(post: Path, translate: Translate) -> None:
    """Above the names of the columns, on another sheet; whatever the parts of the sheets are called."""
    translate("export", "talk.md", "--format", "xlsx", "-o", "mail", "-q")
    book = load_workbook("mail/talk.xlsx")
    sheet = book.worksheets[0]
    sheet["E6"].comment = openpyxl.comments.Comment("Too curt?", "Ming")
    sheet["E6"].font = Font(bold=True)
    sheet.insert_rows(1)
    sheet["A1"].value = "Please see sheet 2."
    book.create_sheet("Notes").append(["What is", "a park?"])
    book.save("mail/edited.xlsx")
    with ZipFile("mail/edited.xlsx") as archive:
        parts = [(name.replace("sheet1.xml", "tab_a.xml"), archive.read(name)) for name in archive.namelist()]
    file = Path("mail/renamed.xlsx")
    file.write_bytes(pack_zip((name, data.replace(b"sheet1.xml", b"tab_a.xml")) for name, data in parts))
    result = translate("import", file)
    words = (
        "row 1  words that belong to no row (left out): Please see sheet 2.",
        "sheet 2, row 1  words that belong to no row (left out): What is a park?",
        "row 7  comment", "Too curt?", "bold: “E7”",
    )  # fmt: skip
    assert (result.code, [line for line in words if line not in result.out]) == (1, []), result.out


def test_looks_of_cells_are_told(post: Path, translate: Translate) -> None:
    translate("export", "talk.md", "--format", "xlsx", "-o", "mail", "-q")
    book = load_workbook("mail/talk.xlsx")
    sheet = book.worksheets[0]
    sheet["E5"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["E6"].font = Font(bold=True, color="FF0000")
    book.save("mail/edited.xlsx")
    result = translate("import", "mail/edited.xlsx")
    words = ("row 5  filled #ffff00: “E5” (left out)", "row 6  coloured #ff0000: “E6”", "row 6  bold: “E6” (left out)")
    assert (result.code, [line for line in words if line not in result.out]) == (1, []), result.out
    assert translate("import", "mail/talk.xlsx").code == 0


def test_formats_of_other_programs_are_refused_with_what_to_save_instead(post: Path, translate: Translate) -> None:
    for suffix, instead in (".odt", ".docx"), (".doc", ".docx"), (".ods", ".xlsx"), (".numbers", ".xlsx"):
        file = Path(f"talk{suffix}")
        file.touch()
        result = translate("import", file)
        assert (result.code, f"Save it as {instead} in the program it comes from" in result.err) == (1, True)


def test_a_change_is_shown_in_words_before_it_is_taken(translate: Translate, edit: Edit) -> None:
    result = translate("import", edit(lambda word: word.type(word.row("走吧。"), "Let's go home.")), "--dry-run")
    assert "    ~ Let's go{+ home+}." in result.out


Office = Callable[..., Path]


def type_a_text(word: Word) -> None:
    word.type(word.row("走吧。"), "Off we go!")


def track_a_change(word: Word) -> None:
    """As Word writes it: what went stands there deleted, what came inserted."""
    old = english_run(word)._r
    new, paragraph = copy.deepcopy(old), old.getparent()
    for run, name, text in (old, "del", "delText"), (new, "ins", "t"):
        mark = OxmlElement(f"w:{name}", {qn("w:id"): "900", qn("w:author"): "Wen", qn("w:date"): "2026-01-02T03:04:05Z"})
        run.find(qn("w:t")).tag = qn(f"w:{text}")
        paragraph.append(mark)  # the text stands last in it
        mark.append(run)
    new.find(qn("w:t")).text = "Off we go!"


@pytest.mark.parametrize(("flag", "texts"), [("accept", [("Off we go!", "Wen")]), ("refuse", [])])
def test_tracked_changes_are_accepted_or_refused(
    translate: Translate, edit: Edit, flag: str, texts: list[tuple[str, str]]
) -> None:
    assert translate("import", edit(track_a_change), "--tracked", flag).code == 0
    assert taken(translate, "走吧") == texts


def everything_else(word: Word) -> None:
    """What does not hide other changes: one document for all of it, since LibreOffice takes seconds."""
    for change in (rename, change_a_term, highlight, larger, another_font, centred, write_a_header, comment, author_text):
        change(word)


THROUGH_LIBREOFFICE = {
    "nothing": (lambda word: None, 0, []),
    "a text typed": (type_a_text, 0, ["+ Off we go!"]),
    "a change tracked": (track_a_change, 0, ["+ Off we go!"]),
    "two rows merged": (merge_rows, 0, ["joined, read as an edit of 2 rows", "+ We go for a walk in the Park."]),
    "a row cut": (cut_a_row, 0, ["cut in several, read as one", "+ Today the weather is fine."]),
    "a row deleted": ACCOUNTED["a row deleted"],
    "a table sorted": ACCOUNTED["a table sorted"],
    "everything else": (
        everything_else, 1,
        ["comment, kept with its row", "the speaker “Lao Wang” became “Wang Senior”", "“Park” became “Green”",
         "highlighted yellow", "size 18", "font Georgia", "aligned center", "page header", "the author's own text"],
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kinds", [("docx",), ("odt", "docx")])
@pytest.mark.parametrize("case", THROUGH_LIBREOFFICE)
def test_libreoffice_saves_the_same(
    post: Path, translate: Translate, edit: Edit, office: Office, case: str, kinds: tuple[str, ...]
) -> None:
    """What an editor did is told alike when LibreOffice has saved the document since, by way of its own format too."""
    change, code, words = THROUGH_LIBREOFFICE[case]
    if "odt" in kinds:  # where a highlight is the colour behind the text
        words = [word.replace("highlighted yellow", "shaded #ffff00") for word in words]
    file = edit(change)
    for step, kind in enumerate(kinds):
        file = office(file, kind, Path(f"saved{step}"))
    result = translate("import", file)
    assert (result.code, [line for line in words if line not in result.out]) == (code, []), result.out
    assert words or result.out.count("\n\n") == 1, result.out


def test_what_stands_beside_the_texts_is_told_in_the_other_formats_too(post: Path, translate: Translate) -> None:
    """The speaker and the glossary; the file that nobody edited is quiet."""
    suffixes = {"csv": ".csv", "xliff": ".xlf", "tmx": ".tmx", "md": ".bilingual.md"}
    assert translate("export", "talk.md", "--format", ",".join(suffixes), "-o", "mail", "-q").code == 0
    for suffix in suffixes.values():
        file = Path("mail") / f"talk{suffix}"
        assert translate("import", file).code == 0
        file.write_text(file.read_text("utf-8").replace("Lao Wang", "Wang Senior"), "utf-8")
        result = translate("import", file)
        assert (result.code, "the speaker “Lao Wang” became “Wang Senior” (left out)" in result.out) == (1, True), result.out
    text = file.read_text("utf-8").replace("Wang Senior", "Lao Wang").replace("| 公園 | Park |", "| 公園 | Green |")
    file.write_text(f"{text}\n<!-- Please call me. -->\n", "utf-8")
    told = translate("import", file).out
    assert "公园: “Park” became “Green” (left out)" in told
    assert "words that belong to no row (left out): <!-- Please call me. -->" in told


def test_a_line_added_to_markdown_is_told_and_the_file_is_left(post: Path, translate: Translate) -> None:
    assert translate("run", "talk.md", "-q", "--format", "md,json").code == 0
    file = Path("outputs/talk/talk.bilingual.md")
    assert translate("import", file).code == 0
    file.write_text(file.read_text("utf-8").replace("\n\n| 简体", "\n\nPlease see my mail.\n\n| 简体", 1), "utf-8")
    result = translate("import", file)
    assert (result.code, "words that belong to no row (left out): Please see my mail." in result.out) == (1, True), result.out
    assert translate("run", "talk.md", "-q", "--format", "md,json").code == 1
    assert "Please see my mail." in file.read_text("utf-8")


ATTRIBUTES: dict[str, tuple[str, str, str, list[str]]] = {
    "a term": ("我们去公园散步。", "terms", "公园 = Green", [
        "row 4  terms: “公园 = Park” became “公园 = Green” (left out)", "translate glossary set 公园 target=Green"]),
    "a new term": ("走吧。", "terms", "走 = walk", ["row 6  terms: “走 = walk” is new", "translate glossary add 走 walk"]),
    "a term that is gone": ("我们去公园散步。", "terms", "", ["row 4  terms: “公园 = Park” is gone (left out)"]),
    "flags": ("走吧。", "flags", "ok", ["row 6  flags: “ok” is new (left out)"]),
    "the origin": ("走吧。", "origin", "human", ["row 6  origin: “machine” became “human” (left out)"]),
    "a speaker that is gone": ("走吧。", "speaker", "", ["row 6  the speaker “Host” is gone (left out)"]),
    "a speaker where there is none": ("公园", "speaker", "Ming", ["row 2  “Ming” speaks in a row without a speaker (left out)"]),
}  # fmt: skip
"""The row, the column and what somebody types there; what is told of it."""


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("case", ATTRIBUTES)
def test_what_is_typed_into_a_column_of_the_programs_is_told(post: Path, translate: Translate, kind: str, case: str) -> None:
    chinese, column, text, words = ATTRIBUTES[case]
    translate("export", "talk.md", "--format", kind, "-o", "mail", "-q")
    type_into(Path("mail") / f"talk.{kind}", chinese, column, text)
    result = translate("import", Path("mail") / f"talk.{kind}")
    assert (result.code, [line for line in words if line not in result.out]) == (1, []), result.out
    assert result.out.count("(left out)") == 1


def test_a_note_of_the_programs_in_xliff_that_was_written_over_is_told(post: Path, translate: Translate) -> None:
    translate("export", "talk.md", "--format", "xliff", "-o", "mail", "-q")
    file = Path("mail/talk.xlf")
    assert translate("import", file).code == 0
    file.write_text(file.read_text("utf-8").replace("公园 = Park", "公园 = Green"), "utf-8")
    result = translate("import", file)
    assert (result.code, "terms: “公园 = Park” became “公园 = Green” (left out)" in result.out) == (1, True), result.out


@pytest.mark.parametrize("kind", ["csv", "xlsx", "xliff"])
def test_a_file_from_before_others_did_something_tells_no_attributes(post: Path, translate: Translate, kind: str) -> None:
    """Flags, origins and terms are others now; nobody edited them in the file."""
    suffix, edit = EDITORS[kind]
    translate("export", "talk.md", "--format", kind, "-o", "mail", "-q")
    for name in ("first", "second"):
        Path(f"{name}{suffix}").write_bytes((Path("mail") / f"talk{suffix}").read_bytes())
    edit(Path(f"first{suffix}"), {"走吧。": "Off we go!"})
    edit(Path(f"second{suffix}"), {"再见。": "So long!"})
    assert translate("import", f"first{suffix}", "--by", "Ming", "-q").code == 0
    assert translate("import", f"second{suffix}", "--by", "Li").code == 0, "before the next run"
    translate("export", "talk.md", "--format", kind, "-o", "mail", "-q")
    assert translate("import", Path("mail") / f"talk{suffix}").code == 0, "made of the records and of what people wrote"
    assert translate("glossary", "set", "公园", "target=Green").code == 0
    assert translate("run", "talk.md", "-q").code == 0
    assert "the program says" not in translate("import", f"second{suffix}", "--by", "Li").out
