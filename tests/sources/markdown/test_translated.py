"""A post in another language is its source with other words in it, and is refused where it would be anything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import StructureChanged
from bilingual.model import Block, Document, Gloss, join, resolved
from bilingual.sources import parse, translated

from .posts import EXAMPLES

STARTERS = [
    "1. One", "1) One", "# One", "- One", "+ One", "* One", "> One", "```", "~~~ x", "---", "***", "===", "[a]: /u", ":::",
    "One | two",
]  # fmt: skip
SOURCES = ["段落。\n", "- 项\n", "> 引\n", "# 题\n", "题\n===\n", "[^1]: 注\n", "| 甲 | 乙 |\n|---|---|\n", "甲\n乙\n"]


def english(document: Document, text: Callable[[Block], str]) -> str:
    blocks = [block for block in document.blocks if block.kind not in ("code", "markup", "rule", "off")]
    return translated(document, {block.id: text(block) for block in blocks}, {}, "en")


@pytest.mark.parametrize("text", STARTERS)
@pytest.mark.parametrize("source", SOURCES)
def test_text_starts_no_other_block(source: str, text: str) -> None:
    result = english(parse(source), lambda _: text)
    assert [block.kind for block in parse(result).blocks] == [block.kind for block in parse(source).blocks]


def test_line_breaks_keep_their_prefix() -> None:
    document = parse("> 一\n> 二\n")
    assert english(document, lambda _: "One\n> - two\nthree") == "> One\n> \\- two three\n"


def test_cells_escape_bars() -> None:
    document = parse("| 甲 |\n|---|\n| 乙\\|丙 |\n")
    assert english(document, lambda block: join(block.parts) + "|x\ny") == "| 甲\\|x y |\n|---|\n| 乙\\|丙\\|x y |\n"


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("title: 标题 # 注", "Title", "title: Title # 注"),
        ("title: 标题", "Title: one", "title: 'Title: one'"),
        ("title: 标题", "It's: one", "title: 'It''s: one'"),
        ("title: 标题", "2024", "title: '2024'"),
        ("title: 标题", "null", "title: 'null'"),
        ("title: '标题'", "It's", "title: 'It''s'"),
        ('title: "标题"', 'Say "yes" \\o/', 'title: "Say \\"yes\\" \\\\o/"'),
        ("title: >-\n  标\n  题", "One\n  two", "title: >-\n  One two"),
        ("title: |\n  标\n  题", "One\n  two", "title: |\n  One\n  two"),
        ("title: 标\n  题", "One\n  two", "title: One two"),
        ("guest: [甲, 乙]", "A, B", "guest: ['A, B', 'A, B']"),
    ],
)
def test_front_matter_is_quoted(source: str, value: str, expected: str) -> None:
    document = parse(f"---\n{source}\ndate: 1\n---\n")
    assert english(document, lambda _: value) == f"---\n{expected}\ndate: 1\nlang: en\n---\n"


def test_escapes_of_the_source_are_resolved() -> None:
    document = parse("---\ntitle: '它''好'\nsummary: \"说\\\"好\\\"\"\n---\n")
    result = english(document, lambda block: join(resolved(block.parts)).replace("好", "it's"))
    assert result == "---\ntitle: '它''it''s'\nsummary: \"说\\\"it's\\\"\"\nlang: en\n---\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('+++\ntitle = "标题"\n+++\n', '+++\ntitle = "It\'s \\"it\\""\nlang = "en"\n+++\n'),
        ("+++\ntitle = '标题'\n[a]\nb = 1\n+++\n", '+++\ntitle = "It\'s \\"it\\""\nlang = "en"\n[a]\nb = 1\n+++\n'),
        ("+++\ntitle = '标题'\nlang = 'zh'\n+++\n", '+++\ntitle = "It\'s \\"it\\""\nlang = "en"\n+++\n'),
    ],
)
def test_toml(source: str, expected: str) -> None:
    assert english(parse(source), lambda _: 'It\'s "it"') == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("---\r\na: 1\r\n---\r\n正文", "---\r\na: 1\r\nlang: en\r\n---\r\n正文"),
        ("\ufeff---\nlang: zh-CN # 注\na: 1\n---\n", "\ufeff---\nlang: en # 注\na: 1\n---\n"),
        ("---\nlang:\na: 1\n---\n文", "---\nlang: en\na: 1\n---\n文"),
        ("---\na: b: c\n---\n正文", "---\na: b: c\n---\n正文"),
        ("正文", "正文"),
    ],
)
def test_language(source: str, expected: str) -> None:
    assert translated(parse(source), {}, {}, "en") == expected


def test_names_on_labels() -> None:
    document = parse("主持人：你好。\n\n**闲哥**（XIAN）：好。\n\n主持人：再见。\n\n**闲哥：**再见。")
    texts = {block.id: "Hi." for block in document.blocks}
    result = translated(document, texts, {"主持人": "Host", "闲哥": "Xian"}, "en")
    assert result == "Host: Hi.\n\n**Xian**: Hi.\n\nHost: Hi.\n\n**Xian:** Hi."


@pytest.mark.parametrize(
    ("label", "remark", "expected"),
    [
        ("**李想**（笑）：", "(laughs)", "**Li Xiang** (laughs): Hi."),
        ("李想（笑着说）：", "(says, with a laugh)", "Li Xiang (says, with a laugh): Hi."),
        ("**李想（笑）：** ", "Smiles (a lot)", "**Li Xiang (Smiles [a lot]):** Hi."),
        ("李想（笑）: ", "(Laughs Out Loud)", "Li Xiang (Laughs Out Loud): Hi."),
    ],
)
def test_remarks_on_labels(label: str, remark: str, expected: str) -> None:
    document = parse(f"{label}你好吗？\n\n张三：好。", speakers={"李想", "张三"})
    texts = {block.id: remark if block.key == "remark" else "Hi." for block in document.blocks}
    names = {"李想": "Li Xiang", "张三": "Zhang San"}
    assert translated(document, texts, names, "en") == f"{expected}\n\nZhang San: Hi."
    assert translated(document, {}, {}, "zh-Hans") == document.source


def test_other_labels_stay_paragraphs() -> None:
    document = parse("主持人：你好。\n\n气质：很好。\n\n嘉宾：好。\n\n气质：不好。")
    texts = {block.id: f"Robin Lee: number {number}." for number, block in enumerate(document.blocks)}
    assert "\n\nRobin Lee: number 1." in translated(document, texts, {"主持人": "Sam Lee", "嘉宾": "Guest"}, "en")


@pytest.mark.parametrize("target", ["第一步找水", "第一步：找水", "%E7%AC%AC%E4%B8%80%E6%AD%A5%E6%89%BE%E6%B0%B4"])
def test_anchors_of_translated_headings(target: str) -> None:
    document = parse(f"## 第一步：找水\n\n[见上](#{target})\n")
    result = translated(document, {document.blocks[0].id: "Step one"}, {}, "en")
    assert result.splitlines()[0] in ('## <a id="第一步找水"></a>Step one', '## <a id="第一步：找水"></a>Step one')
    assert result.splitlines()[2] == f"[见上](#{target})"


def test_headings_that_nobody_links_to_get_no_anchor() -> None:
    assert english(parse("## 第一步\n"), lambda _: "Step") == "## Step\n"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("用`码`写。", "Write."),
        ("看[文](u)。", "See [text](v)."),
        ("{{ x }}说。", "Says."),
        ("文[^1]。", "Text `new`[^1]."),
        ("<b class='x'>文</b>", "text"),
        ("段落。\n\n---", ""),
    ],
)
def test_lost_markup_is_refused(source: str, text: str) -> None:
    with pytest.raises(StructureChanged):
        english(parse(source, path="a.md"), lambda _: text)


@pytest.mark.parametrize("text", ["(?:", "One of (?:a|b)+ or \\d+.", "Open C:/新/a.txt."])
def test_words_of_code_that_the_source_does_not_have_are_words(text: str) -> None:
    """An expression or a file's name is a word to every reader."""
    assert text in english(parse("写成这样。\n"), lambda _: text)


