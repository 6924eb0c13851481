"""Marked-up text as runs: emphasis, code, links and locked terms as what they are."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bilingual.formats.common.inline_markup import code_content, followers
from bilingual.formats.common.links import address_of, web_address
from bilingual.formats.docx.bookmarks import note_name
from bilingual.formats.docx.writing.collected import Collected
from bilingual.formats.docx.writing.pictures import Picture, drawing
from bilingual.formats.docx.writing.wordprocessing import BREAK, Look, link, run
from bilingual.formats.docx.writing.wordprocessing import field as field_of
from bilingual.model import Code, Column, PairedCode, Part, Role, TermSpan, Text, join, plain
from bilingual.sources.markdown.escaping import visible_text

EMPHASIS: dict[Role, dict[str, Any]] = {
    "italic": {"italic": True},
    "bold": {"bold": True},
    "bold-italic": {"bold": True, "italic": True},
    "strike": {"strike": True},
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
LINE = 1500
"""How high a picture within a text may be, in twentieths of a point."""


@dataclass(slots=True)
class Inline:
    """Writes the texts of one document; remembers which terms have been linked."""

    references: Mapping[str, str] = field(default_factory=dict)
    """Targets of link reference definitions, by folded label."""
    bookmarks: Mapping[str, str] = field(default_factory=dict)
    """Names of the glossary entries' bookmarks, by term."""
    traditional: str = "zh-TW"
    """The language tag of the Traditional column."""
    notes: Container[str] = ()
    """Names of the footnotes that have a text, folded."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """The pictures that can be shown, by the address that stands in the post."""
    room: int = 2000
    """How wide a picture within a text may be, in twentieths of a point."""
    collected: Collected = field(default_factory=Collected)
    linked: set[tuple[Column, str]] = field(default_factory=set)

    def runs(self, text: Text, column: Column | None, look: Look = Look()) -> str:  # noqa: B008 - frozen
        """`text` as runs in the language of `column`; none of its own where `column` is None."""
        return "".join(self._part(part, column, look, after) for part, after in zip(text, followers(text), strict=True))

    def words(self, text: str, column: Column | None, look: Look = Look()) -> str:  # noqa: B008 - frozen
        """Characters as they are."""
        return run(text, column, look, self.traditional if column == "hant" else "zh-CN")

    def image(self, image: PairedCode, width: int, height: int) -> str:
        """A picture as a run, at most so wide and high, in twentieths of a point; nothing where it cannot be shown."""
        address = address_of(image.untitled, self.references)
        picture = self.pictures.get(address)
        if picture is None or not self.collected.commenting:
            return ""
        self.collected.drawings += 1
        texts = plain(image.untitled.inner), visible_text(plain(image.title))
        return drawing(picture, self.collected.picture(address), self.collected.drawings, address, texts, (width, height))

    def _part(self, part: Part, column: Column | None, look: Look, after: str) -> str:
        if isinstance(part, TermSpan):
            return self._mention(part, column, look)
        if isinstance(part, PairedCode):
            return self._pair(part, column, look)
        if isinstance(part, Code):
            return self._code(part, column, look, after)
        return self.words(visible_text(str(part)), column, look)

    def _mention(self, mention: TermSpan, column: Column | None, look: Look) -> str:
        """A term, linked to the glossary where it stands first in a column, explained where it stands first of all."""
        term = mention.source
        runs = self.words(mention.text, column, look if look.fixed else replace(look, style="LockedTerm"))
        if column is None or look.fixed or look.linked or not self.collected.commenting:
            return runs
        if term in self.bookmarks and (column, term) not in self.linked:
            self.linked.add((column, term))
            runs = link(runs, anchor=self.bookmarks[term])
        return runs

    def _pair(self, pair: PairedCode, column: Column | None, look: Look) -> str:
        whole, pair = pair, pair.untitled
        if pair.kind == "emphasis":
            return self.runs(pair.inner, column, replace(look, **EMPHASIS.get(pair.role, {})))
        if pair.kind == "html":
            return self._element(pair, column, look)
        address = address_of(pair, self.references)
        if pair.kind != "image":
            return self._linked(address, pair.inner, column, look)
        drawn = "" if look.fixed or column is None else self.image(whole, self.room, LINE)
        if drawn:
            return drawn
        alt = pair.inner if join(pair.inner).strip() else (address.rsplit("/", 1)[-1],)
        return self._linked(address, ("[", *alt, "]"), column, look)

    def _element(self, pair: PairedCode, column: Column | None, look: Look) -> str:
        name = re.match(r"<([A-Za-z0-9]+)", pair.open)
        address = re.search(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", pair.open)
        if address:
            return self._linked(visible_text(address[1]), pair.inner, column, look)
        changes = ELEMENTS.get(name[1].lower(), {}) if name else {}
        return self.runs(pair.inner, column, replace(look, **changes))

    def _markup(self, html: str, column: Column | None, look: Look) -> str:
        """What an element that was kept whole shows: its text, not its tags; nothing of a comment or a program."""
        text = visible_text(re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>", "", html, flags=re.DOTALL | re.IGNORECASE))
        name = re.match(r"<([A-Za-z0-9]+)", html)
        changes = {} if look.fixed or not name else ELEMENTS.get(name[1].lower(), {})
        return self.words(text, column, replace(look, **changes))

    def _linked(self, address: str, inner: Text, column: Column | None, look: Look) -> str:
        target = "" if look.linked else web_address(address)
        if not target:
            return self.runs(inner, column, look)
        styled = replace(look, linked=True, style=look.style if look.fixed else "Hyperlink")
        runs = self.runs(inner, column, styled)
        return link(runs, relation=self.collected.link(target)) if runs else ""

    def _code(self, code: Code, column: Column | None, look: Look, after: str) -> str:
        if code.kind == "hardbreak" or (code.kind == "html" and re.match(r"<br\b", code.text, re.IGNORECASE)):
            return BREAK
        if code.kind == "html":
            return self._markup(code.text, column, look)
        if code.kind in ("mark", "comment"):
            return ""
        if code.kind == "break":
            return "" if column in ("hans", "hant") and not after.isascii() else self.words(" ", column, look)
        if code.kind == "note":
            return self._note(code.text.strip("[]^"), column, look)
        if code.kind == "url":
            address = code.text.strip("<>")
            return self._linked(address, (Code(address, "other"),), column, look)
        if code.kind in ("tag", "other"):
            return self.words(visible_text(code.text), column, look)
        if code.kind == "code":
            return self.words(code_content(code.text), column, look if look.fixed else replace(look, style="Code"))
        return self.words(code.text, column, look if look.fixed else replace(look, style="KeptCode"))

    def _note(self, name: str, column: Column | None, look: Look) -> str:
        """A footnote where it is first referred to, its number elsewhere; its mark where there is no such note."""
        if name.casefold() not in self.notes or not self.collected.commenting:
            return self.words(f"[^{name}]", column, replace(look, style="FootnoteMark"))
        first = name not in self.collected.notes
        number = self.collected.notes.setdefault(name, len(self.collected.notes) + 1)
        reference = Look("FootnoteReference")
        if not first:
            return field_of(f"NOTEREF {note_name(number, name)} \\h", run(str(number), None, reference))
        mark = f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
        return self.collected.mark(note_name(number, name), mark)


def term_name(number: int) -> str:
    """The bookmark at a glossary entry."""
    return f"term_{number}"
