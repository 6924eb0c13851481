"""Workbooks (XLSX): cells that stay strings, and sheets of files from elsewhere read safely."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from bilingual.errors import ImportFailed
from bilingual.formats.common.sheet_reading import MOST_CELLS
from bilingual.formats.xlsx.parts import Book, Cells, Row, date_looks, shared_strings, sheet_rows, too_many
from bilingual.office.xml import escaped, writable
from bilingual.office.zips import open_zip, pack_zip, without_dtds

_CELL = re.compile(rb"<(?:\w+:)?(?:c|si)[ >/]")
"""A cell or a shared string begins."""
_TAG, _PIECE = 24, 1 << 20
"""Bytes that the beginning of such a tag may have, and that are unpacked at once."""
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
"""openpyxl writes the present time there whatever it is told."""
LONGEST = 32_767
"""Characters of a cell (Excel's limit)."""


def _strings(sheet: Any, texts: Iterable[str], *, bold: bool = False) -> list[Any]:
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


def saved(book: Any, sheet: Any, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The workbook with the heads and rows, strings all of them, on its last sheet, which is a write-only one without rows yet.

    openpyxl takes 0.3 ms for a row, so it is given the first one only: the others are in the look of its last cell. The parts
    are of the day on which the workbook says it was made.
    """
    waiting = iter(rows)
    sheet.append(_strings(sheet, heads, bold=True))
    for row in islice(waiting, 1):
        sheet.append(_strings(sheet, row))
    file = io.BytesIO()
    book.save(file)
    day: datetime = book.properties.created
    stamp = day.isoformat().encode() + b"Z"
    with ZipFile(file) as written:
        parts = {name: MODIFIED.sub(rb"\g<1>" + stamp, written.read(name)) for name in written.namelist()}
    name = next(name for name in reversed(parts) if name.startswith("xl/worksheets/"))
    before, end, after = parts[name].rpartition(b"</sheetData>")
    look = before.rpartition(b' s="')[2].partition(b'"')[0].decode()
    lines = (_line(texts, number, look) for number, texts in enumerate(waiting, 3))
    parts[name] = before + "".join(lines).encode("ascii", "xmlcharrefreplace") + end + after
    return pack_zip(parts.items(), day=day)


def _line(texts: Sequence[str], number: int, look: str) -> str:
    from openpyxl.utils import get_column_letter

    named = ((f"{get_column_letter(n)}{number}", text) for n, text in enumerate(texts, 1))
    cells = (f'<c r="{name}" s="{look}" t="inlineStr">{_inline(text)}</c>' for name, text in named)
    return f'<row r="{number}">{"".join(cells)}</row>'


@lru_cache(maxsize=4096)
def _inline(text: str) -> str:
    """The characters of a cell as XML: nothing of an empty one; blanks at the edges are said to count."""
    text = writable(text)[:LONGEST]
    space = ' xml:space="preserve"' if text.strip() != text else ""
    return f"<is><t{space}>{escaped(text)}</t></is>" if text else ""


def cell_text(value: object) -> str:
    """A cell as text: a number that a program made of it without the `.0`.

    >>> cell_text(7.0), cell_text(None), cell_text("007")
    ('7', '', '007')
    """
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def sheets(data: bytes, path: str, *, results: bool) -> Iterator[Iterator[Row]]:
    """The rows of each sheet; with `results` a formula is what the program last made of it, else its text.

    Raises `ImportFailed` for a file that is no sound workbook, is encrypted, packs too much or declares entities.
    """
    from xml.parsers.expat import ExpatError

    damage = (ExpatError, BadZipFile, zlib.error, OSError, EOFError, LookupError, ValueError, OverflowError, NotImplementedError)
    with without_dtds(open_zip(data, path, "workbook"), path) as archive:
        _check_size(archive, path)
        try:
            book = Book.of(archive)
            cells = Cells(shared_strings(archive, book), date_looks(archive, book), results)
            names = book.sheets(archive)
        except damage as error:
            raise _damaged(path) from error
        for name in names:
            yield _guarded(sheet_rows(archive, name, cells, path), damage, path)


def _check_size(archive: ZipFile, path: str) -> None:
    """Refuses more cells or strings than a sheet of segments has, counted as they are unpacked."""
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
                    raise too_many(part.filename, path)


def _guarded(rows: Iterator[Row], damage: tuple[type[Exception], ...], path: str) -> Iterator[Row]:
    try:
        yield from rows
    except damage as error:
        raise _damaged(path) from error


def _damaged(path: str) -> ImportFailed:
    fact = "The workbook is damaged: its parts do not fit together."
    return ImportFailed(fact, "Open it in a spreadsheet and save it again.", path=path)
