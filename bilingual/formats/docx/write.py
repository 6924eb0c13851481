"""A post as a Word document: a table of columns for each section, real headings between, a glossary at the end.

What Word has of its own is used for what the post has: lists, footnotes, tables, pictures, links, comments, contents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bilingual.formats.common.outline import GLOSSARY, OpaqueBlock, Outline, Passage, Section, note_name, outline_of, title_of
from bilingual.formats.common.post_source import alignments, day_of, references
from bilingual.formats.common.times import first_clocks
from bilingual.formats.docx.bookmarks import below_name, properties
from bilingual.formats.docx.writing import front_matter
from bilingual.formats.docx.writing.conflicts import conflicts
from bilingual.formats.docx.writing.front_matter import Entry, levels, numbers
from bilingual.formats.docx.writing.glossary import glossary
from bilingual.formats.docx.writing.opaque_blocks import opaque_block
from bilingual.formats.docx.writing.package import About, Content, package
from bilingual.formats.docx.writing.page import page_of
from bilingual.formats.docx.writing.pictures import pictures
from bilingual.formats.docx.writing.rows import STYLES, Rows
from bilingual.formats.docx.writing.runs import Inline, term_name
from bilingual.formats.docx.writing.wordprocessing import paragraph, run
from bilingual.model import BlockId, Code, ExportOptions, Output, Speaker, Translation, Unit, leaves

SPEAKERS = 6
"""How many speakers have a look of their own before the first one comes again."""


def write_docx(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.docx`: three columns side by side in landscape, two upright, or sentence by sentence for `interleaved`.

    Raises `ExportError` where `options.template` cannot be used.
    """
    outline = outline_of(result)
    notes = _notes(result, outline)
    rows = _rows(result, outline, options, frozenset(notes))
    silent = {block: tuple(found) for block, found in groupby(result.units, key=lambda row: row.block)}
    body = _Body(outline, result, rows, notes, silent).written()
    ours = {"bilingual post": result.document.name, "bilingual signature": str(result.signature)}
    about = About(
        title_of(result, outline), title_of(result, outline, "en"), str(result.signature), rows.inline.traditional,
        properties(ours | rows.markdown), day_of(result.document),
    )  # fmt: skip
    return (Output(".docx", package(body, about, rows.page, options.template)),)


def _rows(result: Translation, outline: Outline, options: ExportOptions, notes: frozenset[str]) -> Rows:
    times = first_clocks(result)
    page = page_of(options, timed=bool(times))
    inline = Inline(
        references(result.document.source),
        {entry.term.source: term_name(number) for number, entry in enumerate(outline.entries)},
        "zh-HK" if options.variant == "hk" else "zh-TW",
        notes=notes,
        pictures=pictures(options.images),
    )
    inline.room = min(page.widths[1:]) - 240
    terms = {surface: entry.term.source for entry in outline.entries for surface in entry.surfaces}
    people = options.audience != "reader"
    return Rows(
        page, inline, _speakers(result), terms, options.flags, dict(options.conflicts or {}), times,
        alignments(result.document), commented_by_people=people,
    )  # fmt: skip


def _speakers(result: Translation) -> dict[Speaker, str]:
    """The character style of each speaker, in order of appearance."""
    found = dict.fromkeys(row.speaker for row in result.units if row.speaker)
    return {speaker: f"Speaker{index % SPEAKERS + 1}" for index, speaker in enumerate(found)}


def _notes(result: Translation, outline: Outline) -> dict[str, tuple[Passage | OpaqueBlock, ...]]:
    """The footnotes that the text refers to, by folded name."""
    referred = _referred(result)
    found: dict[str, tuple[Passage | OpaqueBlock, ...]] = {}
    for passage in _passages(outline.sections):
        name = note_of(passage)
        if name in referred:
            found[name] = (*found.get(name, ()), passage)
    return found


def _referred(result: Translation) -> set[str]:
    """The folded names of the footnotes that are referred to from the text, or from another such footnote."""
    home = {block.id: note_name(block.note) for block in result.document.blocks}
    named: dict[str, set[str]] = {}
    for row in result.units:
        codes = (leaf for leaf in leaves(row.hans) if isinstance(leaf, Code) and leaf.kind == "note")
        named.setdefault(home[row.block], set()).update(note_name(code.text) for code in codes)
    found, waiting = set[str](), named.get("", set())
    while waiting:
        found |= waiting
        waiting = set().union(*(named.get(name, ()) for name in waiting)) - found
    return found


def _passages(sections: Sequence[Section]) -> Iterator[Passage | OpaqueBlock]:
    for section in sections:
        for stretch in section.stretches:
            yield from (stretch,) if isinstance(stretch, OpaqueBlock) else stretch


