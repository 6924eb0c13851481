"""Shapes that text may take many times over, for `growth.py`: what people write, what machines write, and what nobody should.

Each is a `Shape`; its pieces are repeated until the text has as many characters as are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True, slots=True)
class Shape:
    """What is repeated; `{n}` in it is the number of the repetition."""

    name: str
    piece: str
    between: str = ""
    before: str = ""
    after: str = ""
    closing: str = ""
    """Stands once for each piece after all of them, as the marks do that close what nests."""
    terms: tuple[str, ...] = ()
    """Of the glossary in force."""

    def text(self, size: int) -> str:
        """About so many characters."""
        count = max(2, size // (len(self.piece) + len(self.between) + len(self.closing)))
        pieces = self.between.join(self.piece.replace("{n}", str(n)) for n in range(count))
        return f"{self.before}{pieces}{self.closing * count}{self.after}\n"


SENTENCE = "我们今天谈谈这件事{n}。"

PROSE = (
    Shape("sentences in one paragraph", SENTENCE),
    Shape("equal sentences in one paragraph", "我们今天谈谈这件事。"),
    Shape("sentences, each its paragraph", SENTENCE, "\n\n"),
    Shape("sentences, each its line", SENTENCE, "\n"),
    Shape("sentences with hard breaks", SENTENCE, "  \n"),
    Shape("sentences with backslash breaks", SENTENCE, "\\\n"),
    Shape("sentences with <br>", SENTENCE, "<br>"),
    Shape("sentences, CRLF", SENTENCE, "\r\n"),
    Shape("lines without final marks", "我们今天谈谈这件事{n}", "\n"),
    Shape("lines without final marks, each its paragraph", "我们今天谈谈这件事{n}", "\n\n"),
    Shape("clauses without an end", "我们今天谈谈这件事{n}，"),
    Shape("names in braces, below an import", "这是{变量}。", "\n\n", before="import a from 'b'\n\n"),
    Shape("Hanzi without any mark", "我们今天谈谈这件事"),
    Shape("the same Hanzi", "好"),
    Shape("questions and exclamations", "真的吗{n}？！好！"),
    Shape("full stops", "。"),
    Shape("commas", "，"),
    Shape("enumeration commas", "苹果、"),
    Shape("dots of omission", "…"),
    Shape("ASCII full stops", "."),
    Shape("dashes", "—"),
    Shape("semicolons", "他来了{n}；"),
    Shape("colons", "他说："),
    Shape("blanks", " ", before="好", after="好"),
    Shape("ideographic blanks", "\u3000", before="好", after="好"),
    Shape("no-break blanks", "\u00a0", before="好", after="好"),
    Shape("tabs", "\t", before="好", after="好"),
    Shape("empty lines", "\n", before="好", after="好"),
    Shape("lines of blanks", "   \n", before="好\n", after="好"),
    Shape("carriage returns", "\r", before="好", after="好"),
    Shape("line separators", "好\u2028"),
    Shape("form feeds", "好\x0c"),
    Shape("Traditional", "我們今天談談這件事{n}。"),
    Shape("both scripts in turns", "我们谈谈。我們談談。", "\n\n"),
    Shape("rare Hanzi", "\U00020000"),
    Shape("emoji", "👩🏽\u200d🚀"),
    Shape("combining marks", "\u0301", before="e"),
    Shape("zero-width joiners", "\u200d", before="好"),
    Shape("Hangul and kana", "カタカナと한글。"),
    Shape("著 and 着", "看著他著急地坐著。"),
    Shape("了 and 瞭", "他了解了瞭望台。"),
    Shape("words that OpenCC maps", "后面的皇后在里面发头发。"),
    Shape("stutters", "那个那个我我我"),
)

LATIN = (
    Shape("Latin tokens", "AI{n} "),
    Shape("Latin tokens between Hanzi", "用AI{n}写"),
    Shape("one Latin word", "a"),
    Shape("one word in capitals", "A"),
    Shape("words in English", "hello world "),
    Shape("English sentences", "This is the sentence number {n}. "),
    Shape("English sentences, each its paragraph", "This is the sentence number {n}.", "\n\n"),
    Shape("hyphens", "a-"),
    Shape("a name of an emoji, unclosed", "a", before=":"),
    Shape("underscores", "a_"),
    Shape("apostrophes", "it's "),
    Shape("dots between letters", "a."),
    Shape("slashes", "a/"),
    Shape("ampersands", "R&D "),
    Shape("addresses", "https://a.cn/x{n} "),
    Shape("one long address", "a/b_c-d", before="https://a.cn/"),
    Shape("schemes", "https://"),
    Shape("www", "www."),
    Shape("mail addresses", "a{n}@b.cn "),
    Shape("at signs", "@"),
    Shape("at signs and letters", "a@"),
    Shape("hashes in a line", "话#"),
    Shape("hashtags", "#话题{n} "),
    Shape("file names", "a{n}.txt、"),
    Shape("versions", "v1.{n}.0 "),
    Shape("names with initials", "A. B. Smith "),
)

NUMBERS = (
    Shape("numbers", "{n}，"),
    Shape("digits", "1"),
    Shape("digits in groups", "1,000"),
    Shape("decimals", "3.14 "),
    Shape("percents", "百分之五十，"),
    Shape("Chinese numbers", "三百万，"),
    Shape("Chinese digits", "一"),
    Shape("tens of thousands", "万"),
    Shape("dates", "2025年1月{n}日，"),
    Shape("hours", "12:30 "),
    Shape("amounts", "五百元，"),
    Shape("ranges", "3-5个，"),
    Shape("fractions", "三分之一，"),
    Shape("ordinals", "第{n}个，"),
    Shape("full-width digits", "１２３"),
    Shape("circled numbers", "①好"),
    Shape("numbers with units", "{n}公里。"),
)

_PAIRS = {
    "double quotation marks": "“”",
    "single quotation marks": "‘’",
    "corner brackets": "「」",
    "book marks": "《》",
    "full-width parentheses": "（）",
    "parentheses": "()",
    "square brackets": "[]",
    "braces": "{}",
    "double braces": ("{{", "}}"),
    "tags of Liquid": ("{%", "%}"),
    "angle brackets": "<>",
    "comments": ("<!--", "-->"),
    "processing instructions": ("<?", "?>"),
    "CDATA": ("<![CDATA[", "]]>"),
    "declarations": ("<!A ", ">"),
    "wiki links": ("[[", "]]"),
    "images": ("![", "](u)"),
    "links": ("[", "](u)"),
    "links by label": ("[", "][a]"),
    "notes in line": ("^[", "]"),
    "autolinks": ("<https://a.cn/", ">"),
    "elements": ("<b>", "</b>"),
    "spans": ("<span class='a'>", "</span>"),
    "preformatted": ("<pre>", "</pre>"),
    "scripts": ("<script>", "</script>"),
    "divisions": ("<div>", "</div>"),
    "details": ("<details>", "</details>"),
    "raw of Liquid": ("{% raw %}", "{% endraw %}"),
    "translate:off": ("<!-- translate:off -->", "<!-- translate:on -->"),
    "code": "``",
    "double code": ("``", "``"),
    "formulas": "$$",
    "formulas on their own": ("$$", "$$"),
    "strong": ("**", "**"),
    "emphasis": "**",
    "strong emphasis": ("***", "***"),
    "marked": ("==", "=="),
    "bars": "||",
    "single quotes": "''",
    "glosses": ("**好{n}**（Good: ", "）"),
}  # fmt: skip


def _paired(name: str, marks: str | tuple[str, str]) -> tuple[Shape, ...]:
    """Marks that come in pairs: a text in each pair, only opened, each in the next."""
    opening, closing = marks
    return (
        Shape(name, f"{opening}好{{n}}{closing}，"),
        Shape(f"{name}, unclosed", f"{opening}好"),
        Shape(f"{name}, nested", opening, before="好", closing=f"好{closing}"),
    )


PAIRS = tuple(chain.from_iterable(_paired(name, marks) for name, marks in _PAIRS.items()))

MARKS = (
    Shape("‹?", "‹?"),
    Shape("<?", "<?"),
    Shape("backticks of growing length", "`" * 3 + "a", " "),
    Shape("backticks", "`"),
    Shape("asterisks", "*"),
    Shape("asterisks and letters", "*a"),
    Shape("asterisks after letters", "a**"),
    Shape("asterisks and underscores", "*_"),
    Shape("runs of three and one", "***a*b"),
    Shape("tildes", "~"),
    Shape("equals signs", "="),
    Shape("backslashes", "\\"),
    Shape("escapes", "\\*"),
    Shape("entities", "&amp;"),
    Shape("entities, unclosed", "&amp"),
    Shape("numeric entities", "&#20320;"),
    Shape("less-than signs", "<"),
    Shape("less-than signs and letters", "<a "),
    Shape("end tags, unclosed", "</a "),
    Shape("attributes, unclosed", "a='", before="<a "),
    Shape("attributes", "a='b' ", before="<a ", after=">"),
    Shape("]( many times", "]("),
    Shape("[a](b many times", "[a](b"),
    Shape("[a]( <b many times", "[a](<b"),
    Shape("titles of links, unclosed", "[a](b '"),
    Shape("![[ many times", "![["),
    Shape("[^ many times", "[^"),
    Shape("[^1] many times", "好[^1]", after="\n\n[^1]: 注。"),
    Shape("[^n], undefined", "好[^{n}]"),
    Shape("exclamation marks", "!"),
    Shape("bars and letters", "a|"),
    Shape("pairs of parentheses", "()"),
    Shape("words in quotation marks, each a sentence", "“好。”"),
    Shape("quotation marks that never change", "“好”“"),
    Shape("shortcodes of Hugo", "{{< a {n} >}}"),
    Shape("attribute lists", "好{.a}"),
    Shape("placeholders of ours", "⟦{n}⟧"),
    Shape("object replacement characters", "\ufffc"),
    Shape("private use", "\ue000"),
    Shape("unknown tokens", "<unk>"),
    Shape("control characters", "好\x01"),
    Shape("NUL", "好\x00"),
    Shape("surrogate escapes of XML", "_x000D_"),
)

BLOCKS = (
    Shape("headings", "# 标题{n}", "\n\n"),
    Shape("headings that link to each other", "# 标题\n\n[去](#标题-{n})", "\n\n"),
    Shape("headings underlined", "标题{n}\n===", "\n\n"),
    Shape("lines under lines of equals signs", "标题\n===", "\n"),
    Shape("one paragraph above an underline", "标题{n}\n", after="==="),
    Shape("rules", "---", "\n"),
    Shape("rules after words", "好\n\n---", "\n\n"),
    Shape("hashes", "#", "\n"),
    Shape("items", "- 第{n}件事。", "\n"),
    Shape("loose items", "- 第{n}件事。", "\n\n"),
    Shape("numbered items", "1. 第{n}件事。", "\n"),
    Shape("items of tasks", "- [ ] 第{n}件事。", "\n"),
    Shape("empty items", "-", "\n"),
    Shape("items with all three marks", "- a\n* b\n+ c", "\n"),
    Shape("items on one line", "- "),
    Shape("items, each in the last", "\n", before="- 好"),
    Shape("quotes", "> 好{n}。", "\n"),
    Shape("quotes, each its own", "> 好{n}。", "\n\n"),
    Shape("quotes on one line", "> "),
    Shape("quotes with lazy lines", "> 好{n}。\n懒", "\n"),
    Shape("lines after one quote", "懒{n}", "\n", before="> "),
    Shape("quotes and items in turns", "> - "),
    Shape("alerts", "> [!NOTE]\n> 好{n}。", "\n\n"),
    Shape("fences", "```\na{n}\n```", "\n"),
    Shape("fences, unclosed", "```a", "\n\n"),
    Shape("fences of tildes in items", "- ~~~\n  a", "\n"),
    Shape("indented code", "    a{n}", "\n"),
    Shape("containers", "::: tip\n好{n}。\n:::", "\n"),
    Shape("a container with blanks", " ", before="::: tip 好", after="好\n:::"),
    Shape("an admonition with blanks", " ", before="!!! note 好", after="好\n    好。"),
    Shape("containers, unclosed", "::: tip\n好", "\n"),
    Shape("admonitions", "!!! note\n    好{n}。", "\n"),
    Shape("rows of a table", "| 甲{n} | 乙。 |", "\n", before="| 一 | 二 |\n|---|---|\n"),
    Shape("cells of a table", "| 甲 ", before="| 一 | 二 |\n|---|---|\n"),
    Shape("columns of a table", "|---", before="| 一 | 二 |\n"),
    Shape("tables", "| 一 | 二 |\n|---|---|\n| 甲{n} | 乙 |", "\n\n"),
    Shape("heads of tables", "|---|---|", "\n"),
    Shape("bars at starts of lines", "| 好{n}", "\n"),
    Shape("definitions of links", "[a{n}]: https://a.cn/{n}", "\n"),
    Shape("definitions that are used", "[a{n}]: https://a.cn/{n}\n\n[好][a{n}]", "\n\n"),
    Shape("definitions, unfinished", "[a{n}]:", "\n"),
    Shape("definitions with open titles", "[a]: b '", "\n"),
    Shape("brackets at starts of lines", "[好{n}", "\n"),
    Shape("footnotes", "好[^{n}]。\n\n[^{n}]: 注{n}。", "\n\n"),
    Shape("footnotes without references", "[^{n}]: 注。", "\n\n"),
    Shape("footnotes of many lines", "    注{n}。", "\n\n", before="好[^1]\n\n[^1]: 注\n\n"),
    Shape("abbreviations", "*[A{n}]: 好", "\n"),
    Shape("definition lists", "词{n}\n: 定义。", "\n\n"),
    Shape("definitions of one word", ": 定义{n}。", "\n", before="词\n"),
    Shape("line blocks", "| 好{n}", "\n"),
    Shape("subtitles", "{n}\n00:00:01,000 --> 00:00:02,000\n好{n}。", "\n\n"),
    Shape("labels", "主持人: 好{n}。\n\n嘉宾: 对。", "\n\n"),
    Shape("labels in bold", "**主持人**：好{n}。", "\n\n"),
    Shape("labels, each line", "主持人: 好{n}。", "\n"),
    Shape("labels with a clock", "[00:12:03] 主持人: 好{n}。", "\n\n"),
    Shape("labels as definitions", "[主持人]: 好{n}。", "\n\n"),
    Shape("labels of many people", "张{n}: 好。", "\n\n"),
    Shape("labels without words", "主持人:", "\n"),
    Shape("clocks", "00:12:03", "\n"),
    Shape("blocks of HTML", "<div>好{n}。</div>", "\n\n"),
    Shape("lines of one block of HTML", "<p>好{n}。</p>", "\n"),
    Shape("divisions, each in the last, on lines", "<div>", "\n"),
    Shape("rows of a table of HTML", "<tr><td>好{n}</td></tr>", "\n", before="<table>\n", after="\n</table>"),
    Shape("comments on lines", "<!-- a{n} -->", "\n"),
    Shape("comments on lines, unclosed", "<!-- a", "\n\n"),
    Shape("scripts on lines, unclosed", "<script>", "\n\n"),
    Shape("modules", "import A{n} from 'a'", "\n"),
    Shape("modules, unclosed", "export const a{n} = {", "\n"),
    Shape("formulas on lines", "$$\na\n$$", "\n"),
    Shape("formulas on lines, unclosed", "$$\na", "\n\n"),
    Shape("mermaid", "a{n} --> b", "\n", before="```mermaid\n", after="\n```"),
    Shape("images on lines", "![图{n}](a{n}.png)", "\n\n"),
    Shape("translate:off on lines", "<!-- translate:off -->\n\n好{n}。\n\n<!-- translate:on -->", "\n\n"),
    Shape("check:off on lines", "<!-- check:off length -->\n\n好{n}。\n\n<!-- check:on length -->", "\n\n"),
    Shape("details on lines", "<details>\n<summary>好{n}</summary>\n\n好。\n\n</details>", "\n\n"),
)  # fmt: skip

FRONT = (
    Shape("keys of front matter", "a{n}: 好", "\n", before="---\ntitle: 好\n", after="\n---\n\n好。"),
    Shape("lines of a value", "  好{n}。", "\n", before="---\ntitle: |\n", after="\n---\n\n好。"),
    Shape("folded lines of a value", "  好{n}。", "\n", before="---\ntitle: >\n", after="\n---\n\n好。"),
    Shape("one long value", "好{n}。", before="---\ntitle: ", after="\n---\n\n好。"),
    Shape("one long quoted value", "好''", before="---\ntitle: '", after="'\n---\n\n好。"),
    Shape("items of a list", "  - 好{n}", "\n", before="---\nspeaker:\n", after="\n---\n\n好。"),
    Shape("a list on one line", "好{n}", ", ", before="---\nspeaker: [", after="]\n---\n\n好。"),
    Shape("lists, each in the last", "[", before="---\nspeaker: ", after="\n---\n\n好。", closing="]"),
    Shape("maps, each in the last", "{a: ", before="---\nspeaker: ", after="\n---\n\n好。", closing="}"),
    Shape("equal keys", "title: 好{n}", "\n", before="---\n", after="\n---\n\n好。"),
    Shape("front matter that never ends", "a{n}: 好", "\n", before="---\n"),
    Shape("TOML", "a{n} = '好'", "\n", before="+++\ntitle = '好'\n", after="\n+++\n\n好。"),
    Shape("TOML, one long value", "好{n}。", before="+++\ntitle = '", after="'\n+++\n\n好。"),
    Shape("TOML, a list", "'好{n}'", ", ", before="+++\nspeaker = [", after="]\n+++\n\n好。"),
    Shape("TOML, lists in lists", "[", before="+++\nspeaker = ", after="\n+++\n\n好。", closing="]"),
)

TERMS = (
    Shape("a term", "中文", terms=("中文",)),
    Shape("a term in a sentence without end", "中文很好", terms=("中文",)),
    Shape("a term in each sentence", "我说中文{n}。", terms=("中文",)),
    Shape("a term in one clause after another", "我说中文，", terms=("中文",)),
    Shape("a term in each paragraph", "我说中文{n}。", "\n\n", terms=("中文",)),
    Shape("a Latin term", "用AI写 ", terms=("AI",)),
    Shape("a Latin term, joined", "AI", terms=("AI",)),
    Shape("a term of one Hanzi", "甲乙", terms=("甲",)),
    Shape("a term within a term", "中文写作", terms=("中文", "中文写作", "写作")),
    Shape("a term in bold", "**中文**，", terms=("中文",)),
    Shape("a term in links", "[中文](u)，", terms=("中文",)),
    Shape("glosses of one term", "**中文**（Chinese: 语言），"),
    Shape("glosses of many terms", "**词{n}**（Word {n}: 解释）。", "\n\n"),
    Shape("glosses in bold", "**词{n}（Word {n}）**，"),
    Shape("glosses of Latin terms", "A{n}（Artificial: 人工），"),
    Shape("parentheses after words", "好（好）"),
    Shape("parentheses, unclosed, after Latin", "AI（a"),
)

SHAPES: tuple[Shape, ...] = (*PROSE, *LATIN, *NUMBERS, *PAIRS, *MARKS, *BLOCKS, *FRONT, *TERMS)
"""All of them."""
