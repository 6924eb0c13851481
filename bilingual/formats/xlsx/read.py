"""A workbook read back, as Excel, LibreOffice or WPS saved it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bilingual.formats.common.sheet_reading import read_sheet
from bilingual.formats.xlsx.cells import cell_text, sheets
from bilingual.model import Edited, ImportOptions


def read_xlsx(data: bytes, path: str, options: ImportOptions = ImportOptions()) -> Edited:  # noqa: B008 - frozen
    """A row for each line of the first sheet; formulas count by what the program saved as their result."""
    return read_sheet(_lines(data, path), path, "xlsx")


def _lines(data: bytes, path: str) -> Iterator[tuple[int, Sequence[str]]]:
    first: Iterator[tuple[Any, ...]] = next(sheets(data, path, results=True), iter(()))
    for number, line in enumerate(first, 1):
        yield number, [cell_text(cell.value) for cell in line]
