"""What others wrote for texts outside of the numbered rows: headings, tables, notes, the front matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilingual.formats.common.outline import CONFLICT
from bilingual.formats.docx.bookmarks import conflict_name
from bilingual.formats.docx.writing.page import even
from bilingual.formats.docx.writing.rows import Rows
from bilingual.formats.docx.writing.wordprocessing import paragraph, row, run, table
from bilingual.model import Unit, plain

ELSEWHERE = "In headings, tables, notes"
"""What stands over the Chinese of these texts."""


def conflicts(units: Iterable[Unit], rows: Rows) -> str:
    """A table of those of `rows.conflicts` that no column had; nothing where there are none."""
    widths = even(rows.page.width, 2)
    lines = [row(_cells(unit, rows), widths, whole=True) for unit in units if unit.id in rows.conflicts]
    heads = [paragraph("EnglishHeader", run(head)) for head in (ELSEWHERE, CONFLICT)]
    return table((row(heads, widths, header=True, whole=True), *lines), widths) if lines else ""


def _cells(unit: Unit, rows: Rows) -> Iterator[str]:
    """The Chinese, which nobody would write another text over, and what others wrote."""
    chinese = rows.inline.words(plain(unit.hans).strip(), "hans")
    yield paragraph("Simplified", rows.inline.collected.mark(conflict_name(unit.id), chinese))
    yield paragraph("English", run(rows.conflicts[unit.id], "en"))
