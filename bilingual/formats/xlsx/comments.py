"""Comments that somebody put on cells of a workbook: notes (ECMA-376 part 1, 18.7) and Excel's threads (MS-XLSX 2.6.202)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from zipfile import ZipFile

from bilingual.formats.xlsx.parts import Book
from bilingual.model import Remark, SegmentId
from bilingual.office.xml import all_text, local, parse_xml
from bilingual.office.zips import related_name, relations_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_IN_A_THREAD = "tc="
"""What the author of a note is called that only repeats a thread for programs without threads."""


def read_comments(archive: ZipFile, book: Book, path: str, rows: Mapping[str, SegmentId]) -> Iterator[Remark]:
    """The comments of the first sheet; `rows` are the ids by place (`row 12`)."""
    for kind, part in _beside(archive, book.first_sheet(archive), path):
        told = _threads(archive, book, part, path) if kind == "threadedComment" else _notes(part)
        for cell, author, text in told:
            place = f"row {re.sub('[^0-9]', '', cell)}"
            if text.strip():
                yield Remark("comment", place, text.strip(), rows.get(place, ""), author=author)


def _beside(archive: ZipFile, sheet: str, path: str) -> Iterator[tuple[str, _Element]]:
    """The parts beside a sheet, each with what it is."""
    names, relations = set(archive.namelist()), relations_name(sheet)
    for relation in parse_xml(archive.read(relations), path, "workbook") if relations in names else ():
        kind = (relation.get("Type") or "").rpartition("/")[2]
        name = related_name(sheet, relation.get("Target") or "")
        if kind in ("comments", "threadedComment") and name in names:
            yield kind, parse_xml(archive.read(name), path, "workbook")


def _notes(part: _Element) -> Iterator[tuple[str, str, str]]:
    authors = [all_text(element) for element in part.iter() if local(element) == "author"]
    for note in part.iter():
        number = note.get("authorId") or ""
        if local(note) == "comment" and number.isdecimal():
            author = authors[int(number)].strip() if int(number) < len(authors) else ""
            text = "".join(all_text(element) for element in note.iter() if local(element) == "t")
            if not author.startswith(_IN_A_THREAD):
                yield note.get("ref") or "", author, text.removeprefix(f"{author}:")


def _threads(archive: ZipFile, book: Book, part: _Element, path: str) -> Iterator[tuple[str, str, str]]:
    people = book.related.get("person")
    known = parse_xml(archive.read(people), path, "workbook") if people in archive.namelist() else ()
    names = {person.get("id"): person.get("displayName") or "" for person in known}
    for comment in part:
        text = "".join(all_text(element) for element in comment if local(element) == "text")
        yield comment.get("ref") or "", names.get(comment.get("personId"), ""), text
