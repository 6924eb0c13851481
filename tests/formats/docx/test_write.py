"""The Word document as an independent reader sees it: compared as a table of text."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.formats.docx.lint import faults
from bilingual.formats.registry import write
from bilingual.model import Code, Column, ExportOptions, Layout, PairedCode, Speaker, Term, Text, Translation, Variant, plain
from tests.formats.build import Builder, same, term, three
from tests.formats.pages import post

FONTS: dict[Column, tuple[str, str]] = {
    "hans": ("Simplified", "Microsoft YaHei"),
    "hant": ("Traditional", "Microsoft JhengHei"),
}
HOSTILE = [
    "<w:p>",
    "]]>",
    "&",
    "&amp;",
    "\U00020000",
    "a\bb",
    "a\u2028b",
    "\ud800",
    "\ufffe",
    "<![CDATA[",
    "${body}",
    "$title",
    "\0",
]


def opened(result: Translation, layout: Layout = "side-by-side", variant: Variant = "tw") -> Any:
    (output,) = write(result, "docx", ExportOptions(layout, variant))
    assert output.suffix == ".docx"
    assert faults(output.data) == ()
    return docx.Document(io.BytesIO(output.data))


def built(*segments: tuple[Text, Text, Text], terms: tuple[Term, ...] = (), **more: Any) -> Translation:
    post = Builder(terms=terms)
    post.add("paragraph", *segments, **more)
    return post.built()


def texts(row: _Row) -> list[str]:
    return [cell.text for cell in row.cells]


def outline(document: Any) -> list[str]:
    """The body's blocks in order: style of a paragraph with its text, or `table` with its rows."""
    return [
        f"{block.style.name}: {block.text}" if isinstance(block, Paragraph) else f"table {len(block.rows)}×{len(block.columns)}"
        for block in document.iter_inner_content()
    ]


def row_tables(document: Any) -> list[Table]:
    """The tables of sentences, without the post's own."""
    return [table for table in document.tables if table.cell(0, 0).text == "#" and table.cell(1, 0).text.isdigit()]


def numbered(document: Any) -> Iterator[list[str]]:
    for table in row_tables(document):
        for row in table.rows[1:]:
            yield texts(row)


def styled(document: Any, style: str) -> list[str]:
    """The texts of the runs in a character style, hyperlinks included."""
    found = []
    for run in document.element.body.iter(qn("w:r")):
        own = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        if own is not None and own.get(qn("w:val")) == style:
            found.append("".join(text.text or "" for text in run.iter(qn("w:t"))))
    return found


# --- The shape of the document ---------------------------------------------------------------------


def test_headings_stand_between_tables(post: Translation) -> None:
    found = outline(opened(post))
    assert found[0] == "Title: 一篇文章：AI与人 / 一篇文章：AI與人\nA Post: AI and People"
    assert found[1] == "table 3×4"
    headings = [block for block in found if block.startswith("Heading")]
    assert headings == [
        "Heading 1: 第一节 / 第一節\nSection One",
        "Heading 2: 第二节：code / 第二節：code\nSection Two: code",
        "Heading 1: 术语表 / 術語表\nGlossary",
    ]
    assert found[found.index(headings[0]) + 1] == "table 6×4"
    assert found[found.index(headings[2]) + 1] == "table 3×3"
    assert found[-1] == "Spacer: "  # the signature stands in the document's properties


def test_what_is_not_translated_stands_between_the_tables(post: Translation) -> None:
    found = outline(opened(post))
    (code,) = (at for at, block in enumerate(found) if "| y <b>" in block)
    assert found[code].endswith("{{ x }} | y <b>")
    assert found[code - 1].startswith("table")
    assert found[code + 1].startswith("table")
    assert any(block.endswith("[only.png]") for block in found)
    assert any(block.endswith("不译。") for block in found)


