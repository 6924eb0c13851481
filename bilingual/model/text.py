"""Text with markup: a tuple of strings, codes, paired codes, glosses and term spans, never a string with marks.

Every span is a pair of code point offsets into `Document.source`, end exclusive, unless its docstring says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

Span = tuple[int, int]
Column = Literal["hans", "hant", "en"]
COLUMNS: tuple[Column, ...] = get_args(Column)
"""The languages of a unit: Simplified, Traditional, English."""
CodeKind = Literal[
    "code", "math", "html", "shortcode", "url", "note", "break", "hardbreak", "mark", "tag", "comment", "escape", "other"
]  # fmt: skip
PairedCodeKind = Literal["link", "reference", "image", "emphasis", "html"]
Role = Literal["bold", "italic", "bold-italic", "strike", "highlight", "link", "wikilink", "image", "element", "other"]
"""What markup around a text is for, however it is spelled."""
Strategy = Literal["plain", "splice", "slot", "alternative", "surrogate", "clause", "piece", "apart"]


_ESCAPED = {**dict(zip("0abtnvfre", "\0\a\b\t\n\v\f\r\x1b", strict=True)), "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}
"""The escapes of front matter whose character is not the one after the backslash."""


@dataclass(frozen=True, slots=True)
class Code:
    """Something opaque inside a text: the same characters in every language."""

    text: str
    """As it stands in the source."""
    kind: CodeKind
    """`break` is a soft line break with the prefix of the next line (a blank for the translator), `hardbreak` a
    forced one; `note` a footnote reference; `mark` an emphasis mark without a partner; `tag` a word that is read as it
    stands (`#读书/小说`, `:smile:`); `comment` what no reader sees (`%%…%%`); `escape` the way in which front matter writes a
    character (`\\"`, `\\u9752`), or what a kind of post has in the place of a blank or of nothing (`reading`)."""
    reading: str | None = field(default=None, repr=False)
    """What a reader has in the place of an escape that no rule of YAML or TOML tells: a blank for the times between two cues."""

    def __str__(self) -> str:
        return self.text

    @property
    def value(self) -> str:
        r"""What it stands for: the characters that an escape means (YAML 1.2, chapter 5.7; TOML 1.0, "String"), else itself.

        >>> Code(r"\u9752", "escape").value, Code("''", "escape").value, Code("`x`", "code").value
        ('青', "'", '`x`')
        """
        if self.reading is not None:
            return self.reading
        if self.kind != "escape":
            return self.text
        if self.text[1] in "xuU":
            points = (int(digits, 16) for digits in re.findall(r"\\[xuU]([0-9A-Fa-f]+)", self.text))
            return "".join(map(chr, points)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return _ESCAPED.get(self.text[1], self.text[1])


@dataclass(frozen=True, slots=True)
class PairedCode:
    """Paired markup around a text that is translated: a link, an image with its alt text, emphasis, an HTML element."""

    open: str
    """The opening markup: `[`, `![`, `**`, `<span class="x">`."""
    inner: Text
    """What stands between."""
    close: str
    """The closing markup, link target included: `](https://…)`, `**`, `</span>`."""
    kind: PairedCodeKind
    """`reference` is a link whose label is its own text (`[简写]`, `[[页面]]`): see `with_inner`."""

    def __str__(self) -> str:
        return f"{self.open}{join(self.inner)}{self.close}"

    @property
    def role(self) -> Role:
        """What the markup is for.

        >>> PairedCode("__", ("词",), "__", "emphasis").role, PairedCode("[", ("词",), "](x)", "link").role
        ('bold', 'link')
        """
        if self.kind == "emphasis":
            return EMPHASIS_ROLES.get(self.open, "other")
        if self.kind in ("link", "reference"):
            return "link" if self.open == "[" else "wikilink"
        return "image" if self.kind == "image" else "element"

    def with_inner(self, inner: Text) -> PairedCode:
        """The same markup around another text; a shortcut reference keeps its label.

        >>> str(PairedCode("[", ("简写",), "]", "reference").with_inner(("簡寫",)))
        '[簡寫][简写]'
        >>> str(PairedCode("[[", ("页面",), "]]", "reference").with_inner(("頁面",)))
        '[[页面|頁面]]'
        """
        if self.kind == "reference" and join(inner) != join(self.inner):
            label = join(self.inner)
            if self.open == "[[":
                return PairedCode(f"[[{label}|", inner, self.close, "link")
            return PairedCode(self.open, inner, f"][{label}]", "link")
        mark = self.open[-1:] if self.kind == "html" and self.open[-1:] == self.close[:1] else ""
        return replace(self, inner=unquoted(inner, mark) if mark in QUOTES else inner)

    @property
    def is_frame(self) -> bool:
        """Whether it is opaque markup with several texts in it, each in a pair of its own: they stay in their order.

        >>> texts = (PairedCode(' alt="', ("猫",), '"', "html"), Code(" b", "html"), PairedCode(' title="', ("题",), '"', "html"))
        >>> PairedCode("<img", texts, ">", "html").is_frame
        True
        """
        return self.kind == "html" and not self.open.endswith(">") and len(self.inner) > 1 and str not in map(type, self.inner)

    @property
    def untitled(self) -> PairedCode:
        """The link, picture or element in one whose title stands in a pair of its own; any other pair as it is.

        >>> picture, title = PairedCode("![", ("猫",), "](x ", "image"), PairedCode('"', ("题",), '"', "html")
        >>> PairedCode("", (picture, title), ")", "html").untitled is picture
        True
        >>> str(PairedCode("<abbr title=", (title, PairedCode(">", ("词",), "</abbr", "html")), ">", "html").untitled.open)
        '<abbr title="题">'
        """
        first, last = (self.inner[0], self.inner[-1]) if self.is_frame else (self, self)
        if not self.open and isinstance(first, PairedCode):
            return first
        if self.is_frame and isinstance(last, PairedCode) and last.open == ">":
            return PairedCode(f"{self.open}{join(self.inner[:-1])}>", last.inner, f"{last.close}{self.close}", "html")
        return self

    @property
    def title(self) -> Text:
        """The title of a link or a picture, which readers see where they point at it; empty without one."""
        title = self.inner[-1] if self.is_frame and not self.open else None
        return title.inner if isinstance(title, PairedCode) else ()


QUOTES = {'"': "'", "'": "’"}
"""What stands for a quotation mark where the same one ends the text."""


def unquoted(text: Text, mark: str) -> Text:
    """A text as it can stand between two of a mark of `QUOTES`: its own are others."""
    return tuple(part.replace(mark, QUOTES[mark]) if isinstance(part, str) else part for part in text)


EMPHASIS_ROLES: dict[str, Role] = {
    "*": "italic",
    "_": "italic",
    "**": "bold",
    "__": "bold",
    "***": "bold-italic",
    "___": "bold-italic",
    "~~": "strike",
    "==": "highlight",
}
"""The marks of emphasis and what they are for."""
EMPHASIS_MARKS: dict[Role, str] = {"bold": "**", "italic": "*", "strike": "~~", "highlight": "=="}
"""How emphasis is spelled where it is written anew."""


def emphasised(role: Role, inner: Text) -> PairedCode:
    """A text with emphasis of that role around it.

    >>> str(emphasised("bold", ("重要",)))
    '**重要**'
    """
    return PairedCode(EMPHASIS_MARKS[role], inner, EMPHASIS_MARKS[role], "emphasis")


@dataclass(frozen=True, slots=True)
class Gloss:
    """A term explained where it stands: `**UI**（User Interface: 用户界面）`. The fields, joined, are the source text."""

    open: str
    """Marks before the term: `**`, `“**`, `《**`, or nothing."""
    term: str
    """The term as written, without marks."""
    close: str
    """Marks after the term; empty when the parenthesis stands inside them (`**人工智能（AI）**`)."""
    lead: str
    """The opening parenthesis with its spaces, and marks around the head: `（`, ` (`, `（**`."""
    head: str
    """What stands before the first colon, or a lone English name; empty in a description."""
    separator: str
    """The colon with its spaces, or the comma before what is no name (`（Artificial Intelligence，简称AI）`), or nothing."""
    explanation: Text
    """What stands after the colon, or the whole description; may hold markup."""
    tail: str
    """The closing parenthesis, with the closing marks when they stand outside it (`）**`)."""

    @property
    def is_bold(self) -> bool:
        """Whether the term stands in bold."""
        return EMPHASIS_MARKS["bold"] in self.open

    def __str__(self) -> str:
        return "".join(
            (self.open, self.term, self.close, self.lead, self.head, self.separator, join(self.explanation), self.tail)
        )


@dataclass(frozen=True, slots=True)
class TermSpan:
    """A glossary term standing in a finished text; in English it is the target, byte for byte."""

    text: str
    """As it stands in this column."""
    source: str
    """The `source` of the glossary entry."""
    source_span: Span
    """Where the matched words stand in `Document.source`."""
    strategy: Strategy
    """How the engine was brought to keep it; `plain` in the source columns."""
    flags: tuple[str, ...] = ()
    """What a person might call wrong about it, known before the English is finished: `inside`, `degraded`."""

    def __str__(self) -> str:
        return self.text


Part = str | Code | PairedCode | Gloss | TermSpan
Text = tuple[Part, ...]


def overlap(first: Span, second: Span) -> bool:
    """Whether two stretches share a character.

    >>> overlap((0, 2), (1, 3)), overlap((0, 2), (2, 3))
    (True, False)
    """
    return first[0] < second[1] and second[0] < first[1]


def join(text: Text) -> str:
    """The text with its markup, as it stands in a Markdown file."""
    return "".join(map(str, text))