def note_of(passage: Passage | OpaqueBlock) -> str:
    """The folded name of the footnote that something belongs to, or nothing."""
    return note_name(passage.block.note)


@dataclass(slots=True)
class _Body:
    outline: Outline
    result: Translation
    rows: Rows
    notes: Mapping[str, tuple[Passage | OpaqueBlock, ...]]
    silent: Mapping[BlockId, Sequence[Unit]]
    """The rows of blocks that are the same in every language."""
    below: dict[str, int] = field(default_factory=dict)
    """The number of the row that stands before each footnote in the post, by folded name."""

    def written(self) -> Content:
        """The text first, since it numbers the footnotes."""
        sections, entries = self.sections()
        inline = self.rows.inline
        blocks = [
            front_matter.title(self.outline, self.result.document.name, self.rows),
            front_matter.front(self.outline, list(self.rows.speakers), self.rows),
            conflicts(self.result.units, self.rows),
            front_matter.contents(entries, self.rows),
            *sections,
            paragraph("Spacer"),
        ]
        text = "".join(_parted(blocks))
        inline.collected.commenting = False
        return Content(text, "".join(map(self.footnote, [*inline.collected.notes])), inline.collected, inline.pictures)

    def sections(self) -> tuple[list[str], list[Entry]]:
        blocks: list[str] = []
        entries: list[Entry] = []
        top = levels(self.outline.sections)
        for section in self.outline.sections:
            name, before = f"_Toc{len(entries) + 1:08}", self.rows.number
            if section.heading:
                blocks.append(self.heading(section.heading.rows, section.level - top + 1, name))
            blocks += self.section(section)
            if section.heading:
                words = front_matter.headline(section.heading.rows, self.rows.page.columns)
                entries.append(Entry(section.level - top + 1, words, name, numbers(before + 1, self.rows.number)))
        if self.outline.entries:
            words, name = front_matter.words(GLOSSARY, self.rows.page.columns), f"_Toc{len(entries) + 1:08}"
            title = self.rows.inline.collected.mark(name, front_matter.fixed(GLOSSARY, self.rows))
            blocks.append(paragraph("Heading1", title))
            blocks.append(glossary(self.outline.entries, self.rows))
            entries.append(Entry(1, words, name, ""))
        return blocks, entries

    def heading(self, rows: Sequence[Unit], level: int, bookmark: str) -> str:
        runs = front_matter.heading(self.rows, rows)
        return paragraph(f"Heading{level}", self.rows.inline.collected.mark(bookmark, runs))

    def section(self, section: Section) -> Iterator[str]:
        """What stands below a heading."""
        waiting: tuple[Passage, ...] = ()
        for stretch in section.stretches:
            if not isinstance(stretch, OpaqueBlock):
                waiting += tuple(self.unnoted(stretch, waiting))
            elif note_of(stretch) not in self.notes and (block := self.opaque(stretch)):
                yield from self.rows.tables(waiting)
                yield block
                waiting = ()
        yield from self.rows.tables(waiting)

    def opaque(self, opaque: OpaqueBlock) -> str:
        return opaque_block(opaque, self.rows, self.silent.get(opaque.block.id, ()))

    def unnoted(self, stretch: Sequence[Passage], waiting: Sequence[Passage]) -> Iterator[Passage]:
        """The passages that are no footnotes; remembers where those stood."""
        number = self.rows.number + sum(len(passage.rows) for passage in waiting)
        for passage in stretch:
            if note_of(passage) in self.notes:
                self.below.setdefault(note_of(passage), number)
            else:
                number += len(passage.rows)
                yield passage

    def footnote(self, name: str) -> str:
        """A footnote in all languages, one under another."""
        parts, collected = self.notes[name.casefold()], self.rows.inline.collected
        lines = [(part.rows, column) for column in self.rows.page.columns for part in parts if isinstance(part, Passage)]
        where = collected.mark(below_name(self.below[name.casefold()], collected.notes[name]))
        mark = f'{where}<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>{run(" ")}'
        written = [paragraph(f"{STYLES[column]}Note", self.rows.marked(rows, (column,))) for rows, column in lines]
        written += [self.opaque(part) for part in parts if isinstance(part, OpaqueBlock)]
        written[0] = written[0].replace("</w:pPr>", f"</w:pPr>{mark}", 1)
        return f'<w:footnote w:id="{collected.notes[name]}">{"".join(written)}</w:footnote>'


def _parted(blocks: Sequence[str]) -> Iterator[str]:
    """Word makes one table of two that touch."""
    last = ""
    for block in filter(None, blocks):
        if block.startswith("<w:tbl>") and last.endswith("</w:tbl>"):
            yield paragraph("Spacer")
        yield block
        last = block
