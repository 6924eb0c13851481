"""An edited Word document on its way back: by hand in its XML, and by LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.engines import open_engine
from bilingual.errors import ImportFailed
from bilingual.formats.docx.read import read_docx
from bilingual.formats.docx.reading.markdown import markdown
from bilingual.formats.docx.reading.paragraphs import Piece
from bilingual.formats.registry import write
from bilingual.model import (
    Code,
    Column,
    Edited,
    EditedRow,
    ExportOptions,
    ImportOptions,
    PairedCode,
    Term,
    Translation,
    join,
    plain,
)
from bilingual.office import word as docx_open
from bilingual.pipeline import stages
from bilingual.sources import parse
from tests.formats.build import Builder, same, three, whole

DOCUMENT = "word/document.xml"
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.md"))
LAYOUTS = {
    "three columns": ExportOptions(),
    "under one another": ExportOptions("interleaved"),
    "two columns": ExportOptions(columns=("hans", "en")),
    "in another order": ExportOptions(columns=("en", "hant", "hans"), paper="letter"),
    "flags and comments": ExportOptions(flags={"numbers": "A number is missing."}),
}


@pytest.fixture(scope="module")
def post() -> Translation:
    return whole()


@pytest.fixture(scope="module")
def sound(post: Translation) -> bytes:
    return write(post, "docx")[0].data


def changed(data: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """The document with the first of each string in a part replaced; each must be there."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode("utf-8")
            for before, after in changes if name == part else ():
                assert before in text, f"{before} is not in {part}: the test changes nothing"
                text = text.replace(before, after, 1)
            new.writestr(name, text)
    return written.getvalue()


def rows(data: bytes, tracked: str = "accept") -> dict[str, EditedRow]:
    return {row.id: row for row in read_docx(data, "post.docx", ImportOptions(tracked)).rows}  # type: ignore[arg-type]


def differences(post: Translation, edited: Edited) -> dict[tuple[str, Column], str]:
    """What a file says of known rows that is not in the records."""
    columns: tuple[Column, ...] = ("hans", "hant", "en")
    found = {}
    for row in post.units:
        for own in (own for own in edited.rows if own.id == row.id):
            for column in columns:
                said = getattr(own, column)
                if said is not None and said != join(getattr(row, column)).strip():
                    found[row.id, column] = said
    return found


def identity(post: Translation, english: str) -> str:
    """The row whose English begins so."""
    return next(row.id for row in post.units if plain(row.en).startswith(english))


def row_xml(data: bytes, words: str) -> str:
    """The table row in which these words stand."""
    text = zipfile.ZipFile(io.BytesIO(data)).read(DOCUMENT).decode()
    found: list[str] = re.findall(r"<w:tr>.*?</w:tr>", text)
    return next(own for own in found if words in own)


# --- Nothing edited ------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_nobody_edits_comes_back(post: Translation, layout: str) -> None:
    edited = read_docx(write(post, "docx", LAYOUTS[layout])[0].data, "post.docx")
    assert differences(post, edited) == {}
    assert {row.id for row in edited.rows} == {row.id for row in post.units}
    assert (edited.post, edited.signature, edited.format) == ("post", str(post.signature), "docx")


def test_a_column_that_is_not_shown_is_none(post: Translation) -> None:
    edited = read_docx(write(post, "docx", LAYOUTS["two columns"])[0].data, "post.docx")
    assert {row.hant for row in edited.rows} == {None}


