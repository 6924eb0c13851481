"""Tables that went through LibreOffice Calc: what it did to them on its own is told and is no edit; what a person typed is."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Translate, records
from tests.cli.editing import EDITORS

POST = "007\n\n1-2\n\n1e5\n\n12345678901234567890\n\n=SUM(A1)\n\n3/4\n\n2025-01-02\n\n走吧。\n\n他说“再见”。\n"
TYPED = {"走吧。": 'Off we go, "all" of us!'}
READING = "CSV:44,34,76,1"
SAVINGS = {
    "UTF-8": "csv:Text - txt - csv (StarCalc):44,34,76,1",
    "GB 18030 with semicolons": "csv:Text - txt - csv (StarCalc):59,34,85,1",
    "UTF-16 with tabs": "csv:Text - txt - csv (StarCalc):9,34,65535,1",
    "a workbook": "xlsx",
    "by way of its own format": "ods",
}
"""What LibreOffice is told to save: the separator, the quotation mark and the character set by their numbers in its own list."""


@pytest.fixture
def post(project: Path, translate: Translate) -> Path:
    (project / "bilingual.toml").touch()
    (project / "talk.md").write_text(POST, "utf-8")
    assert translate("run", "talk.md", "-q", "--format", "csv,xlsx,json").code == 0
    return project / "talk.md"


DAMAGES: dict[str, dict[str, str]] = {
    "dates": {"1-2": "2-Jan", "3/4": "4-Mar", "2025-01-02": "2025/1/2"},
    "dates in China": {"1-2": "1月2日", "3/4": "3月4日"},
    "long numbers": {"12345678901234567890": "1.23457E+19", "1e5": "1.00E+05"},
    "leading zeros": {"007": "7"},
    "a formula worked out": {"'=SUM(A1)": "#NAME?"},
    "smart quotes": {'It\'s "fine" -- really...': "It’s “fine” — really…"},
    "blanks trimmed": {},
}
"""What Excel, Numbers, WPS and Google Sheets make of cells, by what stands in them."""
ENCODINGS = {"utf-8": ",", "utf-8-sig": ";", "gb18030": ";", "utf-16": "\t"}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("case", DAMAGES)
def test_what_other_programs_do_is_told_and_is_no_edit(project: Path, translate: Translate, case: str, encoding: str) -> None:
    (project / "bilingual.toml").touch()
    (project / "talk.md").write_text(POST + '\nIt\'s "fine" -- really...\n', "utf-8")
    assert translate("run", "talk.md", "-q", "--format", "csv,json").code == 0
    file = Path("outputs/talk/talk.csv")
    lines = csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig")))
    damaged = [[DAMAGES[case].get(cell, cell).strip() for cell in line] for line in lines]
    written = io.StringIO()
    csv.writer(written, delimiter=ENCODINGS[encoding]).writerows(damaged)
    Path("damaged.csv").write_bytes(written.getvalue().encode(encoding))
    result = translate("import", "damaged.csv", "--records", "outputs/talk/talk.json")
    assert (result.code, "0 changes" in result.out) == (0, True), result.out + result.err
    assert result.out.count("changed by the spreadsheet on its own") >= len(DAMAGES[case])


@pytest.mark.parametrize("saving", SAVINGS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("typed", [{}, TYPED])
def test_what_calc_does_on_its_own_is_no_edit(
    post: Path, translate: Translate, office: Callable[..., Path], saving: str, kind: str, typed: dict[str, str]
) -> None:
    file = Path(f"outputs/talk/talk.{kind}")
    EDITORS[kind][1](file, typed)
    reading = READING if kind == "csv" else ""
    file = office(file, SAVINGS[saving], Path("saved"), reading=reading)
    if file.suffix == ".ods":
        file = office(file, kind, Path("again"))
    result = translate("import", file)
    assert (result.code, f"{len(typed)} change" in result.out) == (0, True), result.out + result.err
    assert translate("run", "talk.md", "--overwrite", "-q").code == 0
    english = {row["hans"]: (row["en"], row["origin"]) for row in records(Path("outputs/talk"))["rows"]}
    assert {hans for hans, (_, origin) in english.items() if origin == "human"} == set(typed)
    assert all(english[hans][0] == text for hans, text in typed.items())
    assert english["007"][0] == "007"
