"""A Word document from elsewhere, opened with care: what is dangerous or not a document is refused with the reason."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingual.errors import ImportFailed
from bilingual.office import COMPOUND
from bilingual.office.namespaces import W
from bilingual.office.zips import related_name, relations_name

HEAD = 1 << 16
"""Bytes of the properties in which ours stand first."""
PARTS = 5_000
"""More parts than this are no document."""
LARGEST = 64_000_000
"""Bytes of a part, unpacked; the real post of 765 rows has 1.5 million."""
TAGS = 3_000_000
"""Tags of all parts that are read; a post of 765 rows has 60,000. Each is some hundred bytes of memory when it is parsed."""
NEEDED = (
    "officeDocument",
    "core-properties",
    "custom-properties",
    "styles",
    "footnotes",
    "endnotes",
    "comments",
    "header",
    "footer",
    "numbering",
)
"""What relationships lead to the parts that are read; all the rest (themes, fonts, settings, pictures) stays packed."""
CELLS = 100_000
"""Table cells; a post of 765 rows has 3,100."""
MADE_HERE = b'"bilingual post"'
"""The name of a property that our documents have, as it stands in their files."""
LINKED = ("attachedTemplate", "subDocument")
"""Relationships that would have a program load more of the document from elsewhere."""

AGAIN = "Save the document from Word, LibreOffice or WPS as .docx and import that."


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a document; the values are lxml's elements."""

    parts: dict[str, Any]
    """By name, without a slash before it; only those that are XML."""
    main: str
    """The name of the part with the text."""

    def related(self, kind: str) -> Any:
        """The root of the part that the main one has for `kind` (`styles`, `footnotes`), or None."""
        return next(self.all_related(kind), None)

    def all_related(self, kind: str) -> Iterator[Any]:
        """The roots of all parts that the main one has for `kind` (`header`)."""
        yield from (self.parts[name] for name in self.names(kind))

    def names(self, kind: str) -> Iterator[str]:
        """The names of those parts."""
        for relation in relations(self.parts.get(relations_name(self.main))):
            name = related_name(self.main, relation.get("Target", ""))
            if relation.get("Type", "").endswith(f"/{kind}") and name in self.parts:
                yield name

    def elements(self, part: str, name: str) -> Iterator[Any]:
        """All elements of a local name in a part; none where there is no such part."""
        tree = self.parts.get(part)
        yield from () if tree is None else tree.iter(f"{{*}}{name}")

    def links(self, part: str = "") -> dict[str, str]:
        """The addresses of a part's hyperlinks, by the id of their relationship."""
        hyperlinks = relations(self.parts.get(relations_name(part or self.main)))
        return {found.get("Id", ""): found.get("Target", "") for found in hyperlinks if found.get("TargetMode") == "External"}

    @property
    def notes_name(self) -> str:
        """The name of the part with the footnotes."""
        return related_name(self.main, "footnotes.xml")


def is_made_here(path: Path) -> bool:
    """Whether a file is a Word document that a run wrote, edited since or not; not where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("docProps/custom.xml") as part:
            return MADE_HERE in part.read(HEAD)
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return False


def open_docx(data: bytes, path: str) -> Package:
    """The document's parts; raises `ImportFailed` for what is not a document, or would do harm."""
    if data.startswith(COMPOUND):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        fact = "The document is encrypted." if locked else "The document is one of old Word (.doc)."
        raise ImportFailed(fact, "Save it without a password and import that." if locked else AGAIN, path=path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ImportFailed("The file is no Word document, or it is damaged.", AGAIN, path=path) from error
    main = next((found for found in _main(parts.get("_rels/.rels")) if found in parts), "")
    if not main or parts[main].tag != f"{W}document":
        raise ImportFailed("The file is no Word document: it has no text.", AGAIN, path=path)
    return Package(parts, main)


def _parts(archive: zipfile.ZipFile, path: str) -> dict[str, Any]:
    """All relationships, and the parts that the needed ones lead to, parsed."""
    entries = {entry.filename: entry for entry in archive.infolist()}
    if len(entries) > PARTS:
        raise ImportFailed(f"The file has {len(entries):,} parts: it is no document.", AGAIN, path=path)
    if large := next((name for name, entry in entries.items() if name.endswith(".xml") and entry.file_size > LARGEST), None):
        raise _bomb(path, large)
    raw = {name: _read(archive, entry, path) for name, entry in entries.items() if name.endswith(".rels")}
    _check_tags(raw, path)
    parts = {name: _parsed(name, part, path) for name, part in raw.items()}
    for name, part in parts.items():
        _check_relations(name, part, path)
    wanted = {name: _read(archive, entries[name], path) for name in _needed(parts) if name in entries}
    _check_tags(raw | wanted, path)
    return parts | {name: _parsed(name, part, path) for name, part in wanted.items()}


def _needed(rels: dict[str, Any]) -> Iterator[str]:
    """The parts that the needed relationships lead to, each once."""
    found: dict[str, None] = {}
    for name, tree in rels.items():
        part = name.replace("_rels/", "").removesuffix(".rels")
        for relation in relations(tree):
            if relation.get("Type", "").rpartition("/")[2] in NEEDED and relation.get("TargetMode") != "External":
                found.setdefault(related_name(part, relation.get("Target", "")))
    yield from found


def _check_tags(raw: dict[str, bytes], path: str) -> None:
    """Refuses what would be too much when it is parsed, before it is."""
    cells = sum(len(re.findall(rb"</(?:\w+:)?tc>", part)) for part in raw.values())
    if cells > CELLS:
        raise ImportFailed(f"The document has {cells:,} table cells, more than {CELLS:,}.", "Import it in parts.", path=path)
    if sum(part.count(b"<") for part in raw.values()) > TAGS:
        raise _bomb(path, max(raw, key=lambda name: len(raw[name])))


def relations(tree: Any) -> Iterator[Any]:
    """The relationships of a part, given the root of its `.rels`."""
    yield from () if tree is None else tree.iter("{*}Relationship")


def _main(tree: Any) -> Iterator[str]:
    for relation in relations(tree):
        if relation.get("Type", "").endswith("/officeDocument"):
            yield relation.get("Target", "").lstrip("/")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str) -> bytes:
    if entry.flag_bits & 1:
        raise ImportFailed("The document is encrypted.", "Save it without a password and import that.", path=path)
    with archive.open(entry) as part:
        content = part.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise _bomb(path, entry.filename)
    return content


def _bomb(path: str, part: str) -> ImportFailed:
    fact = f"Unpacked, {part} is larger than any post: {LARGEST // 1_000_000} MB and {TAGS:,} tags are read."
    return ImportFailed(fact, "It may be made to do harm; ask whoever sent it.", path=path)


def _parsed(name: str, content: bytes, path: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ImportFailed(f"{name} is no XML: {error.msg}.", AGAIN, path=path) from error
    if tree.getroottree().docinfo.doctype:
        fact = f"{name} declares entities or a document type, which no word processor writes."
        raise ImportFailed(fact, "It may be made to do harm; ask whoever sent it.", path=path)
    return tree


def _check_relations(name: str, tree: Any, path: str) -> None:
    for relation in relations(tree) if name.endswith(".rels") else ():
        kind = relation.get("Type", "").rpartition("/")[2]
        if kind in LINKED and relation.get("TargetMode") == "External":
            where = f"{relation.get('Target', '')[:200]} ({name})"
            fact = f"The document has a {'template' if kind == 'attachedTemplate' else 'part of its text'} elsewhere: {where}."
            raise ImportFailed(fact, "Detach it in Word and save the document again.", path=path)