def test_moved_markup_and_dropped_explanations_are_fine() -> None:
    source = "**词元**（Token: 比如 `x`）用`码`和[文](u)写，见[简写]。\n\n[简写]: /u\n"
    document = parse(source)
    assert any(isinstance(part, Gloss) for part in document.blocks[0].parts)
    result = english(document, lambda _: "[Text](u) and `码` by **token**, see [short][简写].")
    assert result.startswith("[Text](u) and `码` by")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_to_replace_changes_only_the_language(path: object) -> None:
    text = path.read_text()  # type: ignore[attr-defined]
    document = parse(text)
    result = english(document, lambda block: join(block.parts))
    assert [line for line in result.split("\n") if not line.startswith("lang:")] == [
        line for line in text.split("\n") if not line.startswith("lang:")
    ]


words = st.text(st.sampled_from("ab .,:;!?'\"-#>+*1()|\\=~&%@/ \n\t中。（）"), min_size=1, max_size=30)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(words.filter(str.strip))
def test_values_are_read_back_exactly(value: str) -> None:
    """Whatever a value is, each style gives it back or the post is refused; nothing else in it changes."""
    source = "---\ntitle: 甲\nsummary: '乙'\ndescription: \"丙\"\nguest: >\n  丁\nspeaker: |\n  戊\nother: 己\n---\n正文\n"
    document = parse(source)
    texts = {block.id: value for block in document.blocks if block.kind == "front"}
    try:
        result = translated(document, texts, {}, "en")
    except StructureChanged:
        assert "\\" in value or not value.strip()
    else:
        assert result.endswith("other: 己\nlang: en\n---\n正文\n")


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.lists(words.filter(lambda text: any(map(str.isalpha, text))), min_size=4, max_size=4))
def test_hostile_words_keep_the_blocks_or_are_refused(texts: list[str]) -> None:
    document = parse("# 标题\n\n段落。\n\n- 项\n\n> 引用\n")
    kinds = [block.kind for block in document.blocks]
    try:
        result = translated(document, {block.id: text for block, text in zip(document.blocks, texts, strict=True)}, {}, "en")
    except StructureChanged:
        return
    assert [block.kind for block in parse(result).blocks] == kinds
