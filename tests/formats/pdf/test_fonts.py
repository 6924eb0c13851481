"""Fonts that were drawn, as fonts: they look as they did, and are embedded as a reader of PDF expects."""

from __future__ import annotations

import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from bilingual.formats.pdf.fonts import with_fonts
from bilingual.formats.pdf.packing import packed
from tests.formats.pdf.test_packing import pdf

SQUARE = (
    "1000 0 100 -800 900 0 d1\n100 -800 m\n900 -800 l\n900 0 l\n100 0 l\n100 -800 l\nh\n"
    "300 -600 m\n300 -200 l\n700 -200 l\n700 -600 l\nh\nf\n"
)
ROUND = "620 0 0 -700 600 0 d1\n0 -350 m\n0 -540 130 -700 300 -700 c\n470 -700 600 -350 y\n300 0 0 -350 v\nh\nf\n"
EMPTY = "250 0 0 0 0 0 d1\n"
MATRIX = ".00100000005 0 0 -.00100000005 0 0"
PAGE = b"BT /F1 60 Tf 1 0 0 1 20 100 Tm <010203> Tj 0 -70 Td /F2 60 Tf <02> Tj ET"


def stream(data: bytes) -> bytes:
    return b"<</Filter /FlateDecode\n/Length %d>> stream\n%b\nendstream" % (len(data), data)


def page(*glyphs: str, matrix: str = MATRIX) -> bytes:
    """A page with the three characters of one font, and the second one from another piece of it."""
    font = (
        "<</Type /Font\n/Subtype /Type3\n/FontMatrix [%s]\n/FirstChar 0\n/LastChar 3\n/FontBBox [0 0 1000 -800]\n"
        "/CIDToGIDMap /Identity\n/FontDescriptor 5 0 R\n/Widths [0 %s]\n/Encoding <</Type /Encoding\n"
        "/Differences [0 /g0 /gA /gB /gC]>>\n/CharProcs <<%s>>>>"
    )
    widths = " ".join(glyph.split()[0] for glyph in glyphs)
    whole = font % (matrix, widths, "/gA 8 0 R\n/gB 9 0 R\n/gC 10 0 R")
    piece = font % (matrix, widths, "/gB 11 0 R")
    drawings = [stream(zlib.compress(glyph.encode())) for glyph in (*glyphs, glyphs[1])]
    return pdf(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 180] /Contents 4 0 R /Resources <</Font <</F1 6 0 R /F2 7 0 R>>>>>>",
        b"<</Length %d>> stream\n%b\nendstream" % (len(PAGE), PAGE),
        b"<</Type /FontDescriptor\n/FontName /AAAAAA+Drawn-Regular\n/ItalicAngle 0\n/CapHeight -733\n/StemV 109\n/Flags 4>>",
        whole.encode(),
        piece.encode(),
        *drawings,
    )


def seen(data: bytes, folder: Path) -> bytes:
    """The page in black and white, and nothing that a reader of PDF has to complain of."""
    (folder / "a.pdf").write_bytes(data)
    command = ["pdftoppm", "-r", "576", "-mono", folder / "a.pdf", folder / "a"]
    assert subprocess.run(command, capture_output=True, check=True).stderr == b""
    return (folder / "a-1.pbm").read_bytes()


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler is not installed")
def test_a_font_looks_as_its_drawings_did(tmp_path: Path) -> None:
    drawn = page(SQUARE, ROUND, EMPTY)
    before, after = seen(drawn, tmp_path), seen(packed(drawn), tmp_path)
    differing = sum((old ^ new).bit_count() for old, new in zip(before, after, strict=True))
    black = sum(byte.bit_count() for byte in before[20:])
    assert black > 100_000
    assert differing < black / 50
    told = subprocess.run(["pdffonts", tmp_path / "a.pdf"], capture_output=True, text=True, check=True).stdout
    assert [line.split()[:4] for line in told.splitlines()[2:]] == [["AAAAAA+Drawn-Regular", "Type", "1C", "Custom"]] * 2


@pytest.mark.parametrize(
    ("glyphs", "matrix"),
    [
        ((SQUARE, ROUND, "1000 0 d0\n1 0 0 rg\n0 0 m\n9 9 l\nf\n"), MATRIX),
        ((SQUARE, ROUND, "1000 0 0 0 9 9 d1\n0 0 m\n9 9 l\nS\n"), MATRIX),
        ((SQUARE, ROUND, "1000 0 0 0 9 9 d1\n0.5 0 m\n9 9 l\nf\n"), MATRIX),
        ((SQUARE, ROUND, EMPTY), ".0005 0 0 -.0005 0 0"),
    ],
    ids=["in colours", "with strokes", "in fractions", "of another size"],
)
def test_what_is_more_than_outlines_stays_drawn(glyphs: tuple[str, ...], matrix: str) -> None:
    assert packed(page(*glyphs, matrix=matrix)).count(b"/Type1C") == 0


def test_a_pdf_without_drawn_fonts_stays_as_it_is() -> None:
    bodies = {1: b"<</Type /Catalog>>", 2: stream(b"")}
    assert with_fonts(bodies) == bodies
