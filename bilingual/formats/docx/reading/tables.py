"""Where texts stand in an edited document: under its headings, in the rows of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile
from typing import Any

from bilingual.formats.common.outline import COLUMNS, CONFLICT, GLOSSARY
from bilingual.formats.docx.reading.paragraphs import Piece, Reader, unsafe
from bilingual.model import Column, SegmentId
from bilingual.office.namespaces import W

STYLES: dict[str, Column] = {"simplified chinese": "hans", "traditional chinese": "hant", "english": "en"}
"""What the names of a column's paragraph styles begin with."""
ROW = re.compile(r"row(\d+)_(\w+)")
TEXT = re.compile(r"text_(hans|hant|en)_(\w+)")
LISTED = re.compile(r"conflict_(\w+)")
"""The mark of a row in the table of what others wrote for texts elsewhere."""
APPENDIX = re.compile(rf"({'|'.join(GLOSSARY.values())})\b")
"""What the heading of the glossary begins with; its entries are no rows."""
BETWEEN_TABLES = ("title", "toc", "heading", "signature", "code block", "kept text", "picture", *STYLES)
"""What the names of the styles begin with that the program gives to paragraphs between the tables."""
BLANK = Piece(" ")
"""Between two paragraphs of a text: a row is a sentence, and in Markdown a sentence has no paragraphs."""


@dataclass(frozen=True, slots=True)
class Place:
    """A heading, a row of a table, or a footnote."""

    name: str
    """For messages: `row 17`."""
    element: Any
    """The table row or the paragraph; tracked changes are looked up by it."""
    rows: tuple[SegmentId, ...] = ()
    """The rows whose marks stand at its number."""
    columns: tuple[Column, ...] = ()
    """Those that the table has."""
    texts: tuple[tuple[Column | None, tuple[Piece, ...]], ...] = ()
    """By column, in order; None where only marks in the text tell."""
    number: int = 0
    """Of the last row in it, as the document was written; 0 where it has none."""
    labels: tuple[tuple[Column, str], ...] = ()
    """The name before the text, by column; empty where only other columns have one."""
    conflicts: tuple[tuple[SegmentId, str], ...] = ()
    """What stands in the column of conflicts, by row; a person who has decided empties it."""

    @property
    def row(self) -> SegmentId:
        """The first row in it; empty where it has none."""
        marked = (found[2] for _, pieces in self.texts for piece in pieces if (found := TEXT.fullmatch(piece.mark)))
        return next(iter((*self.rows, *map(unsafe, marked))), "")


def places(body: Any, reader: Reader) -> Iterator[Place]:
    """All places of a document that may hold rows, in order."""
    glossary = False
    for block in _blocks(body):
        if block.tag == f"{W}tbl":
            yield from _Table(reader, glossary).places(block)
            continue
        pieces = reader.pieces(block)
        if reader.style(block).startswith("heading"):
            glossary = _opens_glossary(pieces)
        if any(TEXT.fullmatch(piece.mark) for piece in pieces):
            first_line = "".join(piece.text for piece in pieces).split("\n")[0].strip()
            yield Place(f"“{first_line[:30]}”", block, texts=((None, tuple(pieces)),))


