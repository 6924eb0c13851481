"""XML and zip files from elsewhere: what is safe is read, what is not is refused with its place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from bilingual.errors import ImportFailed
from bilingual.office import xml, zips

LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40))


def test_the_root_is_given() -> None:
    root = xml.parse_xml("<?xml version='1.0'?><!-- 注 --><a><b>甲</b><!-- x --></a>".encode(), "a.xml")
    assert (xml.local(root), xml.all_text(root)) == ("a", "甲")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_every_encoding_that_is_declared(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?><a>汉字</a>'.encode(encoding)
    assert xml.all_text(xml.parse_xml(data, "a.xml")) == "汉字"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "prolog",
    [
        f"<!DOCTYPE a [{LAUGHS}]>",
        '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
    ],
    ids=["laughs", "file", "parameter"],
)
def test_entities_are_refused(prolog: str, encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>{prolog}<a x="1">&e;&a39;</a>'.encode(encoding)
    with pytest.raises(ImportFailed, match=r"entities of its own|no sound XML"):
        xml.parse_xml(data, "a.xml")


def test_laughs_in_an_attribute_are_refused() -> None:
    with pytest.raises(ImportFailed):
        xml.parse_xml(f"<!DOCTYPE a [{LAUGHS}]><a x='&a39;'/>".encode(), "a.xml")


def test_an_entity_that_is_declared_is_refused_though_it_is_not_used() -> None:
    with pytest.raises(ImportFailed, match="entities of its own"):
        xml.parse_xml(b'<!DOCTYPE a [<!ENTITY e "x">]><a/>', "a.xml")


def test_a_dtd_that_is_only_named_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "x.dtd").write_text('<!ELEMENT a EMPTY><!ATTLIST a b CDATA "from the DTD">')
    root = xml.parse_xml(f'<!DOCTYPE a SYSTEM "{tmp_path}/x.dtd"><a/>'.encode(), "a.xml")
    assert dict(root.attrib) == {}


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", None),
        (b"not xml", 1),
        (b"<a>\n<b></a>", 2),
        (b"<a>\n", 2),
        (b"PK\x03\x04", 1),
        (b"<a/>\n<b/>", 2),
        (b"<a>&#0;</a>", 1),
    ],
)
def test_what_is_no_xml_is_refused_with_its_line(data: bytes, line: int | None) -> None:
    with pytest.raises(ImportFailed, match="no sound XML") as caught:
        xml.parse_xml(data, "a.xml")
    assert caught.value.path == "a.xml"
    assert line is None or caught.value.line == line


def test_depth_has_a_limit() -> None:
    with pytest.raises(ImportFailed):
        xml.parse_xml(b"<a>" * 10_000 + b"</a>" * 10_000, "a.xml")


def test_size_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "LARGEST", 10)
    with pytest.raises(ImportFailed, match="larger than"):
        xml.parse_xml(b"<a>12345678</a>", "a.xml")


# --- Zip files ----------------------------------------------------------------------------------


def packed(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_an_archive_is_opened() -> None:
    assert zips.open_zip(packed(a=b"x" * 2000), "a.docx", "Word document").read("a") == b"x" * 2000


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"", "no workbook"),
        (b"source,target\n", "no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "encrypted"),
        (packed(a=b"x" * 100)[:60], "no workbook"),
        (packed(a=bytes(40 * 2**20)), "larger than a workbook can be. “a” would grow to 40 MiB"),
    ],
    ids=["empty", "text", "encrypted", "cut", "bomb"],
)
def test_what_is_no_safe_archive_is_refused(data: bytes, fact: str) -> None:
    with pytest.raises(ImportFailed, match=fact):
        zips.open_zip(data, "a.xlsx", "workbook")


def test_a_password_is_said() -> None:
    data = bytearray(packed(a=b"x"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(ImportFailed, match="password"):
        zips.open_zip(bytes(data), "a.xlsx", "workbook")
