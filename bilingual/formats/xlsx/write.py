"""A post as an Excel workbook: a line a row, every cell a string that stays one, the same bytes for the same post."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bilingual.errors import ExportError
from bilingual.formats.common.post_source import day_of
from bilingual.formats.common.sheets import lines
from bilingual.formats.xlsx.cells import LONGEST, saved
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
    _check_lengths(rows, result.document.path)
    return (Output(".xlsx", saved(book, sheet, heads, rows)),)


def _check_lengths(rows: Sequence[Sequence[str]], path: str) -> None:
    """Raises `ExportError` for a text that a cell would cut: what was cut would come back as somebody's change."""
    for number, row in enumerate(rows, 2):
        longest = max(len(writable(text)) for text in row)
        if longest > LONGEST:
            fact = f"Row {number} of the workbook would have a text of {longest:,} characters; a cell holds {LONGEST:,}."
            raise ExportError(fact, "Break the sentence into several, or leave xlsx out of --format.", path=path or None)
