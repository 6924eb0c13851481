"""A post as one Markdown file: tables side by side, or each sentence in three lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, zip_longest
from pathlib import PurePath
from typing import Any

from bilingual.formats.common.addresses import Addresses
from bilingual.formats.common.glossary_entries import Entry
from bilingual.formats.common.inline_markup import from_cell, settled
from bilingual.formats.common.outline import (
    GLOSSARY,
    HEADERS,
    OpaqueBlock,
    Passage,
    Section,
    columns,
    outline_of,
    title_of,
)
from bilingual.formats.common.post_source import alignments, references
from bilingual.formats.common.times import first_clocks
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
_SIDES = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}
"""What stands below the head of a table's column (GFM 4.10)."""
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
"""What ends a quotation (CommonMark 5.1)."""
_BARE = re.compile(r"zh|\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[ ]?[+-][\d:]+)?)?")
"""Values that need no marks around them."""
Pieces = tuple[tuple[Unit, ...], ...]
"""The rows of a place; those of each cell where it is a row of a table."""


def write_markdown(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.bilingual.md`; for the layout `per-language` as for `side-by-side`: `per_language` has the posts."""
    source = result.document.source
    addresses = Addresses(references(source), options.base)
    sides = alignments(result.document)
    page = _Page(columns(options), options.layout == "interleaved", addresses, source, first_clocks(result), sides)
    return (Output(".bilingual.md", ("\n\n".join(_blocks(page, result)) + "\n").encode("utf-8")),)


def _blocks(page: _Page, result: Translation) -> Iterator[str]:
    """The file's blocks, between which blank lines stand."""
    outline = outline_of(result)
    language = "zh-Hant" if outline.authors == "hant" else "zh"
    yield _front_matter(title_of(result, outline), front_data(result.document) or {}, language)
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


def _front_matter(title: str, data: Mapping[str, Any], language: str) -> str:
    """YAML that every site generator reads: a JSON value is one in YAML, once control characters are out; a date has no marks."""
    values = {"title": title, **{key: data[key] for key in CARRIED if data.get(key)}, "lang": language}
    lines = (f"{key}: {value if _BARE.fullmatch(str(value)) else _json(value)}" for key, value in values.items())
    return "\n".join(("---", *lines, "---"))


def _json(value: Any) -> str:
    clean = [CONTROLS.sub("", str(item)) for item in (value if isinstance(value, list) else [value])]
    return json.dumps(clean if isinstance(value, list) else clean[0], ensure_ascii=False)


def _comment(text: str) -> str:
    """What stands in a comment: nothing that ends it, or that a template engine would run."""
    text = re.sub(r"\{(?=[{%#])", "&#123;", CONTROLS.sub("", text))
    return re.sub(r"-(?=-)", "- ", text).replace(">", "&gt;")


def marked(text: str, pieces: Pieces, sign: str = "") -> str:
    """The text with the ids of its rows behind it, which no reader sees: `markdown.read` finds them.

    Those of one cell are parted by a blank, cells by a slash. The sign before them is `@` where an opening stands before the
    text, and a language (`en:`) where the cells of the line are those of a table of the post in that language.
    """
    ids = "/".join(" ".join(row.id for row in piece) for piece in pieces)
    return f"{text} <!--{sign}{ids}-->"


@dataclass(frozen=True, slots=True)
class _Page:
    columns: tuple[Column, ...]
    interleaved: bool
    addresses: Addresses
    source: str
    """The post."""
    times: Mapping[SegmentId, str]
    """When each row is heard; nothing for a post without times."""
    alignments: Mapping[int, Sequence[str]]
    """How the columns of each table of the post stand, by its number."""

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
                text = self.addresses.in_block(stretch.text) if stretch.block.kind != "code" else stretch.text
                yield _quoted(text, stretch.quotations)
            elif folded and _is_english(stretch) and not self.interleaved:
                yield from replace(self, columns=("en",)).lines(stretch)
            else:
                yield from self.stretch(stretch)

    def stretch(self, passages: Sequence[Passage]) -> Iterator[str]:
        """What nothing visible parts: a table of the post as tables, what it quotes behind the marks of quotations."""
        for together in self.groups(passages):
            first = together[0]
            if first.block.cell:
                blocks = self.grids(together)
            else:
                blocks = self.lines(together) if self.interleaved else iter((self.table(together),))
            if first.block.kind == "quote" and first.mark:
                blocks = chain((f"[!{first.mark}]",), blocks)
            yield _quoted("\n\n".join(blocks), first.quotations)

    def groups(self, passages: Sequence[Passage]) -> list[list[Passage]]:
        """The passages that stand in the same table of the post, in the same quotation, or one after the other in none."""
        found: list[list[Passage]] = []
        for passage in passages:
            if found and self.is_with(found[-1][-1], passage):
                found[-1].append(passage)
            else:
                found.append([passage])
        return found

    def is_with(self, before: Passage, passage: Passage) -> bool:
        """Whether nothing of the post's shape parts two neighbours."""
        tables = [block.cell and block.cell[0] for block in (before.block, passage.block)]
        if tables[0] != tables[1] or before.quotations != passage.quotations:
            return False
        return not passage.quotations or not _BLANK_LINE.search(self.source, before.block.span[1], passage.block.span[0])

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

    def front(self, passages: Sequence[Passage]) -> str:
        """Front-matter values, with their keys in the first column."""
        keyed = ((bars(literal(p.block.key)), row) for p in passages for row in self.rows((p,)))
        rows = [("" if key == before else key, row) for (before, _), (key, row) in pairwise(chain([("", [])], keyed))]
        return _table(["", *(HEADERS[column] for column in self.columns)], ([key, *row] for key, row in rows))

    def grids(self, passages: Sequence[Passage]) -> Iterator[str]:
        """A table of the post, once in each language."""
        table, first, _ = passages[0].block.cell or (0, 0, 0)
        width = len(passages[0].pieces)
        for column in self.columns:
            rows = [self.cells(passage.pieces, column) for passage in passages]
            names = [""] * width if first else rows.pop(0)
            yield _table(names, iter(rows), self.alignments.get(table, ()))

    def cells(self, pieces: Pieces, column: Column) -> list[str]:
        """A row of a table of the post in one language."""
        texts = [self.together((piece,), column, table=True) for piece in pieces]
        return [*texts[:-1], marked(texts[-1], pieces, f"{column}:")]

    def table(self, passages: Sequence[Passage]) -> str:
        """A row for each sentence."""
        names, rows = [HEADERS[column] for column in self.columns], self.rows(passages)
        if not self.times:
            return _table(names, rows)
        times = (self.times.get(row.id, "") for passage in passages for row in passage.rows)
        return _table(["", *names], ([time, *row] for time, row in zip(times, rows, strict=True)))

    def rows(self, passages: Sequence[Passage]) -> Iterator[list[str]]:
        for passage in passages:
            for index, row in enumerate(passage.rows):
                openings = [self.opening(passage, column) if not index else "" for column in self.columns]
                pairs = zip(openings, self.columns, strict=True)
                cells = [opening + self.together(((row,),), column, table=True) for opening, column in pairs]
                yield [*cells[:-1], marked(cells[-1], ((row,),), "@" if any(openings) else "")]

    def together(self, pieces: Pieces, column: Column, *, table: bool = False) -> str:
        """What stands in one place: mostly one sentence; those of a heading and the cells of a row with marks between them."""
        between = f"{BETWEEN} " if column == "en" else BETWEEN
        cells = (between.join(self.text((row,), column, table=table) for row in piece) for piece in pieces)
        return f"{BETWEEN} · ".join(cells)

    def text(self, rows: tuple[Unit, ...], column: Column, *, table: bool = False) -> str:
        text = settled(joined(rows, column), cell=from_cell(rows))
        return line(text, table=table, addresses=self.addresses)

    def lines(self, passages: Sequence[Passage]) -> Iterator[str]:
        """Each sentence in as many lines as there are columns, each opened by its language."""
        for passage in passages:
            for index, row in enumerate(passage.rows):
                opening = "" if index else self.opening(passage, "en")
                lines = [
                    _closed(f"`{LANGUAGE_MARKS[column]}` {opening and self.opening(passage, column)}{self.text((row,), column)}")
                    for column in self.columns
                    if join(getattr(row, column)).strip()
                ]
                yield marked("\\\n".join(lines), ((row,),), "@" if opening else "")

    def opening(self, passage: Passage, column: Column) -> str:
        """What a reader sees before the first sentence of a turn, a list item or a footnote."""
        block = passage.block
        if passage.speaker:
            name = bars(literal(getattr(passage.speaker, column)))
            return f"**{name}**: " if column == "en" else f"**{name}**："
        if block.kind == "item" and block.marker:
            marker = "•" if block.marker in "-*+" else bars(literal(block.marker))
            depth = block.level - 1 - passage.quotations
            return f"{'&emsp;' * max(depth, 0)}{marker} {f'{passage.mark} ' if passage.mark else ''}"
        return f"<sup>{bars(literal(block.marker.strip('[]^:')))}</sup> " if block.kind == "note" and block.marker else ""

    def glossary(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        """The terms in force, each with what explains it to a reader of its column below."""
        yield f"## {' / '.join(GLOSSARY[column] for column in self.columns)}"
        rows = (
            [
                "<br>".join(bars(literal(text)) for text in (entry.cell(column), entry.definition(column)) if text)
                for column in self.columns
            ]
            for entry in entries
        )
        yield _table([HEADERS[column] for column in self.columns], rows)


def _quoted(text: str, depth: int) -> str:
    """The lines behind the marks of so many quotations."""
    return "\n".join(f"{'> ' * depth}{line}".rstrip() if depth else line for line in text.split("\n"))


def _is_english(passages: Sequence[Passage]) -> bool:
    """Whether the texts are English in every column: the original of what stands before them, most often."""
    rows = [row for passage in passages for row in passage.rows]
    return bool(rows) and all(join(row.hans) == join(row.hant) == join(row.en) and not HANZI.search(join(row.en)) for row in rows)


def _closed(text: str) -> str:
    """With an even number of backslashes at the end, so that one more is a line break (CommonMark 6.7)."""
    return text + "\\" * ((len(text) - len(text.rstrip("\\"))) % 2)


def bars(text: str) -> str:
    """A line of text that ends no cell of a table."""
    return line((text,), table=True)


def _table(names: list[str], rows: Iterator[list[str]], sides: Sequence[str] = ()) -> str:
    below = [_SIDES[side] for _, side in zip_longest(names, sides[: len(names)], fillvalue="")]
    lines = [names, below, *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
