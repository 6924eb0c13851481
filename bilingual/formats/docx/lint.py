"""What is wrong with a DOCX file, part by part: the faults for which Word refuses a file or repairs it in silence.

A library for tests and for those who change the exporter; nothing here runs when a post is exported. It knows the
packages that `bilingual.formats.docx.write` writes (one document, one footer), not every DOCX file. The rules are those of
ECMA-376 part 1 (WordprocessingML, chapter 17) and part 2 (packages, chapters 9 and 10).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bilingual.office.namespaces import R, W
from bilingual.office.zips import related_name, relations_name

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

STYLES = "word/styles.xml"
CONTENT_TYPES = "[Content_Types].xml"

STYLE_USES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
"""Elements that name a style, and the type that it must have (ECMA-376 17.7.4)."""

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 forbids (section 2.2) and a tolerant reader may let through."""

Parts = Mapping[str, Any]
"""Parsed parts by name; the values are lxml's elements."""


def faults(data: bytes) -> tuple[str, ...]:
    """One sentence for each fault of the file, naming its part; nothing for a sound one.

    >>> faults(b"no archive")
    ('The file is not a ZIP archive.',)
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            raw = {name: archive.read(name) for name in names}
    except zipfile.BadZipFile:
        return ("The file is not a ZIP archive.",)
    trees, found = _parsed(raw)
    found += [f"The archive holds {name} {count} times." for name, count in Counter(names).items() if count > 1]
    found += [*_content_types(trees, raw), *_relationships(trees, raw)]
    for name, tree in trees.items():
        if tree.tag in (f"{W}document", f"{W}ftr", f"{W}hdr"):
            found += _story(name, tree, trees)
    if STYLES in trees:
        found += _styles(trees[STYLES])
    return tuple(found)


def _parsed(raw: Mapping[str, bytes]) -> tuple[dict[str, Any], list[str]]:
    """The parts that are XML, and what is wrong with those that are not."""
    from lxml import etree

    trees: dict[str, Any] = {}
    found: list[str] = []
    for name, data in raw.items():
        if not name.endswith((".xml", ".rels")):
            continue
        if control := CONTROLS.search(data.decode("utf-8", errors="replace")):
            found.append(f"{name} holds the control character U+{ord(control[0]):04X}.")
        try:
            trees[name] = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            found.append(f"{name} is not well-formed XML: {error.msg}.")
    return trees, found


def _content_types(trees: Parts, raw: Mapping[str, bytes]) -> Iterator[str]:
    """Every part has a content type (part 2, 10.1.2), and none is declared that is not there."""
    if CONTENT_TYPES not in trees:
        if CONTENT_TYPES not in raw:
            yield f"{CONTENT_TYPES} is missing."
        return
    types = trees[CONTENT_TYPES]
    endings = {entry.get("Extension", "").lower() for entry in types.iter(f"{TYPES}Default")}
    overrides = {entry.get("PartName", "").lstrip("/") for entry in types.iter(f"{TYPES}Override")}
    for name in raw:
        if name != CONTENT_TYPES and name not in overrides and name.rsplit(".", 1)[-1].lower() not in endings:
            yield f"{name} has no content type."
    for name in sorted(overrides - set(raw)):
        yield f"{CONTENT_TYPES} declares {name}, which is missing."


def _relationships(trees: Parts, raw: Mapping[str, bytes]) -> Iterator[str]:
    """Ids are unique and internal targets exist (part 2, 9.3)."""
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        relations = list(tree.iter(f"{RELATIONS}Relationship"))
        yield from _repeated(name, "relationship id", (relation.get("Id") for relation in relations))
        part = name.replace("_rels/", "").removesuffix(".rels")
        for relation in relations:
            target = related_name(part, relation.get("Target", ""))
            if relation.get("TargetMode") != "External" and target not in raw:
                yield f"{name}: the relationship {relation.get('Id')} leads to {target}, which is missing."


def _story(name: str, tree: Any, trees: Parts) -> Iterator[str]:
    """What can be wrong with a part of text: the document or its footer."""
    yield from _tables(name, tree)
    yield from _marks(name, tree)
    yield from _used_styles(name, tree, trees)
    relations = trees.get(relations_name(name))
    known = {element.get("Id") for element in relations.iter(f"{RELATIONS}Relationship")} if relations is not None else set()
    used = {value for element in tree.iter() for key, value in element.attrib.items() if key.startswith(R)}
    for missing in sorted(used - known):
        yield f"{name} uses the relationship {missing}, which is not declared."


def _tables(name: str, tree: Any) -> Iterator[str]:
    """Cells end with a paragraph (17.4.65), rows fill the grid (17.4.48), tables do not touch: Word would join them."""
    for number, table in enumerate(tree.iter(f"{W}tbl"), start=1):
        place = f"{name}, table {number}"
        following = table.getnext()
        if following is not None and following.tag == f"{W}tbl":
            yield f"{place}: the next table touches it."
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for at, row in enumerate(table.findall(f"{W}tr"), start=1):
            yield from _row(f"{place}, row {at}", row, columns)


def _row(place: str, row: Any, columns: int) -> Iterator[str]:
    cells = row.findall(f"{W}tc")
    filled = sum(_value(cell.find(f"{W}tcPr/{W}gridSpan"), 1) for cell in cells)
    skipped = sum(_value(row.find(f"{W}trPr/{W}{edge}"), 0) for edge in ("gridBefore", "gridAfter"))
    if filled + skipped != columns:
        yield f"{place}: its cells fill {filled + skipped} of {columns} grid columns."
    for cell in cells:
        if not len(cell) or cell[-1].tag != f"{W}p":
            yield f"{place}: a cell does not end with a paragraph."


def _value(element: Any, default: int) -> int:
    written = default if element is None else element.get(f"{W}val", "")
    return int(written) if str(written).isdigit() else 0


def _marks(name: str, tree: Any) -> Iterator[str]:
    """Bookmarks have ids and names of their own, are closed once, and are where the links within lead (17.13.6, 17.16.22)."""
    starts, ends = list(tree.iter(f"{W}bookmarkStart")), list(tree.iter(f"{W}bookmarkEnd"))
    names = [mark.get(f"{W}name") for mark in starts]
    yield from _repeated(name, "bookmark id", (mark.get(f"{W}id") for mark in starts))
    yield from _repeated(name, "bookmark", names)
    if Counter(mark.get(f"{W}id") for mark in starts) != Counter(mark.get(f"{W}id") for mark in ends):
        yield f"{name}: not every bookmark that begins also ends, once."
    anchors = {link.get(f"{W}anchor") for link in tree.iter(f"{W}hyperlink")} - {None}
    for missing in sorted(anchors - set(names)):
        yield f"{name} links to the bookmark {missing}, which does not exist."


def _used_styles(name: str, tree: Any, trees: Parts) -> Iterator[str]:
    known = _styles_by_type(trees.get(STYLES))
    used = {(kind, use.get(f"{W}val", "")) for element, kind in STYLE_USES.items() for use in tree.iter(f"{W}{element}")}
    for kind, style in sorted(used - known):
        yield f"{name} uses the {kind} style {style}, which {STYLES} does not have."


def _styles(tree: Any) -> Iterator[str]:
    """Ids are unique, and what a style is based on, followed by or linked to exists (17.7.4)."""
    yield from _repeated(STYLES, "style", (style.get(f"{W}styleId") for style in tree.iter(f"{W}style")))
    known = {style for _, style in _styles_by_type(tree)}
    named = {use.get(f"{W}val", "") for element in ("basedOn", "next", "link") for use in tree.iter(f"{W}{element}")}
    for missing in sorted(named - known):
        yield f"{STYLES} refers to the style {missing}, which it does not have."


def _styles_by_type(tree: Any) -> set[tuple[str, str]]:
    if tree is None:
        return set()
    return {(style.get(f"{W}type", ""), style.get(f"{W}styleId", "")) for style in tree.iter(f"{W}style")}


def _repeated(name: str, what: str, values: Iterable[Any]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{name}: the {what} {value} is given {count} times."
