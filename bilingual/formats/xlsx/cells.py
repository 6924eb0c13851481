"""Workbooks (XLSX): cells that stay strings, and sheets of files from elsewhere read safely."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Any
from zipfile import BadZipFile, ZipFile

from bilingual.errors import ImportFailed
from bilingual.formats.common.sheet_reading import MOST_CELLS
from bilingual.formats.common.xml import writable
from bilingual.formats.common.zips import open_zip, without_dtds

_CELL = re.compile(rb"<(?:\w+:)?(?:c|row|si)[ >/]")
"""A cell, a row or a shared string begins."""
_TAG, _PIECE = 24, 1 << 20
"""Bytes that the beginning of such a tag may have, and that are unpacked at once."""
LONGEST = 32_767
"""Characters of a cell (Excel's limit)."""


def strings(sheet: Any, texts: Iterable[str], *, bold: bool = False) -> list[Any]:
    """Cells for a write-only sheet that stay strings: `=1+1` is not worked out, `1-2` no date, `007` keeps its noughts."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    top, heavy, made = Alignment(vertical="top", wrap_text=True), Font(name="Calibri", sz=11, bold=True), []
    for text in texts:
        cell = WriteOnlyCell(sheet, writable(text)[:LONGEST])
        cell.data_type, cell.number_format, cell.alignment = "s", "@", top
        if bold:
            cell.font = heavy
        made.append(cell)
    return made


def cell_text(value: object) -> str:
    """A cell as text: a number that a program made of it without the `.0`.

    >>> cell_text(7.0), cell_text(None), cell_text("007")
    ('7', '', '007')
    """
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def sheets(data: bytes, path: str, *, results: bool) -> Iterator[Iterator[tuple[Any, ...]]]:
    """The rows of each sheet, cell by cell; with `results` a formula is what the program last made of it, else its text.

    Raises `ImportFailed` for a file that is no sound workbook, is encrypted, packs too much or declares entities.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    with without_dtds(open_zip(data, path, "workbook"), path) as archive:
        _check_size(archive, path)
    damage = (InvalidFileException, BadZipFile, zlib.error, OSError, EOFError, SyntaxError, LookupError, ValueError, TypeError)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=results, keep_links=False)
    except damage as error:
        raise _damaged(path) from error
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file declares its size to be is not believed
        yield _guarded(sheet.iter_rows(), damage, path)


def _check_size(archive: ZipFile, path: str) -> None:
    """Refuses more cells or strings than a sheet of segments has, counted as they are unpacked: openpyxl takes minutes."""
    for part in archive.infolist():
        if not part.filename.endswith(".xml"):
            continue
        found, rest = 0, b""
        with archive.open(part) as opened:
            while piece := opened.read(_PIECE):
                found += len(_CELL.findall(rest + piece))
                rest = piece[-_TAG:]
                found -= len(_CELL.findall(rest))
                if found > MOST_CELLS:
                    fact = f"{part.filename} has more than {MOST_CELLS:,} cells."
                    raise ImportFailed(fact, "Remove what is not of the post.", path=path)


def _guarded(rows: Iterator[tuple[Any, ...]], damage: tuple[type[Exception], ...], path: str) -> Iterator[tuple[Any, ...]]:
    try:
        yield from rows
    except damage as error:
        raise _damaged(path) from error


def _damaged(path: str) -> ImportFailed:
    fact = "The workbook is damaged: its parts do not fit together."
    return ImportFailed(fact, "Open it in a spreadsheet and save it again.", path=path)
