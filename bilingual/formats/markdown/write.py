"""A post as one Markdown file: tables side by side, or each sentence in three lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from pathlib import PurePath
from typing import Any

from bilingual.formats.common.addresses import Addresses
from bilingual.formats.common.inline_markup import from_cell, settled
from bilingual.formats.common.outline import (
    GLOSSARY,
    HEADERS,
    Entry,
    OpaqueBlock,
    Passage,
    Section,
    columns,
    outline_of,
    title_of,
)
from bilingual.formats.common.post_source import references
from bilingual.formats.common.times import clocks
from bilingual.formats.markdown.inline import CONTROLS, line, literal
from bilingual.lang.characters import HANZI
from bilingual.model import Block, Column, ExportOptions, Output, SegmentId, Translation, Unit, join, joined
from bilingual.sources import front_data

LANGUAGE_MARKS: dict[Column, str] = {"hans": "简", "hant": "繁", "en": "En"}
"""What opens a line where the languages stand under one another."""
SUMMARY = re.compile(r"<summary\b[^<>]*>\s*\Z", re.IGNORECASE)
"""What stands before the title of a folded part (HTML Standard, 4.11.2)."""
INDENTING = re.compile(r"!!!|\?\?\?|===|`{3}|~{3}|:(?:alt|caption):\s*\Z")
"""The markers whose body is indented or fenced, which the rows below them are not, and options of directives: here they would
mark nothing."""
BETWEEN = "<!---->"
"""Stands between two rows in one place, unseen."""
CARRIED = ("date", "updated", "lastmod", "author", "authors", "tags", "categories", "series")
"""Front-matter keys that say of a post where it belongs, for the site that shows it (11ty, Hugo, Hexo, Docusaurus)."""
_NAMED = re.compile(r"[^\n]*?(\{#[\w:.-]+[^{}\n]*\})[ \t]*#*[ \t]*(?:\n|\Z)")
"""A heading that says by which name links lead to it (Pandoc, kramdown, Hugo, Docusaurus)."""
_BARE = re.compile(r"zh|\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[ ]?[+-][\d:]+)?)?")
"""Values that need no marks around them."""
Pieces = tuple[tuple[Unit, ...], ...]
"""The rows of a place; those of each cell where it is a row of a table."""


def write_markdown(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.bilingual.md`; for the layout `per-language` as for `side-by-side`: `per_language` has the posts."""
    source = result.document.source
    addresses = Addresses(references(source), options.base)
    page = _Page(columns(options), options.layout == "interleaved", addresses, source, clocks(result))
    return (Output(".bilingual.md", ("\n\n".join(_blocks(page, result)) + "\n").encode("utf-8")),)


def _blocks(page: _Page, result: Translation) -> Iterator[str]:
    """The file's blocks, between which blank lines stand."""
    outline = outline_of(result)
    yield _front_matter(title_of(result, outline), front_data(result.document) or {})
    yield f"# {page.heading(outline.title) if outline.title else literal(result.document.name)}"
    if outline.front:
        yield page.front(outline.front)
    for section in outline.sections:
        yield from page.section(section)
    if outline.entries:
        yield from page.glossary(outline.entries)
    if path := page.addresses.address(PurePath(result.document.path).name):
        yield f"<!-- post: {_comment(path)} -->"
    yield f"<!-- {_comment(str(result.signature))} -->"


def _front_matter(title: str, data: Mapping[str, Any]) -> str:
    """YAML that every site generator reads: a JSON value is one in YAML, once control characters are out; a date has no marks."""
    values = {"title": title, **{key: data[key] for key in CARRIED if data.get(key)}, "lang": "zh"}
    lines = (f"{key}: {value if _BARE.fullmatch(str(value)) else _json(value)}" for key, value in values.items())
    return "\n".join(("---", *lines, "---"))


def _json(value: Any) -> str:
    clean = [CONTROLS.sub("", str(item)) for item in (value if isinstance(value, list) else [value])]
    return json.dumps(clean if isinstance(value, list) else clean[0], ensure_ascii=False)


