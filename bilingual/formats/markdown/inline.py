"""Marked-up text as Markdown that holds in a table cell or on a line, whatever it contains."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from bilingual.formats.common.addresses import Addresses
from bilingual.formats.common.inline_markup import EMPHASIS_TAGS, code_content, followers
from bilingual.model import Code, PairedCode, Part, TermSpan, Text, join
from bilingual.sources import read_text

INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time u "
    "var wbr".split()
)
"""HTML elements that cannot end a table cell; all others are shown, not used."""

PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
"""What a backslash makes a character of the text (CommonMark 2.4)."""
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\ufffe\uffff]")
"""Characters without a meaning in a document, and separators that some programs take for line ends."""


def line(text: Text, *, table: bool = False, addresses: Addresses = Addresses()) -> str:  # noqa: B008 - frozen
    """`text` as Markdown on one line; in a `table`, no bar of it ends the cell.

    Template marks (`{{`, `{%`, `{#`) are written with a character reference, so that 11ty, Jekyll and Hugo show them.

    >>> line(("a|b ", Code("`c|d`", "code"), " {{ x }}"), table=True)
    'a\\\\|b `c\\\\|d` &#123;{ x }}'
    """
    written = re.sub(r"[ \t\r\n]+", " ", _Writer(addresses).text(text, "", "")).strip()
    written = _untemplated(written)
    return _with_bars(written) if table else written


def words(characters: str) -> str:
    """Plain characters as Markdown: no tag, no code span and no line break comes of them.

    >>> words("a < b, <table>, `x`")
    'a < b, &lt;table>, &#96;x&#96;'
    """
    return re.sub(r"(?<!\\)(\\*+)(<(?=[A-Za-z/!?])|`)", _unescaped, _flat(characters))


def literal(characters: str) -> str:
    """Characters that must come out as they are: a name, a term, a note.

    >>> literal("*a* & `b`")
    '\\\\*a\\\\* &amp; &#96;b&#96;'
    """
    characters = _flat(characters.strip()).replace("&", "&amp;").replace("<", "&lt;").replace("`", "&#96;")
    return _untemplated(re.sub(r"([\\*_\[\]~])", r"\\\1", characters))


@cache
def term(target: str) -> str:
    """A term as it must come out: as it is where that is read so, else with a reference for each character that might mean more.

    >>> term("snake_case"), term("R&D"), term("*x*")
    ('snake_case', 'R&D', '&#42;x&#42;')
    """
    if "`" not in target and all(read_text(text, ()) == (text,) for text in (target, f"a{target}a", f"a {target} a")):
        return target
    return re.sub(r"[!$%&*:<=>\[-`{-~]", lambda found: f"&#{ord(found[0])};", target)


def with_terms_escaped(text: Text) -> Text:
    """The text of which each term, joined, comes out as it must."""
    return tuple(
        replace(part, text=term(part.text)) if isinstance(part, TermSpan)
        else replace(part, inner=with_terms_escaped(part.inner)) if isinstance(part, PairedCode)
        else part
        for part in text
    )  # fmt: skip


def _untemplated(markdown: str) -> str:
    """Without anything that a template engine would run."""
    return re.sub(r"\{(?=[{%#])", "&#123;", markdown)


def _unescaped(found: re.Match[str]) -> str:
    """A character reference for a mark that no backslash escapes."""
    slashes, mark = found.groups()
    return found[0] if len(slashes) % 2 else f"{slashes}{'&lt;' if mark == '<' else '&#96;'}"


def _flat(text: str) -> str:
    return CONTROLS.sub("", text.replace("\n", " ").replace("\r", " "))


@dataclass(frozen=True, slots=True)
class _Writer:
    addresses: Addresses

    def text(self, text: Text, before: str, after: str) -> str:
        """`text` between the characters `before` and `after`, on which emphasis depends."""
        written: list[str] = []
        slashes = 0  # at the end of what is written
        for part, right in zip(text, followers(text, after), strict=True):
            markdown = self.part(part, before, right)
            if slashes % 2 and not isinstance(part, str) and PUNCTUATION.match(markdown):
                markdown = f"\\{markdown}"  # the last backslash does not reach into the markup
            written.append(markdown)
            run = len(markdown) - len(markdown.rstrip("\\"))
            slashes = run + (slashes if run == len(markdown) else 0)
            before = markdown[-1:] or before
        return "".join(written)

    def part(self, part: Part, before: str, after: str) -> str:
        if isinstance(part, PairedCode):
            return self.pair(part, before, after)
        if isinstance(part, Code):
            return self.addresses.in_block(_code(part, before, after)) if part.kind == "html" else _code(part, before, after)
        return term(part.text) if isinstance(part, TermSpan) else words(str(part))

    def pair(self, pair: PairedCode, before: str, after: str) -> str:
        if pair.kind == "emphasis":
            return self.emphasis(pair, before, after)
        pair = pair.untitled if pair.open else pair
        inner = self.text(pair.inner, pair.open[-1:], pair.close[:1])
        if pair.kind == "html":
            return f"{self.addresses.in_block(_html(pair.open))}{inner}{_html(pair.close)}"
        return f"{pair.open}{inner}{self.target(pair)}"

    def target(self, pair: PairedCode) -> str:
        """The closing markup of a link; the target of a reference is written out, its definition may be elsewhere."""
        label = re.fullmatch(r"\]\[([^\]]*)\]", pair.close)
        if pair.kind != "reference" and label is None:
            return self.addresses.in_block(f"{pair.close})").removesuffix(")")
        wanted = label[1] if label and label[1] else join(pair.inner)
        found = self.addresses.references.get(wanted.strip().casefold())
        return f"](<{self.addresses.address(found)}>)" if found else pair.close

    def emphasis(self, pair: PairedCode, before: str, after: str) -> str:
        """Emphasis by marks where CommonMark 6.2 sees them, by tags next to Chinese punctuation where it does not."""
        inner = self.text(pair.inner, pair.open[-1:], pair.close[:1])
        stripped = inner.strip()
        if not stripped:
            return inner
        lead, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        before, after = lead[-1:] or before, tail[:1] or after
        if _seen(pair.open, before, stripped[0], after, stripped[-1]):
            return f"{lead}{pair.open}{stripped}{pair.close}{tail}"
        opening, closing = EMPHASIS_TAGS.get(pair.role, ("", ""))
        return f"{lead}{opening}{stripped}{closing}{tail}"


def _seen(mark: str, before: str, first: str, after: str, last: str) -> bool:
    """Whether a pair of marks with these characters around and inside would be read as emphasis."""
    if mark[0] in {before, first, last, after}:
        return False  # the marks would run together with others
    if mark[0] not in "*_":
        return mark[0] == "~"
    opens = not _category(first, "PS") or _edge(before)
    closes = not _category(last, "PS") or _edge(after)
    return opens and closes and (mark[0] == "*" or (_edge(before) and _edge(after)))


def _edge(character: str) -> bool:
    """Whether a mark may stand between punctuation and this. CommonMark 0.31 counts all symbols, 0.30 those of ASCII."""
    return not character or character.isspace() or _category(character, "PS" if character.isascii() else "P")


def _category(character: str, majors: str) -> bool:
    return unicodedata.category(character)[0] in majors


def _code(code: Code, before: str, after: str) -> str:
    if code.kind == "hardbreak":
        return "<br>"
    if code.kind == "break":
        return "" if _wide(before) and _wide(after) else " "
    if code.kind == "comment":
        return ""
    if code.kind == "html":
        return _html(code.text)
    if code.kind == "note":
        return f"<sup>{literal(code.text.strip('[]^'))}</sup>"
    if code.kind == "shortcode":
        return code_element(code.text)
    if code.kind == "code":
        return _code_span(code.text)
    return _flat(code.text)


def _wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def _code_span(text: str) -> str:
    """The span itself; as an element where a backslash before a bar or a template mark needs more care."""
    text = _flat(text)
    return code_element(code_content(text)) if "\\|" in text or "{" in text else text


def code_element(characters: str) -> str:
    """`shown` as an HTML `code` element in which no character means anything to Markdown.

    >>> code_element("{{ x }}")
    '<code>&#123;&#123; x &#125;&#125;</code>'
    """
    safe = re.sub(r"[!#$&*+:<>@\[-`{-~]", lambda found: f"&#{ord(found[0])};", _flat(characters))
    return f"<code>{safe}</code>"


def _html(tag: str) -> str:
    """A tag that is safe in a cell as it is; a comment is nothing, what is kept between two is shown; any other is shown.

    >>> _html("<!-- x -->"), _html("<!-- translate:off -->1|2<!-- translate:on -->")
    ('', '1|2')
    """
    if not tag or tag.startswith("<!--"):
        return literal(re.sub(r"<!--.*?-->", "", tag, flags=re.DOTALL))
    tag = CONTROLS.sub("", " ".join(tag.split()))
    name = re.match(r"</?([A-Za-z][A-Za-z0-9-]*)[^`]*>$", tag)
    if name and name[1].lower() in INLINE:
        return "<br>" if name[1].lower() == "br" else tag
    return literal(tag)


def _with_bars(written: str) -> str:
    """Every bar escaped for a table; one after an even number of backslashes needs a character reference."""

    def escaped(found: re.Match[str]) -> str:
        slashes = found[1]
        if not slashes:
            return "\\|"
        return found[0] if len(slashes) % 2 else f"{slashes}&#124;"

    return re.sub(r"(?<!\\)(\\*+)\|", escaped, written)
