"""A post as one Markdown file: tables side by side, or each sentence in three lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bilingual.exporters.markdown_inline import CONTROLS, line, literal
from bilingual.exporters.marks import from_cell, settled
from bilingual.exporters.shape import (
    GLOSSARY,
    HEADERS,
    Entry,
    Kept,
    Passage,
    Section,
    columns,
    shape,
    title_of,
)
from bilingual.exporters.source import references
from bilingual.model import Bilingual, Column, ExportOptions, Output, Row, Text, join, joined

LANGUAGE_MARKS: dict[Column, str] = {"hans": "简", "hant": "繁", "en": "En"}
"""What opens a line where the languages stand under one another."""


def export(result: Bilingual, options: ExportOptions) -> tuple[Output, ...]:
    """`.bilingual.md`; nothing for the layout `per-language`, whose posts are the source with its texts replaced."""
    if options.layout == "per-language":
        return ()
    page = _Page(columns(options), options.layout == "interleaved", references(result.document.source))
    return (Output(".bilingual.md", ("\n\n".join(_blocks(page, result)) + "\n").encode("utf-8")),)


def _blocks(page: _Page, result: Bilingual) -> Iterator[str]:
    """The file's blocks, between which blank lines stand."""
    own = shape(result)
    yield _front_matter(title_of(result, own))
    yield f"# {page.heading(own.title) if own.title else literal(result.document.name)}"
    if own.front:
        yield page.front(own.front)
    for section in own.sections:
        yield from page.section(section)
    if own.entries:
        yield from page.glossary(own.entries)
    yield f"<!-- {_comment(str(result.signature))} -->"


def _front_matter(title: str) -> str:
    """YAML that every site generator reads; a JSON string is a YAML scalar once control characters are out."""
    return f"---\ntitle: {json.dumps(CONTROLS.sub('', title), ensure_ascii=False)}\nlang: zh\n---"


def _comment(text: str) -> str:
    return re.sub(r"-(?=-)", "- ", CONTROLS.sub("", text)).replace(">", "&gt;")


@dataclass(frozen=True, slots=True)
class _Page:
    columns: tuple[Column, ...]
    interleaved: bool
    references: Mapping[str, str]

    def section(self, section: Section) -> Iterator[str]:
        if section.heading:
            yield f"{'#' * max(section.level, 2)} {self.heading(section.heading)}"
        for stretch in section.stretches:
            if isinstance(stretch, Kept):
                yield stretch.text
            elif self.interleaved:
                yield from self.lines(stretch)
            else:
                yield self.table(stretch)

    def heading(self, passage: Passage) -> str:
        """The columns on one line, each text once: `简 / 繁 / En`."""
        shown = (line(self.settled(passage.rows, column), references=self.references) for column in self.columns)
        return re.sub(r"(#+)$", r"\\\1", " / ".join(dict.fromkeys(filter(None, shown))))

    def front(self, passages: tuple[Passage, ...]) -> str:
        """Front-matter values, with their keys in the first column."""
        rows = ([_bars(literal(p.block.key)), *(self.cell(p.rows, column) for column in self.columns)] for p in passages)
        return _table(["", *(HEADERS[column] for column in self.columns)], rows)

    def table(self, passages: tuple[Passage, ...]) -> str:
        """A row for each turn and each row of a table in the post, for each sentence elsewhere."""
        return _table([HEADERS[column] for column in self.columns], self.rows(passages))

    def rows(self, passages: tuple[Passage, ...]) -> Iterator[list[str]]:
        for passage in passages:
            if passage.speaker or passage.block.kind == "cell":
                yield [self.whole(passage, column) for column in self.columns]
                continue
            for index, row in enumerate(passage.rows):
                opening = "" if index else _opening(passage)
                yield [opening + self.cell((row,), column) for column in self.columns]

    def whole(self, passage: Passage, column: Column) -> str:
        """A turn with its speaker, or the cells of a row of a table."""
        cells = " · ".join(self.cell(piece, column) for piece in passage.pieces)
        return f"{_speaker(passage, column)}{cells}"

    def cell(self, rows: tuple[Row, ...], column: Column) -> str:
        return line(self.settled(rows, column), table=True, references=self.references)

    def settled(self, rows: tuple[Row, ...], column: Column) -> Text:
        return settled(joined(rows, column), cell=from_cell(rows))

    def lines(self, passages: tuple[Passage, ...]) -> Iterator[str]:
        """Each sentence in as many lines as there are columns, each opened by its language."""
        for passage in passages:
            for index, piece in enumerate(_lines_of(passage)):
                yield "\\\n".join(
                    _closed(f"`{LANGUAGE_MARKS[column]}` {self.line(passage, piece, column, not index)}")
                    for column in self.columns
                    if join(joined(piece, column)).strip()
                )

    def line(self, passage: Passage, piece: tuple[Row, ...], column: Column, first: bool) -> str:
        """A sentence in one language, with what stands before the first one of a block."""
        opening = _opening(passage) + _speaker(passage, column) if first else ""
        return opening + line(self.settled(piece, column), references=self.references)

    def glossary(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        yield f"## {' / '.join(GLOSSARY[column] for column in self.columns)}"
        remarks = any(entry.remark for entry in entries)
        names = [HEADERS[column] for column in self.columns] + ["Note"] * remarks
        rows = (
            [_bars(literal(text)) for text in (*(entry.cell(c) for c in self.columns), *[entry.remark] * remarks)]
            for entry in entries
        )
        yield _table(names, rows)


def _closed(text: str) -> str:
    """With an even number of backslashes at the end, so that one more is a line break (CommonMark 6.7)."""
    return text + "\\" * ((len(text) - len(text.rstrip("\\"))) % 2)


def _lines_of(passage: Passage) -> tuple[tuple[Row, ...], ...]:
    return passage.pieces if passage.block.kind == "cell" else tuple((row,) for row in passage.rows)


def _speaker(passage: Passage, column: Column) -> str:
    if passage.speaker is None:
        return ""
    name = _bars(literal(getattr(passage.speaker, column)))
    return f"**{name}**: " if column == "en" else f"**{name}**："


def _opening(passage: Passage) -> str:
    """What a reader sees before a list item, a quotation or a footnote."""
    block = passage.block
    if block.kind == "item":
        return f"{'&emsp;' * max(block.level - 1, 0)}{'•' if block.marker in '-*+' else _bars(literal(block.marker))} "
    if block.kind == "quote":
        return "&gt; " * max(block.level, 1)
    return f"<sup>{_bars(literal(block.marker.strip('[]^:')))}</sup> " if block.kind == "note" and block.marker else ""


def _bars(text: str) -> str:
    return line((text,), table=True)


def _table(names: list[str], rows: Iterator[list[str]]) -> str:
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
