"""A PDF in less room: its small objects packed together, as PDF 1.5 can (ISO 32000-1, 7.5.7 and 7.5.8).

A browser writes each of a tagged page's thousands of marks as an object of its own, unpacked: most of the file. A character that
stands in several fonts is drawn once, and where all drawings of a font are outlines, they are a font (`fonts.py`).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from bilingual.formats.pdf.bookmarks import with_bookmarks
from bilingual.formats.pdf.fonts import with_fonts

_TABLE = re.compile(
    rb"xref\s+0 (\d+)\s+((?:\d{10} \d{5} [nf]\s*?\n)+)trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*\Z", re.DOTALL
)
_OBJECT = re.compile(rb"(\d+) 0 obj\s+(.*?)\s*endobj\s*\Z", re.DOTALL)
_REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|\b(\d+) 0 R\b", re.DOTALL)
"""A string, or what leads to an object."""
_DEFLATED = re.compile(
    rb"(<<(?:/Filter /FlateDecode|/(?!Filter|Length)\w+ [^/<>]*|\s)*/Length )(\d+)(>> stream\n)(.*)(\nendstream)\Z", re.DOTALL
)
"""A stream that is deflated and nothing else, as browsers write them."""
_TOGETHER = 200
"""Objects that are packed together: a reader unpacks all of them for one."""
_ENTRY = 1 + 4 + 2
"""Bytes of an entry in the table: its kind, where it stands, which one of those it is."""


def packed(pdf: bytes, titles: Mapping[str, str] | None = None) -> bytes:
    """The file with its objects that are no streams packed, and `titles` for its bookmarks (`with_bookmarks`).

    It stays as it is where it is not written as browsers write it."""
    table = _TABLE.search(pdf)
    if table is None or int(table[4]) != table.start() or b"/Encrypt" in table[3] or b"/Prev" in table[3]:
        return pdf
    entries = table[2].split(b"\n")
    starts = sorted(int(entry[:10]) for entry in entries if entry[17:18] == b"n")
    bodies: dict[int, bytes] = {}
    for start, end in zip(starts, [*starts[1:], table.start()], strict=True):
        found = _OBJECT.match(pdf, start, end)
        if found is None:
            return pdf
        bodies[int(found[1])] = found[2]
    bodies = {number: _tighter(body) for number, body in with_bookmarks(bodies, titles or {}).items()}
    return _written(_without_copies(with_fonts(bodies)), int(table[1]), re.sub(rb"/Size \d+", b"", table[3]).strip())


def _tighter(body: bytes) -> bytes:
    """A stream deflated as well as can be; browsers are in a hurry."""
    found = _DEFLATED.match(body) if b"/FlateDecode" in body[:200] else None
    if found is None or int(found[2]) != len(found[4]):
        return body
    try:
        data = zlib.compress(zlib.decompress(found[4]), 9)
    except zlib.error:
        return body
    return b"%b%d%b%b%b" % (found[1], len(data), found[3], data, found[5]) if len(data) < len(found[4]) else body


def _without_copies(bodies: Mapping[int, bytes]) -> dict[int, bytes]:
    """The objects with each stream once: a browser draws a character anew in each font that has it."""
    first: dict[bytes, int] = {}
    numbers = {number: first.setdefault(body, number) for number, body in bodies.items() if body.endswith(b"endstream")}

    def referred(found: re.Match[bytes]) -> bytes:
        return found[0] if found[1] is None else b"%d 0 R" % numbers.get(int(found[1]), int(found[1]))

    return {
        number: body if number in numbers else _REFERENCE.sub(referred, body)
        for number, body in bodies.items()
        if numbers.get(number, number) == number
    }


def _written(bodies: Mapping[int, bytes], size: int, trailer: bytes) -> bytes:
    """A file of these objects, by their numbers."""
    written = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, bytes] = {}
    for number, body in bodies.items():
        if body.endswith(b"endstream"):
            places[number] = _entry(1, len(written), 0)
            written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    small = [number for number, body in bodies.items() if number not in places]
    for first in range(0, len(small), _TOGETHER):
        group, size = small[first : first + _TOGETHER], size + 1
        places |= {number: _entry(2, size - 1, index) for index, number in enumerate(group)}
        places[size - 1] = _entry(1, len(written), 0)
        written += _stream(size - 1, *_joined(group, bodies))
    start = len(written)
    places[size] = _entry(1, start, 0)
    table = b"".join(places.get(number, bytes(_ENTRY)) for number in range(size + 1))
    written += _stream(size, b"/Type /XRef /W [1 4 2] /Size %d %b" % (size + 1, trailer), table)
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % start)


def _entry(kind: int, place: int, index: int) -> bytes:
    """A line of the table: an object at a place, or one of several in another."""
    return bytes([kind]) + place.to_bytes(4, "big") + index.to_bytes(2, "big")


def _joined(group: list[int], bodies: Mapping[int, bytes]) -> tuple[bytes, bytes]:
    """What a stream of objects says of itself, and what it holds: where each begins, then all."""
    places, position = [], 0
    for number in group:
        places.append(b"%d %d" % (number, position))
        position += len(bodies[number]) + 1
    head = b" ".join(places) + b"\n"
    return b"/Type /ObjStm /N %d /First %d" % (len(group), len(head)), head + b"\n".join(bodies[n] for n in group)


def _stream(number: int, about: bytes, content: bytes) -> bytes:
    data = zlib.compress(content, 9)
    return b"%d 0 obj\n<<%b /Filter /FlateDecode /Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, about, len(data), data)
