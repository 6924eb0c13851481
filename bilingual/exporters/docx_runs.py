"""Marked-up text as runs: emphasis, code, links and locked terms as what they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bilingual.exporters.docx_xml import BREAK, Look, bookmark, link, run
from bilingual.exporters.links import address_of, web_address
from bilingual.exporters.marks import code_content, shown
from bilingual.model import Code, Column, Mention, Pair, Part, Text, join

EMPHASIS: dict[str, dict[str, Any]] = {
    "*": {"italic": True},
    "_": {"italic": True},
    "**": {"bold": True},
    "__": {"bold": True},
    "***": {"bold": True, "italic": True},
    "___": {"bold": True, "italic": True},
    "~~": {"strike": True},
}
ELEMENTS: dict[str, dict[str, Any]] = {
    "b": {"bold": True},
    "strong": {"bold": True},
    "i": {"italic": True},
    "em": {"italic": True},
    "s": {"strike": True},
    "del": {"strike": True},
    "u": {"underline": True},
    "ins": {"underline": True},
    "sup": {"raised": "superscript"},
    "sub": {"raised": "subscript"},
    "code": {"style": "Code"},
    "kbd": {"style": "Code"},
    "samp": {"style": "Code"},
}


@dataclass(slots=True)
class Inline:
    """Writes the texts of one document; remembers its hyperlinks and which terms have been linked."""

    references: Mapping[str, str] = field(default_factory=dict)
    """Targets of link reference definitions, by folded label."""
    bookmarks: Mapping[str, str] = field(default_factory=dict)
    """Names of the glossary entries' bookmarks, by term."""
    traditional: str = "zh-TW"
    """The language tag of the Traditional column."""
    links: dict[str, str] = field(default_factory=dict)
    """Relationship ids of the addresses linked to, in order of first use."""
    linked: set[tuple[Column, str]] = field(default_factory=set)

    def runs(self, text: Text, column: Column | None, look: Look = Look()) -> str:  # noqa: B008 - frozen
        """`text` as runs in the language of `column`; none of its own where `column` is None."""
        return "".join(self._part(part, column, look, text[index + 1 :]) for index, part in enumerate(text))

    def words(self, text: str, column: Column | None, look: Look = Look()) -> str:  # noqa: B008 - frozen
        """Characters as they are."""
        return run(text, column, look, self.traditional if column == "hant" else "zh-CN")

    def _part(self, part: Part, column: Column | None, look: Look, after: Text) -> str:
        if isinstance(part, Mention):
            return self._mention(part, column, look)
        if isinstance(part, Pair):
            return self._pair(part, column, look)
        if isinstance(part, Code):
            return self._code(part, column, look, after)
        return self.words(shown(str(part)), column, look)

    def _mention(self, mention: Mention, column: Column | None, look: Look) -> str:
        styled = look if look.fixed else replace(look, style="LockedTerm")
        runs = self.words(mention.text, column, styled)
        name = self.bookmarks.get(mention.source)
        if name is None or column is None or look.fixed or look.linked or (column, mention.source) in self.linked:
            return runs
        self.linked.add((column, mention.source))
        return link(runs, anchor=name)

    def _pair(self, pair: Pair, column: Column | None, look: Look) -> str:
        if pair.kind == "emphasis":
            return self.runs(pair.inner, column, replace(look, **EMPHASIS.get(pair.open, {})))
        if pair.kind == "html":
            return self._element(pair, column, look)
        address = address_of(pair, self.references)
        if pair.kind != "image":
            return self._linked(address, pair.inner, column, look)
        alt = pair.inner if join(pair.inner).strip() else (address.rsplit("/", 1)[-1],)
        return self._linked(address, ("[", *alt, "]"), column, look)

    def _element(self, pair: Pair, column: Column | None, look: Look) -> str:
        name = re.match(r"<([A-Za-z0-9]+)", pair.open)
        address = re.search(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", pair.open)
        if address:
            return self._linked(shown(address[1]), pair.inner, column, look)
        changes = ELEMENTS.get(name[1].lower(), {}) if name else {}
        return self.runs(pair.inner, column, replace(look, **changes))

    def _markup(self, html: str, column: Column | None, look: Look) -> str:
        """What an element that was kept whole shows: its text, not its tags; nothing of a comment or a program."""
        text = shown(re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>", "", html, flags=re.DOTALL | re.IGNORECASE))
        name = re.match(r"<([A-Za-z0-9]+)", html)
        changes = {} if look.fixed or not name else ELEMENTS.get(name[1].lower(), {})
        return self.words(text, column, replace(look, **changes))

    def _linked(self, address: str, inner: Text, column: Column | None, look: Look) -> str:
        target = "" if look.linked else web_address(address)
        if not target:
            return self.runs(inner, column, look)
        styled = replace(look, linked=True, style=look.style if look.fixed else "Hyperlink")
        relation = self.links.setdefault(target, f"rLink{len(self.links) + 1}")
        runs = self.runs(inner, column, styled)
        return link(runs, relation=relation) if runs else ""

    def _code(self, code: Code, column: Column | None, look: Look, after: Text) -> str:
        if code.kind == "hardbreak" or (code.kind == "html" and re.match(r"<br\b", code.text, re.IGNORECASE)):
            return BREAK
        if code.kind == "html":
            return self._markup(code.text, column, look)
        if code.kind == "mark":
            return ""
        if code.kind == "break":
            return "" if column in ("hans", "hant") and not join(after)[:1].isascii() else self.words(" ", column, look)
        if code.kind == "note":
            return self.words(f"[{code.text.strip('[]^')}]", column, replace(look, style="FootnoteMark"))
        if code.kind == "url":
            address = code.text.strip("<>")
            return self._linked(address, (Code(address, "other"),), column, look)
        if code.kind == "other":
            return self.words(shown(code.text), column, look)
        text = code_content(code.text) if code.kind == "code" else code.text
        return self.words(text, column, look if look.fixed else replace(look, style="Code"))


def marked(runs: str, number: int) -> str:
    """Runs that a glossary link leads to."""
    return bookmark(runs, number, bookmark_name(number))


def bookmark_name(number: int) -> str:
    """The name of the bookmark at a glossary entry."""
    return f"term_{number}"
