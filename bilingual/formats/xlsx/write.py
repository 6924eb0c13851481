"""A post as an Excel workbook: a line a row, every cell a string that stays one, the same bytes for the same post."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from bilingual.formats.common.sheets import lines
from bilingual.formats.common.xml import writable
from bilingual.formats.common.zips import EPOCH, pack_zip
from bilingual.formats.xlsx.cells import strings
from bilingual.model import ExportOptions, Output, Translation

EPOCH_STAMP = datetime(*EPOCH[:6]).isoformat().encode() + b"Z"
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
"""openpyxl writes the present time there whatever it is told."""
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
    _fill(sheet, result, options)
    book.properties.title = writable(result.document.name)
    book.properties.description = str(result.signature)
    book.properties.creator = "bilingual"
    book.properties.created = datetime(*EPOCH[:6])
    file = io.BytesIO()
    book.save(file)
    return (Output(".xlsx", _dated(file.getvalue())),)


def _fill(sheet: Any, result: Translation, options: ExportOptions) -> None:
    for number, line in enumerate(lines(result, options)):
        sheet.append(strings(sheet, line, bold=number == 0))


def _dated(data: bytes) -> bytes:
    """The same workbook, its parts dated like those of our other documents instead of now."""
    with zipfile.ZipFile(io.BytesIO(data)) as written:
        parts = [(name, MODIFIED.sub(rb"\g<1>" + EPOCH_STAMP, written.read(name))) for name in written.namelist()]
    return pack_zip(parts)
