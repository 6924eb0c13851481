"""Word documents read as posts and written in another language: nothing but words is ever another."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile
from docx.shared import Pt, RGBColor
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import DocumentError, StructureChanged
from bilingual.model import Document, join, plain
from bilingual.office.namespaces import W
from bilingual.office.word import open_docx
from bilingual.sources import read_document, source_named
from bilingual.sources.docx.reading import settled
from bilingual.sources.markdown.escaping import visible_text
from tests.formats.docx.test_read import bomb

PICTURE = Path(__file__).parents[3] / "docs" / "word.png"
TAGS = [
    f"{W}{name}" for name in "p tbl tr tc drawing footnoteReference hyperlink ins del bookmarkStart fldChar sectPr pStyle".split()
]
"""What is as often in the document in another language as in the source."""
RUNS = {f"{W}{name}" for name in ("r", "rPr", "rStyle", "t")}
"""What holds words: a translation may part them in other places."""
BEFORE = 'style:default-outline-level="1">'
"""Where the style of headings says how their paragraphs look: that each begins a page."""


def saved(made: WordFile) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(data: bytes) -> Document:
    return read_document(data, name="report", path="report.docx")


def written(document: Document, text: Callable[[str], str], language: str = "en") -> bytes:
    texts = {block.id: text(join(block.parts)) for block in document.blocks}
    data = source_named("docx").in_language(document, texts, {}, language)
    assert isinstance(data, bytes)
    return data


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def counts(data: bytes) -> dict[str, int]:
    """How often each of `TAGS` is in all of a document."""
    trees = open_docx(data, "report.docx").parts.values()
    return {tag: sum(1 for tree in trees for _ in tree.iter(tag)) for tag in TAGS}


def structure(data: bytes) -> Counter[tuple[str, tuple[tuple[str, str], ...]]]:
    """How often each element is there with its attributes, in all parts: all but the words and the runs that hold them."""
    trees = open_docx(data, "report.docx").parts.values()
    elements = (element for tree in trees for element in tree.iter() if element.tag not in RUNS)
    return Counter((str(element.tag), tuple(sorted(element.attrib.items()))) for element in elements)


def english(chinese: str) -> str:
    """Words in the place of the Chinese ones, with all marks."""
    return re.sub(r"[\u4e00-\u9fff]+", lambda found: f"word{len(found[0])}", chinese)


@pytest.fixture(scope="module")
def report() -> bytes:
    made = docx.Document()
    made.add_heading("年度报告", 0)
    made.add_heading("1. 背景", 1)
    paragraph = made.add_paragraph("我们公司")
    paragraph.add_run("非常重视").bold = True
    paragraph.add_run("人工智能的")
    paragraph.add_run("发展").font.color.rgb = RGBColor(255, 0, 0)
    paragraph.add_run("。今年更忙。")
    for style in ("List Bullet", "List Bullet 2", "List Number", "List Number"):
        made.add_paragraph("做这件事。", style=style)
    table = made.add_table(2, 2, style="Light Grid Accent 1")
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("姓名", "城市", "小林", "北京"), strict=True):
        cell.text = text
    table.cell(1, 1).add_paragraph("中国")
    made.add_paragraph("姓名：\t\t日期：")
    made.add_paragraph("第一行").add_run().add_break()
    made.paragraphs[-1].add_run("第二行")
    made.sections[0].header.paragraphs[0].text = "公司机密"
    made.add_picture(str(PICTURE), width=Pt(200))
    return saved(made)


def test_what_a_word_document_says_is_read_as_markdown(report: bytes) -> None:
    document = read(report)
    assert document.source == (
        "# 年度报告\n\n# 1. 背景\n\n"
        '我们公司**非常重视**人工智能的<span class="r0">发展</span>。今年更忙。\n\n'
        "- 做这件事。\n\n- 做这件事。\n\n1. 做这件事。\n\n2. 做这件事。\n\n"
        "| 姓名 | 城市 |\n| --- | --- |\n| 小林 | 北京<br>中国 |\n\n"
        "姓名：<br>日期：\n\n第一行<br>第二行\n\n公司机密\n\n"
    )
    assert [block.kind for block in document.blocks] == [
        "heading", "heading", "paragraph", *["item"] * 4, *["cell"] * 4, *["paragraph"] * 3
    ]  # fmt: skip


def test_what_is_not_translated_stays_byte_for_byte(report: bytes) -> None:
    document = read(report)
    assert parts(written(document, str)) == parts(report)


def test_a_translation_changes_words_alone(report: bytes) -> None:
    done = written(read(report), english)
    assert counts(done) == counts(report)
    changed = {name for name, data in parts(done).items() if parts(report)[name] != data}
    assert changed == {"word/document.xml", "word/header1.xml"}
    before, after = (docx.Document(io.BytesIO(data)) for data in (report, done))
    assert [p.style.name for p in after.paragraphs] == [p.style.name for p in before.paragraphs]
    runs = [(run.text, run.bold, run.font.color.rgb if run.font.color else None) for run in after.paragraphs[2].runs]
    assert runs == [
        ("word4", None, None), ("word4", True, None), ("word5", None, None),
        ("word2", None, RGBColor(255, 0, 0)), ("。word4。", None, None),
    ]  # fmt: skip
    assert [p.text for p in after.tables[0].cell(1, 1).paragraphs] == ["word2", "word2"]
    assert [p.text for p in after.paragraphs[7:9]] == ["word2：\t\tword2：", "word3\nword3"]
    assert not re.search("[\u4e00-\u9fff]", "".join(p.text for p in after.paragraphs))


def test_records_read_a_document_from_its_markdown_and_cannot_write_it_without_its_file(report: bytes) -> None:
    document = read(report)
    again = read_document(document.source.encode(), name="report", path="report.docx", format="docx")
    assert again.blocks == document.blocks
    with pytest.raises(StructureChanged, match="is not there as it was"):
        written(again, english)


def test_speakers_of_a_document_are_found_and_their_names_translated() -> None:
    made = docx.Document()
    for line in ("主持人：大家好。", "小林：谢谢。", "主持人：开始吧。", "小林：好的。"):
        made.add_paragraph(line)
    document = read(saved(made))
    assert [block.label.name for block in document.blocks if block.label] == ["主持人", "小林", "主持人", "小林"]
    texts = {block.id: "Hello." for block in document.blocks}
    done = source_named("docx").in_language(document, texts, {"主持人": "Host", "小林": "Xiao Lin"}, "en")
    assert [p.text for p in docx.Document(io.BytesIO(bytes(done))).paragraphs][:2] == ["Host: Hello.", "Xiao Lin: Hello."]


def test_a_document_that_would_do_harm_is_refused(report: bytes) -> None:
    for data, said in (
        (bomb(report), "larger than any post"),
        (b"PK\x03\x04", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
    ):
        with pytest.raises(DocumentError, match=said):
            read(data)


@pytest.mark.parametrize(
    "text",
    ["# 不是标题", "1. 不是列表", "- 不是", "> 不是", "import 你好 from '那里'", "```代码", "<!-- 说明", "$$ 价格", ":::提示",
     "%% 注", "--- ", "---", "+++", "[^1]: 不是注", "[甲]: https://a.b", "| 甲 | 乙 |", "{{< 短 >}}", "a_b_c *d* **e**",
     "<b>不粗", "~~~", "文\ue000字", '=== "甲"', "export default 甲", "    四个空格", "![图](a.png)", "[x] 做",
     "50% 和 C# &amp; x"],
)  # fmt: skip
def test_no_character_of_a_paragraph_becomes_a_mark(text: str) -> None:
    comes_through(["前面。", text, "后面。"])


@given(
    st.lists(
        st.text(st.sampled_from("中文，。：（）ab1 #*_-+>`~[]()<>!|{}%$^=:/&;\\.\"'？"), max_size=25), min_size=1, max_size=4
    )
)
def test_any_paragraphs_come_through(texts: list[str]) -> None:
    comes_through(["标题", *texts])


def comes_through(texts: list[str]) -> None:
    """Each paragraph is a place of its own, whose words are those of the paragraph, and comes back with other words."""
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    data = saved(made)
    document, places = read(data), settled(data, "report.docx").places
    assert len(places) == sum(1 for text in texts if text.replace("\ue000", "").strip())
    for (start, end), place in places:
        inside = [block for block in document.blocks if start <= block.span[0] and block.span[1] <= end]
        label = "".join(document.source[slice(*block.label.span)] for block in inside[:1] if block.label)
        said = label + "".join(visible_text(plain(block.parts)) for block in inside)
        assert "".join(said.split()) == "".join(place.words.split())
    after = docx.Document(io.BytesIO(written(document, lambda text: f"{text} end")))
    assert len(after.paragraphs) == len(texts)
    assert all(p.text.rstrip().endswith("end") for p, text in zip(after.paragraphs, texts, strict=True) if text.strip(" \ue000"))


@pytest.mark.slow
def test_a_document_of_libreoffice_keeps_all_that_is_no_word(office: Callable[[Path, str, Path], Path], tmp_path: Path) -> None:
    data = office(Path(__file__).with_name("report.fodt"), "docx", tmp_path).read_bytes()
    document = read(data)
    assert "研究[^2]，每年" in document.source
    assert "- 苹果很好吃。\n\n  1. 红苹果很甜。\n\n  2. 青苹果很酸。\n\n- 香蕉也很好吃。" in document.source
    assert [block.kind for block in document.blocks[-3:]] == ["paragraph", "quote", "note"]  # text box, comment, footnote
    done = written(document, english)
    assert counts(done) == counts(data)
    assert structure(done) == structure(data)
    texts = b"".join(parts(done).values()).decode("utf-8", "ignore")
    assert re.findall("[\u4e00-\u9fff]+(?=</w:)", texts) == ["旧的"]  # what was deleted stays deleted, as it was


@pytest.mark.slow
def test_a_document_of_300_pages_has_the_same_structure_in_and_out(
    office: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    flat = Path(__file__).with_name("report.fodt").read_text("utf-8")
    head, body, tail = re.split(r"(?s)(?<=</text:table-of-content>)(.*)(?=</office:text>)", flat)
    head = head.replace(BEFORE, f'{BEFORE}<style:paragraph-properties fo:break-before="page"/>')
    body = re.sub(r"<office:annotation.*?</office:annotation>|<text:change[^>]*>", "", body)
    pages = (body.replace("ftn1", f"ftn{n}").replace("第一章", f"第{n}章") for n in range(300))
    long = tmp_path / "long.fodt"
    long.write_text(head + "".join(pages) + tail, "utf-8")
    data = office(long, "docx", tmp_path).read_bytes()
    done = written(read(data), english)
    assert structure(done) == structure(data)
    assert counts(done) == counts(data)
    file = docx.Document(io.BytesIO(done))
    headings = [p for p in file.paragraphs if p.style.name == "Heading 1"]
    assert len(headings) == 300
    assert headings[0].style.paragraph_format.page_break_before
    found = (len(file.tables), len(file.inline_shapes), counts(done)[f"{W}footnoteReference"])
    assert found == (300, 300, 300)