@pytest.mark.parametrize("layout", ["side-by-side", "interleaved", "per-language"])
def test_header_rows_are_repeated(post: Translation, layout: Layout) -> None:
    for table in opened(post, layout).tables:
        repeated = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        heads = 2 if "名称" in "".join(texts(table.rows[1])) else 1
        assert repeated == [*[True] * heads, *[False] * (len(repeated) - heads)]


def test_three_columns_under_their_names(post: Translation) -> None:
    tables = row_tables(opened(post))
    assert tables
    assert all(texts(table.rows[0]) == ["#", "简体", "繁體", "English"] for table in tables)


def test_two_columns_without_a_variant(post: Translation) -> None:
    document = opened(post, variant="none")
    assert all(texts(table.rows[0]) == ["#", "简体", "English"] for table in row_tables(document))
    assert texts(document.tables[-1].rows[0]) == ["简体", "English"]
    assert not any("Traditional" in own.get(qn("w:val")) for own in document.element.body.iter(qn("w:pStyle"), qn("w:rStyle")))


def test_a_row_for_each_segment_with_rising_numbers(post: Translation) -> None:
    rows = list(numbered(opened(post)))
    apart = ("front", "heading", "cell", "note")
    shown = [row for row in post.units if row.kind not in apart and plain(row.hans).strip()]
    assert [row[0] for row in rows] == [str(number) for number in (*range(1, 11), *range(15, 15 + len(shown) - 10))]
    for written, row in zip(rows, shown, strict=True):
        for cell, text in zip(written[1:], (row.hans, row.hant, row.en), strict=True):
            words = [part.replace("\\|", "|").strip() for part in text if isinstance(part, str)]
            assert all(word in cell for word in words)


def test_the_speaker_opens_a_turn_only(post: Translation) -> None:
    rows = list(numbered(opened(post)))
    assert rows[1][1:] == [
        "主持人：这个物理引擎（Physical Engine: 模拟物理规律的软件模块）很强。",
        "主持人：這個物理引擎（Physical Engine: 模擬物理規律的軟體模組）很強。",
        "Host: This physics engine (Physical Engine: a software module) is strong.",
    ]
    assert rows[2][1:] == ["AI来了。", "AI來了。", "AI is here."]
    assert rows[3][1:] == ["闲哥：对。", "閒哥：對。", "Brother Xian: Right."]


def test_each_speaker_has_a_look_of_their_own(post: Translation) -> None:
    document = opened(post)
    assert styled(document, "Speaker1") == ["主持人", "主持人", "Host"] * 3
    assert styled(document, "Speaker2") == ["闲哥", "閒哥", "Brother Xian"] * 2
    assert styled(document, "Speaker3") == ["老修", "老修", "Lao Xiu"] * 2
    said = texts(document.tables[0].rows[1])
    assert said == ["speakers", "主持人、闲哥、老修", "主持人、閒哥、老修", "Host, Brother Xian, Lao Xiu"]


def test_the_seventh_speaker_looks_like_the_first() -> None:
    post = Builder()
    for number in range(7):
        post.add("turn", same("好。"), before=f"S{number}: ", speaker=Speaker(*[f"S{number}"] * 3))
    assert styled(opened(post.built()), "Speaker1") == ["S0", "S6"] * 3 + ["S0"] * 3 + ["S6"] * 3


def test_sentences_under_one_another(post: Translation) -> None:
    document = opened(post, "interleaved")
    assert document.sections[0].orientation == WD_ORIENT.PORTRAIT
    first = row_tables(document)[0]
    assert [texts(row) for row in first.rows] == [["#", "简体 / 繁體 / English"], ["1", "开头的话。\n開頭的話。\nOpening words."]]
    assert [p.style.style_id for p in first.cell(1, 1).paragraphs] == ["Simplified", "Traditional", "English"]


def test_side_by_side_is_landscape(post: Translation) -> None:
    section = opened(post).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height


def test_columns_fill_the_page(post: Translation) -> None:
    for layout in ("side-by-side", "interleaved"):
        document = opened(post, layout)
        page = document.sections[0]
        for table in document.tables:
            assert sum(column.width for column in table.columns) == page.page_width - page.left_margin - page.right_margin