def _blocks(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body, those in content controls included; no tables within tables."""
    for child in parent.iter(f"{W}p", f"{W}tbl"):
        if next(child.iterancestors(f"{W}tbl"), None) is None:
            yield child


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    at: int
    """The grid column where it begins."""
    paragraphs: tuple[tuple[str, list[Piece]], ...]
    """The names of their styles, and their texts."""

    @property
    def pieces(self) -> list[Piece]:
        """Everything in it."""
        return [piece for _, paragraph in self.paragraphs for piece in paragraph]


@dataclass(slots=True)
class _Table:
    reader: Reader
    glossary: bool
    """Whether it stands where the glossary does: then only marked rows are any."""
    heads: tuple[tuple[int, Column], ...] = ()
    """The grid columns where the columns begin."""
    numbered: bool = False
    stacked: bool = False
    last: str = ""
    """The name of the last row that was known."""
    conflicts: int | None = None
    """The grid column of what others wrote."""

    def places(self, table: Any) -> Iterator[Place]:
        """The rows of a table below its head; none of a table without the names of the columns or marked rows."""
        rows = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]
        for index, row in enumerate(rows):
            cells = [*self._cells(row)]
            if index == 0 and self._head(cells):
                continue
            yield from self._row(row, cells)

    def _cells(self, row: Any) -> Iterator[Cell]:
        at = 0
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is row:
                paragraphs = ((self.reader.style(p), self.reader.pieces(p)) for p in cell.iter(f"{W}p"))
                yield Cell(at, tuple(paragraphs))
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                at += int(span.get(f"{W}val", "1")) if span is not None else 1

    def _head(self, cells: Sequence[Cell]) -> bool:
        """Learns the columns from the first row; False where it names none."""
        words = [(cell.at, _shown(cell.pieces)) for cell in cells]
        self.numbered = bool(words) and words[0][1] in ("#", "")
        self.heads = tuple((at, COLUMNS[text]) for at, text in words if text in COLUMNS)
        self.conflicts = next((at for at, text in words if text == CONFLICT), None)
        named = [name for _, text in words for name in text.split(" / ") if name in COLUMNS]
        if not self.heads and named:
            self.stacked = True
            self.heads = tuple((words[-1][0], COLUMNS[name]) for name in named)
        return bool(self.heads)

    def _row(self, row: Any, all_cells: Sequence[Cell]) -> Iterator[Place]:
        cells = [cell for cell in all_cells if cell.at != self.conflicts]
        marks = [found for cell in cells for piece in cell.pieces if (found := ROW.fullmatch(piece.mark))]
        marks.sort(key=lambda found: int(found[1]))  # LibreOffice sorts bookmarks at one place by name
        listed = [found[1] for cell in cells for piece in cell.pieces if (found := LISTED.fullmatch(piece.mark))]
        texts = () if listed else tuple(self._texts(cells))
        inside = any(TEXT.fullmatch(piece.mark) for _, pieces in texts for piece in pieces)
        if not (marks or inside or listed or self._told(cells)):
            return
        numbers = [int(found[1]) for found in marks]
        name = f"after {self.last}" if self.last else "the first row"
        if numbers:
            self.last = name = f"row {numbers[0]}" if len(numbers) == 1 else f"rows {numbers[0]}–{numbers[-1]}"
        rows = tuple(unsafe(found[2]) for found in marks)
        columns = tuple(dict.fromkeys(column for _, column in self.heads))
        others = [_shown(cell.pieces) for cell in all_cells if cell.at == self.conflicts]
        conflicts = tuple((identity, text) for identity in (*rows, *map(unsafe, listed)) for text in others)
        yield Place(name, row, rows, columns, texts, max(numbers, default=0), tuple(self._labels(cells)), conflicts)

    def _labels(self, cells: Sequence[Cell]) -> Iterator[tuple[Column, str]]:
        """The name of who speaks, in each column with a text; nothing where no column has one."""
        names: dict[Column, str] = {}
        for cell in cells[1 if self.numbered else 0 :]:
            column = self._column(cell)
            for style, pieces in cell.paragraphs[:1] if column and not self.stacked else cell.paragraphs:
                if _shown(pieces) and (found := language(style) or column):
                    names.setdefault(found, label_of(pieces))
        yield from names.items() if any(names.values()) else ()

    def terms(self, table: Any) -> Iterator[tuple[tuple[Column, str], ...]]:
        """The texts of each row below the head, by column: the glossary's."""
        for index, row in enumerate(row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table):
            cells = [*self._cells(row)]
            if index and self.heads:
                columns = dict(self.heads)  # to the right of them stands the note
                terms = ((cell.at, cell.paragraphs[0][1]) for cell in cells if cell.paragraphs)  # what explains them is below
                yield tuple((columns[at], _shown(pieces)) for at, pieces in terms if at in columns)
            elif not index:
                self._head(cells)

    def _column(self, cell: Cell) -> Column | None:
        """The column that a cell is in, by the table's head."""
        return next((head for start, head in reversed(self.heads) if start <= cell.at), None)

    def _told(self, cells: Sequence[Cell]) -> bool:
        """Whether a row without marks has texts in its columns: not a picture or a fact."""
        styles = {style for cell in cells for style, _ in cell.paragraphs}
        return bool(self.heads) and not self.glossary and not styles & {"picture", "front key"}

    def _texts(self, cells: Sequence[Cell]) -> Iterator[tuple[Column, tuple[Piece, ...]]]:
        """What the cells say by column: that of the table's head, or of the paragraphs' styles where languages share a
        cell. A cell without a mark is for the row that its neighbour in another column is for."""
        found: dict[Column, list[tuple[Piece, ...]]] = {}
        for cell in cells[1 if self.numbered else 0 :]:
            by_column = self._cell(cell)
            for column, pieces in by_column.items():
                found.setdefault(column, []).append(pieces)
        for column, cells_of_column in found.items():
            for index, pieces in enumerate(cells_of_column):
                other = next((mark for line in found.values() for mark in _marks(line[index : index + 1])), "")
                missing = other and not any(_marks([pieces])) and len(cells_of_column) > 1
                yield column, (*([Piece(mark=f"text_{column}_{other}")] if missing else ()), *pieces)

    def _cell(self, cell: Cell) -> dict[Column, tuple[Piece, ...]]:
        texts: dict[Column, tuple[Piece, ...]] = {}
        column = self._column(cell)
        for style, pieces in cell.paragraphs:
            if self.stacked or not self.heads:
                column = language(style) or column
            if column is not None:
                before = texts.get(column)
                text = without_label(pieces)
                texts[column] = (*before, BLANK, *text) if before else text
        return texts


def _marks(texts: Sequence[Sequence[Piece]]) -> Iterator[str]:
    """What the marks of texts say of the row."""
    for pieces in texts:
        yield from (found[2] for piece in pieces if (found := TEXT.fullmatch(piece.mark)))


def language(style: str) -> Column | None:
    """The column that a style is for, by its name."""
    return next((known for start, known in STYLES.items() if style.startswith(start)), None)


def _shown(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces).strip()


def label_of(pieces: Sequence[Piece]) -> str:
    """The speaker's name before a text; empty where there is none.

    >>> label_of([Piece("Host", style="speaker 1"), Piece(": Yes.")])
    'Host'
    """
    named = takewhile(lambda piece: piece.style.startswith("speaker") or not piece.text, pieces)
    return "".join(piece.text for piece in named).strip().rstrip(":：").rstrip()


def glossary_rows(body: Any, reader: Reader) -> Iterator[tuple[tuple[Column, str], ...]]:
    """The rows of the glossary at the end of a document: what stands in each column."""
    glossary = False
    for block in _blocks(body):
        if block.tag == f"{W}p" and reader.style(block).startswith("heading"):
            glossary = _opens_glossary(reader.pieces(block))
        elif block.tag == f"{W}tbl" and glossary:
            yield from _Table(reader, glossary).terms(block)


def _opens_glossary(pieces: Sequence[Piece]) -> bool:
    """Whether a heading is that of the glossary: a post's own, which may say the same, has the marks of its row."""
    return APPENDIX.match(_shown(pieces)) is not None and not any(TEXT.fullmatch(piece.mark) for piece in pieces)


def added_paragraphs(body: Any, reader: Reader) -> Iterator[str]:
    """What stands between the tables in a paragraph that the program does not write there."""
    for block in _blocks(body):
        if block.tag == f"{W}p" and not reader.style(block).startswith(BETWEEN_TABLES):
            pieces = reader.pieces(block)
            if _shown(pieces) and not any(TEXT.fullmatch(piece.mark) for piece in pieces):
                yield _shown(pieces)


def without_label(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The text after the speaker's name and its colon, after the name of a footnote or a callout, or the box of a task.

    >>> without_label([Piece("Host", style="speaker 1"), Piece(": "), Piece("Yes.")])[0].text
    'Yes.'
    """
    rest = [*dropwhile(lambda piece: piece.style.startswith(("speaker", "note name", "task box", "callout name")), pieces)]
    if rest and len(rest) < len(pieces):
        rest[0] = replace(rest[0], text=re.sub(r"^\s*[:：]?\s*", "", rest[0].text))
    return tuple(piece for piece in rest if piece.text or piece.mark)
