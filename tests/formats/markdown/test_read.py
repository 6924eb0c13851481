"""Edited Markdown read back: what somebody changed comes back, and nothing else does."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import ImportFailed
from bilingual.formats.markdown.per_language import write_posts
from bilingual.formats.markdown.read import read_markdown
from bilingual.formats.registry import write
from bilingual.model import Column, Edited, ExportOptions, Layout, PairedCode, Signature, Speaker, Translation, Unit, join
from bilingual.revision.carry import carry_change
from bilingual.revision.untouched import restore_untouched
from bilingual.sources import parse, read_text
from bilingual.sources.segmentation import split
from tests.formats.build import Builder, same, three, whole

LAYOUTS: tuple[Layout, ...] = ("side-by-side", "interleaved")
COLUMNS: tuple[Column, ...] = ("hans", "hant", "en")
POST = whole()


def written(result: Translation, layout: Layout = "side-by-side", **more: object) -> str:
    (output,) = write(result, "md", replace(ExportOptions(layout, result.signature.variant), **more))  # type: ignore[arg-type]
    return output.data.decode("utf-8")


def back(result: Translation, text: str) -> Edited:
    return restore_untouched(result, read_markdown(text.encode("utf-8"), "post.bilingual.md"))


def changes(result: Translation, text: str) -> dict[tuple[str, str], str]:
    """The cells that differ from the records, by row and column."""
    records = {row.id: row for row in result.units}
    return {
        (row.id, column): value
        for row in back(result, text).rows
        for column in COLUMNS
        if (value := getattr(row, column)) is not None and value != join(getattr(records[row.id], column))
    }


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("base", ["", "../../posts/"])
def test_an_unedited_file_changes_nothing_whatever_stands_in_it(layout: Layout, base: str) -> None:
    text = written(POST, layout, base=base)
    assert changes(POST, text) == {}
    assert {row.id for row in back(POST, text).rows} == {row.id for row in POST.units}
    assert back(POST, text.replace("\n", "\r\n")) == back(POST, text)


def test_the_file_says_where_it_comes_from() -> None:
    found = read_markdown(written(POST, base="../../posts/").encode("utf-8"), "x.md")
    assert (found.post, found.signature, found.format) == ("post", str(POST.signature), "md")
    assert re.fullmatch(r"line \d+", found.rows[3].place)


def talk(sentences: list[tuple[str, str, str]]) -> Translation:
    post = Builder()
    for number, (hans, hant, en) in enumerate(sentences):
        speaker = Speaker("主持人", "主持人", "Host") if number % 2 else None
        post.add("turn" if speaker else "paragraph", three(hans, hant, en), speaker=speaker)
    return post.built()


words = st.text(alphabet="我们今天谈谈机器学习，。说“好”", min_size=1, max_size=12).map(lambda text: text + "。")
english = st.text(alphabet="abc d|e.,!?'\\*_[]()#-–“”&;<>1", min_size=1, max_size=20).map(lambda text: f"A {text} z.")
edits = st.text(alphabet="abc de.,!?'()-–“”1我", min_size=1, max_size=20).map(lambda text: f"Now {text} then.")


@given(st.lists(st.tuples(words, words, english), min_size=1, max_size=8), st.data())
@settings(max_examples=60, deadline=None)
def test_exactly_the_edited_cells_come_back(sentences: list[tuple[str, str, str]], data: st.DataObject) -> None:
    result = talk(sentences)
    layout = data.draw(st.sampled_from(LAYOUTS))
    lines = written(result, layout).split("\n")
    chosen = data.draw(st.sets(st.sampled_from([row.id for row in result.units]), min_size=1))
    expected = {}
    for id_ in chosen:
        new = " ".join(data.draw(edits).split())
        (at,) = (number for number, line in enumerate(lines) if re.search(rf"<!--@?{re.escape(id_)}-->", line))
        before = r"^(`En` (?:\*\*Host\*\*: )?)" if layout == "interleaved" else r"^(.*(?<!\\)\| (?:\*\*Host\*\*: )?)"
        found = re.match(before, lines[at][: lines[at].rindex(" <!--")])
        assert found
        lines[at] = found[0] + new + lines[at][lines[at].rindex(" <!--") :]
        expected[id_, "en"] = new
    assert changes(result, "\n".join(lines)) == expected


def test_a_change_in_a_turn_keeps_its_speaker_out() -> None:
    text = written(POST).replace("| **Brother Xian**: Right.", "| **Brother Xian**: That is right.")
    ((_, column), value) = next(iter(changes(POST, text).items()))
    assert (column, value) == ("en", "That is right.")
    assert len(changes(POST, text)) == 1


def test_a_change_beside_a_reference_keeps_the_reference() -> None:
    text = written(POST).replace("另见[ref](<https://example.com/ref>)", "请见[ref](<https://example.com/ref>)", 1)
    assert [*changes(POST, text).values()] == ["请见[ref]*斜体*~~删~~。"]


def test_cells_of_a_table_in_the_post_are_told_apart() -> None:
    hans, hant, en = re.findall(r"(?m)^\| 苹果 \| 五\\\|元 <!--(\w+):\S+--> \|$", written(POST))
    assert (hans, hant, en) == COLUMNS
    text = re.sub(r"苹果( \| 五\\\|元 <!--en:)", r"Pears\1", written(POST))
    ((_, column), value) = next(iter(changes(POST, text).items()))
    assert (column, value, len(changes(POST, text))) == ("en", "Pears", 1)
    with pytest.raises(ImportFailed, match="3 cells instead of 2"):
        back(POST, text.replace("| Pears |", "| Pears | and |"))


def test_a_row_that_was_put_into_a_table_of_the_post_is_read_and_so_is_one_below_no_head() -> None:
    text = written(POST)
    row = next(line for line in text.splitlines() if "**Brother Xian**: Right." in line)
    cell = next(line for line in text.splitlines() if re.fullmatch(r"\| 苹果 \| 五\\\|元 <!--en:\S+--> \|", line))
    moved = text.replace(f"{row}\n", "").replace(cell, f"{cell}\n{row}")
    assert changes(POST, moved) == {}
    assert {found.id for found in back(POST, moved).rows} == {unit.id for unit in POST.units}


def test_a_line_of_a_table_in_the_post_that_lost_its_ids_is_told() -> None:
    text, times = re.subn(r"(\| 苹果 \| 五\\\|元) <!--en:\S+-->", r"\1", written(POST))
    assert times == 1
    assert "苹果 | 五\\|元" in [remark.text for remark in read_markdown(text.encode(), "a.md").remarks]


def test_code_of_a_quotation_is_no_row() -> None:
    ids = [row.id for row in POST.units if row.kind == "quote"]
    fenced = f"> ```\n> | 简体 | English |\n> ```\n> ~~~\n```\n> ~~~\n\n```\n> ```\n```\n\n<!-- {POST.signature} -->\n"
    text = f"> | 简体 | 繁體 | English |\n> | --- | --- | --- |\n> | 甲 | 甲 | A <!--{ids[0]}--> |\n\n{fenced}"
    found = read_markdown(text.encode(), "a.bilingual.md")
    assert ([(row.id, row.en) for row in found.rows], found.remarks) == ([(ids[0], "A")], ())


def test_files_of_before_with_tables_in_one_line_and_quotations_in_cells_are_read() -> None:
    ids = [row.id for row in POST.units if row.kind in ("cell", "quote")]
    text = (
        "| 简体 | 繁體 | English |\n| --- | --- | --- |\n"
        f"| 苹果<!----> · 五\\|元 | 苹果<!----> · 五\\|元 | Pears<!----> · five <!--{ids[2]}/{ids[3]}--> |\n"
        f"| &gt; 引用的话。 | &gt; 引用的話。 | &gt; Words. <!--@{ids[4]}--> |\n\n<!-- {POST.signature} -->\n"
    )
    rows = read_markdown(text.encode(), "a.bilingual.md").rows
    assert [(row.id, row.hans, row.en) for row in rows] == [
        (ids[2], "苹果", "Pears"), (ids[3], "五|元", "five"), (ids[4], "引用的话。", "Words.")
    ]  # fmt: skip


def test_a_heading_is_told_apart_by_its_slashes() -> None:
    text = written(POST).replace("Section One", "Part One / A", 1)
    with pytest.raises(ImportFailed, match="4 languages instead of 3"):
        back(POST, text)
    text = written(POST).replace("Section One", "Part One &#47; A", 1)
    assert [*changes(POST, text).values()] == ["Part One / A"]


def test_rows_find_their_ids_again() -> None:
    result = talk([("一。", "一。", "One."), ("二。", "二。", "Two."), ("三。", "三。", "Three.")])
    lost = re.sub(r" <!--@?[\w.]+-->", "", written(result))
    assert [row.id for row in back(result, lost).rows] == [row.id for row in result.units]
    edited = lost.replace("二。 | 二。 | Two.", "2。 | 2。 | 2.")
    assert [row.id for row in back(result, edited).rows] == [row.id for row in result.units], "by where it stands"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_the_file_prints_before_a_text_is_none_of_it_without_the_id(layout: Layout) -> None:
    post = Builder()
    post.add("turn", three("你好。", "你好。", "Hello."), speaker=Speaker("老王", "老王", "Lao Wang"))
    post.add("item", three("再磨角；", "再磨角；", "Print the corner;"), marker="2.", level=1)
    post.add("item", three("完了。", "完了。", "Done."), marker="-", level=1)
    post.add("paragraph", same((PairedCode("**", ("注意",), "**", "emphasis"), "：小心。")))
    result = post.built()
    there = [row.id for row in result.units]
    lost = re.sub(r" <!--@?[\w.-]+-->", "", written(result, layout))
    assert [row.id for row in back(result, lost).rows] == there
    assert changes(result, lost) == {}, "words in bold that the post begins with are its own"
    assert changes(result, lost.replace("2. Print the corner;", "2. Sand the corners;")) == {
        (there[1], "en"): "Sand the corners;"
    }
    renamed = back(result, lost.replace("**Lao Wang**: ", "**Wang**: ")).remarks
    assert {(remark.row, remark.column, remark.text) for remark in renamed} >= {(there[0], "en", "Wang")}


def test_rows_that_are_gone_new_or_moved_are_seen() -> None:
    result = talk([("一。", "一。", "One."), ("二。", "二。", "Two."), ("三。", "三。", "Three."), ("四。", "四。", "Four.")])
    ids = [row.id for row in result.units]
    lines = written(result).split("\n")
    rows = {id_: next(line for line in lines if f"{id_}-->" in line) for id_ in ids}
    text = "\n".join(lines)
    assert [row.id for row in back(result, text.replace(rows[ids[1]] + "\n", "")).rows] == [ids[0], *ids[2:]]
    added = text.replace(rows[ids[1]], rows[ids[1]] + "\n| 新。 | 新。 | New. |")
    assert [row.id for row in back(result, added).rows] == [*ids[:2], "", *ids[2:]]
    swapped = text.replace(rows[ids[0]], "x").replace(rows[ids[2]], rows[ids[0]]).replace("\nx", "\n" + rows[ids[2]])
    assert sorted(row.id for row in back(result, swapped).rows) == sorted(ids)
    assert [row.id for row in back(result, swapped).rows] != ids


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"# A post\n\n| a | b |\n| - | - |\n| 1 | 2 |\n", "no bilingual document"),
        (b"", "no bilingual document"),
        ("中文".encode("gb18030"), "not UTF-8"),
    ],
)
def test_a_file_that_is_not_ours_is_refused(data: bytes, fact: str) -> None:
    with pytest.raises(ImportFailed, match=fact):
        read_markdown(data, "a.md")


def test_a_bar_that_ends_a_cell_is_said_with_its_line() -> None:
    text = written(talk([("一。", "一。", "One.")])).replace("One.", "One | two.")
    with pytest.raises(ImportFailed, match="4 cells instead of 3") as caught:
        read_markdown(text.encode("utf-8"), "a.md")
    assert caught.value.line


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_text_makes_it_fail_otherwise(text: str) -> None:
    with suppress(ImportFailed):
        read_markdown((text + "\n<!-- bilingual 0|engine:e|glossary:g|variant:tw|segments:0 -->\n").encode("utf-8"), "a.md")


def test_code_in_the_post_is_no_row() -> None:
    post = Builder()
    post.add("paragraph", same("一。"))
    post.keep("code", "```\n| 简体 | English |\n| - | - |\n| a | b |\n`简` x\n```")
    post.add("paragraph", same("二。"))
    assert len(back(post.built(), written(post.built())).rows) == 2


@pytest.mark.parametrize(
    ("record", "written_", "edited", "expected"),
    [
        ("a\\|b", "a|b", "aX|b", "aX\\|b"),
        ("a\\|b", "a|b", "a|bX", "a\\|bX"),
        ("A[^1]B", "A<sup>1</sup>B", "A<sup>1</sup>C", "A[^1]C"),
        ("A[^1]B", "A<sup>1</sup>B", "A2B", "A2B"),
        ("  x ", "x", "y", "y"),
    ],
)
def test_a_change_is_carried_over(record: str, written_: str, edited: str, expected: str) -> None:
    assert carry_change(record, written_, edited).strip() == expected.strip()


# --- Posts in one language -------------------------------------------------------------------------

SOURCE = """---
title: 修东西的人
---

