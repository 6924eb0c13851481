"""Looks that somebody gave to cells of a workbook (ECMA-376 part 1, 18.8): a cell is a text, and none of them can be taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from zipfile import ZipFile

from bilingual.formats.xlsx.parts import Book
from bilingual.model import Remark, SegmentId
from bilingual.office.xml import local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLAIN = frozenset({"", "000000", "ffffff"})
"""Colours that programs write for cells without any; those of a theme are theirs too."""
_EMPHASIS = {"b": "bold", "i": "italic", "strike": "struck through"}
_OFF = frozenset({"0", "false"})
_CELL = re.compile(rb"<(?:\w+:)?c ([^>]*[^>/])>")
"""A cell with something in it."""


def read_looks(archive: ZipFile, book: Book, path: str, rows: Mapping[str, SegmentId]) -> Iterator[Remark]:
    """The cells of the first sheet that do not look as they were written; `rows` are the ids by place (`row 12`)."""
    part = book.related.get("styles")
    styles = dict(enumerate(_styles(parse_xml(archive.read(part), path, "workbook")))) if part in archive.namelist() else {}
    for found in _CELL.finditer(archive.read(book.first_sheet(archive))) if any(styles.values()) else ():
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', found[1].decode("utf-8", "replace")))
        place, number = f"row {re.sub('[^0-9]', '', attributes.get('r', ''))}", attributes.get("s", "")
        for look in styles.get(int(number), ()) if number.isdecimal() and place in rows else ():
            yield Remark("look", place, look, rows[place], about=attributes["r"])


def _styles(root: _Element) -> Iterator[tuple[str, ...]]:
    """The looks of each style of cells."""
    parts = {local(part): list(part) for part in root}
    fonts = [(*_emphasis(font), *_colours(font, "color", "coloured")) for font in parts.get("fonts", ())]
    fills = [tuple(_colours(fill, "fgColor", "filled")) for fill in parts.get("fills", ())]
    for style in parts.get("cellXfs", ()):
        chosen = ((fonts, style.get("fontId") or "0"), (fills, style.get("fillId") or "0"))
        yield tuple(look for known, at in chosen if at.isdecimal() and int(at) < len(known) for look in known[int(at)])


def _emphasis(font: _Element) -> Iterator[str]:
    yield from (_EMPHASIS[local(e)] for e in font if local(e) in _EMPHASIS and e.get("val", "1") not in _OFF)


def _colours(element: _Element, name: str, told: str) -> Iterator[str]:
    found = ((colour.get("rgb") or "")[-6:].lower() for colour in element.iter() if local(colour) == name)
    yield from (f"{told} #{colour}" for colour in found if colour not in _PLAIN)
