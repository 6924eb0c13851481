"""Workbooks from elsewhere: what is too much is refused before it is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

import pytest

from bilingual.errors import ImportFailed
from bilingual.formats.common import sheet_reading
from bilingual.formats.xlsx.cells import sheets


def workbook(sheet: bytes = b"", **gone: bytes) -> bytes:
    """A workbook with those rows, without what is `gone` from a part (`workbook`, `sheet1`)."""
    from openpyxl import Workbook

    written, changed = io.BytesIO(), io.BytesIO()
    Workbook().save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            data = before.read(name).replace(gone.get(PurePath(name).stem, b"\0"), b"")
            after.writestr(name, data.replace(b"<sheetData></sheetData>", b"<sheetData>" + sheet + b"</sheetData>"))
    return changed.getvalue()


def test_more_cells_than_a_sheet_of_segments_has_are_refused_unread() -> None:
    cells = b"<row>" + b'<c t="str"><v>a</v></c>' * 1000 + b"</row>"
    ((row, *_), *_) = [[*lines] for lines in sheets(workbook(cells), "a.xlsx", results=True)]
    assert len(row[1]) == 1000
    with pytest.raises(ImportFailed, match="more than 1,000,000 cells"):
        next(sheets(workbook(cells * (sheet_reading.MOST_CELLS // 1000 + 1)), "a.xlsx", results=True))


def test_a_sheet_that_names_no_part_makes_the_workbook_a_damaged_one() -> None:
    with pytest.raises(ImportFailed, match="its parts do not fit together"):
        next(sheets(workbook(workbook=b' r:id="rId1"'), "a.xlsx", results=True))
