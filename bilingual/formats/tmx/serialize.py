"""A TMX file, written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.formats.tmx.units import Content, Inline, Properties, Tmx, TranslationUnit
from bilingual.office.xml import escaped


def serialize_tmx(tmx: Tmx) -> bytes:
    """The file, a unit to a few lines, the same bytes for the same units (there is no date of writing in it)."""
    header = _attributes(
        creationtool=tmx.tool, creationtoolversion=tmx.version or "1", segtype=tmx.segments, datatype=tmx.datatype,
        srclang=tmx.source_language, adminlang="en",
    ) | {"o-tmf": "bilingual"}  # fmt: skip
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<!DOCTYPE tmx SYSTEM "tmx14.dtd">', '<tmx version="1.4">']
    lines += [f"  <header{_spelled(header)}>{_properties(tmx.properties)}</header>", "  <body>"]
    lines += [line for unit in tmx.units for line in _unit(unit)]
    return "\n".join([*lines, "  </body>", "</tmx>", ""]).encode("utf-8")


def _unit(unit: TranslationUnit) -> Iterator[str]:
    notes = "".join(f"<note>{escaped(note)}</note>" for note in unit.notes)
    yield f"    <tu{_spelled(_attributes(tuid=unit.id))}>{notes}{_properties(unit.properties)}"
    for text in unit.texts:
        stamp = re.sub(r"[-:]", "", text.when)
        dates = {"changedate": stamp, "changeid": text.who}
        attributes = {"xml:lang": text.language} | _attributes(**dates)
        yield f"      <tuv{_spelled(attributes)}>{_properties(text.properties)}<seg>{_seg(text.content)}</seg></tuv>"
    yield "    </tu>"


def _seg(content: Content) -> str:
    return "".join(escaped(part) if isinstance(part, str) else _inline(part, n) for n, part in enumerate(content, 1))


def _inline(code: Inline, number: int) -> str:
    attributes = {"i": str(code.pair)} if code.kind != "ph" else {}
    attributes |= {"x": str(code.pair or number)} if code.kind != "ept" else {}
    attributes |= {"type": code.type} if code.type and code.kind != "ept" else {}
    return f"<{code.kind}{_spelled(attributes)}>{escaped(code.text)}</{code.kind}>"


def _properties(properties: Properties) -> str:
    return "".join(f"<prop{_spelled({'type': type})}>{escaped(value)}</prop>" for type, value in properties)


def _attributes(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _spelled(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{escaped(value, quoted=True)}"' for name, value in attributes.items())
