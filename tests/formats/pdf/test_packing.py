"""A PDF packed tighter: every object that it had is there, once."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from bilingual.formats.pdf.packing import packed


def pdf(*bodies: bytes) -> bytes:
    """A file as a browser writes it: objects from 1 on, and a table of where they stand."""
    written, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    end = b"trailer\n<</Size %d\n/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table) + end


GLYPH = b"<</Length 4>> stream\ndraw\nendstream"
WHOLE = pdf(b"<</Type /Catalog /Title (see 4 0 R) /A 3 0 R /B 4 0 R>>", b"<</C [3 0 R 4 0 R]>>", GLYPH, GLYPH)


def objects(data: bytes) -> bytes:
    """All that stands in the packed objects."""
    return b"".join(zlib.decompress(s) for s in re.findall(rb"(?s)/ObjStm[^\n]*>>\nstream\n(.*?)\nendstream", data))


def test_objects_are_packed_and_what_is_the_same_is_there_once() -> None:
    data = packed(WHOLE)
    assert data.startswith(b"%PDF-1.5")
    assert objects(data).split(b"\n", 1)[1] == b"<</Type /Catalog /Title (see 4 0 R) /A 3 0 R /B 3 0 R>>\n<</C [3 0 R 3 0 R]>>"
    assert data.count(b"draw") == 1
    table = int(re.findall(rb"startxref\n(\d+)", data)[0])
    assert re.match(rb"\d+ 0 obj\n<</Type /XRef /W \[1 4 2\] /Size 7 /Root 1 0 R /Filter", data[table:])


@pytest.mark.parametrize(
    ("drawn", "title"),
    [
        (b"<FEFF4E2D65870041>", b"<FEFF4E2D65870020002F00200041>"),
        (rb"(\(a\)b)", b"<FEFF00280061002900200062>"),
        (b"(other)", b"(other)"),
    ],
)
def test_the_languages_of_a_bookmark_are_parted(drawn: bytes, title: bytes) -> None:
    item = b"<</Title %b\n/Dest [2 0 R]\n/Parent 2 0 R>>"
    data = packed(pdf(item % drawn, b"<</Title (ab)>>"), {"中文A": "中文 / A", "(a)b": "(a) b", "ab": "a b"})
    assert objects(data).split(b"\n", 1)[1] == item % title + b"\n<</Title (ab)>>", "the title of the file is no bookmark"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 of another kind", WHOLE.replace(b"/Root", b"/Prev 1 /Root"), WHOLE[:-20]])
def test_a_file_of_another_kind_stays_as_it_is(data: bytes) -> None:
    assert packed(data) == data


def test_streams_are_deflated_as_well_as_can_be() -> None:
    drawing, broken = zlib.compress(b"1 0 0 1 0 0 cm " * 300, 1), b"no deflated data"
    stream = b"<</Filter /FlateDecode\n/Length %d>> stream\n%b\nendstream"
    data = packed(pdf(b"<</A 2 0 R /B 3 0 R>>", stream % (len(drawing), drawing), stream % (len(broken), broken)))
    found = re.search(rb"(?s)2 0 obj\n<</Filter /FlateDecode\n/Length (\d+)>> stream\n(.*?)\nendstream\nendobj", data)
    assert found
    assert int(found[1]) == len(found[2]) < len(drawing)
    assert zlib.decompress(found[2]) == zlib.decompress(drawing)
    assert stream % (len(broken), broken) in data


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler is not installed")
def test_a_reader_opens_it(tmp_path: Path) -> None:
    page = pdf(
        b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] /Contents 4 0 R>>", b"<</Length 0>> stream\n\nendstream",
    )  # fmt: skip
    (tmp_path / "a.pdf").write_bytes(packed(page))
    told = subprocess.run(["pdfinfo", tmp_path / "a.pdf"], capture_output=True, text=True, check=True)
    assert "72 x 72 pts" in told.stdout
    assert not told.stderr
