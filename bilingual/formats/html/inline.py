"""Marked-up text as HTML that is well-formed XML too, whatever the post contains.

What a post can do to the page is a list of what is let through, never of what is forbidden: its characters are escaped,
its emphasis, links and a few elements become elements written here, and any other tag of it is shown as the text it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bilingual.formats.common.inline_markup import EMPHASIS_TAGS, code_content, followers
from bilingual.formats.common.links import address_of, web_address
from bilingual.formats.common.outline import note_name
from bilingual.model import Code, Column, PairedCode, Part, SegmentId, TermSpan, Text, join, plain
from bilingual.office.xml import escaped_line
from bilingual.sources.markdown.escaping import visible_text

SAFE = frozenset("abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small strong sub sup time u var".split())
"""Elements of a post that become elements of the page, without their attributes."""

SILENT = frozenset(
    "a address article aside big blockquote body caption center col colgroup dd details div dl dt fieldset figcaption figure "
    "font footer form h1 h2 h3 h4 h5 h6 head header hgroup html img label legend li main nav ol p picture pre section small "
    "source span strike summary table tbody td tfoot th thead tr tt ul wbr".split()
)
"""Elements that only arrange text: their tags are left out, what stands between is kept."""

TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)\b[^<>]*>")
LOADING = re.compile(r"""<(?:iframe|video|audio|embed|source|img)\b[^<>]*?\bsrc\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE)
"""What would load something from elsewhere: it becomes a link to it."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the links inside the document lead to. A page has one file, a book many."""

    files: Mapping[SegmentId, str] = field(default_factory=dict)
    """The file that each segment stands in; empty within one page."""
    glossary: str = ""
    """The file of the glossary."""
    terms: Mapping[str, int] = field(default_factory=dict)
    """Numbers of the glossary's entries, by the source of the term."""
    notes: Mapping[str, SegmentId] = field(default_factory=dict)
    """The first segment of each footnote, by its folded name."""

    def segment(self, segment: SegmentId) -> str:
        """The address of a segment."""
        return f"{self.files.get(segment, '')}#{anchor(segment)}"

    def term(self, source: str) -> str:
        """The address of a term in the glossary; nothing for one that is not there."""
        return f"{self.glossary}#t-{self.terms[source]}" if source in self.terms else ""


def anchor(segment: SegmentId) -> str:
    """The id of a segment's element: stays while the segment does.

    >>> anchor("1a35148934")
    's-1a35148934'
    """
    return "s-" + re.sub(r"[^\w.-]", "_", segment, flags=re.ASCII)


