"""Segments for other programs: valid, the same bytes each time, and nothing in them is ever calculated."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from bilingual.errors import ExportError
from bilingual.formats.common.sheets import HEADER
from bilingual.formats.registry import format_named, write
from bilingual.model import Code, ImportOptions, PairedCode, Text, Translation, Unit, join
from tests.formats.build import Builder, strong, term, three

X = "{urn:oasis:names:tc:xliff:document:1.2}"
FORMATS = ["xliff", "tmx", "csv", "xlsx"]


def data(result: Translation, format: str) -> bytes:
    (output,) = write(result, format)
    return output.data


def units(result: Translation) -> list[Any]:
    return list(etree.fromstring(data(result, "xliff")).iter(f"{X}trans-unit"))


@pytest.mark.parametrize("format", FORMATS)
def test_every_text_comes_back_to_the_character(post: Translation, format: str) -> None:
    own = format_named(format).read(data(post, format), "a", ImportOptions())
    assert [row.id for row in own.rows] == [row.id for row in post.units]
    for row, back in zip(post.units, own.rows, strict=True):
        assert (back.hans, back.hant, back.en) == (join(row.hans), join(row.hant), join(row.en))
    assert own.post == "post"


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_bytes_each_time(post: Translation, format: str) -> None:
    assert data(post, format) == data(post, format)


@pytest.mark.parametrize("format", ["xliff", "tmx", "csv"])
def test_a_sentence_of_any_length_comes_back(format: str) -> None:
    post = Builder()
    post.add("paragraph", three("长" * 200_000, "長" * 200_000, "long" * 200_000))
    (row,) = format_named(format).read(data(post.built(), format), "a", ImportOptions()).rows
    assert (row.hans, row.hant, row.en) == ("长" * 200_000, "長" * 200_000, "long" * 200_000)


def test_a_workbook_cuts_no_text() -> None:
    post = Builder()
    post.add("paragraph", three("长" * 32_767, "長" * 32_767, "x" * 32_767))
    (row,) = format_named("xlsx").read(data(post.built(), "xlsx"), "a", ImportOptions()).rows
    assert row.en == "x" * 32_767
    post.add("paragraph", three("长", "長", "x" * 32_768))
    with pytest.raises(ExportError, match=r"Row 3 of the workbook would have a text of 32,768 characters"):
        write(post.built(), "xlsx")


HOSTILE = st.text(st.sampled_from("=+-@\t\r\n\"',;<>&'￼]>甲𠀀 a\x0b\x1b\ufffe"), max_size=12)


@pytest.mark.parametrize("format", FORMATS)
@given(hans=HOSTILE, en=HOSTILE)
@settings(max_examples=40, deadline=None)
def test_any_text_comes_back(format: str, hans: str, en: str) -> None:
    post = Builder()
    post.add("paragraph", three(hans, hans, (en, PairedCode("[￼", (en,), "](￼)", "link"), strong("x"))))
    (row,) = format_named(format).read(data(post.built(), format), "a", ImportOptions()).rows
    allowed = str.maketrans(dict.fromkeys("\x0b\x1b\ufffe")) if format != "csv" else {}
    expected = f"{en}[￼{en}](￼)**x**".translate(allowed)
    got = row.en or ""
    if format == "xlsx":  # the format itself has one kind of line end
        got, expected = got.replace("\r\n", "\n").replace("\r", "\n"), expected.replace("\r\n", "\n").replace("\r", "\n")
    assert got == expected


# --- XLIFF --------------------------------------------------------------------------------------


def schema(name: str) -> Path:
    folder = Path(os.environ.get("XLIFF_SCHEMAS", ""))
    if not os.environ.get("XLIFF_SCHEMAS") or not (folder / name).is_file():
        pytest.skip(f"XLIFF_SCHEMAS names no folder with {name} (Debian: php-symfony-translation)")
    return folder / name


class Local(etree.Resolver):
    """Takes the W3C's xml.xsd from the folder of the schema."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def resolve(self, url: str, public_id: str, context: Any) -> Any:
        return self.resolve_filename(str(self.folder / "xml.xsd"), context) if url.endswith("/xml.xsd") else None


@pytest.mark.slow
def test_valid_by_the_strict_schema(post: Translation, finished: dict[str, Translation]) -> None:
    path = schema("xliff-core-1.2-strict.xsd")
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local(path.parent))
    strict = etree.XMLSchema(etree.parse(path, parser))
    for result in (post, *finished.values()):
        strict.assertValid(etree.fromstring(data(result, "xliff")))


def test_states_and_approval_say_who_made_it() -> None:
    post = Builder()
    post.add("paragraph", *[three("甲。", "甲。", "A.")] * 3)
    built = post.built()
    origins = ("machine", "human", "copy")
    rows = tuple(Unit(**{**_fields(row), "origin": origin}) for row, origin in zip(built.units, origins, strict=True))
    found = [
        (unit.get("approved"), unit.find(f"{X}target").get("state"), unit.find(f"{X}target").get("state-qualifier"))
        for unit in units(Translation(built.document, rows, (), built.signature))
    ]
    assert found == [
        ("no", "needs-review-translation", "mt-suggestion"),
        ("yes", "signed-off", None),
        ("no", "translated", None),
    ]


