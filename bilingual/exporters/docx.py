"""A post as a Word document: a table of columns for each section, real headings between, a glossary at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bilingual.exporters.docx_kept import kept
from bilingual.exporters.docx_package import package
from bilingual.exporters.docx_runs import Inline, bookmark_name, marked
from bilingual.exporters.docx_sheet import Sheet, sheet
from bilingual.exporters.docx_xml import BREAK, Look, paragraph, row, run, table
from bilingual.exporters.marks import from_cell, settled
from bilingual.exporters.shape import (
    GLOSSARY,
    HEADERS,
    Entry,
    Kept,
    Passage,
    Section,
    Shape,
    shape,
    title_of,
)
from bilingual.exporters.source import references
from bilingual.model import Bilingual, Column, ExportOptions, Output, Row, Speaker, Text, joined, plain

STYLES: dict[Column, str] = {"hans": "Simplified", "hant": "Traditional", "en": "English"}
"""Paragraph styles of the columns; `…Text`, `…Header` and `…Quote` are made from them."""

SPEAKERS = 6
"""How many speakers have a look of their own before the first one comes again."""

ONE_LINE = 22
"""Titles of more characters in a column stand one under another."""

SHORT = 300
"""Rows of fewer characters in each column are not split between pages."""


def export(result: Bilingual, options: ExportOptions) -> tuple[Output, ...]:
    """`.docx`: columns side by side in landscape, or sentence by sentence in portrait for `interleaved`."""
    own = shape(result)
    traditional = "zh-HK" if options.variant == "hk" else "zh-TW"
    bookmarks = {entry.term.source: bookmark_name(number) for number, entry in enumerate(own.entries)}
    inline = Inline(references(result.document.source), bookmarks, traditional)
    terms = {surface: entry.term.source for entry in own.entries for surface in entry.surfaces}
    body = _Body(sheet(options), inline, _speakers(result), terms).written(own, result)
    texts = {
        "title": title_of(result, own),
        "subject": title_of(result, own, "en"),
        "signature": str(result.signature),
        "traditional": traditional,
    }
    return (Output(".docx", package(body, inline.links, texts)),)


def _speakers(result: Bilingual) -> dict[Speaker, str]:
    """The character style of each speaker, in order of appearance."""
    found = dict.fromkeys(row.speaker for row in result.rows if row.speaker)
    return {speaker: f"Speaker{index % SPEAKERS + 1}" for index, speaker in enumerate(found)}


@dataclass(slots=True)
class _Body:
    sheet: Sheet
    inline: Inline
    speakers: dict[Speaker, str]
    """Their character styles."""
    terms: dict[str, str]
    """The glossary's terms by the ways they are written in Chinese."""
    number: int = 0
    """Of the last row written; rows are numbered from 1 through the whole document."""

    def written(self, own: Shape, result: Bilingual) -> str:
        blocks: list[str] = []
        for block in filter(None, self.blocks(own, result)):
            if blocks and block.startswith("<w:tbl>") and blocks[-1].endswith("</w:tbl>"):
                blocks.append(paragraph("Spacer"))  # Word makes one table of two that touch
            blocks.append(block)
        return "".join((*blocks, self.sheet.section()))

    def blocks(self, own: Shape, result: Bilingual) -> Iterator[str]:
        yield self.title(own, result)
        if own.front:
            yield self.front(own.front)
        levels = [section.level for section in own.sections if section.heading]
        for section in own.sections:
            yield from self.section(section, min(levels, default=1))
        if own.entries:
            yield paragraph("Heading1", self.lines({column: (GLOSSARY[column],) for column in self.sheet.columns}))
            yield self.glossary(own.entries)
        yield paragraph("Signature", run(str(result.signature)))

    def title(self, own: Shape, result: Bilingual) -> str:
        if own.title is None:
            return paragraph("Title", self.inline.words(result.document.name, "hans"))
        return paragraph("Title", self.lines(self.texts(own.title.rows)))

    def section(self, section: Section, top: int) -> Iterator[str]:
        """A section; the post's highest heading becomes Heading 1, so that no level is skipped at the start."""
        if section.heading:
            yield paragraph(f"Heading{section.level - top + 1}", self.lines(self.texts(section.heading.rows)))
        waiting: tuple[Passage, ...] = ()
        for stretch in section.stretches:
            if not isinstance(stretch, Kept):
                waiting += stretch
            elif block := kept(stretch, self.inline):
                yield from self.tables(waiting)
                yield block
                waiting = ()
        yield from self.tables(waiting)

    def tables(self, passages: tuple[Passage, ...]) -> Iterator[str]:
        """One table for what nothing visible parts; none for nothing."""
        if passages:
            yield self.table(passages)

    def texts(self, rows: tuple[Row, ...]) -> dict[Column, Text]:
        cell = from_cell(rows)
        return {c: _trimmed(settled(joined(rows, c), cell=cell, terms=self.terms)) for c in self.sheet.columns}

    def lines(self, texts: dict[Column, Text]) -> str:
        """A title in all languages, nothing twice: both Chinese columns on one line where they fit, English below."""
        seen: dict[str, str] = {}
        fits = all(len(plain(text)) <= ONE_LINE for column, text in texts.items() if column != "en")
        for column, text in texts.items():
            if plain(text) not in seen:
                before = "" if not seen else run(" / ") if fits and column != "en" else BREAK
                look = Look(f"{STYLES[column]}Text", fixed=True)
                seen[plain(text)] = before + self.inline.runs(text, column, look)
        return "".join(seen.values())

    def front(self, passages: tuple[Passage, ...]) -> str:
        rows = (
            self.row(paragraph("FrontKey", run(passage.block.key)), self.texts(passage.rows), passage) for passage in passages
        )
        return table((self.header(""), *rows), self.sheet.front)

    def table(self, passages: tuple[Passage, ...]) -> str:
        rows = (self.numbered(passage, own, not index) for passage in passages for index, own in enumerate(passage.rows))
        return table((self.header("#"), *rows), self.sheet.widths)

    def header(self, first: str) -> str:
        names = [paragraph(f"{STYLES[c]}Header", self.inline.words(HEADERS[c], c)) for c in self.sheet.columns]
        if self.sheet.stacked:
            names = [paragraph("EnglishHeader", run(" / ".join(HEADERS[c] for c in self.sheet.columns)))]
        widths = self.sheet.widths if first else self.sheet.front
        return row([paragraph("RowNumber", run(first)), *names], widths, header=True, whole=True)

    def numbered(self, passage: Passage, own: Row, first: bool) -> str:
        self.number += 1
        return self.row(paragraph("RowNumber", run(str(self.number))), self.texts((own,)), passage, first)

    def row(self, opening: str, texts: dict[Column, Text], passage: Passage, first: bool = True) -> str:
        cells = [self.cell(text, column, passage, first) for column, text in texts.items()]
        widths = self.sheet.front if passage.block.kind == "front" else self.sheet.widths
        whole = all(len(plain(text)) < SHORT for text in texts.values())
        return row([opening, *(["".join(cells)] if self.sheet.stacked else cells)], widths, whole=whole)

    def cell(self, text: Text, column: Column, passage: Passage, first: bool) -> str:
        block = passage.block
        style = STYLES[column] + ("Quote" if block.kind == "quote" else "")
        opening = self.opening(column, passage) if first else ""
        indent = 240 * max(block.level, 1) if block.kind == "item" else 0
        return paragraph(style, opening + self.inline.runs(text, column), indent=indent)

    def opening(self, column: Column, passage: Passage) -> str:
        """The speaker, the list marker or the footnote's name: what stands before the first sentence."""
        block = passage.block
        if passage.speaker:
            name = self.inline.words(getattr(passage.speaker, column), column, Look(self.speakers[passage.speaker]))
            return name + self.inline.words(": " if column == "en" else "：", column)
        if block.kind == "item":
            return self.inline.words(f"{'•' if block.marker in '-*+' else block.marker} ", column)
        name = block.marker.strip("[]^:") if block.kind == "note" else ""
        return self.inline.words(f"[{name}]", column, Look("FootnoteMark")) + run(" ") if name else ""

    def glossary(self, entries: tuple[Entry, ...]) -> str:
        """The terms in force, with a column of remarks where there is any."""
        remarks = any(entry.remark for entry in entries)
        widths = self.sheet.glossary(remarks)
        names = [paragraph(f"{STYLES[c]}Header", self.inline.words(HEADERS[c], c)) for c in self.sheet.columns]
        header = row([*names, *[paragraph("EnglishHeader", run("Note"))] * remarks], widths, header=True, whole=True)
        rows = (row(self.entry(entry, number, remarks), widths, whole=True) for number, entry in enumerate(entries))
        return table((header, *rows), widths)

    def entry(self, entry: Entry, number: int, remark: bool) -> list[str]:
        cells = [paragraph(STYLES[c], self.inline.words(entry.cell(c), c)) for c in self.sheet.columns]
        cells[0] = paragraph("Simplified", marked(self.inline.words(entry.term.source, "hans"), number))
        return [*cells, *[paragraph("Simplified", self.inline.words(entry.remark, "hans"))] * remark]


def _trimmed(text: Text) -> Text:
    """Without the blanks at its edges, which separate sentences in the post."""
    parts = list(text)
    for at in (0, -1):
        if parts and isinstance(parts[at], str):
            parts[at] = str(parts[at]).lstrip() if at == 0 else str(parts[at]).rstrip()
    return tuple(part for part in parts if part != "")
