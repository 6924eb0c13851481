"""Zip files (DOCX, XLSX, EPUB): written the same each time; those from elsewhere opened safely; how their parts name others.

Safely is: not encrypted, and no bigger inside than a document can be.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Container, Iterable, Mapping
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bilingual.errors import ImportFailed
from bilingual.office.xml import check_start

EPOCH = datetime(1980, 1, 1)
"""The date of parts that have none: the earliest that a ZIP file can hold."""
LARGEST = 512 * 1024 * 1024
"""Bytes of everything inside."""
MOST = 20_000
"""Parts inside."""
STEEPEST = 200
"""How many times larger a part may be than it is packed; text packs 5 to 50 times. Small parts are let by."""
_SMALL = 1024 * 1024
_START = 64 * 1024
"""Bytes of a part in which its first element begins."""


def pack_zip(parts: Iterable[tuple[str, bytes]], stored: Container[str] = (), day: datetime | None = None) -> bytes:
    """The parts as an archive of that `day`, in their order; the same parts are the same bytes. Those `stored` are not
    compressed.

    >>> pack_zip([("a.txt", b"a")]) == pack_zip([("a.txt", b"a")])
    True
    """
    file = io.BytesIO()
    when = max(day or EPOCH, EPOCH).timetuple()[:6]
    with ZipFile(file, "w") as archive:
        for name, data in parts:
            entry = ZipInfo(name, when)
            entry.create_system = 0  # on Windows and elsewhere
            archive.writestr(entry, data, ZIP_STORED if name in stored else ZIP_DEFLATED)
    return file.getvalue()


def repacked(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The archive with other bytes of some parts; what the other parts hold, their order and their dates stay."""
    file = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as archive, ZipFile(file, "w") as made:
        for entry in archive.infolist():
            made.writestr(entry, parts[entry.filename] if entry.filename in parts else archive.read(entry))
    return file.getvalue()


def open_zip(data: bytes, path: str, what: str) -> ZipFile:
    """The archive; `ImportFailed` where it is none, is locked by a password, or would fill the memory.

    `what` names what the file should be: `Word document`, `workbook`. The sizes checked are those that the archive
    declares; `ZipFile` reads no part further than it declares.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        fact = f"The file is encrypted, or a {what} of before 2007."
        raise ImportFailed(fact, "Take the password off, or save it in today's format.", path=path)
    try:
        archive = ZipFile(io.BytesIO(data))
    except (BadZipFile, ValueError, OSError) as error:
        raise ImportFailed(f"The file is no {what}, or it is damaged.", "Save it again and try once more.", path=path) from error
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise ImportFailed("The file is locked with a password.", "Take the password off.", path=path)
    steep = next((p for p in parts if p.file_size > _SMALL and p.file_size > STEEPEST * p.compress_size), None)
    if steep or len(parts) > MOST or sum(part.file_size for part in parts) > LARGEST:
        where = f" “{steep.filename}” would grow to {steep.file_size // 2**20} MiB." if steep else ""
        fact = f"What is packed in the file is larger than a {what} can be.{where}"
        raise ImportFailed(fact, "Nothing was read.", path=path)
    return archive


def relations_name(part: str) -> str:
    """The part that holds the relationships of another, or of the archive where that is empty (ECMA-376, part 2, 9.3).

    >>> relations_name("xl/workbook.xml"), relations_name("")
    ('xl/_rels/workbook.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def related_name(part: str, target: str) -> str:
    """The part that a relationship of `part` leads to, by what it names as its target.

    >>> related_name("xl/book.xml", "sheet.xml"), related_name("xl/book.xml", "/docs/a.xml"), related_name("a/b.xml", "../c.xml")
    ('xl/sheet.xml', 'docs/a.xml', 'c.xml')
    """
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def without_dtds(archive: ZipFile, path: str) -> ZipFile:
    """The archive; `ImportFailed` where a part of it is no XML or declares a document type, which no office file does.

    ECMA-376 forbids it (part 2, section 8.1.4), since entities can read other files or fill the memory.
    """
    for part in archive.infolist():
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            with archive.open(part) as opened_part:
                check_start(opened_part.read(_START), f"{path} ({part.filename})")
    return archive
