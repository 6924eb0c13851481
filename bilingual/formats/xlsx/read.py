"""A workbook read back, as Excel, LibreOffice or WPS saved it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from zipfile import ZipFile

from bilingual.formats.common.sheet_reading import read_sheet, words_of_no_row
from bilingual.formats.xlsx.cells import cell_text, sheets
from bilingual.formats.xlsx.comments import read_comments
from bilingual.formats.xlsx.looks import read_looks
from bilingual.formats.xlsx.parts import Book, Row
from bilingual.model import Edited, ImportOptions
from bilingual.office.xml import all_text, local, parse_xml
from bilingual.office.zips import open_zip

PROPERTIES = "docProps/core.xml"
"""The part with the title, who saved the workbook, and so on."""


def read_xlsx(data: bytes, path: str, options: ImportOptions = ImportOptions()) -> Edited:  # noqa: B008 - frozen
    """A row for each line of the first sheet; formulas count by what the program saved as their result."""
    first, *others = [[*_lines(rows)] for rows in sheets(data, path, results=True)] or [[]]
    edited = read_sheet(first, path, "xlsx")
    lines = ((f"sheet {sheet}, row {row}", cells) for sheet, rows in enumerate(others, 2) for row, cells in rows)
    apart = [remark for place, cells in lines for remark in words_of_no_row(place, cells)]
    rows = {row.place: row.id for row in edited.rows}
    with open_zip(data, path, "workbook") as archive:
        book = Book.of(archive)
        beside = (*edited.remarks, *apart, *read_comments(archive, book, path, rows), *read_looks(archive, book, path, rows))
        return replace(edited, signature=_signature(archive, path), remarks=beside)


def _signature(archive: ZipFile, path: str) -> str:
    """What the workbook says it was made from, among its properties; empty where a program has lost it."""
    if PROPERTIES not in archive.namelist():
        return ""
    properties = parse_xml(archive.read(PROPERTIES), path, "workbook")
    found = next((all_text(element) for element in properties.iter() if local(element) == "description"), "")
    return found.strip() if found.startswith("bilingual ") else ""


def _lines(rows: Iterator[Row]) -> Iterator[tuple[int, Sequence[str]]]:
    yield from ((number, [cell_text(value) for value in line]) for number, line in rows)
