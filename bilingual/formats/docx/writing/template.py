"""A document with the styles of another one: a house's own template (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

import copy
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from bilingual.errors import ExportError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES, NUMBERING, THEME = "word/styles.xml", "word/numbering.xml", "word/theme/theme1.xml"
NEEDED = ("normal", "title", "heading 1", "heading 2", "heading 3")
"""Styles that a template is for, by name; whatever else is missing is taken from the program's own."""
LARGEST = 20_000_000
"""Bytes of a part, unpacked."""
APART = 1000
"""What the template's lists are numbered from, beyond the document's own."""
USES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
"""Elements that name a style by its id."""
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REMEDY = "Use it once in Word, so that Word writes it down, and save the template."


def check_template(template: bytes, path: str) -> None:
    """Raises `ExportError` where a file cannot be used as a template, naming the part or the style."""
    _styles(_opened(template, path), path)


def with_styles_of(template: bytes, parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a document with the template's styles, theme and numbering of headings.

    Styles are matched by name. Those that only the document has stay, in the template's fonts.
    """
    from lxml import etree

    theirs = _opened(template, "")
    styles = _styles(theirs, "")
    ids = _merge(styles, etree.fromstring(parts[STYLES]))
    changed = {name: _renamed(data, ids) if re.fullmatch(r"word/\w+\.xml", name) else data for name, data in parts.items()}
    if THEME in theirs:
        changed[THEME] = theirs[THEME]
        _declare(changed, THEME, THEME_TYPE, "theme")
    _keep_numbering(styles, theirs, changed)
    changed[STYLES] = _written(styles)
    return changed


def _opened(template: bytes, path: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            wanted = [own for own in archive.infolist() if own.filename in (STYLES, NUMBERING, THEME)]
            if any(own.file_size > LARGEST for own in wanted):
                raise ExportError("The template is too large.", "Take one with nothing but styles.", path=path or None)
            return {own.filename: archive.read(own) for own in wanted}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        fact = "The template is no Word document (.docx, .dotx), or it is encrypted."
        raise ExportError(fact, "Save it from Word without a password.", path=path or None) from error


def _styles(parts: Mapping[str, bytes], path: str) -> Any:
    """The template's styles, with all that are needed."""
    tree = _parsed(parts.get(STYLES, b""), path)
    known = {_name(own) for own in tree.iter(f"{W}style")}
    missing = next((name for name in NEEDED if name not in known), None)
    if missing:
        raise ExportError(f"The template has no style “{missing}” ({STYLES}).", REMEDY, path=path or None)
    return tree


def _parsed(data: bytes, path: str) -> Any:
    from lxml import etree

    try:
        tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise ExportError(f"The template's {STYLES} cannot be read.", "Save it from Word again.", path=path or None) from error
    if tree.getroottree().docinfo.doctype:
        raise ExportError(f"The template's {STYLES} declares entities.", "Take a template of your own.", path=path or None)
    return tree


def _written(tree: Any) -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _name(style: Any) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "").lower()


def _merge(theirs: Any, ours: Any) -> dict[str, str]:
    """Adds to `theirs` what only `ours` has; the ids that changed."""
    known = {(own.get(f"{W}type"), _name(own)): own.get(f"{W}styleId", "") for own in theirs.iter(f"{W}style")}
    taken = set(known.values())
    ids: dict[str, str] = {}
    for style in ours.iter(f"{W}style"):
        identity = style.get(f"{W}styleId", "")
        there = known.get((style.get(f"{W}type"), _name(style)))
        if there is None:
            added = copy.deepcopy(style)
            _without_fonts(added)
            ids[identity] = f"{identity}Bilingual" if identity in taken else identity
            added.set(f"{W}styleId", ids[identity])
            added.attrib.pop(f"{W}default", None)
            theirs.append(added)
        else:
            ids[identity] = there
    for use in (own for style in theirs.iter(f"{W}style") if style.get(f"{W}styleId") in _new(ids, taken) for own in style):
        if use.tag.removeprefix(W) in USES:
            use.set(f"{W}val", ids.get(use.get(f"{W}val", ""), use.get(f"{W}val", "")))
    return {old: new for old, new in ids.items() if old != new}


def _new(ids: Mapping[str, str], taken: set[str]) -> set[str]:
    return {identity for identity in ids.values() if identity not in taken}


def _without_fonts(style: Any) -> None:
    """The template's Latin font is used; the Chinese ones, which a template seldom has, stay."""
    for fonts in style.iter(f"{W}rFonts"):
        if fonts.get(f"{W}ascii") == "Calibri":
            for kind in ("ascii", "hAnsi", "cs"):
                fonts.attrib.pop(f"{W}{kind}", None)


def _renamed(data: bytes, ids: Mapping[str, str]) -> bytes:
    if not ids:
        return data
    pattern = rf'(<w:(?:{"|".join(USES)}) w:val=")({"|".join(map(re.escape, ids))})(?=")'
    return re.sub(pattern, lambda found: found[1] + ids[found[2]], data.decode("utf-8")).encode("utf-8")


def _keep_numbering(styles: Any, theirs: Mapping[str, bytes], parts: dict[str, bytes]) -> None:
    """The lists that the template's styles number their paragraphs with."""
    used = [own for own in styles.iter(f"{W}numId") if own.get(f"{W}val", "0") != "0"]
    if not used or NUMBERING not in theirs:
        for own in used:
            own.getparent().getparent().remove(own.getparent())
        return
    ours = _parsed(parts.get(NUMBERING, b"") or f'<w:numbering xmlns:w="{W[1:-1]}"/>'.encode(), "")
    added = _parsed(theirs[NUMBERING], "")
    for own in added.iter(f"{W}abstractNum", f"{W}num", f"{W}abstractNumId"):
        for name in ("abstractNumId", "numId", "val"):
            if (value := own.get(f"{W}{name}")) is not None and (name != "val" or own.tag == f"{W}abstractNumId"):
                own.set(f"{W}{name}", str(int(value) + APART))
    for own in used:
        own.set(f"{W}val", str(int(own.get(f"{W}val")) + APART))
    lists = [*ours, *added]
    ours[:] = [*(own for own in lists if own.tag == f"{W}abstractNum"), *(own for own in lists if own.tag == f"{W}num")]
    if NUMBERING not in parts:
        _declare(parts, NUMBERING, NUMBERING_TYPE, "numbering")
    for picture in [*ours.iter(f"{W}lvlPicBulletId")]:
        picture.getparent().remove(picture)
    parts[NUMBERING] = _written(ours)


def _declare(parts: dict[str, bytes], name: str, kind: str, relation: str) -> None:
    """A part's content type, and the document's relationship to it."""
    override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    rels, target = "word/_rels/document.xml.rels", name.removeprefix("word/")
    own = f'<Relationship Id="rHouse{relation.title()}" Type="{OFFICE}/{relation}" Target="{target}"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", own.encode())