@dataclass(slots=True)
class Inline:
    """Writes the texts of one document."""

    references: Mapping[str, str] = field(default_factory=dict)
    """Targets of link reference definitions, by folded label."""
    places: Places = field(default_factory=Places)
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Where the pictures that come along stand, by the address in the post."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """What footnotes are called, by their folded names: they count as a reader meets them, as they do in Word."""
    trusted: bool = False
    """Whether HTML of the post is used as it is."""
    met: set[tuple[Column | None, str]] = field(default_factory=set)
    """Terms that a reader with a keyboard has already come by in this section."""

    def text(self, text: Text, column: Column | None, linked: bool = False) -> str:
        """`text` as HTML; no link begins in it where it stands in one already."""
        parts = zip(text, followers(text), strict=True)
        return "".join([self._part(part, column, linked, after) for part, after in parts])

    def _part(self, part: Part, column: Column | None, linked: bool, after: str) -> str:
        if isinstance(part, str):
            return escaped_line(visible_text(part))
        if isinstance(part, TermSpan):
            return self._mention(part, column, linked)
        if isinstance(part, PairedCode):
            return self._pair(part, column, linked)
        if isinstance(part, Code) and part.kind == "break":
            return "" if column in ("hans", "hant") and not after.isascii() else " "
        return self._code(part, linked) if isinstance(part, Code) else escaped_line(str(part))

    def _mention(self, mention: TermSpan, column: Column | None, linked: bool) -> str:
        """A term that leads to its entry; by the tabulator only the first time in each column of a section."""
        address = "" if linked else self.places.term(mention.source)
        if not address:
            return f'<span class="term">{escaped_line(mention.text)}</span>'
        again = ' tabindex="-1"' if (column, mention.source) in self.met else ""
        self.met.add((column, mention.source))
        return f'<a class="term" href="{escaped_line(address)}"{again}>{escaped_line(mention.text)}</a>'

    def _pair(self, pair: PairedCode, column: Column | None, linked: bool) -> str:
        title = plain(pair.title)
        pair = pair.untitled
        if pair.kind == "html":
            return self._element(pair, column, linked)
        if pair.kind == "image":
            return self._picture(pair, column, linked, title)
        if pair.kind == "emphasis":
            opening, closing = EMPHASIS_TAGS.get(pair.role, ("", ""))
            return f"{opening}{self.text(pair.inner, column, linked)}{closing}"
        written = self._linked(address_of(pair, self.references), pair.inner, column, linked)
        return f"<span{_title(title)}>{written}</span>" if title else written

    def _linked(self, address: str, inner: Text, column: Column | None, linked: bool) -> str:
        target = "" if linked else web_address(address)
        written = self.text(inner, column, linked or bool(target))
        return f'<a href="{escaped_line(target)}" rel="noopener noreferrer">{written}</a>' if target and written else written

    def _picture(self, pair: PairedCode, column: Column | None, linked: bool, title: str) -> str:
        """A picture in a text by its name; the picture itself stands above the row, once for all columns."""
        address = address_of(pair, self.references)
        name: Text = pair.inner if join(pair.inner).strip() else (Code(address.rsplit("/", 1)[-1], "other"),)
        kind = "caption" if address in self.pictures else "picture"
        return f'<span class="{kind}"{_title(title)}>{self._linked(address, name, column, linked)}</span>'

    def _element(self, pair: PairedCode, column: Column | None, linked: bool) -> str:
        if self.trusted:
            return f"{pair.open}{self.text(pair.inner, column, linked)}{pair.close}"
        name = _name(pair.open)
        if name == "a":
            address = re.search(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^"'\s>]+))""", pair.open)
            target = visible_text("".join(filter(None, address.groups()))) if address else ""
            return self._linked(target, pair.inner, column, linked)
        inner = self.text(pair.inner, column, linked)
        if name in SAFE:
            title = re.search(r"""\btitle\s*=\s*(?:"([^"]*)"|'([^']*)')""", pair.open) if name in ("abbr", "dfn") else None
            return f"<{name}{_title(title[1] or title[2] or '' if title else '')}>{inner}</{name}>"
        return f"{self.markup(pair.open)}{inner}{self.markup(pair.close)}"

    def markup(self, html: str) -> str:
        """HTML of the post: tags that arrange text are left out, what loads something is a link, all else is text.

        >>> Inline().markup("<div>a<script>alert(1)</script></div>")
        'a&lt;script&gt;alert(1)&lt;/script&gt;'
        """
        if self.trusted:
            return html
        html = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
        pieces = re.split(r"(<[^<>]*>)", html)
        return "".join(self._tag(piece) if piece[:1] == "<" else escaped_line(visible_text(piece)) for piece in pieces)

    def _tag(self, tag: str) -> str:
        name = _name(tag)
        if name in ("br", "hr"):
            return "<br/>"
        source = LOADING.match(tag)
        if source and (target := web_address(visible_text(source[1]))):
            return f'<a class="picture" href="{escaped_line(target)}" rel="noopener noreferrer">{escaped_line(target)}</a>'
        return "" if name in SILENT | SAFE else escaped_line(tag)

    def _code(self, code: Code, linked: bool) -> str:
        if code.kind == "hardbreak":
            return "<br/>"
        if code.kind == "html":
            return self.markup(code.text)
        if code.kind in ("mark", "comment"):
            return ""
        if code.kind == "note":
            return self._note(code.text, linked)
        if code.kind == "url":
            address = code.text.strip("<>")
            return self._linked(address, (Code(address, "other"),), None, linked)
        if code.kind in ("tag", "other"):
            return escaped_line(visible_text(code.text))
        text = code_content(code.text) if code.kind == "code" else code.text
        return f"<code>{escaped_line(text)}</code>"

    def _note(self, mark: str, linked: bool) -> str:
        name, segment = self.note_number(mark), self.places.notes.get(note_name(mark))
        if segment is None or linked:
            return f"<sup>{name}</sup>"
        address = escaped_line(self.places.segment(segment))
        return f'<sup><a class="note-mark" role="doc-noteref" href="{address}">{name}</a></sup>'

    def note_number(self, mark: str) -> str:
        """What stands for a footnote: its number, or its name where nothing refers to it."""
        return escaped_line(str(self.numbers.get(note_name(mark), mark.strip("[]^:"))))


def _title(words: str) -> str:
    """The attribute that shows words where a reader points at an element; nothing without any."""
    return f' title="{escaped_line(visible_text(words))}"' if words else ""


def _name(tag: str) -> str:
    """The name of an element in lower case; nothing where the characters are no whole tag."""
    found = TAG.fullmatch(tag.strip())
    return found[1].lower() if found else ""
