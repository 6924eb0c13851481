"""The numbered rows of a post: its sentences in columns, and its tables as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bilingual.formats.common.inline_markup import from_cell, settled
from bilingual.formats.common.outline import CONFLICT, HEADERS, Passage
from bilingual.formats.common.post_source import BOXES
from bilingual.formats.common.sheets import NO_CONFLICT
from bilingual.formats.docx.bookmarks import property_of, row_name, text_name
from bilingual.formats.docx.writing.collected import INDENT
from bilingual.formats.docx.writing.lists import Lists, level_of
from bilingual.formats.docx.writing.page import Page
from bilingual.formats.docx.writing.runs import Inline
from bilingual.formats.docx.writing.wordprocessing import BREAK, Look, paragraph, row, run, table
from bilingual.model import Column, PairedCode, SegmentId, Speaker, Text, Unit, join, joined, plain

STYLES: dict[Column, str] = {"hans": "Simplified", "hant": "Traditional", "en": "English"}
"""Paragraph styles of the columns; `…Text`, `…Header`, `…Quote`, `…QuoteHeader`, `…Note` and those of `SIDES` are made from
them."""

SHORT = 300
"""Rows of fewer characters in each column are not split between pages."""

UNBROKEN = 8
"""Rows of a table of the post, at most, that stay on one page."""

SIDES = {"center": "Center", "right": "Right"}
"""Styles for columns of the post's tables: set by hand, their sides would come home as an editor's doing."""

TOGETHER = ("item", "quote")
"""Kinds of blocks that hang together: no line stands between them."""

HIGHEST = 4500
"""Twentieths of a point that a picture may be high."""


@dataclass(slots=True)
class Rows:
    """Writes rows and numbers them, from 1 through the whole document."""

    page: Page
    inline: Inline
    speakers: Mapping[Speaker, str]
    """Their character styles."""
    terms: Mapping[str, str]
    """The glossary's terms by the ways they are written in Chinese."""
    flags: Mapping[str, str]
    """What the flags that are shown mean."""
    conflicts: dict[SegmentId, str]
    """What others wrote, by row, and has not been written yet."""
    times: Mapping[SegmentId, str]
    """When each row is heard; nothing for a post without times."""
    alignments: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """`center` and `right` where the columns of a post's table are so, by its number."""
    commented_by_people: bool = True
    """Whether what people wrote about rows stands at them."""
    number: int = 0
    """Of the last row written."""
    markdown: dict[str, str] = field(default_factory=dict)
    """The Markdown of what Word cannot show as it is: see `bookmarks.property_of`."""
    lists: Lists = field(init=False)

    def __post_init__(self) -> None:
        self.lists = Lists(self.inline.collected)

    def tables(self, passages: Sequence[Passage]) -> Iterator[str]:
        """One table for what nothing visible parts, and one for each table of the post; none for nothing."""
        for table_number, group in groupby(passages, key=lambda passage: passage.block.cell and passage.block.cell[0]):
            written = tuple(group)
            if table_number is None:
                yield self._rows(written)
            else:
                yield from self._grids(written)

    def text(self, unit: Unit, column: Column, look: Look = Look()) -> str:  # noqa: B008 - frozen
        """A row's text in one column as runs; remembers its Markdown where they do not say it all."""
        text: Text = getattr(unit, column)
        runs = self.inline.runs(trimmed(settled(text, cell=from_cell((unit,)), terms=self.terms)), column, look)
        self._remember(unit, column, runs, look)
        return runs

    def marked(
        self,
        rows: Sequence[Unit],
        columns: Sequence[Column],
        look: Look = Look(),  # noqa: B008 - frozen
        also: Sequence[Unit] = (),
    ) -> str:
        """Rows that share a place, in the first of the `columns`, each with a mark where it begins for each column that
        says the same, and for the row of `also` that does. Sentences are parted as the language does."""
        pieces: list[str] = []
        for index, unit in enumerate(rows):
            runs = self.text(unit, columns[0], look)
            for column in columns:
                same = (*also[index : index + 1], unit)
                pieces += [self.inline.collected.mark(text_name(alike.id, column)) for alike in same]
                for alike in same:
                    self._remember(alike, column, runs, look)
            blank = " " if runs and index and columns[0] == "en" else ""
            pieces += [self.inline.words(blank, columns[0], look), runs]
        return "".join(pieces)

    def unread(self, rows: Sequence[Unit], runs: str) -> str:
        """Marks for rows that say nothing but stand in a place that is the same for all languages: a picture."""
        for unit in rows:
            for column in self.page.columns:
                self._remember(unit, column, runs, Look(fixed=True))
        return "".join(self.inline.collected.mark(text_name(unit.id, c)) for unit in rows for c in self.page.columns) + runs

    def header(self, first: str, widths: Sequence[int], spans: Sequence[int] = (), languages: Sequence[Column] = ()) -> str:
        """The names of the columns, or of those `languages`, repeated on every page."""
        names = [paragraph(f"{STYLES[c]}Header", self.inline.words(HEADERS[c], c)) for c in languages or self.page.columns]
        if len(widths) == 2 and not languages:
            names = [paragraph("EnglishHeader", run(" / ".join(HEADERS[c] for c in self.page.columns)))]
        if len(widths) > 1 + len(self.page.columns) and not spans:
            names.append(paragraph("EnglishHeader", run(CONFLICT)))
        return row([paragraph("RowNumber", run(first)), *names], widths, spans=spans, header=True, whole=True)

    def _remember(self, unit: Unit, column: Column, runs: str, look: Look = Look()) -> None:  # noqa: B008 - frozen
        remembered = property_of(runs, getattr(unit, column), fixed=look.fixed)
        if remembered:
            self.markdown[f"{unit.id} {column}"] = remembered

    def _rows(self, passages: Sequence[Passage]) -> str:
        rows = (
            line for passage in passages for index, unit in enumerate(passage.rows) for line in self._row(passage, unit, index)
        )
        return table((self.header("#", self.page.widths), *rows), self.page.widths)

    def _row(self, passage: Passage, unit: Unit, index: int) -> Iterator[str]:
        image = _only_image(unit.hans)
        if passage.block.kind != "item":
            self.lists.end()
        if image and (picture := self._picture(image)):
            yield picture
            texts = {c: self._caption(unit, c) for c in self.page.columns}
        else:
            texts = {c: self.text(unit, c) for c in self.page.columns}
        cells = [self._cell(texts[c], c, passage, index) for c in self.page.columns]
        written = [paragraph("RowNumber", self._numbered((unit,))), *(["".join(cells)] if self.page.stacked else cells)]
        if self.page.conflicts:
            written.append(paragraph(STYLES["en"], run(self.conflicts.pop(unit.id, NO_CONFLICT), "en")))
        whole = all(len(plain(getattr(unit, c))) < SHORT for c in self.page.columns)
        turns = not self.times or passage.speaker is not None  # sentences with times are blocks of their own
        yield row(written, self.page.widths, whole=whole, ruled=not index and turns and passage.block.kind not in TOGETHER)

    def _picture(self, image: PairedCode) -> str:
        """A row with nothing but a picture, once for all languages."""
        width = sum(self.page.widths[1:])
        drawn = self.inline.image(image, width - 240, HIGHEST)
        if not drawn:
            return ""
        spans = (1, len(self.page.widths) - 1)
        return row([paragraph("RowNumber"), paragraph("Picture", drawn)], (self.page.number, width), spans=spans, whole=True)

    def _caption(self, unit: Unit, column: Column) -> str:
        image = _only_image(getattr(unit, column))
        runs = self.inline.runs(image.untitled.inner if image else getattr(unit, column), column)
        self._remember(unit, column, runs)
        return runs

    def _numbered(self, rows: Sequence[Unit]) -> str:
        """What stands as the number of rows: their label, a mark for each, when they are heard, and comments."""
        first, self.number = self.number + 1, self.number + len(rows)
        label = _label(first, rows)
        names = [row_name(unit.id, first + index) for index, unit in enumerate(rows)]
        marks = self.inline.collected.mark(names[0], label) + "".join(map(self.inline.collected.mark, names[1:]))
        marks += BREAK + run(self.times[rows[0].id]) if rows[0].id in self.times else ""
        return self.commented(rows, marks)

    def commented(self, rows: Sequence[Unit], runs: str) -> str:
        """Runs with comments for what is flagged in the rows and for what people wrote about them."""
        found = dict.fromkeys(flag for unit in rows for flag in unit.flags if flag in self.flags)
        runs = self.inline.collected.comment(runs, [run(f"{flag}: {self.flags[flag]}") for flag in found])
        for comment in (comment for unit in rows for comment in unit.comments if self.commented_by_people):
            lines = [run(line) for line in comment.text.split("\n")]
            runs = self.inline.collected.comment(runs, lines, comment.who, comment.when)
        return runs

    def _cell(self, text: str, column: Column, passage: Passage, index: int) -> str:
        block = passage.block
        style = STYLES[column] + ("Quote" if passage.quotations or block.kind == "quote" else "") + "Header" * passage.title
        if block.kind != "item":
            return paragraph(style, ("" if index else self._opening(column, passage)) + text)
        indent = INDENT * level_of(block)
        if index or not block.marker:
            indent += INDENT
            return paragraph(style, text, indent=indent, bar=passage.quotations and indent)
        if passage.mark:
            text = run(f"{BOXES[passage.mark]} ", column, Look("TaskBox")) + text
        numbering = self.lists.item(block, column, passage.quotations)
        return paragraph(style, text, numbering=numbering, bar=passage.quotations and indent)

    def _opening(self, column: Column, passage: Passage) -> str:
        """The speaker, or the name of a footnote that nothing refers to."""
        if passage.speaker:
            name = self.inline.words(getattr(passage.speaker, column), column, Look(self.speakers[passage.speaker]))
            return name + self.inline.words(": " if column == "en" else "：", column)
        if passage.mark:
            return run(f"{passage.mark} ", column, Look("CalloutName"))
        name = passage.block.marker.strip("[]^:") if passage.block.kind == "note" else ""
        return self.inline.words(f"[{name}]", column, Look("NoteName")) + run(" ") if name else ""

    def _grids(self, passages: Sequence[Passage]) -> Iterator[str]:
        """A table of the post: its columns in each language side by side, or a table a language where that is too narrow."""
        self.lists.end()
        pieces = [[passage.pieces[at] for passage in passages] for at in range(len(passages[0].pieces))]
        texts = {c: [[plain(joined(piece, c)) for piece in column] for column in pieces] for c in self.page.columns}
        labels: list[str] = []
        numbers: list[str] = []
        for passage in passages:
            labels.append(_label(self.number + 1, passage.rows))
            numbers.append(self._numbered(passage.rows))
        for languages, widths in self.page.grids(texts):
            yield self._grid(passages, numbers, languages, widths)
            numbers = labels

    def _grid(
        self, passages: Sequence[Passage], numbers: Sequence[str], languages: Sequence[Column], widths: Sequence[int]
    ) -> str:
        """A table of the post in some languages. Its rows are marked at their numbers only once in a document."""
        count = len(passages[0].pieces)
        shares = [sum(widths[1 + at * count : 1 + (at + 1) * count]) for at in range(len(languages))]
        header = self.header("#", (widths[0], *shares), (1, *[count] * len(languages)), languages)
        written = zip(passages, numbers, strict=True)
        together = len(passages) - 1 if len(passages) <= UNBROKEN else 0
        rows = (self._grid_row(*pair, languages, widths, keep=at < together) for at, pair in enumerate(written))
        return table((header, *rows), widths)

    def _grid_row(self, passage: Passage, number: str, languages: Sequence[Column], widths: Sequence[int], *, keep: bool) -> str:
        block = passage.block
        first = block.cell is not None and block.cell[1] == 0
        sides = self.alignments.get(block.cell[0], ()) if block.cell else ()
        cells = [
            paragraph(
                f"{STYLES[column]}{'Header' if first else ''}{SIDES.get(side, '')}", self.marked(piece, (column,)), keep=keep
            )
            for column in languages
            for piece, side in zip(passage.pieces, (*sides, *[""] * len(passage.pieces)), strict=False)
        ]
        return row([paragraph("RowNumber", number, keep=keep), *cells], widths, header=first, whole=True)


def _label(first: int, rows: Sequence[Unit]) -> str:
    """The number of a row, or of the first and the last of several."""
    return run(str(first) if len(rows) == 1 else f"{first}–{first + len(rows) - 1}")


def _only_image(text: Text) -> PairedCode | None:
    """The image that is all of a text."""
    parts = [part for part in text if not isinstance(part, str) or part.strip()]
    alone = parts[0] if len(parts) == 1 and isinstance(parts[0], PairedCode) else None
    return alone if alone and alone.untitled.kind == "image" and join(alone.untitled.inner).strip() else None


def trimmed(text: Text) -> Text:
    """Without the blanks at its edges, which separate sentences in the post."""
    parts = list(text)
    for at in (0, -1):
        if parts and isinstance(parts[at], str):
            parts[at] = str(parts[at]).lstrip() if at == 0 else str(parts[at]).rstrip()
    return tuple(part for part in parts if part != "")