# --- Text ------------------------------------------------------------------------------------------


def test_locked_terms_are_in_their_style(post: Translation) -> None:
    found = styled(opened(post), "LockedTerm")
    assert found == ["物理引擎", "物理引擎", "physics engine", "AI", "AI", "AI", "结构洞", "結構洞", "structural hole"]


def test_the_glossary_is_linked_to_and_from_each_column_once(post: Translation) -> None:
    document = opened(post)
    names = [own.get(qn("w:name")) for own in document.element.body.iter(qn("w:bookmarkStart"))]
    assert [name for name in names if name.startswith("term")] == ["term_0", "term_1"]
    assert [[text.split("\n")[0] for text in texts(row)] for row in document.tables[-1].rows[1:]] == [
        ["物理引擎", "物理引擎", "physics engine"],
        ["结构洞", "結構洞", "structural hole"],
    ]  # that AI is AI in every language is told to nobody
    anchors = [own.get(qn("w:anchor")) for own in document.element.body.iter(qn("w:hyperlink"))]
    found = [anchor for anchor in anchors if anchor and anchor.startswith("term")]
    assert found == [*["term_0"] * 3, *["term_1"] * 3]


def test_a_term_is_linked_where_it_stands_first_in_a_column() -> None:
    sentence = three((term("甲"), "。"), (term("甲"), "。"), (term("A", "甲"), "."))
    document = opened(built(sentence, sentence, terms=(Term("甲", "A"),)))
    assert len(list(document.element.body.iter(qn("w:hyperlink")))) == 3
    assert styled(document, "LockedTerm") == ["甲", "甲", "A"] * 2


def test_no_glossary_without_terms() -> None:
    assert not [block for block in outline(opened(built(same("好。")))) if "术语表" in block]


def test_links_lead_where_they_led(post: Translation) -> None:
    document = opened(post)
    targets = {own.rId: own.target_ref for own in document.part.rels.values() if own.is_external}
    links = [own for own in document.element.body.iter(qn("w:hyperlink")) if own.get(qn("r:id"))]
    found = [("".join(text.text for text in own.iter(qn("w:t"))), targets[own.get(qn("r:id"))]) for own in links]
    assert found[:3] == [(text, "https://example.com/a?b=c&d=(e)") for text in ("链接", "連結", "a link")]
    assert ("ref", "https://example.com/ref") in found


@pytest.mark.parametrize("address", ["javascript:alert(1)", "../a.md", "#here", "http://[", "file:///a", "http://a b/<>"])
def test_what_is_no_web_address_is_text(address: str) -> None:
    document = opened(built(same((PairedCode("[", ("词",), f"]({address})", "link"), "。"))))
    assert not [own for own in document.part.rels.values() if own.is_external and "<" in own.target_ref]
    assert next(numbered(document))[1] == "词。"


INLINE: dict[str, tuple[Text, str, str]] = {
    "a key": ((PairedCode("<kbd>", ("回车",), "</kbd>", "html"),), "回车", "Code"),
    "a key by attributes": ((PairedCode('<kbd class="x">', ("Enter",), "</kbd>", "html"),), "Enter", "Code"),
    "a code element": ((Code("<code>a &lt; b</code>", "html"),), "a < b", "Code"),
    "a code element of attributes": ((Code('<CODE class="x">a</CODE>', "html"),), "a", "Code"),
    "a sample": ((Code("<samp>Ctrl</samp>", "html"),), "Ctrl", "Code"),
    "a key kept whole": ((Code("<kbd>Ctrl</kbd>", "html"),), "Ctrl", "Code"),
    "a code span": ((Code("`` a`b ``", "code"),), "a`b", "Code"),
    "math": ((Code("$x^2$", "math"),), "$x^2$", "KeptCode"),
    "a shortcode": ((Code("{{ x }}", "shortcode"),), "{{ x }}", "KeptCode"),
    "a footnote": ((Code("[^a]", "note"),), "[^a]", "FootnoteMark"),
}