@given(st.text("一二“”。*_`~<>&|[]()\\ \nab1", min_size=1, max_size=30), st.text("一二 *_`&x", min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back(text: str, code: str) -> None:
    post = Builder()
    link = PairedCode("[", (text,), "](https://example.com/a)", "link")
    bold = PairedCode("**", (code,), "**", "emphasis")
    post.add("turn", same((text, bold, link)), same((Code(f"`{code}`", "code"), text)), before="甲: ")
    post.add("heading", same((text, Code("<br>", "html"), code)), same(code), before="## ", level=2)
    made = post.built()
    assert differences(made, read_docx(write(made, "docx")[0].data, "post.docx")) == {}


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_back(example: Path) -> None:
    document = parse(example.read_text(encoding="utf-8"), name=example.stem, path=str(example))
    (made,) = stages.translate([document], engine=open_engine("starter"))
    edited = read_docx(write(made, "docx")[0].data, "post.docx")
    assert {row.id for row in edited.rows} == {row.id for row in made.units}
    assert differences(made, edited) == {}


# --- Edited by hand ------------------------------------------------------------------------------


def test_changed_words_are_all_that_changes(post: Translation, sound: bytes) -> None:
    edited = read_docx(changed(sound, DOCUMENT, ("Right.", "That is right.")), "post.docx")
    assert differences(post, edited) == {(identity(post, "Right."), "en"): "That is right."}


def test_emphasis_links_and_codes_come_back_as_markdown(post: Translation, sound: bytes) -> None:
    bold = '</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">very </w:t></w:r><w:r><w:t>right.'
    edited = read_docx(changed(sound, DOCUMENT, ("Right.", bold), ("See ", "Look at ")), "post.docx")
    found = {key[0]: text for key, text in differences(post, edited).items()}
    assert found[identity(post, "Right.")] == "**very** right."
    assert found[identity(post, "See ")].startswith("Look at [a link](https://example.com/a?b=c&d=(e)) and `a|b`")


def test_a_heading_is_told_apart_by_language(post: Translation, sound: bytes) -> None:
    edited = read_docx(changed(sound, DOCUMENT, (">Section One<", ">Part One<")), "post.docx")
    assert differences(post, edited) == {(identity(post, "Section One"), "en"): "Part One"}


def test_a_deleted_row_is_gone(post: Translation, sound: bytes) -> None:
    gone = row_xml(sound, "Right.")
    edited = read_docx(changed(sound, DOCUMENT, (gone, "")), "post.docx")
    assert identity(post, "Right.") not in {row.id for row in edited.rows}
    assert differences(post, edited) == {}


def test_a_moved_row_stands_where_it_was_put(post: Translation, sound: bytes) -> None:
    first, second = row_xml(sound, "Right."), row_xml(sound, "He said ")
    edited = read_docx(changed(sound, DOCUMENT, (first, ""), (second, second + first)), "post.docx")
    order = [row.id for row in edited.rows]
    assert order.index(identity(post, "Right.")) == order.index(identity(post, "He said ")) + 1
    assert differences(post, edited) == {}


def test_joined_rows_are_one(post: Translation, sound: bytes) -> None:
    first, second = row_xml(sound, "Right."), row_xml(sound, "He said ")
    cells = [re.findall(r"<w:tc>.*?</w:tc>", own) for own in (first, second)]
    joined = first
    for one, other in zip(*cells, strict=True):
        joined = joined.replace(one, one.removesuffix("</w:tc>") + other.partition("</w:tcPr>")[2], 1)
    edited = read_docx(changed(sound, DOCUMENT, (first, joined), (second, "")), "post.docx")
    (row,) = (own for own in edited.rows if own.place == "rows 4–5")
    assert (row.id, row.hans) == (identity(post, "Right."), "对。 他说**“引号”**后面的结构洞。")
    assert identity(post, "He said ") not in {own.id for own in edited.rows}


def test_a_row_of_the_editors_own_has_no_id(post: Translation, sound: bytes) -> None:
    own = row_xml(sound, "Right.")
    new = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", own).replace("Right.", "And more.")
    edited = read_docx(changed(sound, DOCUMENT, (own, own + new)), "post.docx")
    assert [(row.en, row.place) for row in edited.rows if not row.id] == [("And more.", "after row 4")]


def test_lost_marks_leave_the_text_to_go_by(post: Translation, sound: bytes) -> None:
    text = zipfile.ZipFile(io.BytesIO(sound)).read(DOCUMENT).decode()
    without = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", text)
    edited = read_docx(changed(sound, DOCUMENT, (text, without)), "post.docx")
    assert ("对。", "對。", "Right.") in [(row.hans, row.hant, row.en) for row in edited.rows if not row.id]
    assert not [row for row in edited.rows if row.en == "structural hole"], "the glossary is none of the rows"


def test_two_paragraphs_in_a_cell(post: Translation, sound: bytes) -> None:
    more = 'Right.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="English"/></w:pPr><w:r><w:t>Quite.'
    edited = read_docx(changed(sound, DOCUMENT, ("Right.", more)), "post.docx")
    assert differences(post, edited) == {(identity(post, "Right."), "en"): "Right. Quite."}


def test_many_links_in_a_text_take_no_longer_than_as_many_words() -> None:
    pieces = [piece for number in range(20_000) for piece in (Piece(f"词{number}", target="#term"), Piece(" "))]
    begun = time.process_time()
    assert markdown(pieces).startswith("[词0](#term) [词1](#term) ")
    assert time.process_time() - begun < 3


# --- Tracked changes -----------------------------------------------------------------------------

WHO = 'w:id="900" w:author="An Editor" w:date="2026-01-02T03:04:05Z"'
TRACKED: dict[str, tuple[tuple[str, str], str, str]] = {
    "words added": (
        ("Right.", f"Right</w:t></w:r><w:ins {WHO}><w:r><w:t>, yes</w:t></w:r></w:ins><w:r><w:t>."),
        "Right, yes.",
        "Right.",
    ),
    "words removed": (
        ("Right.", f"Right</w:t></w:r><w:del {WHO}><w:r><w:delText>.</w:delText></w:r></w:del><w:r><w:t>!"),
        "Right!",
        "Right.!",
    ),
    "a look": (
        ("Right.", f'</w:t></w:r><w:r><w:rPr><w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>Right.'),
        "**Right.**",
        "Right.",
    ),
    "a paragraph's end": (
        (
            "Right.",
            f'Ri</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="English"/><w:rPr><w:ins {WHO}/></w:rPr></w:pPr>'
            "<w:r><w:t>ght.</w:t></w:r></w:p><w:p><w:r><w:t>Yes.",
        ),
        "Ri ght. Yes.",
        "Ri ght.Yes.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TRACKED)
def test_tracked_changes(post: Translation, sound: bytes, kind: str) -> None:
    change, accepted, refused = TRACKED[kind]
    data = changed(sound, DOCUMENT, change)
    own = identity(post, "Right.")
    assert (rows(data)[own].en, rows(data, "refuse")[own].en) == (accepted, refused)
    assert (rows(data)[own].author, rows(data)[own].when) == ("An Editor", "2026-01-02T03:04:05Z")


def test_a_row_removed_with_tracked_changes(post: Translation, sound: bytes) -> None:
    own = row_xml(sound, "Right.")
    data = changed(sound, DOCUMENT, (own, own.replace("<w:cantSplit/>", f"<w:cantSplit/><w:del {WHO}/>")))
    assert identity(post, "Right.") not in rows(data)
    assert rows(data, "refuse")[identity(post, "Right.")].en == "Right."


def test_who_saved_it_last(sound: bytes) -> None:
    core = "docProps/core.xml"
    data = changed(sound, core, ("lastModifiedBy>bilingual<", "lastModifiedBy>An Editor<"))
    assert {row.author for row in rows(data).values()} == {"An Editor"}
    assert {row.author for row in rows(sound).values()} == {""}


# --- What is refused -----------------------------------------------------------------------------

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEMPLATE = f'<Relationship Id="rT" Type="{RELATION}/attachedTemplate" Target="https://example.com/x.dotm" TargetMode="External"/>'
ENTITIES = '<!DOCTYPE w:document [<!ENTITY a "b">]><w:document'
REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "no archive": (lambda data: b"Dear all", "no Word document"),
    "cut short": (lambda data: data[: len(data) // 2], "no Word document"),
    "encrypted": (lambda data: docx_open.COMPOUND + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
    "of old Word": (lambda data: docx_open.COMPOUND + bytes(600), "old Word"),
    "entities": (lambda data: changed(data, DOCUMENT, ("<w:document", ENTITIES)), "declares entities"),
    "an external template": (
        lambda data: changed(data, "word/_rels/document.xml.rels", ("</Relationships>", f"{TEMPLATE}</Relationships>")),
        "template elsewhere: https://example.com/x.dotm",
    ),
    "no text": (lambda data: changed(data, "_rels/.rels", ("word/document.xml", "word/nothing.xml")), "has no text"),
    "no XML": (lambda data: changed(data, DOCUMENT, ("</w:body>", "")), "word/document.xml is no XML"),
    "not ours": (lambda data: plain_document(), "no row that is known"),
    "a million cells": (lambda data: changed(data, DOCUMENT, ("</w:body>", "<w:tc></w:tc>" * 1_000_000 + "</w:body>")), "cells"),
    "a bomb": (lambda data: bomb(data), "larger than any post"),
    "a million runs": (
        lambda data: changed(data, DOCUMENT, ("</w:body>", "<w:r><w:t>a</w:t></w:r>" * 1_000_000 + "</w:body>")),
        "tags are read",
    ),
}


def plain_document() -> bytes:
    written = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Dear all")
    document.save(written)
    return written.getvalue()


def bomb(data: bytes) -> bytes:
    written = io.BytesIO(data)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/extra.xml", bytes(docx_open.LARGEST + 1))
    return written.getvalue()


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_refused(sound: bytes, kind: str) -> None:
    make, reason = REFUSED[kind]
    with pytest.raises(ImportFailed) as refused:
        read_docx(make(sound), "post.docx")
    assert reason in str(refused.value)
    assert refused.value.path == "post.docx"


def test_parts_that_nobody_needs_stay_packed(sound: bytes) -> None:
    """Themes, fonts, settings, another program's own: neither unpacked nor parsed, however much is in them."""
    written = io.BytesIO(sound)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/theme/theme9.xml", b"<a>" + b"<b/>" * docx_open.TAGS + b"</a>")
        archive.writestr("word/broken.xml", b"<a>")
    package = docx_open.open_docx(written.getvalue(), "post.docx")
    assert not {"word/theme/theme9.xml", "word/broken.xml", "word/settings.xml"} & package.parts.keys()
    assert {"word/document.xml", "word/styles.xml", "docProps/core.xml", "docProps/custom.xml"} <= package.parts.keys()
    assert read_docx(written.getvalue(), "post.docx").rows == read_docx(sound, "post.docx").rows


# --- Markdown ------------------------------------------------------------------------------------

WRITTEN: dict[str, tuple[Sequence[Piece], str]] = {
    "bold in italics": ((Piece("a", ("i",)), Piece("b", ("b", "i")), Piece("c", ("i",))), "*a**b**c*"),
    "blanks stay outside": ((Piece("a "), Piece(" b ", ("b",)), Piece("c")), "a  **b** c"),
    "a blank between two bold words": ((Piece("a", ("b",)), Piece(" "), Piece("b", ("b",))), "**a** **b**"),
    "a link with emphasis": ((Piece("a", ("b",), target="https://x.y"), Piece("b", target="https://x.y")), "[**a**b](https://x.y)"),
    "an address with a bracket": ((Piece("a", target="https://x.y/(z"),), "[a](<https://x.y/(z>)"),
    "code with a backtick": ((Piece("a`b", style="code"),), "`` a`b ``"),
    "kept code": ((Piece("$x^2$", style="kept code"),), "$x^2$"),
    "a line break": ((Piece("a"), Piece("\n"), Piece("b")), "a<br>b"),
    "struck out and raised": ((Piece("a", ("s",)), Piece("2", ("superscript",))), "~~a~~<sup>2</sup>"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRITTEN)
def test_markdown_of_looks(kind: str) -> None:
    pieces, text = WRITTEN[kind]
    assert markdown(pieces) == text


# --- LibreOffice ---------------------------------------------------------------------------------

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edit" script:language="StarBasic">
Sub Swap(doc, before, after)
  Dim search
  search = doc.createReplaceDescriptor()
  search.SearchString = before
  search.ReplaceString = after
  doc.replaceAll(search)
End Sub
Sub Change(source, target)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  kind(0).Name = "FilterName" : kind(0).Value = "MS Word 2007 XML"
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  Swap(doc, "Opening words.", "First words.")
  Swap(doc, "Section One", "Part One")
  Swap(doc, "The note.", "A note.")
  search = doc.createSearchDescriptor()
  search.SearchString = "Quoted words."
  doc.findFirst(search).CharWeight = com.sun.star.awt.FontWeight.BOLD
  search.SearchString = "Right."
  cell = doc.findFirst(search).Cell
  table = doc.findFirst(search).TextTable
  table.Rows.removeByIndex(CInt(Mid(cell.CellName, 2)) - 1, 1)
  doc.RecordChanges = True
  Swap(doc, "Second item", "Item two")
  doc.storeToURL(target, kind())
  doc.close(True)
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" \
library:passwordprotected="false"><library:element library:name="Edit"/></library:library>
"""


@pytest.fixture(scope="module")
def saved(sound: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The document after LibreOffice opened, edited and saved it: one start for all tests, after one for its profile."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("office")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=180)
    basic = folder / "profile/user/basic/Standard"
    (basic / "Edit.xba").write_text(MACRO)
    (basic / "script.xlb").write_text(LIBRARY)
    (folder / "post.docx").write_bytes(sound)
    call = f"macro:///Standard.Edit.Change({(folder / 'post.docx').as_uri()},{(folder / 'saved.docx').as_uri()})"
    subprocess.run([*command, call], check=True, capture_output=True, timeout=180)
    return (folder / "saved.docx").read_bytes()


@pytest.mark.slow
def test_what_was_edited_in_libreoffice_comes_back_and_nothing_else(post: Translation, saved: bytes) -> None:
    expected: dict[tuple[str, Column], str] = {
        (identity(post, "Opening words."), "en"): "First words.",
        (identity(post, "Section One"), "en"): "Part One",
        (identity(post, "The note."), "en"): "A note.",
        (identity(post, "Quoted words."), "en"): "**Quoted words.**",
    }
    refused = read_docx(saved, "post.docx", ImportOptions("refuse"))
    assert differences(post, refused) == expected
    accepted = read_docx(saved, "post.docx")
    assert differences(post, accepted) == expected | {(identity(post, "Second item"), "en"): "Item two"}
    assert identity(post, "Right.") not in {row.id for row in accepted.rows}
    assert accepted.post == "post"
    assert all(row.id for row in accepted.rows)


def test_a_footnote_stands_where_the_post_has_it() -> None:
    made = Builder()
    made.add("paragraph", same(("甲", Code("[^n]", "note"), "。")))
    made.add("note", same("注。"), before="[^n]: ", marker="n")
    made.add("paragraph", same("乙。"))
    edited = read_docx(write(made.built(), "docx")[0].data, "post.docx")
    assert [row.id for row in edited.rows] == [row.id for row in made.rows]
    assert [row.place for row in edited.rows] == ["row 1", "footnote 1", "row 2"]


def test_terms_do_not_matter() -> None:
    """A glossary's entries are no rows, whatever it holds."""
    made = Builder(terms=(Term("词", "word"),))
    made.add("paragraph", three("词。", "詞。", "Word."))
    assert len(read_docx(write(made.built(), "docx")[0].data, "post.docx").rows) == 1
