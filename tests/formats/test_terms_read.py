"""Files of other programs: what they say of terms is found, what is not safe or not ours is refused with its place."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bilingual.errors import BilingualError
from bilingual.formats.termbases import TERM_FORMATS, FoundTerms, read_terms
from bilingual.model import Term


def terms(read: FoundTerms) -> dict[str, Term]:
    return {term.source: term for term in read.terms}


# --- TBX ----------------------------------------------------------------------------------------

TBX_2 = """<?xml version='1.0' encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en-US"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="1"><descrip type="subjectField">Physics</descrip>
  <descripGrp><descrip type="definition">what moves things</descrip></descripGrp>
  <langSet xml:lang="en-US">
    <ntig><termGrp><term>motor</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
    <ntig><termGrp><term>physics <hi>engine</hi></term><termNote type="partOfSpeech">Noun</termNote></termGrp></ntig></langSet>
  <langSet xml:lang="zh-CN"><ntig><termGrp><term>物理引擎</term></termGrp></ntig><tig><term>引擎</term></tig></langSet>
  <langSet xml:lang="zh-TW"><tig><term>物理引擎</term></tig></langSet>
  <langSet xml:lang="de"><tig><term>Physik-Engine</term></tig></langSet>
</termEntry>
<termEntry id="2"><langSet xml:lang="zh-HK"><tig><term>電腦</term></tig></langSet>
  <langSet xml:lang="en"><tig><term>computer</term><termNote type="administrativeStatus">forbidden</termNote></tig></langSet>
</termEntry>
<termEntry id="3"><langSet xml:lang="de"><tig><term>Ja</term></tig></langSet>
  <langSet xml:lang="en"><tig><term>yes</term></tig></langSet></termEntry>
</body></text></martif>"""
TBX_3 = """<?xml version="1.0"?><tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="1"><langSec xml:lang="zh"><termSec><term>界面</term></termSec></langSec><langSec xml:lang="en"><termSec>
<term>interface</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec></langSec></conceptEntry>
</body></text></tbx>"""


def test_tbx_of_another_program() -> None:
    read = read_terms(TBX_2.encode(), "t.tbx", TERM_FORMATS["tbx"])
    own = terms(read)
    assert own["物理引擎"].target == "physics engine"
    assert own["物理引擎"].aliases == ("引擎",)
    assert own["物理引擎"].note == "what moves things; also: motor"
    assert (own["電腦"].status, own["物理引擎"].status) == ("rejected", "accepted")
    (problem,) = read.problems
    assert (problem.fact, problem.path, problem.line) == ("The concept has no Chinese term.", "t.tbx", 17)


def test_tbx_version_3() -> None:
    assert terms(read_terms(TBX_3.encode(), "t.tbx", TERM_FORMATS["tbx"]))["界面"].target == "interface"


# --- Workbooks ----------------------------------------------------------------------------------


def workbook(rows: list[list[Any]], *, before: list[list[Any]] | None = None) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if before is not None:
        for row in before:
            sheet.append(row)
        sheet = book.create_sheet("terms")
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


HEADER = ["Source", "Target", "Note", "Owner"]


def test_a_workbook_that_somebody_made() -> None:
    data = workbook([["our terms"], [], HEADER, ["界面", "interface", None, "Li"], [], [2025, 3.0, True]], before=[["hello"]])
    read = read_terms(data, "t.xlsx", TERM_FORMATS["xlsx"])
    assert terms(read)["界面"] == Term("界面", "interface", extra=(("owner", "Li"),), path="t.xlsx", line=4)
    assert [(problem.fact, problem.line) for problem in read.problems] == [
        ("The source “2025” is only punctuation or digits.", 6)
    ]


def test_headers_in_chinese() -> None:
    read = read_terms(workbook([["中文", "英文", "备注"], ["界面", "interface", "看"]]), "t.xlsx", TERM_FORMATS["xlsx"])
    assert (terms(read)["界面"].target, terms(read)["界面"].note) == ("interface", "看")


def test_dates_and_formulas_in_cells_are_told_with_their_rows() -> None:
    rows = [HEADER, ["版本", date(2025, 2, 1)], ["和", "=1+1"], ["好", "good"]]
    read = read_terms(workbook(rows), "t.xlsx", TERM_FORMATS["xlsx"])
    assert {problem.line: problem.fact for problem in read.problems} == {
        2: "The target is a date, not a text (2025-02-01).", 3: "The target “=1+1” is a spreadsheet's formula.",
    }  # fmt: skip
    assert "好" in terms(read)


def repacked(data: bytes, name: str, change: bytes) -> bytes:
    """A workbook with one part another."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change if part == name else old.read(part))
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook([HEADER, ["好", "good"]])
LAUGH = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (repacked(GOOD, SHEET, LAUGH), "declares a document type"),
        (repacked(GOOD, SHEET, b"<worksheet>" + b" " * 30_000_000 + b"</worksheet>"), "larger than a workbook can be"),
        (repacked(GOOD, SHEET, b"<worksheet>"), "damaged|no header|No sheet"),
        (repacked(GOOD, "xl/workbook.xml", b"<workbook/>"), "damaged|No sheet"),
        (repacked(GOOD, "[Content_Types].xml", b"<Types/>"), "damaged|No sheet"),
        (GOOD[:2000], "no workbook"),
        (workbook([["a", "b"], ["c", "d"]]), "No sheet of the workbook has a header"),
        (workbook([]), "No sheet of the workbook has a header"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted"),
    ],
    ids=["entities", "bomb", "cut sheet", "no sheets", "no types", "cut", "no header", "empty", "encrypted"],
)
def test_workbooks_that_will_not_do(data: bytes, fact: str) -> None:
    with pytest.raises(BilingualError, match=fact) as caught:
        read_terms(data, "t.xlsx", TERM_FORMATS["xlsx"])
    assert "t.xlsx" in str(caught.value)


