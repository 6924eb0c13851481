"""The post's own pictures in a Word document (ECMA-376 part 1, chapter 20)."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from bilingual.formats.common.images import SUFFIXES, is_plain, media_type
from bilingual.office.xml import escaped_line

SVG = "image/svg+xml"
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", SVG})
"""What Word shows; drawings from its version of 2016 on."""
DRAWN = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/></a:ext></a:extLst>'
)
"""What says that a picture is a drawing ([MS-ODRAWXML], 2.2.9); others take it by its kind."""
PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
"""In a unit of length (CSS Values 3, 6.2)."""
EMU = 635
"""English metric units in a twentieth of a point."""
PIXEL = 15
"""Twentieths of a point in a pixel, at 96 to the inch."""
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that Word can show."""

    data: bytes
    kind: str
    """Its media type."""
    size: tuple[int, int]
    """Width and height in pixels."""

    @property
    def suffix(self) -> str:
        """What its file's name ends with."""
        return SUFFIXES[self.kind]


def pictures(images: Mapping[str, bytes]) -> dict[str, Picture]:
    """Those of a post's local images that Word shows, by address; damaged ones and other kinds are left out.

    So are drawings that run programs or load something.
    """
    found: dict[str, Picture] = {}
    for address, data in images.items():
        kind = media_type(data)
        size = _size(data, kind) if kind in SHOWN and (kind != SVG or is_plain(data)) else None
        if size and min(size) > 0:
            found[address] = Picture(data, kind, size)
    return found


def _size(data: bytes, kind: str) -> tuple[int, int] | None:
    """Width and height in pixels, as the file's head says.

    >>> _size(b"GIF89a\\x02\\0\\x01\\0", "image/gif")
    (2, 1)
    """
    if kind == SVG:
        return _svg_size(data)
    try:
        if kind == "image/png":
            return struct.unpack(">II", data[16:24])
        if kind == "image/gif":
            return struct.unpack("<HH", data[6:10])
    except struct.error:
        return None
    return _jpeg_size(data)


def _svg_size(data: bytes) -> tuple[int, int]:
    """As its root says in pixels, or in the units of its box (SVG 2, 8.2); the size of an embedded thing without one.

    >>> _svg_size(b'<svg width="2in" height="96">'), _svg_size(b'<svg viewBox="0 0 30 20" width="100%">'), _svg_size(b"<svg>")
    ((192, 96), (30, 20), (300, 150))
    """
    root = re.search(rb"<svg\b[^>]*>", data)
    written = root[0].decode("utf-8", "replace") if root else ""
    values = dict(re.findall(r"""\b(width|height|viewBox)\s*=\s*["']\s*([^"']*)""", written))
    lengths = [re.fullmatch(r"(\d*\.?\d+)(px|pt|pc|mm|cm|in|)\s*", values.get(side, "")) for side in ("width", "height")]
    box = [float(number) for number in re.findall(r"-?\d*\.?\d+", values.get("viewBox", ""))]
    if all(lengths):
        wide, high = (float(length[1]) * PIXELS[length[2]] for length in lengths if length)
    else:
        wide, high = box[2:4] if len(box) == 4 else (300, 150)
    return max(0, round(wide)), max(0, round(high))


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """From the frame header (ITU-T T.81, B.2.2): the segments before it are passed over."""
    at = 2
    while frame := re.match(rb"\xff+([\x01-\xfe])(..)", data[at : at + 16], re.DOTALL):
        marker, length = frame[1][0], int.from_bytes(frame[2], "big")
        start = at + frame.end() - 2
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = data[start + 3 : start + 5], data[start + 5 : start + 7]
            return int.from_bytes(width, "big"), int.from_bytes(height, "big")
        at = start + max(length, 2)
    return None


def drawing(picture: Picture, relation: str, number: int, name: str, texts: tuple[str, str], room: tuple[int, int]) -> str:
    """A run with the picture, as large as it is at 96 pixels to the inch but no larger than `room`, in twentieths of
    a point; `texts` are what a reader hears who does not see it, and its title."""
    width, height = (side * PIXEL for side in picture.size)
    scale = min(1.0, room[0] / width, room[1] / height)
    wide, high = (max(1, round(side * scale)) * EMU for side in (width, height))
    alt, title = (escaped_line(text).strip() for text in texts)
    about = f'id="{number}" name="{escaped_line(name).strip()}" descr="{alt}"' + (f' title="{title}"' if title else "")
    more = DRAWN.format(relation) if picture.kind == SVG else ""
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {about}/><a:graphic xmlns:a="{DRAWING}/main">'
        f'<a:graphicData uri="{DRAWING}/picture"><pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr>'
        f'<pic:cNvPr {about}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}">{more}</a:blip>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
