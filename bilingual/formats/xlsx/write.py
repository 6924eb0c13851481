"""A post as an Excel workbook: a line a row, every cell a string that stays one, the same bytes for the same post."""

from __future__ import annotations

from typing import Any

from bilingual.formats.common.post_source import day_of
from bilingual.formats.common.sheets import lines
from bilingual.formats.xlsx.cells import saved
from bilingual.model import ExportOptions, Output, Translation
from bilingual.office.xml import writable
from bilingual.office.zips import EPOCH

WIDTHS = (14, 12, 50, 50, 60, 10, 14, 24, 20, 40, 40)
"""Of the columns, in characters."""


def write_xlsx(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.xlsx`, the same whatever the layout."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Segments")  # its stubs know only half of what a write-only sheet can do
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGHIJK", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    book.properties.title = writable(result.document.name)
    book.properties.description = str(result.signature)
    book.properties.creator = "bilingual"
    book.properties.created = day_of(result.document) or EPOCH
    heads, *rows = lines(result, options)
    return (Output(".xlsx", saved(book, sheet, heads, rows)),)