@pytest.mark.parametrize("kind", INLINE)
def test_inline_text_shows(kind: str) -> None:
    text, shown, style = INLINE[kind]
    document = opened(built(same(("按", *text, "。"))))
    assert next(numbered(document))[1:] == [f"按{shown}。"] * 3
    assert styled(document, style) == [shown] * 3


@pytest.mark.parametrize("tag", ["<br>", "<br/>", "<BR />"])
def test_a_forced_break_is_one(tag: str) -> None:
    assert next(numbered(opened(built(same(("一", Code(tag, "html"), "二"))))))[1] == "一\n二"


@pytest.mark.parametrize(
    "tag", ["<!-- 不见 -->", "<span>", "</div>", '<img alt="x">', "<script>x()</script>", "<style>b{}</style>"]
)
def test_tags_alone_do_not_show(tag: str) -> None:
    assert next(numbered(opened(built(same(("一", Code(tag, "html"), "二"))))))[1] == "一二"


@pytest.mark.parametrize("open_", ["*", "_", "**", "__", "***", "~~"])
def test_emphasis_is_formatting(open_: str) -> None:
    document = opened(built(same(("一", PairedCode(open_, ("“重”",), open_, "emphasis"), "二"))))
    cell = row_tables(document)[0].cell(1, 1)
    assert cell.text == "一“重”二"
    run = cell.paragraphs[0].runs[1]
    assert (bool(run.bold), bool(run.italic), bool(run.font.strike)) == (
        "**" in open_ or "__" in open_,
        len(open_) != 2,
        open_ == "~~",
    )


def test_lists_and_quotations_look_like_what_they_are(post: Translation) -> None:
    rows = {row[1]: row for row in numbered(opened(post))}
    assert rows["第一条"][3] == "First item"
    assert rows["第二条"][3] == "Second item"
    styles = [own.get(qn("w:val")) for own in opened(post).element.body.iter(qn("w:pStyle"))]
    assert {"SimplifiedQuote", "TraditionalQuote", "EnglishQuote"} <= set(styles)


def test_bullets_in_a_quotation_begin_with_the_first_bullet() -> None:
    document = opened(post("- 一。\n  - 二。\n\n段。\n\n> - 三。\n>   - 四。\n"))
    numbering = document.part.numbering_part.element
    levels = {
        (own.get(qn("w:abstractNumId")), level.get(qn("w:ilvl"))): level.find(qn("w:lvlText")).get(qn("w:val"))
        for own in numbering.iter(qn("w:abstractNum"))
        for level in own.iter(qn("w:lvl"))
    }
    shown = {
        row.cells[1].text: levels[tuple(mark.get(qn("w:val")) for mark in reversed(row.cells[1]._tc.find(f".//{qn('w:numPr')}")))]
        for row in row_tables(document)[0].rows
        if row.cells[1]._tc.find(f".//{qn('w:numPr')}") is not None
    }
    assert shown == {"一。": "•", "二。": "◦", "三。": "•", "四。": "◦"}


# --- Fonts and languages ---------------------------------------------------------------------------