## 开始

主持人: 大家好。今天很热。我们开始吧？

小林: 谢谢。我每天都用`AI`写邮件。他说：“好。”

- 一件事
- 两件事
"""


def translated_post() -> Translation:
    document = parse(SOURCE, name="talk", path="talk.md", speakers={"主持人", "小林"})
    english = {
        "修东西的人": "The fixer", "开始": "Start", "大家好。": "Hello.",
        "今天很热。": "It is hot today.", "我们开始吧？": "Shall we begin?",
        "谢谢。": "Thanks.", "我每天都用`AI`写邮件。": "I write mail with `AI` every day.", "他说：“好。”": "He said: “Good.”",
        "一件事": "One thing", "两件事": "Two things",
    }  # fmt: skip
    speakers = {"主持人": Speaker("主持人", "主持人", "Host"), "小林": Speaker("小林", "小林", "Xiao Lin")}
    blocks = {block.id: block for block in document.blocks}
    rows = []
    for segment in split(document):
        block = blocks[segment.block]
        speaker = speakers[block.label.name] if block.label else None
        text = read_text(english[join(segment.parts).strip()], segment.parts)
        rows.append(Unit(segment.id, block.id, block.kind, speaker, segment.span, segment.parts, segment.parts, text))
    signature = Signature("0.1", "engine", "3f2a91", "none", len(rows))
    return Translation(document, tuple(rows), (), signature, speakers)


def english_post(result: Translation) -> str:
    posts = write_posts(result, ExportOptions("per-language"))
    return next(output.data.decode("utf-8") for output in posts if output.suffix == ".en.md")


def told(result: Translation, text: str) -> dict[str, str]:
    """What changed in an English post, by what stood there."""
    edited = restore_untouched(result, read_markdown(text.encode("utf-8"), "talk.en.md"))
    records = {row.id: join(row.en) for row in result.units}
    return {records.get(row.id, ""): row.en or "" for row in edited.rows if row.en != records.get(row.id)}


def test_an_unedited_post_in_one_language_changes_nothing() -> None:
    result = translated_post()
    text = english_post(result)
    assert told(result, text) == {}
    edited = restore_untouched(result, read_markdown(text.encode("utf-8"), "talk.en.md"))
    assert [row.id for row in edited.rows] == [row.id for row in result.units]
    assert all(row.hans is row.hant is None for row in edited.rows)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It is hot today.", "It is very hot today!", {"It is hot today.": "It is very hot today!"}),
        ("I write mail with `AI` every day.", "`AI` helps me.", {"I write mail with `AI` every day.": "`AI` helps me."}),
        ("He said: “Good.”", "He said: “Very good.”", {"He said: “Good.”": "He said: “Very good.”"}),
        ("Thanks. ", "Many thanks. ", {"Thanks.": "Many thanks."}),
        ("title: The fixer", "title: Menders", {"The fixer": "Menders"}),
        ("## Start", "## Beginnings", {"Start": "Beginnings"}),
        ("- Two things", "- Two more things", {"Two things": "Two more things"}),
        ("- One thing\n", "", {}),
        ("Hello. It is hot today. Shall we begin?", "Quite another opening", {"": "Quite another opening"}),
    ],
)
def test_an_edit_of_a_post_in_one_language_finds_its_sentence(before: str, after: str, expected: dict[str, str]) -> None:
    result = translated_post()
    text = english_post(result)
    assert before in text
    assert told(result, text.replace(before, after)) == expected
