"""Fonts that a browser wrote as drawings, a program for each character (Type 3), as the fonts that they were.

Chromium does so with fonts whose outlines are PostScript's, as those of Noto's Chinese ones are: in hundreds of pieces of at most
256 characters. Drawings take three times the room, and many a reader shows them worse (ISO 32000-1, 9.6.2 and 9.6.5).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping

from bilingual.formats.pdf.compact_font import Contour, Glyph, font_program

_DRAWN = re.compile(rb"<<\s*/Type /Font\s+/Subtype /Type3\b.*?/CharProcs <<(?P<drawings>[^<>]*)>>.*>>\Z", re.DOTALL)
_UPRIGHT = re.compile(rb"/FontMatrix \[\.00100000\d* 0 0 -\.00100000\d* 0 0\]\s*")
"""A thousandth of a square for a unit, y downwards."""
_DRAWING = re.compile(rb"/(\w+) (\d+) 0 R")
_DESCRIPTOR = re.compile(rb"/FontDescriptor (\d+) 0 R")
_NAME = re.compile(rb"/FontName /([A-Z]{6}\+[\w.-]+)")
_ONLY_DRAWN = re.compile(rb"/(?:FontBBox \[[^\]]*\]|CharProcs <<[^<>]*>>|CIDToGIDMap /\w+|Resources <<[^<>]*>>)\s*")
_STREAM = re.compile(rb"(?P<about><<.*?>>)\s*stream\r?\n(?P<data>.*)\r?\nendstream\Z", re.DOTALL)
_STEP = rb"(?:(?:-?\d{1,4} ){2}[ml]|(?:-?\d{1,4} ){4}[vy]|(?:-?\d{1,4} ){6}c|h)\s+"
_FILLED = re.compile(rb"(\d{1,4}) 0 (?:-?\d+ ){4}d1\s+((?:%b)*)(?:f\s*)?\Z" % _STEP)
"""The width, and outlines in whole numbers, filled (ISO 32000-1, 8.5.2 and 9.6.5)."""
_START = re.compile(rb"(?<=\s)(?=-?\d+ -?\d+ m\s)")
_Drawings = dict[bytes, int]
"""The objects that draw characters, by the characters' names."""


def with_fonts(bodies: Mapping[int, bytes]) -> dict[int, bytes]:
    """The objects of a PDF, by number, with its drawn fonts as fonts; one that is more than outlines stays drawn."""
    families: dict[int, dict[int, _Drawings]] = {}
    for number, body in bodies.items():
        drawn = _DRAWN.match(body) if b"/Type3" in body else None
        about = _DESCRIPTOR.search(body) if drawn else None
        if drawn and about:
            drawings = {name: int(drawing) for name, drawing in _DRAWING.findall(drawn["drawings"])}
            families.setdefault(int(about[1]), {})[number] = drawings
    written = dict(bodies)
    for descriptor, pieces in families.items():
        name = _NAME.search(bodies.get(descriptor, b""))
        glyphs = _glyphs(pieces.values(), bodies) if name and all(_UPRIGHT.search(bodies[n]) for n in pieces) else {}
        if name and glyphs:
            _embed(name[1], descriptor, pieces, glyphs, written)
    return written


def _embed(
    name: bytes, descriptor: int, pieces: Mapping[int, _Drawings], glyphs: Mapping[str, Glyph], written: dict[int, bytes]
) -> None:
    """A font's program takes the place of its first drawing; its description leads there, its pieces are by that."""
    place, *others = sorted({number for drawings in pieces.values() for number in drawings.values()})
    for number in others:
        del written[number]
    data = zlib.compress(font_program(name.decode("ascii"), glyphs), 9)
    written[place] = b"<</Subtype /Type1C /Filter /FlateDecode /Length %d>> stream\n%b\nendstream" % (len(data), data)
    box = _box(glyphs.values())
    more = b"\n/FontBBox [%d %d %d %d]\n/Ascent %d\n/Descent %d\n/FontFile3 %d 0 R>>" % (*box, box[3], box[1], place)
    written[descriptor] = written[descriptor].rstrip().removesuffix(b">>") + more
    for number in pieces:
        plain = _ONLY_DRAWN.sub(b"", _UPRIGHT.sub(b"", written[number]))
        written[number] = plain.replace(b"/Subtype /Type3", b"/Subtype /Type1\n/BaseFont /" + name, 1)


def _box(glyphs: Iterable[Glyph]) -> tuple[int, int, int, int]:
    points = [point for glyph in glyphs for start, strokes in glyph.contours for point in (start, *sum(strokes, ()))]
    across, up = zip(*(points or [(0, 0)]), strict=True)
    return min(across), min(up), max(across), max(up)


def _glyphs(pieces: Iterable[_Drawings], bodies: Mapping[int, bytes]) -> dict[str, Glyph]:
    """The characters of a font by name; nothing where one is more than outlines, or has two of them."""
    found: dict[str, Glyph] = {}
    for name, number in (item for drawings in pieces for item in drawings.items()):
        glyph = _glyph(bodies.get(number, b""))
        if glyph is None or found.setdefault(name.decode("ascii"), glyph) != glyph:
            return {}
    return found


def _glyph(body: bytes) -> Glyph | None:
    stream = _STREAM.match(body)
    if stream is None:
        return None
    try:
        program = zlib.decompress(stream["data"]) if b"/FlateDecode" in stream["about"] else stream["data"]
    except zlib.error:
        return None
    drawn = _FILLED.match(program)
    return Glyph(int(drawn[1]), tuple(_contours(drawn[2]))) if drawn else None


def _contours(program: bytes) -> Iterator[Contour]:
    """The outlines of a drawing, y upwards."""
    for contour in filter(None, _START.split(b"\n" + program)[1:]):
        steps = re.findall(rb"([-\d ]+) ([mlcvy])\s", contour)
        points = [_points(numbers.split()) for numbers, _ in steps]
        strokes = []
        for (_, operator), before, new in zip(steps[1:], points, points[1:], strict=False):
            strokes.append((before[-1], *new) if operator == b"v" else (*new, new[-1]) if operator == b"y" else new)
        yield points[0][0], tuple(strokes)


def _points(numbers: list[bytes]) -> tuple[tuple[int, int], ...]:
    return tuple((int(x), -int(y)) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
