"""The glossary at the end of a document: the terms in force, and what explains them."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.formats.common.outline import HEADERS, Entry
from bilingual.formats.docx.writing.rows import STYLES, Rows
from bilingual.formats.docx.writing.runs import term_name
from bilingual.formats.docx.writing.wordprocessing import Look, paragraph, row, run, table
from bilingual.model import Column


def glossary(entries: Sequence[Entry], rows: Rows) -> str:
    """The terms in force with what explains them below, and a column of remarks where there is any."""
    inline, columns = rows.inline, rows.page.columns
    remarks = any(map(_remark, entries))
    widths = rows.page.glossary(remarks)
    names = [paragraph(f"{STYLES[c]}Header", inline.words(HEADERS[c], c)) for c in columns]
    header = row([*names, *[paragraph("EnglishHeader", run("Note"))] * remarks], widths, header=True, whole=True)
    lines = (row(_entry(entry, number, remarks, rows), widths, whole=True) for number, entry in enumerate(entries))
    return table((header, *lines), widths)


def _entry(entry: Entry, number: int, remark: bool, rows: Rows) -> list[str]:
    cells = [_term(entry, column, number if column == rows.page.columns[0] else None, rows) for column in rows.page.columns]
    return [*cells, *[paragraph("Simplified", rows.inline.words(_remark(entry), "hans"))] * remark]


def _term(entry: Entry, column: Column, number: int | None, rows: Rows) -> str:
    """A term, with its bookmark in the first column, and what explains it to a reader of that column."""
    words, explained = rows.inline.words(entry.cell(column), column, Look(bold=True)), entry.definition(column)
    term = paragraph(STYLES[column], words if number is None else rows.inline.collected.mark(term_name(number), words))
    return term + (paragraph(f"{STYLES[column]}Note", rows.inline.words(explained, column)) if explained else "")


def _remark(entry: Entry) -> str:
    """What is to be remarked of a term beyond what explains it."""
    return "" if entry.remark == entry.definition("en") else entry.remark