def _comment(text: str) -> str:
    """What stands in a comment: nothing that ends it, or that a template engine would run."""
    text = re.sub(r"\{(?=[{%#])", "&#123;", CONTROLS.sub("", text))
    return re.sub(r"-(?=-)", "- ", text).replace(">", "&gt;")


def marked(text: str, pieces: Pieces, opening: str = "") -> str:
    """The text with the ids of its rows behind it, which no reader sees: `markdown.read` finds them.

    Those of one cell are parted by a blank, cells by a slash; `@` before them says that an opening stands before the text.
    """
    ids = "/".join(" ".join(row.id for row in piece) for piece in pieces)
    return f"{text} <!--{'@' if opening else ''}{ids}-->"


@dataclass(frozen=True, slots=True)
class _Page:
    columns: tuple[Column, ...]
    interleaved: bool
    addresses: Addresses
    source: str
    """The post."""
    times: Mapping[SegmentId, str]
    """When each row is heard; nothing for a post without times."""

    def section(self, section: Section) -> Iterator[str]:
        if section.heading:
            yield f"{'#' * max(section.level, 2)} {self.heading(section.heading)}"
        folded = False
        for stretch in section.stretches:
            if isinstance(stretch, OpaqueBlock) and stretch.block.kind != "code" and INDENTING.match(stretch.text):
                continue
            if not isinstance(stretch, OpaqueBlock) and self.is_summary(stretch[0].block):
                yield self.summary(stretch[0])
                stretch = stretch[1:]
            if isinstance(stretch, OpaqueBlock):
                folded = stretch.text.startswith("<details") or (folded and not stretch.text.startswith("</details"))
                yield self.addresses.in_block(stretch.text) if stretch.block.kind != "code" else stretch.text
            elif self.interleaved:
                yield from self.lines(stretch)
            elif folded and _is_english(stretch):
                yield from replace(self, columns=("en",)).lines(stretch)
            elif stretch:
                yield self.table(stretch)

    def heading(self, passage: Passage) -> str:
        """The columns on one line, with the ids of their rows, and the name that links to the heading have."""
        name = _NAMED.match(self.source, passage.block.span[0])
        titles = marked(re.sub(r"(#+)$", r"\\\1", self.titles(passage)), passage.pieces)
        return f"{titles} {name[1]}" if name else titles

    def is_summary(self, block: Block) -> bool:
        start = block.span[0]
        return block.kind == "html" and SUMMARY.search(self.source, max(start - 200, 0), start) is not None

    def summary(self, passage: Passage) -> str:
        """What is read of a folded part while it is folded."""
        return marked(f"<summary>{self.titles(passage)}</summary>", passage.pieces)

    def titles(self, passage: Passage) -> str:
        """The columns on one line: `简 / 繁 / En`, or each text once where that tells them apart."""
        texts = [self.together(passage.pieces, column).replace(" / ", " &#47; ") for column in self.columns]
        if len(set(texts)) == 1 or texts[:-1] == texts[:1] * (len(texts) - 1):
            texts = list(dict.fromkeys(filter(None, texts)))
        return " / ".join(texts)

    def front(self, passages: tuple[Passage, ...]) -> str:
        """Front-matter values, with their keys in the first column."""
        keyed = ((bars(literal(p.block.key)), row) for p in passages for row in self.rows((p,)))
        rows = [("" if key == before else key, row) for (before, _), (key, row) in pairwise(chain([("", [])], keyed))]
        return _table(["", *(HEADERS[column] for column in self.columns)], ([key, *row] for key, row in rows))

    def table(self, passages: tuple[Passage, ...]) -> str:
        """A row for each sentence, and for each row of a table in the post."""
        names, rows = [HEADERS[column] for column in self.columns], self.rows(passages)
        if not self.times:
            return _table(names, rows)
        times = (self.times.get(row.id, "") for passage in passages for row in passage.rows)
        return _table(["", *names], ([time, *row] for time, row in zip(times, rows, strict=True)))

    def rows(self, passages: tuple[Passage, ...]) -> Iterator[list[str]]:
        for passage in passages:
            for index, pieces in enumerate(_lines_of(passage)):
                first = passage if not index else None
                cells = [_opening(first, column) + self.together(pieces, column, table=True) for column in self.columns]
                yield [*cells[:-1], marked(cells[-1], pieces, _opening(first, "en"))]

    def together(self, pieces: Pieces, column: Column, *, table: bool = False) -> str:
        """What stands in one place: mostly one sentence; those of a heading and the cells of a row with marks between them."""
        between = f"{BETWEEN} " if column == "en" else BETWEEN
        cells = (between.join(self.text((row,), column, table=table) for row in piece) for piece in pieces)
        return f"{BETWEEN} · ".join(cells)

    def text(self, rows: tuple[Unit, ...], column: Column, *, table: bool = False) -> str:
        text = settled(joined(rows, column), cell=from_cell(rows))
        return line(text, table=table, addresses=self.addresses)

    def lines(self, passages: tuple[Passage, ...]) -> Iterator[str]:
        """Each sentence in as many lines as there are columns, each opened by its language."""
        for passage in passages:
            for index, pieces in enumerate(_lines_of(passage, apart=True)):
                first = passage if not index else None
                lines = [
                    _closed(f"`{LANGUAGE_MARKS[column]}` {_opening(first, column)}{self.together(pieces, column)}")
                    for column in self.columns
                    if any(join(joined(piece, column)).strip() for piece in pieces)
                ]
                yield marked("\\\n".join(lines), pieces, _opening(first, "en"))

    def glossary(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        yield f"## {' / '.join(GLOSSARY[column] for column in self.columns)}"
        remarks = any(entry.remark for entry in entries)
        names = [HEADERS[column] for column in self.columns] + ["Note"] * remarks
        rows = (
            [bars(literal(text)) for text in (*(entry.cell(c) for c in self.columns), *[entry.remark] * remarks)]
            for entry in entries
        )
        yield _table(names, rows)


def _is_english(passages: Sequence[Passage]) -> bool:
    """Whether the texts are English in every column: the original of what stands before them, most often."""
    rows = [row for passage in passages for row in passage.rows]
    return bool(rows) and all(join(row.hans) == join(row.hant) == join(row.en) and not HANZI.search(join(row.en)) for row in rows)


def _closed(text: str) -> str:
    """With an even number of backslashes at the end, so that one more is a line break (CommonMark 6.7)."""
    return text + "\\" * ((len(text) - len(text.rstrip("\\"))) % 2)


def _lines_of(passage: Passage, *, apart: bool = False) -> Iterator[Pieces]:
    """What stands on a line of its own: a sentence, and of a table a row, or `apart` its cells."""
    if passage.block.kind != "cell":
        return (((row,),) for row in passage.rows)
    return ((piece,) for piece in passage.pieces if piece) if apart else iter([passage.pieces])


def _opening(passage: Passage | None, column: Column) -> str:
    """What a reader sees before the first sentence of a turn, a list item, a quotation or a footnote."""
    if passage is None:
        return ""
    if passage.speaker:
        name = bars(literal(getattr(passage.speaker, column)))
        return f"**{name}**: " if column == "en" else f"**{name}**："
    block = passage.block
    if block.kind == "item":
        marker = "•" if block.marker in "-*+" else bars(literal(block.marker))
        return f"{'&emsp;' * max(block.level - 1, 0)}{marker} {f'{passage.mark} ' if passage.mark else ''}"
    if block.kind == "quote":
        return "&gt; " * max(block.level, 1) + (f"[!{passage.mark}] " if passage.mark else "")
    return f"<sup>{bars(literal(block.marker.strip('[]^:')))}</sup> " if block.kind == "note" and block.marker else ""


def bars(text: str) -> str:
    """A line of text that ends no cell of a table."""
    return line((text,), table=True)


def _table(names: list[str], rows: Iterator[list[str]]) -> str:
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
