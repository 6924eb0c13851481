"""Posts made by hand, with every kind of block and part, for the exporters' tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bilingual.model import (
    OPAQUE_KINDS,
    Block,
    BlockKind,
    Code,
    Document,
    Gloss,
    Label,
    Lock,
    PairedCode,
    Signature,
    Speaker,
    Term,
    TermSpan,
    Text,
    Translation,
    Unit,
    Variant,
    join,
)

Three = tuple[Text, Text, Text]
HOST, GUEST = Speaker("主持人", "主持人", "Host"), Speaker("闲哥", "閒哥", "Brother Xian")
THIRD = Speaker("老修", "老修", "Lao Xiu")


@dataclass
class Builder:
    """Writes a source and the rows that belong to it, block by block."""

    source: str = ""
    blocks: list[Block] = field(default_factory=list)
    rows: list[Unit] = field(default_factory=list)
    terms: tuple[Term, ...] = ()

    def add(self, kind: BlockKind, *segments: Three, before: str = "", after: str = "\n\n", **more: Any) -> None:
        """A block of `segments`, each in three languages; `before` stands in the source ahead of it."""
        self.source += before
        start, name = len(self.source), f"b{len(self.blocks)}"
        speaker = more.pop("speaker", None)
        if speaker:
            more["label"] = Label(speaker.hans, (start - len(before), start), (start - len(before), start))
        for hans, hant, en in segments:
            span = (len(self.source), len(self.source) + len(join(hans)))
            identity = f"{name}.{len(self.rows)}"
            self.rows.append(Unit(identity, name, kind, speaker, span, hans, hant, en, locks_of(hans, en, span[0])))
            self.source += join(hans)
        parts = tuple(part for hans, _, _ in segments for part in hans)
        line = self.source.count("\n", 0, start) + 1
        note = more.get("marker", "") if kind == "note" else ""
        self.blocks.append(Block(name, kind, (start, len(self.source)), parts, line, note=note, **more))
        self.source += after

    def keep(self, kind: BlockKind, text: str, before: str = "", **more: Any) -> None:
        """An opaque block."""
        assert kind in OPAQUE_KINDS
        self.source += before
        span = (len(self.source), len(self.source) + len(text))
        line = self.source.count("\n") + 1
        self.blocks.append(Block(f"b{len(self.blocks)}", kind, span, (Code(text, "other"),), line, **more))
        self.source += text + "\n\n"

    def built(self, name: str = "post", variant: Variant = "tw") -> Translation:
        """The finished post."""
        signature = Signature("0.1", "engine 1", "3f2a91", variant, len(self.rows))
        document = Document(name, f"posts/{name}.md", self.source, tuple(self.blocks))
        return Translation(document, tuple(self.rows), self.terms, signature)


def locks_of(hans: Text, en: Text, start: int) -> tuple[Lock, ...]:
    """A lock for each mention at the top level of the English."""
    locks, position = [], 0
    for part in en:
        if isinstance(part, TermSpan):
            span = (position, position + len(part.text))
            at = start + join(hans).find(part.source)
            locks.append(Lock(part.source, part.text, (at, at + len(part.source)), span, part.strategy))
        position += len(str(part))
    return tuple(locks)


def term(text: str, source: str = "") -> TermSpan:
    return TermSpan(text, source or text, (0, len(text)), "plain")


def same(text: str | Text) -> Three:
    own: Text = (text,) if isinstance(text, str) else text
    return own, own, own


def three(hans: str | Text, hant: str | Text, en: str | Text) -> Three:
    return tuple((t,) if isinstance(t, str) else t for t in (hans, hant, en))  # type: ignore[return-value]


def strong(*inner: Any) -> PairedCode:
    return PairedCode("**", inner, "**", "emphasis")


CODE = Code("`code`", "code")
GLOSS = Gloss("**", "物理引擎", "**", "（", "Physical Engine", ": ", ("模拟物理规律的软件模块",), "）")
GLOSS_T = Gloss("**", "物理引擎", "**", "（", "Physical Engine", ": ", ("模擬物理規律的軟體模組",), "）")


def whole() -> Translation:
    """A post with every kind of block and every kind of part."""
    post = Builder(
        terms=(
            Term(
                "物理引擎",
                "physics engine",
                note="In full: the part that simulates. For editors.",
                where="posts/post.md:9",
            ),
            Term("AI", "", kind="keep"),
            Term("结构洞", "structural hole", traditional="結構洞"),
        )
    )
    post.source = "---\n"
    post.add(
        "front", three("一篇文章：AI与人", "一篇文章：AI與人", "A Post: AI and People"), before="title: ", after="\n", key="title"
    )
    post.add("front", same("人民公園說AI"), before="speaker: ", after="\n---\n\n", key="speaker")
    _transcript(post)
    _essay(post)
    return post.built()


def _transcript(post: Builder) -> None:
    post.add("paragraph", three("开头的话。", "開頭的話。", "Opening words."))
    post.add("heading", three("第一节", "第一節", "Section One"), before="### ", level=3)
    post.add(
        "turn",
        three(
            ("这个", GLOSS, "很强。"),
            ("這個", GLOSS_T, "很強。"),
            ("This ", strong(term("physics engine", "物理引擎")), " (Physical Engine: a software module) is strong."),
        ),
        three((term("AI"), "来了。"), (term("AI"), "來了。"), (term("AI"), " is here.")),
        before="主持人: ",
        speaker=HOST,
    )
    post.add("turn", three("对。", "對。", "Right."), before="闲哥: ", speaker=GUEST)
    post.add(
        "turn",
        three(
            ("他说", strong("“引号”"), "后面的", term("结构洞"), "。"),
            ("他說", strong("「引號」"), "後面的", term("結構洞", "结构洞"), "。"),
            ("He said ", strong("“quotes”"), "after the ", term("structural hole", "结构洞"), "."),
        ),
        before="老修: ",
        speaker=THIRD,
    )
    post.add("turn", three("长" * 320 + "。", "長" * 320 + "。", "long " * 160 + "."), before="主持人: ", speaker=HOST)


def _essay(post: Builder) -> None:
    post.add("heading", three(("第二节：", CODE), ("第二節：", CODE), ("Section Two: ", CODE)), before="#### ", level=4)
    link = PairedCode("[", ("链接",), '](https://example.com/a?b=c&d=(e) "t")', "link")
    link_t, link_e = link.with_inner(("連結",)), link.with_inner(("a link",))
    post.add(
        "paragraph",
        three(
            ("看", link, "和", Code("`a|b`", "code"), "。"),
            ("看", link_t, "和", Code("`a|b`", "code"), "。"),
            ("See ", link_e, " and ", Code("`a|b`", "code"), "."),
        ),
        three(
            ("第二句", Code("[^1]", "note"), "。"), ("第二句", Code("[^1]", "note"), "。"), ("Second", Code("[^1]", "note"), ".")
        ),
    )
    post.add("item", three("第一条", "第一條", "First item"), before="- ", level=1, marker="-")
    post.add("item", three("第二条", "第二條", "Second item"), before="  1. ", level=2, marker="1.")
    post.keep("code", "```nunjucks\n{{ x }}\t| y <b>\n```")
    for at, cells in enumerate((("名称", "价格"), ("苹果", "五|元"))):
        for column, cell in enumerate(cells):
            text = cell.replace("|", "\\|")
            post.add("cell", same(text), before="| ", after=" ", cell=(0, at, column))
        post.source += "|\n"
    post.source += "\n"
    post.add("quote", three("引用的话。", "引用的話。", "Quoted words."), before="> ", level=1)
    post.keep("rule", "---")
    image = PairedCode("![", ("图",), "](https://example.com/i.png)", "image")
    post.add("paragraph", same((PairedCode("![", (), "](/img/only.png)", "image"),)))
    post.add(
        "paragraph", three(("图：", image), ("圖：", image.with_inner(("圖",))), ("Picture: ", image.with_inner(("picture",))))
    )
    post.keep("markup", "[ref]: https://example.com/ref")
    post.keep("off", "<!-- translate:off -->\n不译。\n<!-- translate:on -->")
    span = PairedCode('<span class="x">', ("文",), "</span>", "html")
    post.add(
        "html",
        three((span, Code("<br/>", "html"), "字"), (span, Code("<br/>", "html"), "字"), (span.with_inner(("text",)), " here")),
    )
    post.add("note", three("脚注。", "腳註。", "The note."), before="[^1]: ", marker="1")
    shortcode = Code('{% ref "a|b" %}', "shortcode")
    broken = Code("\n", "break")
    post.add(
        "paragraph",
        three(
            ("用", shortcode, broken, "和{{ x }}", Code("\\\n", "hardbreak"), "完。"),
            ("用", shortcode, broken, "和{{ x }}", Code("\\\n", "hardbreak"), "完。"),
            ("Use ", shortcode, broken, "and {{ x }}", Code("\\\n", "hardbreak"), "done."),
        ),
    )
    reference = PairedCode("[", ("ref",), "]", "reference")
    post.add(
        "paragraph",
        same(("另见", reference, PairedCode("*", ("斜体",), "*", "emphasis"), PairedCode("~~", ("删",), "~~", "emphasis"), "。")),
    )
    post.add("paragraph", same((Code("**", "mark"), "第一句。")), same(("第二句。", Code("**", "mark"), "尾")))