def _fields(row: Unit) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Unit.__dataclass_fields__}


def test_the_same_markup_has_the_same_id_in_every_language() -> None:
    post = Builder()
    link, code = PairedCode("[", ("链",), "](a.md)", "link"), Code("`x`", "code")
    hans: Text = ("看", link, code, strong("好"), "。")
    en: Text = ("See ", strong("good"), code, link.with_inner(("a link",)), code, ".")
    post.add("paragraph", (hans, hans, en))
    (unit,) = units(post.built())
    ids = {
        name: [(own.tag.removeprefix(X), own.get("id"), own.get("ctype")) for own in unit.find(f"{X}{name}")]
        for name in ("source", "target")
    }
    assert ids["source"] == [("g", "1", "link"), ("x", "2", "x-code"), ("g", "3", "bold")]
    assert ids["target"] == [("g", "3", "bold"), ("x", "2", "x-code"), ("g", "1", "link"), ("x", "4", "x-code")]


@pytest.mark.slow
def test_markup_without_end_is_numbered_in_linear_time() -> None:
    """With anything else this would not end."""
    codes: Text = tuple(Code(f"`{number}`", "code") for number in range(30_000))
    post = Builder()
    post.add("paragraph", (codes, codes, codes))
    (unit,) = units(post.built())
    assert [own.get("id") for own in unit.iter(f"{X}x")][:30_000] == [str(number) for number in range(1, 30_001)]


def test_locks_are_protected_in_the_target_alone() -> None:
    post = Builder()
    post.add("paragraph", (("用", term("甲")), ("用", term("甲")), ("Use ", strong(term("A", "甲")), ".")))
    (unit,) = units(post.built())
    assert [(own.text, own.getparent().tag) for own in unit.iter(f"{X}mrk")] == [("A", f"{X}g")]
    assert {own.get("mtype") for own in unit.iter(f"{X}mrk")} == {"protected"}


def test_a_translator_is_told_who_speaks_and_what_is_locked(post: Translation) -> None:
    notes = {(note.get("from"), note.text) for unit in units(post) for note in unit.iter(f"{X}note")}
    assert ("speaker", "闲哥: Brother Xian") in notes
    assert ("glossary", "结构洞 = structural hole") in notes


def test_no_traditional_where_there_is_none() -> None:
    post = Builder()
    post.add("paragraph", three("甲。", "甲。", "A."))
    assert not list(units(post.built(variant="none"))[0].iter(f"{X}alt-trans"))
    assert b"zh-Hant" not in data(post.built(variant="none"), "tmx")


# --- Sheets -------------------------------------------------------------------------------------

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", '=HYPERLINK("http://a")', "\t=1", "1-2", "007", "1e5", "TRUE"]


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_is_calculated(text: str) -> None:
    post = Builder()
    post.add("paragraph", three(text, text, text))
    cells = list(csv.reader(io.StringIO(data(post.built(), "csv").decode("utf-8-sig"))))[1]
    assert not any(cell[:1] in ("=", "+", "-", "@", "\t", "\r") for cell in cells if cell)
    sheet = load_workbook(io.BytesIO(data(post.built(), "xlsx"))).worksheets[0]
    cell = sheet.cell(2, HEADER.index("en") + 1)
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")


def test_excel_is_told_that_it_is_utf_8(post: Translation) -> None:
    assert data(post, "csv").startswith(b"\xef\xbb\xbfid,speaker,zh-Hans,")


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8", ","), ("utf-16", "\t"), ("gb18030", ";"), ("big5hkscs", ",")])
def test_whatever_excel_makes_of_a_csv_is_read(post: Translation, encoding: str, delimiter: str) -> None:
    lines = csv.reader(io.StringIO(data(post, "csv").decode("utf-8-sig")))
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(lines)
    own = format_named("csv").read(file.getvalue().encode(encoding, "replace"), "a", ImportOptions())
    as_saved = [join(row.en).encode(encoding, "replace").decode(encoding) for row in post.units]  # Excel writes “?”, too
    assert [row.en for row in own.rows] == as_saved


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_columns_are_found_by_their_names(format: str) -> None:
    lines = [["Notes", "EN", "ID", "zh_TW"], ["x", "Hello.", "a1", "你好。"], ["", "", "", ""]]
    if format == "csv":
        file = io.StringIO()
        csv.writer(file).writerows(lines)
        content = file.getvalue().encode()
    else:
        from openpyxl import Workbook

        book, buffer = Workbook(), io.BytesIO()
        for line in lines:
            book.active.append(line)
        book.save(buffer)
        content = buffer.getvalue()
    (row,) = format_named(format).read(content, "a", ImportOptions()).rows
    assert (row.id, row.hans, row.hant, row.en) == ("a1", None, "你好。", "Hello.")
