"""Terms as a workbook: every cell a string, so that `1-2` stays no date; lists to choose status, kind and case from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

from bilingual.errors import GlossaryError, ImportFailed
from bilingual.formats.common.terms import TermRows, term_rows
from bilingual.formats.xlsx.cells import cell_text, saved, sheets
from bilingual.formats.xlsx.parts import Row, Value
from bilingual.glossary.entries import term_cells
from bilingual.glossary.headers import COLUMNS, named_columns
from bilingual.model import Term, TermKind, TermStatus
from bilingual.office.zips import EPOCH

SHEET = "glossary"
WIDTHS = {
    "source": 24, "target": 32, "traditional": 20, "status": 12, "kind": 10, "case": 8, "aliases": 24, "note": 48, "where": 32
}  # fmt: skip
"""Of the columns, in characters."""
CHOICES = {"status": get_args(TermStatus), "kind": get_args(TermKind), "case": ("yes", "no")}
"""What can be chosen in a column."""
_ROOM = 500
"""Rows below the last term in which something can be chosen too."""
_MOST_EMPTY = 1000
"""Empty rows in a row after which the sheet is taken to be over: programs keep rows that only have a format."""


def write_xlsx_terms(terms: Sequence[Term]) -> bytes:
    """A workbook with one sheet, its first row frozen."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    columns = (*COLUMNS, *dict.fromkeys(name for term in terms for name, _ in term.extra))
    book = Workbook(write_only=True)
    book.properties.created = EPOCH  # a glossary is of no day
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "A2"
    for number, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 20)
    _offer_choices(sheet, columns, len(terms))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(terms) + 1}"
    return saved(book, sheet, columns, (_line(term, columns) for term in terms))


def _line(term: Term, columns: Sequence[str]) -> tuple[str, ...]:
    values = term_cells(term) | {"case": "yes" if term.case else "no"}
    return tuple(values.get(name, "") for name in columns)


def _offer_choices(sheet: Any, columns: Sequence[str], count: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, name in enumerate(columns, 1):
        if name in CHOICES:
            choice = DataValidation("list", formula1=f'"{",".join(CHOICES[name])}"', allow_blank=True, showErrorMessage=True)
            choice.errorTitle, choice.error = name, f"Choose one of {', '.join(CHOICES[name])}."
            letters = get_column_letter(number)
            choice.add(f"{letters}2:{letters}{count + 1 + _ROOM}")
            sheet.data_validations.append(choice)


# --- Reading ------------------------------------------------------------------------------------


def read_xlsx_terms(data: bytes, path: str) -> TermRows:
    """A row for each row of the first sheet that has a header with `source` and `target`, or other programs' words for them.

    Numbers are read as they are shown in plain, dates and formulas are problems. Raises `ImportFailed` for a file that is
    no sound workbook, is encrypted or packs too much.
    """
    problems: list[GlossaryError] = []
    for sheet in sheets(data, path, results=False):
        lines = list(_filled(sheet))
        number, columns = next(((n, names) for n, line in lines[:20] if (names := _header(line))), (0, ()))
        if columns:
            below = [(n, dict(_cells(columns, line, n, path, problems))) for n, line in lines if n > number]
            return term_rows([(n, values) for n, values in below if any(values.values())], problems, columns)
    remedy = "Write `source` and `target` above the columns of the Chinese and English terms."
    raise ImportFailed("No sheet of the workbook has a header that names both.", remedy, path=path)


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    last = 0
    for number, line in rows:
        if number - last > _MOST_EMPTY:
            return
        if any(value is not None for value in line):
            last = number
            yield number, line


def _header(line: Sequence[Value]) -> tuple[str, ...]:
    """The columns that a row names, in our words; empty where it is no header."""
    names = ["" if value is None else re.sub(r"[\t\r\n\"]", " ", str(value)) for value in line]
    return named_columns("\t".join(names), "\t")


def _cells(
    columns: Sequence[str], line: Sequence[Value], number: int, path: str, problems: list[GlossaryError]
) -> Iterator[tuple[str, str]]:
    for name, value in zip(columns, line, strict=False):
        if not name or value is None:
            continue
        text = value if isinstance(value, str) else _text(value)
        if text is None:
            fact = f"The {name} is a date, not a text ({str(value)[:10]})."
            problems.append(GlossaryError(fact, "Format the cell as text and write it again.", path=path, line=number))
        else:
            yield name, text


def _text(value: object) -> str | None:
    """A cell as text; none for a date, since what was written there is lost."""
    from datetime import date, time, timedelta

    return None if isinstance(value, date | time | timedelta) else cell_text(value)
