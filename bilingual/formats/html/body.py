"""The body of a page or of a book's chapters: sections of rows, one to a sentence, its columns side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from bilingual.formats.common.inline_markup import from_cell, settled
from bilingual.formats.common.links import image_addresses
from bilingual.formats.common.outline import OpaqueBlock, Passage, Section, note_name
from bilingual.formats.common.post_source import BOXES, code_lines, visible_lines
from bilingual.formats.html.inline import LOADING, Inline, anchor
from bilingual.model import Code, Column, SegmentId, Speaker, Text, Unit, joined, plain
from bilingual.office.xml import escaped_line

WIDE = 4
"""Columns from which on a table of the post does not stand beside itself in another language."""
VOICES = 6
"""How many speakers have a colour of their own before the first one comes again."""


@dataclass(frozen=True, slots=True)
class Body:
    """Writes sections of one document."""

    inline: Inline
    columns: tuple[Column, ...]
    languages: Mapping[Column, str]
    """Language tags of the columns (BCP 47)."""
    voices: Mapping[Speaker, int]
    """Numbers of the speakers, in order of appearance."""
    numbers: Mapping[SegmentId, int]
    """Of the rows, through the whole document."""
    terms: Mapping[str, str]
    """The glossary's terms by the ways they are written in Chinese."""
    returns: Mapping[str, SegmentId]
    """The segment that a footnote belongs to, by the footnote's name."""
    flags: Mapping[str, str]
    """Flags that are shown at their rows, and what each means."""
    alignments: Mapping[int, tuple[str, ...]]
    """How the columns of the post's tables stand, by the table's number."""
    times: Mapping[SegmentId, str]
    """When each row is heard; nothing for a post without times."""

    def section(self, section: Section, level: int) -> str:
        """A section with its heading, which becomes a heading of that `level` (1–6)."""
        self.inline.met.clear()
        heading = self.heading(section.heading, level) if section.heading else ""
        return f"<section>\n{heading}{''.join(self.stretches(section))}</section>\n"

    def heading(self, passage: Passage, level: int) -> str:
        """A heading in all columns, nothing twice, with a link to itself.

        A PDF's bookmarks are the headings' text as it stands here: so the link's mark is the stylesheet's.
        """
        first, *others = passage.rows
        name = anchor(first.id)
        marks = "".join(f'<span id="{anchor(row.id)}"></span>' for row in others)
        link = f'<a class="number" href="#{name}" title="Link to this heading"></a>'
        return f'<h{level} class="unit" id="{name}">{link}{marks}{self.titles(passage)}</h{level}>\n'

    def titles(self, passage: Passage) -> str:
        """The texts of a title, each in its language; a column that says the same as one before it is marked so."""
        seen: set[str] = set()
        spans = []
        for column, text in self.texts(passage.rows).items():
            same = " same" if plain(text).strip() in seen else ""
            seen.add(plain(text).strip())
            spans.append(f'<span class="{column}{same}" lang="{self.languages[column]}">{self.untermed(text, column)}</span>')
        return " ".join(spans)

    def untermed(self, text: Text, column: Column) -> str:
        """`text` without links, for a title."""
        return self.inline.text(text, column, linked=True)

    def front(self, passage: Passage) -> str:
        """A value of the front matter, under its key."""
        rows = "".join(self.row(row, passage, False) for row in passage.rows)
        return f'<div class="front"><span class="key" lang="en">{escaped_line(passage.block.key)}</span>\n{rows}</div>\n'

    def stretches(self, section: Section) -> Iterator[str]:
        """What stands below the heading, in order."""
        for stretch in section.stretches:
            if isinstance(stretch, OpaqueBlock):
                written = self.opaque_block(stretch)
                yield f'<div class="kept quoted">{written}</div>\n' if stretch.quotations and written else written
                continue
            for table, passages in groupby(stretch, key=_table):
                if table is None:
                    yield from map(self.passage, passages)
                else:
                    yield self.table(tuple(passages))

    def texts(self, rows: tuple[Unit, ...]) -> dict[Column, Text]:
        """The rows as one text in each column."""
        cell = from_cell(rows)
        return {c: settled(joined(rows, c), cell=cell, terms=self.terms) for c in self.columns}

    def passage(self, passage: Passage) -> str:
        """A turn, a paragraph, a list item …: a row for each sentence."""
        kind, speaker = passage.block.kind, passage.speaker
        look = f"{kind} voice-{self.voices[speaker] % VOICES}" if speaker else kind
        if kind in ("item", "quote"):
            look += f" deep-{min(max(passage.block.level, 1), 4)}"
        if passage.quotations and kind != "quote":
            look += " quoted"
        look += " title" * passage.title
        rows = "".join(self.row(row, passage, not index) for index, row in enumerate(passage.rows))
        role = ' role="doc-footnote"' if kind == "note" else ""
        return f'<div class="{look}"{role}>\n{rows}</div>\n'

    def row(self, row: Unit, passage: Passage, first: bool) -> str:
        """A sentence in all columns."""
        texts = self.texts((row,))
        cells = "".join(
            f'<p class="{column}" lang="{self.languages[column]}">'
            f"{self.opening(column, passage) if first else ''}{self.inline.text(text, column)}"
            f"{self.closing(passage) if row is passage.rows[-1] else ''}"
            f"{self.flagged(row) if column == self.columns[-1] else ''}</p>"
            for column, text in texts.items()
        )
        return f'<div class="row unit" id="{anchor(row.id)}">{self.number(row)}{self.pictures(texts)}{cells}</div>\n'

    def flagged(self, row: Unit) -> str:
        """What the checks found, where that is asked for."""
        found = (f"⚑ {escaped_line(flag)}: {escaped_line(self.flags[flag])}" for flag in row.flags if flag in self.flags)
        return "".join(f'<small class="flag" lang="en">{words}</small>' for words in found)

    def number(self, row: Unit, *others: Unit) -> str:
        """The row's number, or from it to the last of the others, which is a link to it; front matter has none, a footnote a
        dagger."""
        if row.kind == "front":
            return ""
        last = f"–{self.numbers[others[-1].id]}" if others and others[-1].id in self.numbers else ""
        number = f"{self.numbers.get(row.id, '†')}{last}"
        time = f'<span class="time">{self.times[row.id]}</span>' if row.id in self.times else ""
        return f'<a class="number" href="#{anchor(row.id)}" title="Link to this segment">{number}{time}</a>'

    def pictures(self, texts: Mapping[Column, Text]) -> str:
        """The pictures of a row that come along, once for all columns, which hold their names."""
        found = dict.fromkeys(a for text in texts.values() for a in image_addresses(text, self.inline.references))
        images = (f'<img src="{escaped_line(self.inline.pictures[a])}" alt=""/>' for a in found if a in self.inline.pictures)
        return "".join(f'<span class="figure">{image}</span>' for image in images)

    def opening(self, column: Column, passage: Passage) -> str:
        """The speaker, the list marker or the footnote's name: what stands before the first sentence."""
        block = passage.block
        if passage.speaker:
            return f'<b class="who">{escaped_line(getattr(passage.speaker, column))}<i>{":" if column == "en" else "："}</i></b> '
        if block.kind == "item" and block.marker:
            box = f"{BOXES[passage.mark]} " if passage.mark else ""
            return f'<span class="marker">{"•" if block.marker in "-*+" else escaped_line(block.marker)} {box}</span>'
        if passage.mark:
            return f'<b class="marker">{escaped_line(passage.mark)} </b>'
        return (
            f'<sup class="marker">{self.inline.note_number(block.marker)} </sup>' if block.kind == "note" and block.marker else ""
        )

    def closing(self, passage: Passage) -> str:
        """The way back from a footnote to where it belongs."""
        origin = self.returns.get(note_name(passage.block.marker)) if passage.block.kind == "note" else None
        if origin is None:
            return ""
        return f' <a class="back" href="{escaped_line(self.inline.places.segment(origin))}" title="Back to the text">↩</a>'

    def table(self, passages: tuple[Passage, ...]) -> str:
        """A table of the post: as often as there are columns, side by side; a wide one one under another."""
        tables = "".join(
            f'<div class="{column}" lang="{self.languages[column]}"><table>{self.lines(passages, column)}</table></div>'
            for column in self.columns
        )
        wide = " wide" if len(passages[0].pieces) >= WIDE else ""
        return f'<div class="row unit grid{wide}">{tables}</div>\n'

    def lines(self, passages: tuple[Passage, ...], column: Column) -> str:
        """The lines of a table of the post in one language."""
        return "".join(f"<tr>{''.join(self.cells(p, column))}</tr>" for p in passages)

    def cells(self, passage: Passage, column: Column) -> Iterator[str]:
        """The cells of one line; the first column of the page carries the anchors."""
        tag = "th" if passage.block.cell and passage.block.cell[1] == 0 else "td"
        sides = self.alignments.get(passage.block.cell[0], ()) if passage.block.cell else ()
        number = self.number(*passage.rows)
        for piece, side in zip(passage.pieces, (*sides, *[""] * len(passage.pieces)), strict=False):
            look = f' class="{side}"' if side else ""
            if not piece:
                yield f"<{tag}{look}></{tag}>"
                continue
            marks = ""
            if column == self.columns[0]:
                marks = "".join(f'<span class="at" id="{anchor(row.id)}"></span>' for row in piece)
            text = self.inline.text(self.texts(piece)[column], column)
            yield f"<{tag}{look}>{number}{marks}{text}</{tag}>"
            number = ""

    def opaque_block(self, opaque: OpaqueBlock) -> str:
        """A block that is the same in every language; nothing where a reader would not see it either."""
        kind, text = opaque.block.kind, opaque.text
        if kind == "rule":
            return "<hr/>\n"
        if kind == "code":
            return _code(code_lines(text))
        if kind == "off":
            lines = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL).strip().splitlines()
            return f'<p class="kept unit">{"<br/>".join(map(escaped_line, lines))}</p>\n' if lines else ""
        if kind in ("markup", "html"):
            return self.markup(text)
        parts: Text = settled(opaque.block.parts) or (Code(text, "other"),)
        pictures = self.pictures({"hans": parts})
        return f'<div class="kept unit">{pictures or self.inline.text(parts, None)}</div>\n'

    def markup(self, text: str) -> str:
        """Embedded markup of the post: used as it is where it is trusted, otherwise shown."""
        if self.inline.trusted and text.lstrip().startswith("<"):
            return f"{text}\n"
        lines = visible_lines(text)
        if LOADING.search(text):
            return f'<div class="kept unit">{self.inline.markup(text)}</div>\n'
        return _code(lines, "raw") if lines else ""


def _table(passage: Passage) -> int | None:
    """The number of the post's table that a passage is a line of."""
    return passage.block.cell[0] if passage.block.cell else None


def _code(lines: list[str], kind: str = "program") -> str:
    written = "\n".join(escaped_line(line.expandtabs(4)) for line in lines)
    return f'<pre class="{kind} unit" tabindex="0"><code>{written}</code></pre>\n'
