"""The glossary at the end of a document, and what a comment says of a term where it stands first."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.formats.common.outline import HEADERS, Entry
from bilingual.formats.docx.writing.rows import STYLES, Rows
from bilingual.formats.docx.writing.runs import Inline, term_name
from bilingual.formats.docx.writing.wordprocessing import Look, paragraph, row, run, table
from bilingual.model import Column


def glossary(entries: Sequence[Entry], rows: Rows) -> str:
    """The terms in force, with a column of remarks where there is any."""
    inline, columns = rows.inline, rows.page.columns
    remarks = any(entry.remark for entry in entries)
    widths = rows.page.glossary(remarks)
    names = [paragraph(f"{STYLES[c]}Header", inline.words(HEADERS[c], c)) for c in columns]
    header = row([*names, *[paragraph("EnglishHeader", run("Note"))] * remarks], widths, header=True, whole=True)
    lines = (row(_entry(entry, number, remarks, rows), widths, whole=True) for number, entry in enumerate(entries))
    return table((header, *lines), widths)


def _entry(entry: Entry, number: int, remark: bool, rows: Rows) -> list[str]:
    cells = [rows.inline.words(entry.cell(c), c) for c in rows.page.columns]
    cells[0] = rows.inline.collected.mark(term_name(number), cells[0])
    written = [paragraph(STYLES[c], cell) for c, cell in zip(rows.page.columns, cells, strict=True)]
    return [*written, *[paragraph("Simplified", rows.inline.words(entry.remark, "hans"))] * remark]


def definition(entry: Entry, columns: Sequence[Column], inline: Inline) -> tuple[str, ...]:
    """The term in all columns, then what explains it in each; nothing for a term that nobody explains."""
    texts: dict[str, Column] = {}
    for column in columns:
        texts.setdefault(entry.definition(column), column)
    explained = [inline.words(text, column) for text, column in texts.items() if text]
    forms = " / ".join(dict.fromkeys(entry.cell(column) for column in columns))
    return (inline.words(forms, "hans", Look(bold=True)), *explained) if explained else ()
