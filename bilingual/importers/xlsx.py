"""A workbook read back, as Excel, LibreOffice or WPS saved it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any
from zipfile import BadZipFile

from bilingual.errors import ImportFailed
from bilingual.formats.zips import opened, without_dtds
from bilingual.importers import sheet
from bilingual.model import Edited, ImportOptions


def read(data: bytes, path: str, options: ImportOptions = ImportOptions()) -> Edited:  # noqa: B008 - frozen
    """A row for each line of the first sheet; formulas count by what the program saved as their result."""
    return sheet.edited(_lines(data, path), path, "xlsx")


def _lines(data: bytes, path: str) -> Iterator[tuple[int, Sequence[str]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    without_dtds(opened(data, path, "workbook"), path).close()
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        first: Any = book.worksheets[0]
        first.reset_dimensions()  # what a file declares its size to be is not believed
        for number, line in enumerate(first.iter_rows(values_only=True), 1):
            yield number, [_text(value) for value in line]
    except (InvalidFileException, KeyError, ValueError, TypeError, IndexError, BadZipFile, SyntaxError) as error:
        raise ImportFailed("The workbook is damaged.", "Save it again and try once more.", path=path) from error


def _text(value: object) -> str:
    """A cell as text: a number that a program made of it without the `.0`."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
