"""What a post's parts are to every exporter."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from bilingual.formats.common.outline import OpaqueBlock, outline_of
from bilingual.formats.registry import read_edited, write
from bilingual.model import Column, Gloss, Term, Translation
from tests.formats.build import Builder, same, term, three


def document(result: Translation) -> Any:
    return docx.Document(io.BytesIO(write(result, "docx")[0].data))


def titled(front: str, heading: str) -> Translation:
    post = Builder()
    post.add("front", same(front), before="---\ntitle: ", after="\n---\n\n", key="title")
    post.add("heading", same(heading), before="# ", level=1)
    post.add("paragraph", same("话。"))
    return post.built()


def test_a_first_heading_that_repeats_the_title_is_said_once() -> None:
    assert [section.heading for section in outline_of(titled("题目", "题目")).sections] == [None]
    assert [section.level for section in outline_of(titled("题目", "另题")).sections] == [1]


def test_a_post_without_front_matter_is_titled_by_its_first_heading() -> None:
    post = Builder()
    post.add("heading", same("题目"), before="# ", level=1)
    own = outline_of(post.built())
    assert own.title is not None
    assert own.title.block.kind == "heading"
    assert own.sections == ()


def test_a_later_heading_of_level_one_is_no_title() -> None:
    post = Builder()
    post.add("paragraph", same("话。"))
    post.add("heading", same("题目"), before="# ", level=1)
    assert outline_of(post.built()).title is None


def test_cells_of_one_row_of_a_table_go_together(post: Translation) -> None:
    passages = [p for s in outline_of(post).sections for st in s.stretches if not isinstance(st, OpaqueBlock) for p in st]
    cells = [tuple(len(piece) for piece in p.pieces) for p in passages if p.block.kind == "cell"]
    assert cells == [(1, 1), (1, 1)]


def test_the_rows_of_a_passage_are_gathered_once(post: Translation) -> None:
    """Writers ask for them at each row: gathered each time, they took time like the square of a paragraph's sentences."""
    passages = [p for s in outline_of(post).sections for st in s.stretches if not isinstance(st, OpaqueBlock) for p in st]
    assert passages
    assert all(passage.rows is passage.rows for passage in passages)


def test_what_is_kept_loses_the_markup_around_it() -> None:
    post = Builder(source="- 条\n\n  ")
    post.keep("code", "```\n  x = 1\n    y = 2\n  ```")
    (kept,) = outline_of(post.built()).sections[0].stretches
    assert isinstance(kept, OpaqueBlock)
    assert kept.text == "```\nx = 1\n  y = 2\n```"


def test_a_term_is_traditional_as_the_post_has_it() -> None:
    post = Builder(terms=(Term("结构洞", "structural hole"), Term("AI", "", kind="keep"), Term("闲哥", "Xian", kind="speaker")))
    mentions = three((term("结构洞"),), (term("結構洞", "结构洞"),), (term("structural hole", "结构洞"),))
    post.add("paragraph", mentions)
    entries = outline_of(post.built()).entries
    columns: tuple[Column, ...] = ("hans", "hant", "en")
    assert [entry.cell(column) for entry in entries for column in columns][:3] == ["结构洞", "結構洞", "structural hole"]
    assert [entry.term.kind for entry in entries] == ["term", "speaker"], "AI, which is AI in every language, is no entry"


def test_a_term_of_a_traditional_post_is_simplified_below_the_head_that_says_so() -> None:
    terms = (Term("機器學習", "ML"), Term("噪聲門", "Noise Gate"), Term("網際網路", "Internet", aliases=("網路",)))
    post = Builder(terms=terms)
    post.add("paragraph", three((term("机器学习", "機器學習"),), (term("機器學習"),), (term("ML", "機器學習"),)))
    hans, hant = (Gloss("**", name, "**", "（", "Noise Gate", "", (), "）") for name in ("噪声门", "噪聲門"))
    post.add("paragraph", three((hans,), (hant,), (term("Noise Gate", "噪聲門"),)))
    post.add("paragraph", three((term("网路", "網際網路"),), (term("網路", "網際網路"),), (term("Internet", "網際網路"),)))
    entries = outline_of(post.built()).entries
    assert [entry.hans for entry in entries] == ["机器学习", "噪声门", "网际网路"]
    assert [entry.hant for entry in entries] == ["機器學習", "噪聲門", "網際網路"]


def test_word_shows_one_table_where_nothing_visible_parts_it() -> None:
    post = Builder()
    post.add("paragraph", same("一。"))
    post.keep("markup", "<!-- a remark -->")
    post.add("paragraph", same("二。"))
    post.keep("rule", "---")
    post.add("paragraph", same("三。"))
    tables = document(post.built()).tables
    assert [[cell.text for cell in table.columns[1].cells[1:]] for table in tables] == [["一。", "二。"], ["三。"]]


def test_long_titles_stand_one_under_another_in_word() -> None:
    post = Builder()
    post.add("front", three("短", "短題", "Short"), before="title: ", after="\n", key="title")
    post.add("heading", three("长" * 23, "長" * 23, "Long"), before="# ", level=1)
    shown = [p.text for p in document(post.built()).paragraphs][:2]
    assert shown == ["短 / 短題\nShort", "长" * 23 + "\n" + "長" * 23 + "\nLong"]


