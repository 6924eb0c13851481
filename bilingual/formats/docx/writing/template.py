"""The styles of a document, with those of another one where a house has its own template (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

import copy
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bilingual.errors import ExportError
from bilingual.office.namespaces import W
from bilingual.office.xml import serialised

STYLES, NUMBERING, THEME = "word/styles.xml", "word/numbering.xml", "word/theme/theme1.xml"
NEEDED = ("normal", "title", "heading 1", "heading 2", "heading 3")
"""Styles that a template is for, by name; whatever else is missing is taken from the program's own."""
LARGEST = 20_000_000
"""Bytes of a part, unpacked."""
APART = 1000
"""What the template's lists are numbered from, beyond the document's own."""
USES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
"""Elements that name a style by its id."""
REMEDY = "Use it once in Word, so that Word writes it down, and save the template."


@dataclass(frozen=True, slots=True)
class House:
    """How a document looks."""

    styles: bytes
    """The part with the styles."""
    ids: Mapping[str, str] = field(default_factory=dict)
    """What styles of the program's own are called here, where that is something else."""
    theme: bytes = b""
    numbering: bytes = b""
    """The lists of the template, where its styles number their paragraphs by them."""

    def renamed(self, xml: str) -> str:
        """A part of the document, with the names that styles have here."""
        if not self.ids:
            return xml
        pattern = rf'(<w:(?:{"|".join(USES)}) w:val=")({"|".join(map(re.escape, self.ids))})(?=")'
        return re.sub(pattern, lambda found: found[1] + self.ids[found[2]], xml)

    def with_numbering(self, numbering: bytes) -> bytes:
        """The document's lists, and those of the template behind them; empty where there are none."""
        if not self.numbering:
            return numbering
        ours = _parsed(numbering or f'<w:numbering xmlns:w="{W[1:-1]}"/>'.encode(), "")
        lists = [*ours, *_parsed(self.numbering, "")]
        ours[:] = [element for tag in ("abstractNum", "num") for element in lists if element.tag == f"{W}{tag}"]
        return serialised(ours)


def check_template(template: bytes, path: str) -> None:
    """Raises `ExportError` where a file cannot be used as a template, naming the part or the style."""
    _styles(_open_template(template, path), path)


def house_of(template: bytes, styles: bytes) -> House:
    """The template's styles, theme and numbering of headings, with what it lacks of the document's own `styles`.

    Styles are matched by name. Those that only the document has stay, in the template's fonts.
    """
    from lxml import etree

    if not template:
        return House(styles)
    parts = _open_template(template, "")
    theirs = _styles(parts, "")
    ids = _merge(theirs, etree.fromstring(styles))
    numbering = _numbering(theirs, parts)
    return House(serialised(theirs), ids, parts.get(THEME, b""), numbering)


def _open_template(template: bytes, path: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            wanted = [entry for entry in archive.infolist() if entry.filename in (STYLES, NUMBERING, THEME)]
            if any(entry.file_size > LARGEST for entry in wanted):
                raise ExportError("The template is too large.", "Take one with nothing but styles.", path=path or None)
            return {entry.filename: archive.read(entry) for entry in wanted}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        fact = "The template is no Word document (.docx, .dotx), or it is encrypted."
        raise ExportError(fact, "Save it from Word without a password.", path=path or None) from error


def _styles(parts: Mapping[str, bytes], path: str) -> Any:
    """The template's styles, with all that are needed."""
    tree = _parsed(parts.get(STYLES, b""), path)
    known = {_name(style) for style in tree.iter(f"{W}style")}
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


def _name(style: Any) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "").lower()


def _merge(theirs: Any, ours: Any) -> dict[str, str]:
    """Adds to `theirs` what only `ours` has; the ids that changed."""
    known = {(style.get(f"{W}type"), _name(style)): style.get(f"{W}styleId", "") for style in theirs.iter(f"{W}style")}
    taken = set(known.values())
    ids: dict[str, str] = {}
    added: list[Any] = []
    for style in ours.iter(f"{W}style"):
        identity = style.get(f"{W}styleId", "")
        there = known.get((style.get(f"{W}type"), _name(style)))
        if there is None:
            added.append(copy.deepcopy(style))
            _remove_fonts(added[-1])
            ids[identity] = f"{identity}Bilingual" if identity in taken else identity
            added[-1].set(f"{W}styleId", ids[identity])
            added[-1].attrib.pop(f"{W}default", None)
            theirs.append(added[-1])
        else:
            ids[identity] = there
    for use in (element for style in added for element in style if element.tag.removeprefix(W) in USES):
        use.set(f"{W}val", ids.get(use.get(f"{W}val", ""), use.get(f"{W}val", "")))
    return {old: new for old, new in ids.items() if old != new}


def _remove_fonts(style: Any) -> None:
    """The template's Latin font is used; the Chinese ones, which a template seldom has, stay."""
    for fonts in style.iter(f"{W}rFonts"):
        if fonts.get(f"{W}ascii") == "Calibri":
            for kind in ("ascii", "hAnsi", "cs"):
                fonts.attrib.pop(f"{W}{kind}", None)


def _numbering(styles: Any, parts: Mapping[str, bytes]) -> bytes:
    """The lists that the template's styles number their paragraphs with, apart from those of a document."""
    uses = [element for element in styles.iter(f"{W}numId") if element.get(f"{W}val", "0") != "0"]
    if not uses or NUMBERING not in parts:
        for use in uses:
            use.getparent().getparent().remove(use.getparent())
        return b""
    lists = _parsed(parts[NUMBERING], "")
    for element in lists.iter(f"{W}abstractNum", f"{W}num", f"{W}abstractNumId"):
        for name in ("abstractNumId", "numId", "val"):
            if (value := element.get(f"{W}{name}")) is not None and (name != "val" or element.tag == f"{W}abstractNumId"):
                element.set(f"{W}{name}", str(int(value) + APART))
    for use in uses:
        use.set(f"{W}val", str(int(use.get(f"{W}val")) + APART))
    for picture in [*lists.iter(f"{W}lvlPicBulletId")]:
        picture.getparent().remove(picture)
    return serialised(lists)
