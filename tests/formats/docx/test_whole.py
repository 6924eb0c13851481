"""What a Word document has of Word's own: contents, comments, footnotes, lists, tables, pictures, a house's styles."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from bilingual.errors import ExportError
from bilingual.formats.docx.lint import faults
from bilingual.formats.docx.read import read_docx
from bilingual.formats.docx.writing import template
from bilingual.formats.docx.writing.pictures import pictures
from bilingual.formats.registry import write
from bilingual.model import Code, Column, Comment, ExportOptions, Gloss, PairedCode, Term, Translation, plain
from bilingual.sources import parse
from tests.formats.build import Builder, same, term, three, whole


@pytest.fixture(scope="module")
def post() -> Translation:
    return whole()


def opened(result: Translation, options: ExportOptions = ExportOptions()) -> Any:  # noqa: B008 - frozen
    data = write(result, "docx", options)[0].data
    assert faults(data) == ()
    return docx.Document(io.BytesIO(data))


def part(document: Any, name: str) -> str:
    blob: bytes = next(own.blob for own in document.part.package.iter_parts() if str(own.partname) == name)
    return blob.decode("utf-8")


def texts(document: Any, style: str) -> list[str]:
    return [own.text for own in document.paragraphs if own.style.style_id == style]


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# --- The page --------------------------------------------------------------------------------------

PAGES: dict[str, tuple[ExportOptions, tuple[float, float], list[str]]] = {
    "three columns": (ExportOptions(), (297, 210), ["#", "简体", "繁體", "English"]),
    "letter": (ExportOptions(paper="letter"), (279.4, 215.9), ["#", "简体", "繁體", "English"]),
    "two columns": (ExportOptions(columns=("hans", "en")), (210, 297), ["#", "简体", "English"]),
    "the other two": (ExportOptions(columns=("en", "hant")), (210, 297), ["#", "English", "繁體"]),
    "under one another": (ExportOptions("interleaved", columns=("hant", "en")), (210, 297), ["#", "繁體 / English"]),
}


@pytest.mark.parametrize("kind", PAGES)
def test_pages_and_columns(post: Translation, kind: str) -> None:
    options, (width, height), head = PAGES[kind]
    document = opened(post, options)
    page = document.sections[0]
    assert (round(page.page_width.mm, 1), round(page.page_height.mm, 1)) == (width, height)
    assert (page.orientation == WD_ORIENT.LANDSCAPE) == (width > height)
    table = next(own for own in document.tables if own.cell(0, 0).text == "#")
    assert [cell.text for cell in table.rows[0].cells] == head
    for own in document.tables:
        assert sum(column.width for column in own.columns) == page.page_width - page.left_margin - page.right_margin


# --- Contents, comments, footnotes -----------------------------------------------------------------


def test_contents_name_the_rows_of_each_section() -> None:
    made = Builder(terms=(Term("词", "word"),))
    for name in ("甲", "乙"):
        made.add("heading", three(name, name, name.upper()), before="## ", level=2)
        made.add("paragraph", same((term("词"), "。")), same("好。"))
    document = opened(made.built())
    assert [own.text for own in document.paragraphs if own.style.name.startswith("toc")] == [
        "甲\t#1–2", "乙\t#3–4", "术语表 / 術語表 / Glossary",
    ]  # fmt: skip
    anchors = [own.get(qn("w:anchor")) for own in document.element.body.iter(qn("w:hyperlink"))]
    assert [own for own in anchors if own.startswith("_Toc")] == ["_Toc00000001", "_Toc00000002", "_Toc00000003"]
    instructions = [own.text for own in document.element.body.iter(qn("w:instrText"))]
    assert instructions == [' TOC \\o "1-3" \\h \\z \\u ']


def test_few_headings_need_no_contents() -> None:
    made = Builder()
    made.add("heading", same("甲"), before="## ", level=2)
    assert not texts(opened(made.built()), "TOCHeading")


def test_a_term_is_explained_in_the_glossary_and_in_no_comment() -> None:
    gloss = Gloss("**", "词", "**", "（", "Word", ": ", ("一个意思",), "）")
    made = Builder(terms=(Term("词", "word", note="In full: a note."), Term("字", "sign")))
    made.add("paragraph", same((gloss, term("字"), "。")), same((term("词"), "。")))
    document = opened(made.built())
    assert not list(document.comments)
    assert [cell.text for cell in document.tables[-1].rows[1].cells] == ["词\n一个意思"] * 2 + ["word\na note"]


def test_flags_are_comments_when_asked_for() -> None:
    made = Builder()
    made.add("paragraph", same("好。"))
    flagged = made.built()
    object.__setattr__(flagged.units[0], "flags", ("numbers", "unknown"))
    asked = opened(flagged, ExportOptions(flags={"numbers": "A number is missing."}))
    assert [own.text for own in asked.comments] == ["numbers: A number is missing."]
    assert not list(opened(flagged).comments)


def test_a_reader_has_no_comments_of_people() -> None:
    made = Builder()
    made.add("paragraph", same("好。"))
    talked = made.built()
    object.__setattr__(talked.units[0], "comments", (Comment("Is that so?", "Ming", "2026-11-20T08:00:00Z"),))
    assert [own.text for own in opened(talked).comments] == ["Is that so?"]
    assert [own.text for own in opened(talked, ExportOptions(audience="editor")).comments] == ["Is that so?"]
    assert not list(opened(talked, ExportOptions(audience="reader")).comments)


def test_footnotes_are_footnotes() -> None:
    made = Builder()
    made.add("paragraph", three(("甲", Code("[^n]", "note")), ("甲", Code("[^n]", "note")), ("A", Code("[^n]", "note"))))
    made.add("note", three("注。", "註。", "A note."), before="[^n]: ", marker="n")
    document = opened(made.built())
    (reference,) = document.element.body.iter(qn("w:footnoteReference"))
    assert reference.get(qn("w:id")) == "1"
    fields = [own.get(qn("w:instr")).strip() for own in document.element.body.iter(qn("w:fldSimple"))]
    assert fields == ["NOTEREF note1_n \\h"] * 2
    notes = part(document, "/word/footnotes.xml")
    assert [notes.index(text) for text in ("注。", "註。", "A note.")] == sorted(map(notes.index, ("注。", "註。", "A note.")))
    assert "注。" not in [cell.text for table in document.tables for row in table.rows for cell in row.cells]


# --- Lists, tables, pictures -----------------------------------------------------------------------


def lists(document: Any, column: str) -> list[tuple[str, int, str]]:
    """The text, level and list of each item in a column."""
    found = []
    for own in document.element.body.iter(qn("w:p")):
        numbers = own.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbers is not None and own.pPr.pStyle.get(qn("w:val")) == column:
            level, number = (numbers.find(qn(f"w:{kind}")).get(qn("w:val")) for kind in ("ilvl", "numId"))
            found.append(("".join(text.text for text in own.iter(qn("w:t"))), int(level), number))
    return found


def test_lists_are_lists() -> None:
    made = Builder()
    for text, level, marker in (("一", 1, "3."), ("小", 2, "-"), ("二", 1, "4."), ("别", 1, "4."), ("散", 1, "*")):
        made.add("item", same(text), level=level, marker=marker)
    document = opened(made.built())
    own = lists(document, "English")
    assert [(text, level) for text, level, _ in own] == [("一", 0), ("小", 1), ("二", 0), ("别", 0), ("散", 0)]
    numbers = [number for _, _, number in own]
    assert numbers[0] == numbers[2] != numbers[3]
    assert numbers[1] == numbers[4]
    assert lists(document, "Simplified")[0][2] != numbers[0], "each column counts for itself"
    assert 'w:start w:val="3"' in part(document, "/word/numbering.xml")


def test_tasks_have_boxes() -> None:
    made = Builder()
    made.add("item", same("做"), before="- [ ] ", level=1, marker="-")
    made.add("item", same("完"), before="- [x] ", level=1, marker="-")
    assert [text for text, _, _ in lists(opened(made.built()), "English")] == ["☐ 做", "☑ 完"]


def table_post(columns: int) -> Translation:
    made = Builder()
    for row in range(2):
        for column in range(columns):
            if (row, column) != (1, 1):
                text = f"{row}{column}"
                made.add("cell", three(f"简{text}", f"繁{text}", f"en{text}"), before="| ", after=" ", cell=(0, row, column))
    return made.built()


def test_a_table_is_a_table_in_each_language() -> None:
    (table,) = opened(table_post(3)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["#", *["简体"] * 3, *["繁體"] * 3, *["English"] * 3]
    assert rows[1] == ["1–3", "简00", "简01", "简02", "繁00", "繁01", "繁02", "en00", "en01", "en02"]
    assert rows[2] == ["4–5", "简10", "", "简12", "繁10", "", "繁12", "en10", "", "en12"]


def test_a_wide_table_is_a_table_a_language() -> None:
    tables = opened(table_post(8)).tables
    assert [table.cell(0, 1).text for table in tables] == ["简体", "繁體", "English"]
    assert [table.cell(2, 8).text for table in tables] == ["简17", "繁17", "en17"]
    assert [table.cell(1, 0).text for table in tables] == ["1–8"] * 3


def test_a_table_a_language_comes_back_as_its_rows() -> None:
    post = table_post(8)
    edited = read_docx(write(post, "docx")[0].data, "post.docx")
    rows = [(row.id, row.hans, row.hant, row.en) for row in edited.rows]
    assert rows == [(unit.id, plain(unit.hans), plain(unit.hant), plain(unit.en)) for unit in post.units]


def test_columns_of_a_table_stand_as_the_post_has_them() -> None:
    made = Builder()
    for row in range(2):
        for column in range(3):
            after = " |\n| --- | --: | :-: |\n" if (row, column) == (0, 2) else " |\n" if column == 2 else " "
            made.add("cell", same((f"格{row}{column}",)), before="| ", after=after, cell=(0, row, column))
    document = opened(made.built())
    first = document.tables[0].rows[2].cells[1:4]
    styles = [cell.paragraphs[0].style for cell in first]
    sides = [style.paragraph_format.alignment for style in styles]
    assert sides == [None, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER]


def test_a_thin_line_parts_turns_and_none_sentences() -> None:
    made = Builder()
    made.add("paragraph", same(("大家好。",)), same(("今天下雨。",)))
    made.add("paragraph", same(("明天也下雨。",)))
    for words in ("一。", "二。"):
        made.add("item", same((words,)), before="- ", after="\n", level=1, marker="-")
    document = opened(made.built())
    ruled = [row._tr.find(f".//{qn('w:tcBorders')}/{qn('w:top')}") is not None for row in document.tables[0].rows[1:]]
    assert ruled == [True, False, True, False, False]


def test_a_drawing_is_shown_unless_it_runs_or_loads_something() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h9"/></svg>'
    document = opened(picture_post(), ExportOptions(images={"a.png": drawing}))
    (extent, *_) = document.element.body.iter(qn("wp:extent"))
    assert (extent.get("cx"), extent.get("cy")) == (str(40 * 9525), str(20 * 9525))
    assert len([*document.element.body.iter("{*}svgBlip")]) == 5
    loading = drawing.replace(b"<path", b"<script/><path")
    assert not [*opened(picture_post(), ExportOptions(images={"a.png": loading})).element.body.iter(qn("wp:extent"))]


def picture_post() -> Translation:
    image = PairedCode("![", ("球",), '](a.png "t")', "image")
    made = Builder()
    made.add("paragraph", three((image,), (image,), (image.with_inner(("ball",)),)))
    made.add("paragraph", same(("看", image, "。")))
    made.add("paragraph", same((PairedCode("![", (), "](a.png)", "image"),)))
    return made.built()


def test_local_pictures_are_carried_along() -> None:
    document = opened(picture_post(), ExportOptions(images={"a.png": png(3000, 30), "b.png": b"none"}))
    assert [own.partname.ext for own in document.part.package.image_parts] == ["png"]
    drawn = list(document.element.body.iter(qn("wp:docPr")))
    assert [own.get("descr") for own in drawn] == ["球", *["球"] * 3, ""]
    assert len({own.get("id") for own in drawn}) == len(drawn)
    width = document.sections[0].page_width - document.sections[0].left_margin - document.sections[0].right_margin
    assert all(int(own.get("cx")) <= width for own in document.element.body.iter(qn("wp:extent")))
    captions = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert captions[1][0] == ""
    assert captions[2] == ["1", "球", "球", "ball"]


def test_other_pictures_are_named() -> None:
    document = opened(picture_post())
    assert not list(document.element.body.iter(qn("w:drawing")))
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["1", "[球]", "[球]", "[ball]"]


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", png(0, 1), b"<svg/>"])
def test_damaged_pictures_are_left_out(data: bytes) -> None:
    assert pictures({"a": data}) == {}


def test_the_size_of_a_jpeg() -> None:
    frame = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x07\0\x09\x01\x01\x11\0"
    assert pictures({"a": frame})["a"].size == (9, 7)


# --- A house's styles ------------------------------------------------------------------------------


def house() -> bytes:
    """A template as Word would write it, with a red Heading 1 in Georgia and ids of its own."""
    document = docx.Document()
    style = document.styles["Heading 1"]
    style.font.name = "Georgia"
    for own in document.styles.element.iter():
        for name, value in own.attrib.items():
            own.set(name, "berschrift1" if value == "Heading1" else value)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_templates_styles_win(post: Translation) -> None:
    document = opened(post, ExportOptions(template=house()))
    styles = {own.name: own for own in document.styles}
    assert styles["Heading 1"].font.name == "Georgia"
    assert {own.style.style_id for own in document.paragraphs if own.style.name == "Heading 1"} == {"berschrift1"}
    for name in ("Simplified Chinese", "Speaker 1", "Locked Term", "Bilingual Table"):
        assert name in styles, "what the template lacks is the program's own"
    assert styles["English"].element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:ascii")) is None
    assert [own.text for own in document.paragraphs] == [own.text for own in opened(post).paragraphs]


def without(name: str) -> bytes:
    document = docx.Document()
    style = document.styles[name].element
    style.getparent().remove(style)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


TEMPLATES: dict[str, tuple[bytes, str]] = {
    "no document": (b"Dear all", "no Word document"),
    "no heading": (without("Heading 2"), "no style “heading 2” (word/styles.xml)"),
    "no title": (without("Title"), "no style “title”"),
}


@pytest.mark.parametrize("kind", TEMPLATES)
def test_templates_that_are_refused(kind: str) -> None:
    data, reason = TEMPLATES[kind]
    with pytest.raises(ExportError) as refused:
        template.check_template(data, "house.docx")
    assert reason in str(refused.value)
    assert refused.value.path == "house.docx"


def test_columns_of_the_glossary_follow_those_shown() -> None:
    columns: tuple[Column, ...] = ("hans", "en")
    gloss = Gloss("**", "词", "**", "（", "Word", ": ", ("一个意思",), "）")
    made = Builder(terms=(Term("词", "word"),))
    made.add("paragraph", same((gloss, "。")))
    document = opened(made.built(), ExportOptions(columns=columns))
    assert [cell.text for cell in document.tables[-1].rows[1].cells] == ["词\n一个意思", "word"]


def test_a_title_of_more_than_word_keeps() -> None:
    made = Builder()
    made.add("heading", same("长" * 300), before="# ", level=1)
    document = opened(made.built())
    assert document.core_properties.title == "长" * 255
    assert document.paragraphs[0].text.startswith("长" * 300)


def test_a_document_is_of_the_day_of_its_post_and_has_no_date_where_that_has_none() -> None:
    for head, day in (("---\ndate: 2025-06-14\n---\n\n", b">2025-06-14T00:00:00Z<"), ("", None)):
        post = replace(whole(), document=parse(head + "走吧。\n", name="a"), units=())
        (output,) = write(post, "docx")
        with zipfile.ZipFile(io.BytesIO(output.data)) as archive:
            core = archive.read("docProps/core.xml")
        assert (core.count(day) if day else core.count(b"created")) == (2 if day else 0)
        assert b"1980" not in core
