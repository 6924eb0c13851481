"""A Word document as the Markdown that says the same: its texts in their order, and the marks that say what each is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bilingual.errors import DocumentError, ImportFailed
from bilingual.model import Span
from bilingual.office.namespaces import W
from bilingual.office.word import Package, open_docx
from bilingual.sources.docx.pieces import Reader, words_of
from bilingual.sources.docx.place import Place

_HEADING = re.compile(r"(?:heading|标题|標題) ?([1-9])")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_NOTES = {"footnotes": ("footnote", ""), "endnotes": ("endnote", "e")}
"""The parts with notes: what a note is called there, and what stands before its number in Markdown."""
_BESIDE = ("header", "footer")
Line = str | Place
"""A text, or what stands between two: joined, with each text in Markdown, they are the post."""


@dataclass(frozen=True, slots=True)
class WordText:
    """A Word document as one text."""

    package: Package
    text: str
    """In Markdown."""
    places: tuple[tuple[Span, Place], ...]
    """Each text, and where it stands."""


def word_text(data: bytes, path: str, spelled_out: frozenset[int] = frozenset()) -> WordText:
    """The document as one text. Raises `DocumentError` for what is none, is damaged, or would do harm.

    `spelled_out` are the numbers of the texts in which no character may be read as a mark.
    """
    try:
        package = open_docx(data, path)
    except ImportFailed as error:
        raise DocumentError(error.fact, error.remedy, path=error.path, line=error.line) from error
    if any(element.get("name") == "bilingual post" for element in package.elements("docProps/custom.xml", "property")):
        fact = "The document was made by this program from a post: it is none itself."
        raise DocumentError(fact, "Bring back what was changed in it: translate import FILE.", path=path)
    written, places, position = list[str](), list[tuple[Span, Place]](), 0
    for line in _Outline(package).lines():
        markdown = line if isinstance(line, str) else line.markdown(spelled_out=len(places) in spelled_out)
        if isinstance(line, Place):
            places.append(((position, position + len(markdown)), line))
        written.append(markdown)
        position += len(markdown)
    return WordText(package, "".join(written), tuple(places))


@dataclass(frozen=True)
class _Style:
    """What a paragraph's style says of it."""

    level: int = 0
    """Of the heading that it is; 0 for none."""
    numbering: tuple[str, int] | None = None
    """The list that it is an item of, and how deep."""