@pytest.mark.parametrize("column", FONTS)
def test_each_column_has_its_font(post: Translation, column: Column) -> None:
    style_id, font = FONTS[column]
    styles = {own.style_id: own for own in opened(post).styles}
    for kind in ("", "Header", "Quote", "Text"):
        style = styles[style_id + kind]
        while (fonts := style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")) is None:
            style = style.base_style
        assert fonts.get(qn("w:eastAsia")) == font


@pytest.mark.parametrize(("variant", "tag"), [("tw", "zh-TW"), ("twp", "zh-TW"), ("hk", "zh-HK")])
def test_each_column_has_its_language(post: Translation, variant: Variant, tag: str) -> None:
    document = opened(post, variant=variant)
    for row in row_tables(document)[0].rows:
        for cell, wanted in zip(row.cells[1:], ("zh-CN", tag, "zh-CN"), strict=True):
            languages = [own.find(f"{qn('w:rPr')}/{qn('w:lang')}") for own in cell._tc.iter(qn("w:r"))]
            assert {own.get(qn("w:eastAsia")) for own in languages} == {wanted}
            assert {own.get(qn("w:val")) for own in languages} == {"en-US"}
    styles = {own.style_id: own.element.find(f"{qn('w:rPr')}/{qn('w:lang')}") for own in document.styles}
    assert styles["Traditional"].get(qn("w:eastAsia")) == tag
    assert styles["Simplified"].get(qn("w:eastAsia")) == "zh-CN"


# --- The package -----------------------------------------------------------------------------------


def test_page_numbers_in_the_footer(post: Translation) -> None:
    (section,) = opened(post).sections
    fields = [own.get(qn("w:instr")).strip() for own in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "一篇文章：AI与人" in section.footer.paragraphs[0].text


def test_core_properties(post: Translation) -> None:
    properties = opened(post).core_properties
    assert (properties.title, properties.subject, properties.language) == ("一篇文章：AI与人", "A Post: AI and People", "zh")
    assert properties.comments == str(post.signature)


def test_the_same_bytes_each_time(post: Translation) -> None:
    assert write(post, "docx") == write(post, "docx")


def test_the_title_of_a_heading_is_read_as_markdown() -> None:
    post = Builder()
    post.add("heading", same(("甲 &amp; ", PairedCode("**", ("乙",), "**", "emphasis"))), before="# ", level=1)
    assert opened(post.built()).core_properties.title == "甲 & 乙"


def test_a_post_without_rows() -> None:
    assert outline(opened(Builder().built("空"))) == [
        "Title: 空",
        "Spacer: ",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_characters(text: str) -> None:
    known = (Term(f"词{text}", f"word{text}", note=text),)
    post = Builder(terms=known)
    post.add("front", same(f"题{text}"), before="title: ", after="\n", key="title")
    post.add("heading", same(f"节{text}"), before="## ", level=2)
    post.add("turn", same((text, Code(f"`{text}`", "code"), term(f"词{text}"), "完")), speaker=Speaker(text, text, text))
    post.keep("code", f"```\n{text}\n```")
    document = opened(post.built(name=f"n{text}"))
    wanted = re.sub("[\0\b\ud800\ufffe]", "", text)
    shown = wanted.replace("&amp;", "&")
    (row,) = numbered(document)
    assert row[1] == f"{wanted}：{shown}{wanted}词{wanted}完"
    assert document.core_properties.title == " ".join(f"题{wanted}".split())


@pytest.mark.slow
@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=40, deadline=None)
def test_any_text_makes_a_sound_file(text: str, address: str) -> None:
    link = PairedCode("[", (text,), f"]({address})", "link")
    post = Builder(terms=(Term(text or "x", address),))
    post.add("paragraph", same((text, link, Code(text, "html"), Code(f"`{text}`", "code"))))
    post.keep("markup", text or "x")
    opened(post.built())


def test_eight_hundred_rows() -> None:
    post = Builder(terms=(Term("词", "word"),))
    for number in range(800):
        post.add(
            "turn", three(("第", term("词"), f"{number}"), ("第", term("词"), f"{number}"), (term("word", "词"), f" {number}"))
        )
    data = write(post.built(), "docx")[0].data
    document = docx.Document(io.BytesIO(data))
    (table,) = row_tables(document)
    rows = table._tbl.findall(qn("w:tr"))
    assert len(rows) == 801
    assert {len(row.findall(qn("w:tc"))) for row in rows} == {4}
    last = ["".join(text.text for text in cell.iter(qn("w:t"))) for cell in rows[-1].findall(qn("w:tc"))]
    assert last == ["800", "第词799", "第词799", "word 799"]
    assert len(list(document.element.body.iter(qn("w:hyperlink")))) == 3, "a link for each row would make Word slow"


# --- As it is printed ------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize("layout", ["side-by-side", "interleaved"])
def test_libreoffice_prints_it(post: Translation, tmp_path: Path, layout: Layout) -> None:
    file = tmp_path / "post.docx"
    file.write_bytes(write(post, "docx", ExportOptions(layout))[0].data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    printed = subprocess.run(["pdftotext", "-layout", tmp_path / "post.pdf", "-"], check=True, capture_output=True, timeout=60)
    text = printed.stdout.decode("utf-8")
    assert text.count("\f") > 0, "a form feed ends each page"
    for words in ("开头的话。", "開頭的話。", "Opening words.", "Brother Xian: Right.", "structural hole"):
        assert words in text


def test_what_stands_in_a_quotation_looks_quoted() -> None:
    document = opened(post("> 引用。\n>\n> - 条目。\n>\n>   后段。\n\n- 别的。\n"))
    paragraphs = {own[1].text: own[1].paragraphs[0] for table in document.tables for own in (row.cells for row in table.rows)}
    looks = {text: (own.style.style_id, own._p.pPr.find(qn("w:numPr")) is not None) for text, own in paragraphs.items()}
    assert looks["引用。"] == ("SimplifiedQuote", False)
    assert looks["条目。"] == ("SimplifiedQuote", True)
    assert looks["后段。"] == ("SimplifiedQuote", False)
    assert looks["别的。"] == ("Simplified", True)
    spaces = [own._p.pPr.find(f".//{qn('w:left')}").get(qn("w:space")) for own in (paragraphs["条目。"], paragraphs["后段。"])]
    assert spaces == ["12", "27"], "all lines stand below one another"


def test_code_in_a_quotation_stands_beside_its_line() -> None:
    document = opened(post("> 引用。\n>\n> ```\n> x\n> ```\n\n```\ny\n```\n"))
    paragraphs = {own.text: own._p.pPr for own in document.paragraphs}
    quoted, alone = paragraphs["x"], paragraphs["y"]
    assert (alone.find(qn("w:pBdr")), alone.find(qn("w:ind"))) == (None, None), "as in the style"
    assert quoted.find(f".//{qn('w:left')}").get(qn("w:color")) == "A6A6A6", "as beside quoted rows"
    assert int(quoted.find(qn("w:ind")).get(qn("w:left"))) > 620, "below the first column of them"


def test_a_title_looks_like_one() -> None:
    document = opened(post('!!! note "标题"\n    正文。\n\n> [!TIP] 题目\n> 提示。\n\n> [!NOTE]\n> 注意。\n'))
    paragraphs = [own[1].paragraphs[0] for table in document.tables for own in (row.cells for row in table.rows)]
    assert {own.text: own.style.style_id for own in paragraphs if own.text in ("标题", "正文。", "TIP 题目", "NOTE 注意。")} == {
        "标题": "SimplifiedHeader",
        "正文。": "Simplified",
        "TIP 题目": "SimplifiedQuoteHeader",
        "NOTE 注意。": "SimplifiedQuote",
    }
    (name,) = {run.style.style_id for own in paragraphs for run in own.runs if run.text == "NOTE "}
    assert (name, document.styles["Callout Name"].font.bold, document.styles["Simplified Chinese Quote Header"].font.bold) == (
        "CalloutName",
        True,
        True,
    )


@pytest.mark.parametrize(("count", "expected"), [(7, [True] * 7 + [False]), (8, [False] * 9)])
def test_a_short_table_stays_on_one_page(count: int, expected: list[bool]) -> None:
    document = opened(post("| 名称 |\n| --- |\n" + "| 苹果 |\n" * count))
    rows = [row.cells[0].paragraphs[0] for row in document.tables[-1].rows[1:]]
    assert [own._p.pPr.find(qn("w:keepNext")) is not None for own in rows] == expected
