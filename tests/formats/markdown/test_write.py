"""The Markdown file parsed back: its tables hold the expected cells, whatever stands in them."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bilingual.formats.markdown.inline import line, literal
from bilingual.formats.registry import write
from bilingual.model import Code, ExportOptions, Layout, PairedCode, Signature, Speaker, Term, Text, Translation, Variant
from bilingual.sources import parse
from tests.formats.build import Builder, same, term, three
from tests.formats.pages import post

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
QUICK = settings(max_examples=60, deadline=None)

anything = st.text(max_size=30) | st.text(alphabet="|\\`*_{}[]()<>%#&;~-=! \n\r\t说“”。，（）ab\u2028\x00\x0b\x85", max_size=30)


def written(result: Translation, layout: Layout = "side-by-side", variant: Variant = "tw") -> str:
    (output,) = write(result, "md", ExportOptions(layout, variant))
    assert output.suffix == ".bilingual.md"
    return output.data.decode("utf-8")


def body(markdown: str) -> str:
    """What follows the front matter."""
    return markdown.split("---\n", 2)[2]


def parsed(markdown: str) -> list[Token]:
    return PARSER.parse(body(markdown))


def html_of(token: Token) -> str:
    return str(PARSER.renderer.render([token], PARSER.options, {}))


def shown(markup: str) -> str:
    """The text that a page shows; line breaks as `⏎`, the marks of rows are unseen."""
    markup = re.sub(r" ?<!--.*?-->", "", markup)
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br ?/?>\n?", "⏎", markup)))


def tables(markdown: str) -> list[list[list[str]]]:
    """Tables of rows of cells, each cell as HTML."""
    found: list[list[list[str]]] = []
    inside = False
    for token in parsed(markdown):
        if token.type == "table_open":
            found.append([])
            inside = True
        elif token.type == "table_close":
            inside = False
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and inside:
            found[-1][-1].append(html_of(token))
    return found


def text_tables(markdown: str) -> list[list[list[str]]]:
    return [[[shown(cell) for cell in row] for row in table] for table in tables(markdown)]


def outline(markdown: str) -> list[str]:
    """The blocks at the top level: their element, with the text of headings and paragraphs."""
    tokens = parsed(markdown)
    found = []
    for at, token in enumerate(tokens):
        if token.level == 0 and token.nesting >= 0:
            text = f" {shown(html_of(tokens[at + 1]))}" if token.type in ("heading_open", "paragraph_open") else ""
            found.append(f"{token.tag or token.type}{text}")
    return found


def built(*segments: tuple[Text, Text, Text], terms: tuple[Term, ...] = (), **more: Any) -> Translation:
    post = Builder(terms=terms)
    post.add(more.pop("kind", "paragraph"), *segments, **more)
    return post.built()


def cell(*parts: Any) -> str:
    """The HTML of a cell with these parts."""
    return tables(written(built(same(tuple(parts)))))[0][1][0]


# --- The shape of the file -------------------------------------------------------------------------


def test_links_lead_to_headings_as_in_the_post() -> None:
    post = Builder()
    post.add("heading", same("开头"), before="## ", after=" {#start}\n", level=2)
    post.add("heading", same("结尾"), before="## ", after="\n{#not-a-name}\n", level=2)
    assert re.findall(r"(?m)^## .*--> (\S+)$", written(post.built())) == ["{#start}"]


def test_headings_and_what_is_not_translated_stand_between_the_tables(post: Translation) -> None:
    assert outline(written(post)) == [
        "h1 一篇文章：AI与人 / 一篇文章：AI與人 / A Post: AI and People",
        "table",
        "table",
        "h3 第一节 / 第一節 / Section One",
        "table",
        "h4 第二节：code / 第二節：code / Section Two: code",
        "table",
        "code",
        *["table"] * 3,
        "blockquote",
        "hr",
        "p ",
        "table",
        "html_block",
        "p 不译。",
        "html_block",
        "table",
        "h2 术语表 / 術語表 / Glossary",
        "table",
        "html_block",
        "html_block",
    ]


def test_what_is_kept_is_kept_to_the_character(post: Translation) -> None:
    text = written(post)
    for kept in (
        "```nunjucks\n{{ x }}\t| y <b>\n```",
        "![](/img/only.png)",
        "[ref]: https://example.com/ref",
        "<!-- translate:off -->\n不译。\n<!-- translate:on -->",
    ):
        assert f"\n\n{kept}\n\n" in text


def test_sentences_of_a_turn_are_rows_the_first_with_its_speaker(post: Translation) -> None:
    table = text_tables(written(post))[2]
    assert table[0] == ["简体", "繁體", "English"]
    assert table[1:4] == [
        [
            "主持人：这个物理引擎（Physical Engine: 模拟物理规律的软件模块）很强。",
            "主持人：這個物理引擎（Physical Engine: 模擬物理規律的軟體模組）很強。",
            "Host: This physics engine (Physical Engine: a software module) is strong.",
        ],
        ["AI来了。", "AI來了。", "AI is here."],
        ["闲哥：对。", "閒哥：對。", "Brother Xian: Right."],
    ]
    assert len(table) == 6


def test_other_blocks_have_a_row_for_each_sentence(post: Translation) -> None:
    table = text_tables(written(post))[3]
    assert table[1:] == [
        ["看链接和a|b。", "看連結和a|b。", "See a link and a|b."],
        ["第二句1。", "第二句1。", "Second1."],
        ["• 第一条", "• 第一條", "• First item"],
        ["\u20031. 第二条", "\u20031. 第二條", "\u20031. Second item"],
    ]


def test_rows_of_a_table_and_quotations(post: Translation) -> None:
    found = text_tables(written(post))
    assert found[4:7] == [[["名称", "价格"], ["苹果", "五|元"]]] * 3
    assert found[7][1:] == [["引用的话。", "引用的話。", "Quoted words."]]
    assert "\n> | 引用的话。 | 引用的話。 | Quoted words. <!--" in written(post)


def test_a_table_of_the_post_stands_as_it_does_there_even_in_a_quotation() -> None:
    post = Builder()
    for column, (text, sign) in enumerate((("甲", "> | "), ("乙", "| "))):
        post.add("cell", same(text), before=sign, after=" ", cell=(0, 0, column))
    post.source += "|\n> | :-: | --: |\n"
    for column, (text, sign) in enumerate((("一", "> | "), ("二", "| "))):
        post.add("cell", same(text), before=sign, after=" ", cell=(0, 1, column))
    post.source += "|\n\n"
    for layout in ("side-by-side", "interleaved"):
        lines = re.sub(r" <!--\S+-->", "", written(post.built(), layout)).split("\n")
        at = lines.index("> | 甲 | 乙 |")
        assert lines[at + 1 : at + 4] == ["> | :---: | ---: |", "> | 一 | 二 |", ">"]


def test_code_of_a_quotation_stands_in_it() -> None:
    made = written(post("> 引用。\n>\n> ```py\n> x = 1\n>\n> y\n> ```\n"))
    assert "\n\n> ```py\n> x = 1\n>\n> y\n> ```\n\n" in made


def test_a_tag_of_a_template_engine_is_run_once_or_shown() -> None:
    made = written(post("{% include a.html %}\n\n看{% include b.html %}。\n"))
    assert made.count("\n\n{% include a.html %}\n\n") == made.count("{%") == 1
    assert made.count("&#123;% include b.html %&#125;") == 3


def test_inline_parts(post: Translation) -> None:
    cells = tables(written(post))[-2]
    assert cells[1][0] == '<span class="x">文</span><br>字'
    assert cells[2][0] == "<sup>1</sup> 脚注。"
    assert shown(cells[3][0]) == '用{% ref "a|b" %} 和{{ x }}⏎完。'
    assert cells[4][0] == '另见<a href="https://example.com/ref">ref</a><em>斜体</em><s>删</s>。'


def test_two_columns_without_a_variant(post: Translation) -> None:
    found = text_tables(written(post, variant="none"))
    heads = [table[0] for table in found[1:-1]]
    assert heads.count(["名称", "价格"]) == 2
    assert all(head in (["名称", "价格"], ["简体", "English"]) for head in heads)
    assert (found[0][0], found[-1][0]) == (["", "简体", "English"], ["简体", "English"])
    assert "開頭的話" not in written(post, variant="none")
    assert "`繁`" not in written(post, "interleaved", "none")


def test_sentences_under_one_another(post: Translation) -> None:
    found = outline(written(post, "interleaved"))
    assert "p 简 开头的话。⏎繁 開頭的話。⏎En Opening words." in found
    assert "p 简 AI来了。⏎繁 AI來了。⏎En AI is here." in found
    assert "p 简 闲哥：对。⏎繁 閒哥：對。⏎En Brother Xian: Right." in found
    assert found.count("table") == 5, "the front matter, the post's table in each language, the glossary"
    assert "\n> `简` 引用的话。\\\n> `繁` 引用的話。\\\n> `En` Quoted words. <!--" in written(post, "interleaved")


def test_a_language_without_text_has_no_line() -> None:
    assert outline(written(built(three("好。", "好。", "")), "interleaved"))[1] == "p 简 好。⏎繁 好。"


def test_posts_of_one_language_stand_besides_the_file_of_all(finished: dict[str, Translation]) -> None:
    result = next(iter(finished.values()))
    first, *posts = write(result, "md", ExportOptions("per-language"))
    assert (first,) == write(result, "md", ExportOptions("side-by-side"))
    assert [output.suffix for output in posts] == [".zh-Hans.md", ".zh-Hant.md", ".en.md"]


def test_the_glossary(post: Translation) -> None:
    assert text_tables(written(post))[-1] == [
        ["简体", "繁體", "English"],
        [
            "物理引擎⏎Physical Engine: 模拟物理规律的软件模块",
            "物理引擎⏎Physical Engine: 模擬物理規律的軟體模組",
            "physics engine⏎the part that simulates",
        ],
        ["结构洞", "結構洞", "structural hole"],
    ]


def test_no_glossary_without_terms() -> None:
    assert "术语表" not in written(built(same("好。")))


def test_the_signature_ends_the_file(post: Translation) -> None:
    for layout in ("side-by-side", "interleaved"):
        assert written(post, layout).endswith(f"\n\n<!-- {post.signature} -->\n")


def test_the_same_bytes_each_time(post: Translation) -> None:
    assert write(post, "md") == write(post, "md")


# --- Front matter ----------------------------------------------------------------------------------


@given(anything)
@example('a "quoted": \\ # title')
@example("--- x")
@example("\ufeff\U00020000 👍🏽")
@QUICK
def test_front_matter_is_yaml_whatever_the_title(title: str) -> None:
    post = Builder()
    post.add("front", same(title), before="title: ", after="\n", key="title")
    text = written(post.built())
    front = yaml.safe_load(text.split("---\n")[1])
    assert set(front) == {"title", "lang"}
    clean = re.sub(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]", "", title)
    if any(row.hans for row in post.rows) and title.strip():
        assert front["title"].split() == clean.split()


# --- Characters that mean something ----------------------------------------------------------------

CELLS: dict[str, tuple[Text, str]] = {
    "a bar": (("a|b",), "a|b"),
    "a bar after a backslash": (("a\\|b",), "a|b"),
    "a bar after two": (("a\\\\|b",), "a\\|b"),
    "code with a bar": ((Code("`a|b`", "code"),), "<code>a|b</code>"),
    "code with a backslash and a bar": ((Code("`a\\|b`", "code"),), "<code>a\\|b</code>"),
    "code with a backtick": ((Code("`` a`|b ``", "code"),), "<code>a`|b</code>"),
    "code with a template": ((Code("`{{ x|y }}`", "code"),), "<code>{{ x|y }}</code>"),
    "code over lines": ((Code("`a\nb`", "code"),), "<code>a b</code>"),
    "a link with a bar": (
        (PairedCode("[", ("a|b",), "](https://example.com/a|b)", "link"),),
        '<a href="https://example.com/a%7Cb">a|b</a>',
    ),
    "a soft break between Hanzi": (("一", Code("\n  ", "break"), "二"), "一二"),
    "a soft break between words": (("one", Code("\n", "break"), "two"), "one two"),
    "a forced break": (("一", Code("  \n", "hardbreak"), "二"), "一<br>二"),
    "a backslash at the end": (("一\\",), "一\\"),
    "a backslash before code": (("一\\", Code("`x`", "code")), "一\\<code>x</code>"),
    "a backtick": (("a ` b ` c",), "a ` b ` c"),
    "a tag that would end the table": ((Code("<table>", "html"), "一"), "&lt;table&gt;一"),
    "a tag in the text": (("</td></tr>一",), "&lt;/td&gt;&lt;/tr&gt;一"),
    "a comment": ((Code("<!-- x -->", "html"), "一"), "一"),
    "what is kept": ((Code("<!-- translate:off -->不译<!-- translate:on -->", "html"), "一"), "不译一"),
    "a key": ((PairedCode("<kbd>", ("回车",), "</kbd>", "html"),), "<kbd>回车</kbd>"),
    "a code element": (("按", Code("<code>a|b</code>", "html")), "按<code>a|b</code>"),
    "a key kept whole": (("按", Code("<kbd>Ctrl</kbd>", "html")), "按<kbd>Ctrl</kbd>"),
    "a shortcode": (("按", Code("{% x %}", "shortcode")), "按<code>{% x %}</code>"),
    "a template in the text": (("{{ x }} {% y %} {# z #}",), "{{ x }} {% y %} {# z #}"),
    "control characters": (("a\bb\u2028c\0",), "abc"),
    "a lone mark": ((Code("*", "mark"), "一"), "*一"),
    "emphasis between sentences": ((Code("**", "mark"), "一。", "二。", Code("**", "mark")), "<strong>一。二。</strong>"),
}


@pytest.mark.parametrize("kind", CELLS)
def test_a_cell_shows(kind: str) -> None:
    parts, expected = CELLS[kind]
    assert html.unescape(cell(*parts)) == html.unescape(expected)


MARKED = "“”《》（），。！？—…、·a1 说\U00020000👍"


@given(
    st.sampled_from(MARKED),
    st.text(alphabet=MARKED, min_size=1, max_size=4),
    st.sampled_from(MARKED),
    st.sampled_from("* _ ** __".split()),
)
@example("说", "“重”", "说", "**")
@example("说", "重。", "说", "**")
@example("a", "“重”", "b", "_")
@QUICK
def test_emphasis_is_seen_next_to_any_punctuation(before: str, inner: str, after: str, mark: str) -> None:
    if not inner.strip():
        return
    found = cell("字", before, PairedCode(mark, (inner,), mark, "emphasis"), after, "字")
    assert re.sub(" +", " ", shown(found)) == re.sub(" +", " ", f"字{before}{inner}{after}字")
    element = "strong" if len(mark) == 2 else "em"
    assert f"<{element}>{inner.strip()}</{element}>" in re.sub("  +", " ", found) or "  " in inner


def test_nothing_is_left_for_a_template_engine() -> None:
    term_ = Term("{{ x }}", "{% y %}", note="{# z #}")
    speaker = Speaker("{{ a }}", "{% b %}", "{# c #}")
    post = Builder(terms=(term_,))
    post.add("front", same("{{ k }}"), before="x: ", after="\n", key="{{ key }}")
    post.add("heading", same("{{ h }}"), before="# ", level=2)
    link = PairedCode("[", ("{{ l }}",), "](/{{ url }})", "link")
    post.add(
        "turn", same(("{{ t }}", Code("`{{ c }}`", "code"), term("{{ x }}"), link, Code("{% s %}", "shortcode"))), speaker=speaker
    )
    for layout in ("side-by-side", "interleaved"):
        text = body(written(post.built("{{ name }}"), layout))
        assert not re.search(r"\{[{%#]", text)
        assert "{% s %}" in " ".join(outline(text := written(post.built(), layout))) + str(text_tables(text))


@given(anything)
@QUICK
def test_a_name_is_shown_to_the_character(text: str) -> None:
    (table,) = (
        text_tables(f"---\n---\n| a |\n| --- |\n| x{literal('x' + text + 'x')}x |\n")[0:1] if "|" not in text else [[[], [""]]]
    )
    clean = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\ufffe\uffff]", "", re.sub("[\r\n]", " ", text))
    if "|" not in text:
        assert table[1] == [f"xx{clean}xx"]


def parts() -> st.SearchStrategy[Text]:
    code = st.builds(lambda t: Code(f"`{t.replace('`', '')}x`", "code"), anything)
    markup = st.builds(lambda t: Code(t, "html"), anything | st.sampled_from(["<td>", "</table>", "<div\n>", "<!-- ", "<pre>"]))
    shortcode = st.builds(lambda t: Code(f"{{% {t} %}}", "shortcode"), anything)
    break_ = st.just(Code("\n> ", "break"))
    plain = anything | code | markup | shortcode | break_
    marks = st.sampled_from(["*", "**", "~~", "_"])
    pair = st.builds(lambda t, m: PairedCode(m, (t,), m, "emphasis"), anything, marks)
    return st.lists(plain | pair, min_size=1, max_size=4).map(lambda found: (*found, "完"))


@given(parts(), parts(), anything)
@example(("完", "a\\"), ("完", "b\\"), "c\\")
@QUICK
def test_no_cell_breaks_a_table(hans: Text, en: Text, name: str) -> None:
    post = Builder(terms=(Term(f"甲{name}", f"A{name}", note=name),))
    post.add("turn", (hans, hans, en), speaker=Speaker(name, name, name))
    post.add("paragraph", three("末句。", "末句。", "The end."))
    found = text_tables(written(post.built()))
    assert [len(table) for table in found] == [3, 2]
    assert {len(row) for row in found[0]} == {3}
    assert found[0][2] == ["末句。", "末句。", "The end."]
    assert all("完" in shown_ for shown_ in found[0][1])


@given(parts(), parts())
@example(("a\\",), ("b\\",))
@example((Code("<pre>`", "html"), "完"), ("`完",))
@QUICK
def test_no_line_runs_into_the_next(hans: Text, en: Text) -> None:
    post = Builder()
    post.add("paragraph", (hans, hans, en))
    post.add("paragraph", three("末句。", "末句。", "The end."))
    found = outline(written(post.built(), "interleaved"))
    assert found[2] == "p 简 末句。⏎繁 末句。⏎En The end."
    lines = re.split("⏎(?=繁 |En )", found[1])
    assert len(lines) == 3


def test_eight_hundred_rows() -> None:
    post = Builder()
    for number in range(800):
        post.add("turn", same(f"第{number}"))
    (table,) = text_tables(written(post.built()))
    assert len(table) == 801
    assert table[-1] == ["第799"] * 3


def test_relative_addresses_lead_right_from_where_the_file_stands() -> None:
    post = Builder()
    picture = PairedCode("![", ("图",), "](img/a.png)", "image")
    tag = Code('<img src="img/a.png">', "html")
    post.add(
        "paragraph",
        same((picture, PairedCode("[", ("站",), "](/about)", "link"), tag, PairedCode("[", ("下",), "](#x)", "link"))),
    )
    post.keep("markup", "![](img/b.png)")
    post.keep("code", "```\n![](img/c.png)\n```")
    (output,) = write(post.built(), "md", ExportOptions(base="../../posts/"))
    text = output.data.decode("utf-8")
    assert re.findall(r"[^\s(\"]*img/\w\.png", text) == ["../../posts/img/a.png"] * 6 + ["../../posts/img/b.png", "img/c.png"]
    assert "](/about)" in text
    assert "](#x)" in text
    assert "<!-- post: ../../posts/post.md -->" in text


def test_a_post_in_traditional_keeps_its_title_and_language() -> None:
    (output,) = write(post("---\ntitle: 公園裡的護城河\nlang: zh-Hant\n---\n\n我們歡迎大家。\n"), "md", ExportOptions())
    front = output.data.decode("utf-8").split("---")[1]
    assert 'title: "公園裡的護城河"' in front
    assert 'lang: "zh-Hant"' in front


@pytest.mark.parametrize("unit", ["\\", "`", "|", "\\|", "<", "<a ", "&", "{{", "*", "_a", "[", "](", "~~", " ", "\n"])
def test_a_long_line_of_anything_is_written(unit: str) -> None:
    """With anything but linear time this would not end."""
    text = unit * (100_000 // len(unit))
    assert line((f"x{text}x",), table=True).startswith("x")


def test_only_the_beginning_of_an_item_has_a_bullet() -> None:
    text = written(post("- 条目。\n\n  后段。\n"))
    assert "\n| • 条目。 |" in text
    assert "\n| 后段。 |" in text


@pytest.mark.parametrize(
    ("post", "code"),
    [
        ("一。\n\n    pip install box\n        more\n\n    end\n\n二。\n", "```\npip install box\n    more\n\nend\n```"),
        ("- 一。\n\n      a ```` b\n        c\n", "`````\na ```` b\n  c\n`````"),
        ("> 一。\n>\n>     a\n>       b\n", "> ```\n> a\n>   b\n> ```"),
    ],
)
def test_indented_code_is_code_in_the_document(post: str, code: str) -> None:
    document = parse(post, name="post")
    text = written(Translation(document, (), (), Signature("0.1", "e", "g", "none", 0), {}))
    assert f"\n\n{code}\n\n" in text
