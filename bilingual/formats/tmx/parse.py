"""A TMX file of any program, read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bilingual.errors import ImportFailed
from bilingual.formats.tmx.units import Inline, Properties, Tmx, TranslationUnit, Tuv, merged
from bilingual.office.xml import LANG, all_text, elements, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_STAMP = re.compile(r"^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$")


def parse_tmx(data: bytes, path: str) -> Tmx:
    """A TMX file of any program; `ImportFailed` with the line where it is no sound one.

    Codes keep what they hold; `it` is read as `ph`, `hi` as the text it highlights, `ut` is left out.
    """
    units: list[TranslationUnit] = []
    header: dict[str, Any] = {}
    name = ""
    for element in elements(data, path, "TMX", {"header", "tu", "tmx"}):
        name = local(element)
        if name == "header":
            header = _header(element)
        elif name == "tu":
            units.append(_read_unit(element, path))
    if name != "tmx" or not header:
        raise ImportFailed("The file is no TMX: it has no header.", "Choose a file that ends in .tmx.", path=path)
    return Tmx(tuple(units), **header)


def _header(element: _Element) -> dict[str, Any]:
    get = element.get
    return {
        "source_language": get("srclang", ""),
        "tool": get("creationtool", ""),
        "version": get("creationtoolversion", ""),
        "datatype": get("datatype", ""),
        "segments": get("segtype", "sentence"),
        "properties": _read_properties(element),
    }


def _read_unit(element: _Element, path: str) -> TranslationUnit:
    line = element.sourceline or 0
    texts = tuple(_tuv(child, element, path) for child in element if local(child) == "tuv")
    notes = tuple(map(all_text, (child for child in element if local(child) == "note")))
    return TranslationUnit(texts, element.get("tuid", ""), _read_properties(element), notes, line)


def _tuv(element: _Element, unit: _Element, path: str) -> Tuv:
    seg = next((child for child in element if local(child) == "seg"), None)
    language = element.get(LANG) or element.get("lang") or ""
    if seg is None or not language:
        what = "text" if seg is None else "language"
        fact = f"A unit has a variant without a {what}."
        raise ImportFailed(fact, "Mend the file, or export it again.", path=path, line=element.sourceline)
    who = next(filter(None, (e.get(a) for e in (element, unit) for a in ("changeid", "creationid"))), "")
    when = next(filter(None, (_when(e.get(a)) for e in (element, unit) for a in ("changedate", "creationdate"))), "")
    return Tuv(language, tuple(merged(_read_content(seg))), who, when, _read_properties(element))


def _when(stamp: str | None) -> str:
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if (found := _STAMP.match(stamp or "")) else ""


def _read_content(element: _Element) -> Iterator[str | Inline]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name == "hi":
            yield from _read_content(child)
        elif name in ("bpt", "ept", "ph", "it"):
            yield _code(child, name)
        yield child.tail or ""


def _code(element: _Element, name: str) -> Inline:
    kind: Any = "ph" if name == "it" else name
    number = element.get("i", "")
    return Inline(kind, all_text(element), int(number) if number.isdecimal() else 0, element.get("type", ""))


def _read_properties(element: _Element) -> Properties:
    return tuple((child.get("type", ""), all_text(child)) for child in element if local(child) == "prop")