@dataclass(frozen=True)
class _Outline:
    """The texts of a package."""

    package: Package
    counts: dict[str, list[int]] = field(default_factory=dict)
    """How far each list has counted at each depth."""

    def lines(self) -> Iterator[Line]:
        """The body, what stands above and below each page, the comments, the notes."""
        package = self.package
        yield from self._story(package.parts[package.main].find(f"{W}body"), self._reader(package.main))
        for kind in _BESIDE:
            for name in package.names(kind):
                yield from self._story(package.parts[name], self._reader(name))
        for name in package.names("comments"):
            for paragraph in package.parts[name].iter(f"{W}p"):
                yield from self._line("> ", paragraph, self._reader(name))
        for kind, (tag, prefix) in _NOTES.items():
            for name in package.names(kind):
                for note in package.parts[name].iter(f"{W}{tag}"):
                    yield from self._note(note, prefix + note.get(f"{W}id", ""), self._reader(name))

    def _reader(self, part: str) -> Reader:
        return Reader(self._style_names, self.package.links(part), self._notes)

    @cached_property
    def _notes(self) -> frozenset[str]:
        """The names of the notes that have a text."""
        return frozenset(
            prefix + note.get(f"{W}id", "")
            for kind, (tag, prefix) in _NOTES.items()
            for name in self.package.names(kind)
            for note in self.package.parts[name].iter(f"{W}{tag}")
            if words_of(note).strip()
        )

    def _story(self, parent: Any, reader: Reader) -> Iterator[Line]:
        """The paragraphs and tables of a body, a text box, a header."""
        depths: list[tuple[int, int]] = []
        """Of the items above: how deep, and how wide their marks are."""
        for child in _flat(parent):
            if child.tag == f"{W}tbl":
                depths.clear()
                yield from self._table(child, reader)
            elif child.tag == f"{W}p":
                if words_of(child).strip():
                    yield from self._line(self._mark(child, depths), child, reader)
                for box in child.iter(f"{W}txbxContent"):
                    if next(box.iterancestors(f"{W}p")) is child and next(box.iterancestors(_FALLBACK), None) is None:
                        yield from self._story(box, reader)

    def _line(self, mark: str, paragraph: Any, reader: Reader) -> Iterator[Line]:
        place = Place((paragraph,), reader, "heading" if mark.startswith("#") else "line")
        if place.worded:
            yield from (mark, place, "\n\n")

    def _note(self, note: Any, name: str, reader: Reader) -> Iterator[Line]:
        mark = f"[^{name}]: "
        for paragraph in note.iter(f"{W}p"):
            for line in self._line(mark, paragraph, reader):
                yield line
                mark = "    "

    def _table(self, table: Any, reader: Reader) -> Iterator[Line]:
        rows = [[*_cells(row)] for row in _flat(table) if row.tag == f"{W}tr"]
        width = max((len(cells) for cells in rows), default=0)
        if not any(words_of(cell).strip() for cells in rows for cell in cells if cell is not None):
            return
        for number, cells in enumerate(rows):
            for cell in (*cells, *[None] * (width - len(cells))):
                place = Place(() if cell is None else tuple(_own_paragraphs(cell)), reader, "cell")
                yield "| "
                if place.worded:
                    yield place
                yield " "
            yield "|\n"
            if not number:
                yield f"|{' --- |' * width}\n"
        yield "\n"

    def _mark(self, paragraph: Any, depths: list[tuple[int, int]]) -> str:
        """What a paragraph begins with in Markdown."""
        style = self._style(paragraph)
        if style.level:
            depths.clear()
            return f"{'#' * min(style.level, 6)} "
        if style.numbering is None:
            depths.clear()
            return ""
        mark = self._list_mark(*style.numbering)
        depth = style.numbering[1]
        while depths and depths[-1][0] >= depth:
            depths.pop()
        before = " " * sum(width for _, width in depths)
        depths.append((depth, len(mark)))
        return before + mark

    def _list_mark(self, list_: str, depth: int) -> str:
        """A dash, or the number of the item; it counts up."""
        numbered = self._lists.get(list_, {}).get(depth)
        if numbered is None:
            return "- "
        counts = self.counts.setdefault(list_, [])
        del counts[depth + 1 :]
        counts += [0] * (depth + 1 - len(counts))
        counts[depth] = counts[depth] + 1 if counts[depth] else numbered
        return f"{counts[depth]}. "

    def _style(self, paragraph: Any) -> _Style:
        properties = paragraph.find(f"{W}pPr")
        named = None if properties is None else properties.find(f"{W}pStyle")
        styles = [*self._ancestry("" if named is None else named.get(f"{W}val", ""))]
        level, numbering = 0, None
        for said in reversed([properties, *(self._styles[style].find(f"{W}pPr") for style in styles)]):
            if said is not None:
                level, numbering = _outline_level(said, level), _numbering(said, numbering)
        names = [self._style_names[style] for style in styles]
        heading = next((found for name in names if (found := _HEADING.match(name))), None)
        level = int(heading[1]) if heading else 1 if "title" in names else level
        return _Style(level, None if numbering is None or numbering[0] in ("", "0") else numbering)

    def _ancestry(self, identity: str) -> Iterator[str]:
        """A style and those that it is based on."""
        seen: set[str] = set()
        while identity in self._styles and identity not in seen:
            seen.add(identity)
            yield identity
            based = self._styles[identity].find(f"{W}basedOn")
            identity = "" if based is None else based.get(f"{W}val", "")

    @cached_property
    def _styles(self) -> Mapping[str, Any]:
        tree = self.package.related("styles")
        return {} if tree is None else {style.get(f"{W}styleId", ""): style for style in tree.iter(f"{W}style")}

    @cached_property
    def _style_names(self) -> Mapping[str, str]:
        names = {identity: style.find(f"{W}name") for identity, style in self._styles.items()}
        return {identity: "" if name is None else name.get(f"{W}val", "").lower() for identity, name in names.items()}

    @cached_property
    def _lists(self) -> Mapping[str, Mapping[int, int]]:
        """Where each depth of a list begins to count; only those that count."""
        tree = self.package.related("numbering")
        if tree is None:
            return {}
        kinds = {kind.get(f"{W}abstractNumId"): dict(_counting(kind)) for kind in tree.iter(f"{W}abstractNum")}
        lists = ((number, number.find(f"{W}abstractNumId")) for number in tree.iter(f"{W}num"))
        return {
            number.get(f"{W}numId", ""): kinds.get(kind.get(f"{W}val"), {}) for number, kind in lists if kind is not None
        }  # fmt: skip


def _counting(kind: Any) -> Iterator[tuple[int, int]]:
    for level in kind.iter(f"{W}lvl"):
        form, start = level.find(f"{W}numFmt"), level.find(f"{W}start")
        if form is not None and form.get(f"{W}val") not in ("bullet", "none"):
            yield int(level.get(f"{W}ilvl", "0")), int("1" if start is None else start.get(f"{W}val", "1"))


def _outline_level(properties: Any, before: int) -> int:
    """The level of the heading that properties make of a paragraph; as before where they do not say it."""
    outline = properties.find(f"{W}outlineLvl")
    if outline is None:
        return before
    number = int(outline.get(f"{W}val", "9"))
    return number + 1 if number < 9 else 0


def _numbering(properties: Any, before: tuple[str, int] | None) -> tuple[str, int] | None:
    """The list and the depth that properties name; what they leave out is as before."""
    said = properties.find(f"{W}numPr")
    if said is None:
        return before
    list_, depth = said.find(f"{W}numId"), said.find(f"{W}ilvl")
    name, deep = before or ("", 0)
    return (
        name if list_ is None else list_.get(f"{W}val", ""),
        deep if depth is None else int(depth.get(f"{W}val", "0")),
    )


def _flat(parent: Any) -> Iterator[Any]:
    """The children of an element; those of what is only around them in its place."""
    for child in () if parent is None else parent:
        if child.tag in _WRAPPERS:
            yield from _flat(child)
        else:
            yield child


def _cells(row: Any) -> Iterator[Any]:
    """The cells of a row, with None for each column more that one reaches over."""
    for cell in _flat(row):
        if cell.tag == f"{W}tc":
            yield cell
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            yield from [None] * (int("1" if span is None else span.get(f"{W}val", "1")) - 1)


def _own_paragraphs(cell: Any) -> Iterator[Any]:
    """The paragraphs of a cell and of the tables in it, without those of text boxes."""
    for child in _flat(cell):
        if child.tag == f"{W}p":
            yield child
        elif child.tag in (f"{W}tbl", f"{W}tr", f"{W}tc"):
            yield from _own_paragraphs(child)
