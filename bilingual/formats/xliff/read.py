"""XLIFF 1.2 read back, as a CAT tool saved it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bilingual.errors import ImportFailed
from bilingual.formats.common.languages import column_of
from bilingual.formats.xliff.inline_codes import NOTES, SIGNATURE, SPEAKER, markup
from bilingual.model import Column, Edited, EditedRow, ImportOptions, Remark
from bilingual.office.xml import LANG, all_text, local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

Codes = dict[str, tuple[str, str]]
"""Opening and closing markup by `id`; a placeholder has no closing one."""


def read_xliff(data: bytes, path: str, options: ImportOptions = ImportOptions()) -> Edited:  # noqa: B008 - frozen
    """A row for each translation unit; `ImportFailed` for other versions and languages, and for a file without units."""
    root = parse_xml(data, path, "XLIFF")
    version = root.get("version", "")
    if local(root) != "xliff" or not version.startswith("1."):
        what = f"XLIFF {version}" if local(root) == "xliff" else f"XML with <{local(root)}>"
        raise ImportFailed(f"The file is {what}, not XLIFF 1.2.", "Save it as XLIFF 1.2.", path=path, line=root.sourceline)
    files = [element for element in root if local(element) == "file"]
    rows = tuple(row for file in files for row in _rows(file, path))
    if not rows:
        raise ImportFailed("The file has no translation units.", "Choose the file that the editor saved.", path=path)
    notes = [all_text(note) for note in root.iter() if local(note) == "note" and note.get("from") == SIGNATURE]
    names = dict.fromkeys(PurePosixPath(file.get("original", "")).name for file in files)
    if len(names) > 1:
        fact = f"The file holds several posts: {', '.join(names)}."
        raise ImportFailed(fact, "Save each as a file of its own.", path=path, line=files[1].sourceline)
    remarks = tuple(remark for file in files for remark in _remarks(file))
    return Edited(rows, "".join(names), (notes or [""])[0].strip(), "xliff", remarks)


def _remarks(file: _Element) -> Iterator[Remark]:
    """Who speaks, what the program says of the units, and the notes that people wrote at them."""
    for unit in file.iter():
        notes = (child for child in unit if local(child) == "note") if local(unit) == "trans-unit" else ()
        for note in notes:
            place, who, text = f"line {note.sourceline}", note.get("from", ""), all_text(note).strip()
            if who == SPEAKER:
                yield Remark("speaker", place, text.rpartition(": ")[2], unit.get("id", ""), "en")
            elif who in NOTES:
                yield Remark("attribute", place, text, unit.get("id", ""), about=NOTES[who])
            elif text:
                yield Remark("comment", place, text, unit.get("id", ""), author=who)


def _rows(file: _Element, path: str) -> Iterator[EditedRow]:
    source, target = (column_of(file.get(name, "")) for name in ("source-language", "target-language"))
    if source not in ("hans", "hant") or target != "en":
        languages = f"{file.get('source-language', 'nothing')} to {file.get('target-language', 'nothing')}"
        fact = f"The file translates {languages}, not Chinese to English."
        raise ImportFailed(fact, "Choose the file of the right languages.", path=path, line=file.sourceline)
    for unit in file.iter():
        if local(unit) == "trans-unit":
            yield _row(unit, source)


def _row(unit: _Element, source: Column) -> EditedRow:
    parts = {local(child): child for child in unit if local(child) in ("source", "target")}
    codes: Codes = {}
    texts: dict[Column, str | None] = {"hans": None, "hant": None, "en": None}
    if "source" in parts:
        codes |= _codes(parts["source"])
        texts[source] = _markdown(parts["source"], codes)
    for other in (target for alt in unit if local(alt) == "alt-trans" for target in alt if local(target) == "target"):
        column = column_of(other.get(LANG, ""))
        if column in ("hans", "hant") and texts[column] is None:
            texts[column] = _markdown(other, codes | _codes(other))
    if "target" in parts:
        texts["en"] = _markdown(parts["target"], codes | _codes(parts["target"]))
    return EditedRow(unit.get("id", ""), texts["hans"], texts["hant"], texts["en"], place=f"line {unit.sourceline}")


def _codes(element: _Element) -> Codes:
    """The markup that the codes of a text say they stand for, by id."""
    return {
        code.get("id", ""): (markup(code.get("equiv-text", "")) if local(code) == "g" else (code.get("equiv-text", ""), ""))
        for code in element.iter()
        if local(code) in ("g", "x") and code.get("equiv-text")
    }


def _markdown(element: _Element, codes: Codes) -> str:
    """The text with its codes as Markdown; markup of other programs (`ph` …) as it stands there."""
    pieces = [element.text or ""]
    for child in element:
        name = local(child)
        opening, closing = codes.get(child.get("id", ""), ("", ""))
        if name in ("g", "mrk"):
            pieces.append(f"{opening}{_markdown(child, codes)}{closing}" if name == "g" else _markdown(child, codes))
        elif name == "x":
            pieces.append(opening)
        elif name in ("bx", "ex"):
            pieces.append(_half(child, codes, name))
        elif name in ("bpt", "ept", "ph", "it"):
            pieces.append(all_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _half(child: _Element, codes: Codes, name: str) -> str:
    """One end of a pair that a program took apart."""
    opening, closing = codes.get(child.get("rid") or child.get("id", ""), ("", ""))
    return opening if name == "bx" else closing
