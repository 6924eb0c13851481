"""A font program in the Compact Font Format (Adobe Technical Notes 5176 and 5177): outlines by their names, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

Point = tuple[int, int]
Contour = tuple[Point, tuple[tuple[Point, ...], ...]]
"""Where an outline begins, and its lines (a point) and curves (two controls and a point)."""
EM = 1000
"""Units of a font's square, and the width that most Chinese characters have."""
_STANDARD_STRINGS = 391
"""Names that every reader knows by a number (5176, appendix A); a font's begin there."""
_MOST = 48
"""Numbers that an operator of an outline may have (5177, appendix B)."""
_LINE, _CURVE, _END, _MOVE = b"\x05", b"\x08", b"\x0e", b"\x15"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as it is drawn, in units of which `EM` are a square's side; y grows upwards."""

    width: int
    contours: tuple[Contour, ...]


def font_program(name: str, glyphs: Mapping[str, Glyph]) -> bytes:
    """The program of a font, for a PDF's `FontFile3` of the subtype `Type1C`."""
    private = _number(EM) + b"\x14" + _number(EM) + b"\x15"  # widths that are not told, and what the others are told from
    charset = b"\x02" + _STANDARD_STRINGS.to_bytes(2, "big") + (len(glyphs) - 1).to_bytes(2, "big")
    outlines = _index([_END, *map(_outline, glyphs.values())])
    names = _index([glyph.encode("ascii") for glyph in glyphs]) + _index([])
    head = b"\x01\x00\x04\x04" + _index([name.encode("ascii")])
    start = len(head) + len(_index([_top(0, 0, 0, 0)])) + len(names)
    top = _top(start, start + len(charset), len(private), start + len(charset) + len(outlines))
    return head + _index([top]) + names + charset + outlines + private


def _top(charset: int, outlines: int, size: int, private: int) -> bytes:
    """Where the parts of a font are; as long whatever the places."""
    places = [b"\x1d" + place.to_bytes(4, "big") for place in (charset, outlines, size, private)]
    return b"%b\x0f%b\x11%b%b\x12" % tuple(places)


def _index(items: Sequence[bytes]) -> bytes:
    """Several things with the places where each begins (5176, section 5)."""
    if not items:
        return b"\x00\x00"
    places = b"".join(place.to_bytes(4, "big") for place in accumulate(map(len, items), initial=1))
    return len(items).to_bytes(2, "big") + b"\x04" + places + b"".join(items)


def _outline(glyph: Glyph) -> bytes:
    """A character as a program of relative moves."""
    written = b"" if glyph.width == EM else _number(glyph.width - EM)
    at = (0, 0)
    for start, strokes in glyph.contours:
        written += _steps(at, [start]) + _MOVE
        written += b"".join(_strokes(start, strokes))
        at = strokes[-1][-1] if strokes else start
    return written + _END


def _strokes(start: Point, strokes: Sequence[tuple[Point, ...]]) -> Iterator[bytes]:
    """Lines and curves, as many by one operator as it may have."""
    at, arguments, count, before = start, b"", 0, 0
    for points in strokes:
        if arguments and (len(points) != before or count + 2 * len(points) > _MOST):
            yield arguments + (_LINE if before == 1 else _CURVE)
            arguments, count = b"", 0
        arguments, count, before = arguments + _steps(at, points), count + 2 * len(points), len(points)
        at = points[-1]
    if arguments:
        yield arguments + (_LINE if before == 1 else _CURVE)


def _steps(at: Point, points: Sequence[Point]) -> bytes:
    return b"".join(_number(b[axis] - a[axis]) for a, b in pairwise([at, *points]) for axis in (0, 1))


def _number(value: int) -> bytes:
    """A whole number (5177, section 3.2), of at most 16 bits.

    >>> _number(-107), _number(108), _number(-1131), _number(1132)
    (b' ', b'\\xf7\\x00', b'\\xfe\\xff', b'\\x1c\\x04l')
    """
    if -107 <= value <= 107:
        return bytes([value + 139])
    if 108 <= abs(value) <= 1131:
        high, low = divmod(abs(value) - 108, 256)
        return bytes([high + (247 if value > 0 else 251), low])
    return b"\x1c" + value.to_bytes(2, "big", signed=True)
