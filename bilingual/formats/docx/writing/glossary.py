"""The glossary at the end of a document: the terms in force, and what explains them."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.formats.common.glossary_entries import Entry
from bilingual.formats.common.outline import HEADERS
from bilingual.formats.docx.writing.rows import STYLES, Rows
from bilingual.formats.docx.writing.runs import term_name
from bilingual.formats.docx.writing.wordprocessing import Look, paragraph, row, table
from bilingual.model import Column


def glossary(entries: Sequence[Entry], rows: Rows) -> str:
    """The terms in force, each with what explains it to a reader of its column below."""
    inline, columns, widths = rows.inline, rows.page.columns, rows.page.glossary
    header = row([paragraph(f"{STYLES[c]}Header", inline.words(HEADERS[c], c)) for c in columns], widths, header=True, whole=True)
    lines = (row(_entry(entry, number, rows), widths, whole=True) for number, entry in enumerate(entries))
    return table((header, *lines), widths)


def _entry(entry: Entry, number: int, rows: Rows) -> list[str]:
    return [_term(entry, column, number if column == rows.page.columns[0] else None, rows) for column in rows.page.columns]


def _term(entry: Entry, column: Column, number: int | None, rows: Rows) -> str:
    """A term, with its bookmark in the first column, and what explains it to a reader of that column."""
    words, explained = rows.inline.words(entry.cell(column), column, Look(bold=True)), entry.definition(column)
    term = paragraph(STYLES[column], words if number is None else rows.inline.collected.mark(term_name(number), words))
    return term + (paragraph(f"{STYLES[column]}Note", rows.inline.words(explained, column)) if explained else "")