def test_a_row_with_its_number_written_large_does_not_fill_the_memory() -> None:
    sheet = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>source</t></is></c><c r="B1" t="inlineStr"><is><t>target</t></is></c></row>
<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>"""
    assert read_terms(repacked(GOOD, SHEET, sheet), "t.xlsx", TERM_FORMATS["xlsx"]).terms == ()


# --- Tables of text -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("界面,interface,ZH,EN-US,0.9\n", "deepl"),
        ("interface,界面,en,zh\n", "deepl"),
        ("UI,UI,zh,en\n界面,interface,zh,en\n", "deepl"),
        ('# ours\n界面\tinterface\ta "note"\n', "tsv"),
        ("界面\tinterface\n", "tsv"),
        ("source,target,tgt_lng\n界面,interface,en\n", "csv"),
    ],
)
def test_tables_of_other_programs(text: str, format: str) -> None:
    read = read_terms(text.encode("utf-8"), "t.csv", TERM_FORMATS[format])
    assert terms(read)["界面"].target == "interface"
    assert terms(read)["界面"].extra == ()
    assert not {"source_lang", "target_lang", "relevance", "tgt_lng"} & read.columns


def test_two_cells_a_row_say_nothing_of_a_note() -> None:
    assert read_terms("界面\tinterface\n".encode(), "t.tsv", TERM_FORMATS["tsv"]).columns == {"source", "target"}


@pytest.mark.parametrize("column", ["source", "target"])
@pytest.mark.parametrize("format", TERM_FORMATS)
def test_a_term_that_is_far_too_long_is_told_with_its_row_and_the_others_are_read(format: str, column: str) -> None:
    long = replace(Term("长", "long"), **{column: "长" * 2_000})
    data = TERM_FORMATS[format].write([Term("界面", "interface"), long, Term("算力", "computing power")])
    read = read_terms(data, f"t.{format}", TERM_FORMATS[format])
    assert [term.source for term in read.terms] == ["界面", "算力"]
    (problem,) = read.problems
    assert (problem.fact, problem.path) == (f"The {column} has 2,000 characters; a term may have 1,000.", f"t.{format}")
    assert problem.line
