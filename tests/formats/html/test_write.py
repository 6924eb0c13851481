"""The page as its parser sees it: every segment in its columns and languages, and nothing of the post that could act."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.formats.html.inline import SAFE
from bilingual.formats.registry import write
from bilingual.model import Code, ExportOptions, PairedCode, Term, Translation, Unit, plain
from tests.formats.build import Builder, same, three
from tests.formats.pages import CASES, PICTURE, cells, page, post, tree

HOSTILE = json.loads((CASES / "hostile.json").read_text(encoding="utf-8"))
QUICK = settings(max_examples=60, deadline=None)
FRAME = frozenset(
    "html head meta title style body a header label select option h1 span dl dt dd div fieldset legend input output nav details "
    "summary ol li main section h2 h3 h4 h5 h6 p b i br hr sup pre code table thead tbody tr th td img "
    "footer script small".split()
)
"""The elements that the page itself is made of."""
ATTRIBUTES = frozenset(
    "lang charset http-equiv content name class href for id value type checked aria-label role hidden placeholder autocomplete "
    "spellcheck title rel tabindex src alt scope".split()
)


def test_each_segment_stands_in_each_column_in_its_language(post: Translation) -> None:
    root = tree(page(post))
    for row in post.units:
        if row.kind in ("front", "heading", "cell", "html") or re.search(r"[`{]|Code|image", str(row.hans)):
            continue  # these have markup that is shown otherwise: tests of their own
        shown = cells(row, root)
        for column in ("hans", "hant", "en"):
            words = re.sub(r"[\s\\*]+", "", plain(getattr(row, column)))
            assert words in re.sub(r"\s+", "", shown[column]), (row.id, column)


def test_every_segment_can_be_linked_to(post: Translation) -> None:
    root = tree(page(post))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {f"s-{row.id}" for row in post.units if plain(row.hans).strip()} <= set(ids)
    inside = {href[1:] for href in root.xpath("//@href") if href.startswith("#")}
    assert inside <= set(ids)
    numbered = root.xpath('//main//*[contains(@class, "row")]/a[@class="number"]/text()')
    assert [number for number in numbered if number != "†"] == sorted({*numbered} - {"†"}, key=int)


def test_rows_have_the_numbers_that_they_have_in_word() -> None:
    result = post("第一句。第二句[^N]。\n\n[^n]: 注释。\n\n第三句。\n\n- 条目\n\n> 引用。\n\n第四句。\n")
    (word,) = write(result, "docx", ExportOptions())
    rows = [row.cells for table in docx.Document(io.BytesIO(word.data)).tables for row in table.rows]
    in_word = {own[1].text.strip(): own[0].text for own in rows if own[0].text.isdigit()}
    root = tree(page(result))
    on_page = {cells(row, root)["hans"]: _number(row, root) for row in result.units}
    assert on_page.pop("1 注释。 ↩") == "†"
    assert [*on_page.values()] == [*in_word.values()]
    assert [number for text, number in on_page.items() if "第四句" in text] == [in_word["第四句。"]]


def _number(row: Unit, root: Any) -> str:
    return str(root.xpath(f'//*[@id="s-{row.id}"]/a[@class="number"]')[0].text)


def test_every_text_has_its_language(post: Translation) -> None:
    root = tree(page(post))
    wanted = {"hans": "zh-Hans", "hant": "zh-Hant-TW", "en": "en"}
    for column, tag in wanted.items():
        found = root.find_class(column)
        assert found
        assert {element.get("lang") for element in found} == {tag}
    for element in root.iter("p", "label", "summary", "footer", "dt"):
        if "kept" in element.get("class", ""):
            continue  # the author's own words: in the language of the document
        assert any(own.get("lang") for own in (element, *element.iterancestors()) if own.tag != "html")


@pytest.mark.parametrize(("variant", "tags"), [("hk", {"zh-Hans", "zh-Hant-HK", "en"}), ("none", {"zh-Hans", "en"})])
def test_the_variant_says_which_columns_there_are(post: Translation, variant: Any, tags: set[str]) -> None:
    root = tree(page(post, ExportOptions(variant=variant)))
    assert {element.get("lang") for element in root.xpath("//main//p[@lang]")} - {None} == tags
    assert len(root.xpath('//fieldset//input[@type="checkbox"]')) == len(tags)


def test_nothing_is_loaded(post: Translation) -> None:
    text = page(post)
    root = tree(text)
    assert all(source.startswith("data:") for source in root.xpath("//@src"))
    assert not root.xpath("//link | //object | //embed | //iframe | //video | //audio | //form | //base")
    assert not re.search(r"url\(|@import|@font-face|fetch\(|XMLHttpRequest|import\(", text)
    assert all(re.match(r"#|https?://|mailto:", href) for href in root.xpath("//@href"))


def test_the_policy_allows_the_page_its_own_style_and_script_alone(post: Translation) -> None:
    text = page(post)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        (own,) = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        assert base64.b64encode(hashlib.sha256(own.encode()).digest()).decode() in policy


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case["label"])
def test_a_hostile_post_stays_text(case: dict[str, str]) -> None:
    text = page(post(case["input"]))
    root = tree(text)
    assert_harmless(root)
    assert "".join(case["expected"].split()) in "".join(root.find("body").text_content().split())


def assert_harmless(root: Any) -> None:
    assert {element.tag for element in root.iter() if isinstance(element.tag, str)} <= FRAME | SAFE | {"em", "strong"}
    assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES
    assert len(root.findall(".//script")) == len(root.findall(".//style")) == len(root.findall(".//main")) == 1
    assert root.findall("body/script"), "the page ended before its end"
    assert not [href for href in root.xpath("//@href") if not re.match(r"#|https?://|mailto:", href)]
    assert all(source.startswith("data:image/") for source in root.xpath("//@src"))


anything = st.text(max_size=40) | st.text(alphabet="<>&\"'/=!-[]()`*_#; \n\x00\x08\u202e\ud800说scriptonerimg", max_size=60)


@QUICK
@given(anything, anything, anything)
def test_no_characters_become_markup(one: str, two: str, three_: str) -> None:
    builder = Builder(terms=(Term(two or "x", one, note=three_),))
    builder.add("paragraph", same((one, PairedCode("<b>", (two,), "</b>", "html"), Code(three_, "html"))))
    builder.add(
        "paragraph", three(Code(one, "code").text, (PairedCode(f"<{two}>", (one,), f"</{two}>", "html"),), (Code(two, "url"),))
    )
    builder.add("item", same((PairedCode("[", (one,), f"]({two})", "link"),)), marker=three_)
    builder.keep("code", f"```{one}\n{two}\n```")
    builder.keep("markup", three_)
    assert_harmless(tree(page(builder.built())))


def test_trusted_html_is_used_as_it_is() -> None:
    result = post('中文<b class="x" onclick="go()">粗</b>。\n\n<video src="https://example.com/a.mp4"></video>\n')
    text = page(result, ExportOptions(trust_html=True))
    assert '<b class="x" onclick="go()">粗</b>' in text
    assert '<video src="https://example.com/a.mp4"></video>' in text
    assert "default-src 'none'; script-src 'unsafe-inline'" in text


def test_a_local_picture_is_embedded_once_and_a_remote_one_is_a_link() -> None:
    result = post("中文![一张图](a.svg)中文。\n\n![远](https://example.com/b.png)\n\n![没有](c.png)\n")
    text = page(result, ExportOptions(images={"a.svg": PICTURE}))
    assert text.count("data:image/svg+xml;base64,") == 1
    root = tree(text)
    assert len(root.findall(".//img")) == 1
    assert {own.text_content() for own in root.find_class("caption")} >= {"一张图"}
    assert 'href="https://example.com/b.png"' in text
    assert "没有" in text


def test_a_term_leads_to_what_explains_it() -> None:
    result = post("这个**物理引擎**（Physical Engine: 模拟规律的模块）很强。\n\n物理引擎又来了。\n")
    root = tree(page(result))
    (entry,) = root.xpath('//tr[@id="t-0"]')
    assert [cell.text_content() for cell in entry] == [
        "物理引擎1模拟规律的模块", "物理引擎模擬規律的模塊", "Physical Engine",
    ]  # fmt: skip
    links = root.xpath('//main//a[@class="term"]')
    assert {link.get("href") for link in links} == {"#t-0"}
    first = [link for link in links if link.get("tabindex") is None]
    assert len(first) == 3, "once in each column by the tabulator"


def test_a_footnote_leads_there_and_back() -> None:
    result = post("中文[^1]。\n\n后面。\n\n[^1]: 注释。\n")
    root = tree(page(result))
    (note,) = {link.get("href") for link in root.xpath('//a[@class="note-mark"]')}
    (back,) = {link.get("href") for link in root.xpath('//a[@class="back"]')}
    assert (note, back) == (f"#s-{result.units[2].id}", f"#s-{result.units[0].id}")


def test_footnotes_count_as_a_reader_meets_them() -> None:
    root = tree(page(post("中文[^b]。\n\n后面[^2]，又是[^b]。\n\n[^2]: 注释。\n[^b]: 别的注释。\n[^c]: 无人提起。\n")))
    marks = root.xpath('//p[@class="hans"]//a[@class="note-mark"]')
    assert [mark.text_content() for mark in marks] == ["1", "2", "1"]
    assert [mark.text_content().strip() for mark in root.xpath('//p[@class="hans"]/sup[@class="marker"]')] == ["2", "1", "c"]


def test_what_stands_in_a_quotation_is_marked_and_only_an_item_s_beginning_has_a_bullet() -> None:
    root = tree(page(post("> 引用。\n>\n> - 条目。\n>\n>   后段。\n\n- 别的。\n")))
    looks = {own.xpath('.//p[@class="hans"]')[0].text_content(): own.get("class") for own in root.xpath("//main/section/div")}
    assert looks == {
        "引用。": "quote deep-1",
        "• 条目。": "item deep-2 quoted",
        "后段。": "item deep-2 quoted",
        "• 别的。": "item deep-1",
    }


def test_code_in_a_quotation_and_titles_are_marked() -> None:
    root = tree(page(post('> 引用。\n>\n> ```\n> x\n> ```\n\n!!! note "标题"\n    正文。\n\n```\ny\n```\n')))
    (quoted,) = root.xpath('//div[@class="kept quoted"]')
    assert [own.text_content().strip() for own in quoted.xpath("pre")] == ["x"]
    titles = root.xpath('//div[@class="html title"]//p[@class="hans"]')
    assert [own.text_content() for own in titles] == ["标题"]


def test_a_table_of_the_post_is_a_table_in_each_column() -> None:
    root = tree(page(post("| 名称 | 价格 |\n| --- | --- |\n| 苹果 | 五元 |\n")))
    tables = root.xpath("//main//table")
    assert len(tables) == 3
    assert [len(own.xpath(".//tr")) for own in tables] == [2, 2, 2]
    assert [own.text_content().strip("12– ") for own in tables[0].xpath(".//th")] == ["名称", "价格"]


def test_the_front_matter_says_where_a_post_comes_from() -> None:
    result = post("---\ntitle: 中文\ndate: '2025-10-01'\nsource: https://example.com/a?b=1&c=2\nauthor: 甲\n---\n\n中文。\n")
    root = tree(page(result))
    assert [own.text_content() for own in root.xpath("//dl//dd")] == ["2025-10-01", "https://example.com/a?b=1&c=2", "甲"]
    assert root.xpath("//dl//a/@href") == ["https://example.com/a?b=1&c=2"]


def test_the_same_post_is_the_same_page(post: Translation) -> None:
    assert page(post) == page(post)


def test_interleaved_stands_one_under_another(post: Translation) -> None:
    assert tree(page(post, ExportOptions("interleaved"))).xpath('//main[@class="stacked"]')


def test_an_empty_post_is_a_page() -> None:
    (output,) = write(Builder().built("空"), "html", ExportOptions())
    assert "<h1>空</h1>" in output.data.decode()