@pytest.mark.parametrize(
    ("entry", "cells"),
    [
        (Term("词", "word"), ["词", "詞", "word"]),
        (Term("词", "word", note="In full: a remark."), ["词", "詞", "word\na remark"]),
        (Term("词", "Ci", kind="speaker"), ["词", "詞", "Ci"]),
    ],
)
def test_the_glossary_explains_below_the_term(entry: Term, cells: list[str]) -> None:
    post = Builder(terms=(entry,))
    post.add("paragraph", same("词。"))
    result = post.built()
    assert [cell.text for cell in document(result).tables[-1].rows[1].cells] == cells
    markdown = write(result, "md")[0].data.decode()
    assert f"| {' | '.join(cell.replace(chr(10), '<br>') for cell in cells)} |\n" in markdown


@pytest.mark.parametrize(
    ("head", "explanation", "shown"),
    [
        ("Room Tone", ("底色",), "底色"),
        ("房间声", ("底色",), "底色"),
        ("Room Tone", (), ""),
        ("Ambience", ("底色",), "Ambience: 底色"),
    ],
)
def test_the_glossary_says_no_name_of_a_term_twice(head: str, explanation: tuple[str, ...], shown: str) -> None:
    post = Builder(terms=(Term("房间声", "room tone"),))
    gloss = Gloss("**", "房间声", "**", "（", head, ": " if explanation else "", explanation, "）")
    post.add("paragraph", three(("录", gloss), ("錄", gloss), "Record"))
    (entry,) = outline_of(post.built()).entries
    assert entry.definition("hans") == shown


def glossed() -> Translation:
    post = Builder(terms=(Term("房间声", "room tone"),))
    hans, hant = (Gloss("**", name, "**", "（", "Room Tone", "", (), "）") for name in ("房间声", "房間聲"))
    post.add("paragraph", three(("录", hans), ("錄", hant), ("Record ", term("room tone", "房间声"))))
    return post.built()


def test_a_term_that_is_only_glossed_is_traditional_as_in_its_gloss() -> None:
    assert [entry.hant for entry in outline_of(glossed()).entries] == ["房間聲"]


def test_a_glossed_term_is_styled_and_linked_in_word_in_every_column() -> None:
    body = document(glossed()).element.body
    links = [link for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    assert [text.text for link in links for text in link.iter(qn("w:t"))] == ["房间声", "房間聲", "room tone"]
    assert {style.get(qn("w:val")) for link in links for style in link.iter(qn("w:rStyle"))} == {"LockedTerm"}


TABLES = {
    "the first cell": (("甲", "乙", "丙"), ("", "二", "三")),
    "one in the middle": (("甲", "乙", "丙"), ("一", "", "三")),
    "the last": (("甲", "乙", "丙"), ("一", "二", "")),
    "one of the head": (("", "乙"), ("一", "二")),
    "two in a row": (("甲", "乙", "丙"), ("", "", "三")),
    "none": (("甲", "乙"), ("一", "二")),
}
"""What is empty in each table, and its cells."""


def tabled(rows: tuple[tuple[str, ...], ...]) -> Translation:
    post = Builder()
    post.add("paragraph", same("话。"))
    for at, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell:
                post.add("cell", same(cell), before="| ", after=" ", cell=(0, at, column))
            else:
                post.source += "| "
        post.source += "|\n"
    return post.built()


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_a_cell_stands_in_its_column_whatever_is_empty_before_it(rows: tuple[tuple[str, ...], ...]) -> None:
    result = tabled(rows)
    page = re.sub(r"<a\b.*?</a>", "", write(result, "html")[0].data.decode())
    lines = re.findall(r"<tr>(.*?)</tr>", re.findall(r"<table>(.*?)</table>", page)[0])
    assert [tuple(re.sub("<.*?>", "", cell) for cell in re.findall(r"<t[hd]>(.*?)</t[hd]>", line)) for line in lines] == [*rows]
    (table,) = (table for table in document(result).tables if len(table.columns) > 4)
    assert [tuple(cell.text for cell in row.cells[1 : 1 + len(rows[0])]) for row in table.rows[1:]] == [*rows]
    (output,) = write(result, "md")
    for language in ("hans", "hant", "en"):
        lines = re.findall(rf"(?m)^\| (.*) <!--{language}:\S+--> \|$", output.data.decode())
        assert [tuple(cell.strip() for cell in line.split(" | ")) for line in lines] == [*rows]
    edited = read_edited(output.data, "post.bilingual.md")
    assert [(row.id, row.hans, row.en) for row in edited.rows] == [(u.id, str(u.hans[0]), str(u.en[0])) for u in result.units]


def test_a_callout_is_named_above_its_rows_as_its_author_named_it() -> None:
    post = Builder()
    post.add("quote", three("提醒。", "提醒。", "A reminder."), before="> [!NOTE]\n> ", level=1)
    post.add("quote", three("引文。", "引文。", "A quotation."), before="> ", level=1)
    (output,) = write(post.built(), "md")
    head = "> | 简体 | 繁體 | English |\n> | --- | --- | --- |\n> | "
    assert f"> [!NOTE]\n>\n{head}提醒。 | 提醒。 | A reminder. <!--" in output.data.decode()
    assert f"\n\n{head}引文。 |" in output.data.decode(), "another quotation"
    edited = output.data.decode().replace("A reminder.", "A hint.").encode()
    assert [row.en for row in read_edited(edited, "post.bilingual.md").rows] == ["A hint.", "A quotation."]
