"""What is wrong with a DOCX file is found, kind by kind, by breaking a sound one; what the exporter writes is sound."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bilingual.engines import open_engine
from bilingual.formats.docx.lint import faults
from bilingual.formats.registry import write
from bilingual.glossary.termbase import Glossary
from bilingual.model import ExportOptions, Layout, Translation, Variant
from bilingual.pipeline import stages
from bilingual.sources import parse

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.md"))
DOCUMENT, STYLES, RELATIONS = "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"
TABLES_APART = '<w:p><w:pPr><w:pStyle w:val="Spacer"/></w:pPr></w:p>'
LAYOUTS: tuple[Layout, ...] = ("side-by-side", "interleaved")
VARIANTS: tuple[Variant, ...] = ("tw", "twp", "hk", "none")


def with_part(data: bytes, part: str, change: Callable[[str], str | None]) -> bytes:
    """The archive with one part changed, or left out where `change` gives None."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode("utf-8")
            changed = change(text) if name == part else text
            if changed is not None:
                new.writestr(name, changed)
    return written.getvalue()


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """The archive with the first `old` in `part` replaced; it must be there."""

    def change(text: str) -> str:
        assert old in text, f"{old} is not in {part}: the test breaks nothing"
        return text.replace(old, new, 1)

    return with_part(data, part, change)


@pytest.fixture(scope="module")
def sound(post: Translation) -> bytes:
    return write(post, "docx")[0].data


BROKEN = {
    "not well-formed": (DOCUMENT, "</w:tbl>", "", "word/document.xml is not well-formed XML"),
    "a control character": (DOCUMENT, "Opening", "Open\bing", "word/document.xml holds the control character U+0008"),
    "a cell without a paragraph": (DOCUMENT, "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>", "a cell does not end with a paragraph"),
    "an empty cell": (DOCUMENT, "</w:tc>", "</w:tc><w:tc></w:tc>", "a cell does not end with a paragraph"),
    "a cell too many": (DOCUMENT, "</w:tc></w:tr>", "</w:tc><w:tc><w:p/></w:tc></w:tr>", "fill 5 of 4 grid columns"),
    "a span too wide": (DOCUMENT, "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>', "table 1, row 1: its cells fill 5 of 4"),
    "columns skipped": (DOCUMENT, "<w:trPr>", '<w:trPr><w:gridBefore w:val="1"/>', "fill 5 of 4 grid columns"),
    "a grid column too few": (DOCUMENT, '<w:gridCol w:w="1300"/>', "", "table 1, row 1: its cells fill 4 of 3"),
    "tables that touch": (DOCUMENT, "</w:tbl>", "</w:tbl><w:tbl/>", "table 1: the next table touches it"),
    "no such paragraph style": (DOCUMENT, 'pStyle w:val="English"', 'pStyle w:val="X"', "uses the paragraph style X"),
    "no such character style": (DOCUMENT, 'rStyle w:val="Code"', 'rStyle w:val="X"', "uses the character style X"),
    "a style of another type": (DOCUMENT, 'rStyle w:val="Code"', 'rStyle w:val="English"', "uses the character style English"),
    "no such table style": (DOCUMENT, 'tblStyle w:val="', 'tblStyle w:val="X', "uses the table style X"),
    "a style gone": (STYLES, 'w:styleId="LockedTerm"', 'w:styleId="X"', "uses the character style LockedTerm"),
    "a style twice": (STYLES, 'w:styleId="Code"', 'w:styleId="Hyperlink"', "the style Hyperlink is given 2 times"),
    "a style based on nothing": (STYLES, 'basedOn w:val="Normal"', 'basedOn w:val="X"', "refers to the style X"),
    "a style followed by nothing": (STYLES, 'next w:val="Normal"', 'next w:val="X"', "refers to the style X"),
    "a link to no bookmark": (DOCUMENT, 'w:anchor="term_0"', 'w:anchor="term_9"', "links to the bookmark term_9"),
    "a bookmark gone": (DOCUMENT, 'w:name="term_0"', 'w:name="term_9"', "links to the bookmark term_0"),
    "a bookmark name twice": (DOCUMENT, 'w:name="term_1"', 'w:name="term_0"', "the bookmark term_0 is given 2 times"),
    "a bookmark id twice": (DOCUMENT, 'Start w:id="1"', 'Start w:id="2"', "the bookmark id 2 is given 2 times"),
    "a bookmark left open": (DOCUMENT, '<w:bookmarkEnd w:id="1"/>', "", "not every bookmark that begins also ends"),
    "no such relationship": (DOCUMENT, 'r:id="rLink1"', 'r:id="rLink9"', "uses the relationship rLink9"),
    "a relationship gone": (RELATIONS, 'Id="rId4"', 'Id="rId44"', "uses the relationship rId4"),
    "a relationship id twice": (RELATIONS, 'Id="rId4"', 'Id="rId3"', "the relationship id rId3 is given 2 times"),
    "a relationship to no part": (RELATIONS, "footer1.xml", "foot.xml", "leads to word/foot.xml, which is missing"),
    "a part of no type": ("[Content_Types].xml", 'Extension="xml"', 'Extension="x"', "docProps/core.xml has no content type"),
    "a type of no part": ("[Content_Types].xml", "/word/footer1.xml", "/word/f.xml", "declares word/f.xml, which is missing"),
    "a broken footer": ("word/footer1.xml", 'pStyle w:val="Footer"', 'pStyle w:val="X"', "word/footer1.xml uses the paragraph"),
}
"""Part, what is replaced there, by what, and what is said of it."""


@pytest.mark.parametrize("kind", BROKEN)
def test_a_fault_is_found(sound: bytes, kind: str) -> None:
    part, old, new, said = BROKEN[kind]
    if kind == "a part of no type":
        sound = replaced(sound, part, 'PartName="/docProps/core.xml"', 'PartName="/word/footer1.xml"')
    assert any(said in fault for fault in faults(replaced(sound, part, old, new)))


def test_a_table_that_touches_the_next_when_nothing_is_left_between(sound: bytes) -> None:
    def joined_tables(text: str) -> str:
        assert f"</w:tbl>{TABLES_APART}<w:tbl>" in text
        return text.replace(TABLES_APART, "")

    assert any("touches" in fault for fault in faults(with_part(sound, DOCUMENT, joined_tables)))


@pytest.mark.parametrize("part", [DOCUMENT, STYLES, "word/footer1.xml"])
def test_a_missing_part_is_found(sound: bytes, part: str) -> None:
    assert any(part in fault and "missing" in fault for fault in faults(with_part(sound, part, lambda _: None)))


def test_missing_content_types_are_found(sound: bytes) -> None:
    assert faults(with_part(sound, "[Content_Types].xml", lambda _: None)) == ("[Content_Types].xml is missing.",)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_found(sound: bytes) -> None:
    file = io.BytesIO(sound)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(STYLES, archive.read(STYLES))
    assert faults(file.getvalue()) == ("The archive holds word/styles.xml 2 times.",)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "一篇".encode()])
def test_what_is_no_archive_is_said_to_be_none(data: bytes) -> None:
    assert faults(data) == ("The file is not a ZIP archive.",)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_post_with_everything_in_it_is_sound(post: Translation, layout: Layout, variant: Variant) -> None:
    assert faults(write(post, "docx", ExportOptions(layout, variant))[0].data) == ()


def translated(*paths: Path) -> list[Translation]:
    documents = [parse(path.read_bytes().decode("utf-8"), name=path.stem, path=path.name) for path in paths]
    return stages.translate(documents, glossary=Glossary(), engine=open_engine("starter"))


@pytest.mark.slow
def test_the_examples_are_sound() -> None:
    assert len(EXAMPLES) >= 3
    for result in translated(*EXAMPLES):
        for layout in LAYOUTS:
            assert faults(write(result, "docx", ExportOptions(layout))[0].data) == (), result.document.name


def test_the_real_post_is_sound(sample: Path) -> None:
    (result,) = translated(sample)
    assert faults(write(result, "docx")[0].data) == ()
