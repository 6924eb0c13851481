"""The parts of a DOCX file and their packing: the same document gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from string import Template

from bilingual.formats.common.xml import escaped, escaped_line
from bilingual.formats.common.zips import pack_zip
from bilingual.formats.docx.writing.runs import Inline

PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/app.xml": "app.xml",
    "docProps/core.xml": "core.xml",
    "docProps/custom.xml": "custom.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/footer.xml": "footer.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
"""Names in the package, in its order, and the files in `parts` that they are made from."""

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PROPERTY = '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}"><vt:lpwstr>{}</vt:lpwstr></property>'


def package(
    body: str, notes: str, inline: Inline, texts: Mapping[str, str], properties: Mapping[str, str], template: bytes = b""
) -> bytes:
    """The DOCX file with this `body` and these footnotes; `texts` fill the small parts, `properties` are the document's
    own. A `template` gives its styles: see `template.py`."""
    optional = _optional(inline, notes)
    fields = {name: escaped_line(text) for name, text in texts.items()} | {
        "body": body,
        "notes": notes,
        "comments": inline.store.comments_part(),
        "lists": inline.store.lists_part(),
        "properties": _properties(properties),
        "overrides": "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{TYPE}.{kind}+xml"/>' for kind in optional),
        "links": "".join((*_links(inline), *_pictures(inline), *_kinds(optional))),
    }
    parts = {name: _template(part).substitute(fields).encode("utf-8") for name, part in _parts(optional)}
    if notes and inline.store.links:
        parts["word/_rels/footnotes.xml.rels"] = _relationships("".join(_links(inline)))
    for address, relation in inline.store.pictures.items():
        picture = inline.pictures[address]
        parts[f"word/media/{relation}{picture.suffix}"] = picture.data
    if template:
        from bilingual.formats.docx.writing.template import with_styles_of

        parts = with_styles_of(template, parts)
    return pack_zip(parts.items())


def _optional(inline: Inline, notes: str) -> tuple[str, ...]:
    """The parts that only some documents have."""
    there = {"comments": inline.store.comments, "footnotes": notes, "numbering": inline.store.lists}
    return tuple(kind for kind, content in there.items() if content)


def _parts(optional: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from PARTS.items()
    for kind in optional:
        yield f"word/{kind}.xml", f"{kind}.xml"


def _properties(values: Mapping[str, str]) -> str:
    """Custom properties; their numbers begin at 2 (part 1, 22.3.2.2)."""
    return "".join(
        PROPERTY.format(number, escaped_line(name), escaped(value, quoted=True))
        for number, (name, value) in enumerate(values.items(), 2)
    )


def _links(inline: Inline) -> Iterator[str]:
    for address, name in inline.store.links.items():
        yield _relationship(name, "hyperlink", escaped_line(address), ' TargetMode="External"')


def _pictures(inline: Inline) -> Iterator[str]:
    for address, name in inline.store.pictures.items():
        yield _relationship(name, "image", f"media/{name}{inline.pictures[address].suffix}")


def _kinds(optional: tuple[str, ...]) -> Iterator[str]:
    for kind in optional:
        yield _relationship(f"r{kind.title()}", kind, f"{kind}.xml")


def _relationship(name: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def _relationships(entries: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<Relationships xmlns="{namespace}">{entries}</Relationships>'.encode()


@cache
def _template(part: str) -> Template:
    """A part as it stands in the package; the indentation that makes it readable there is left out."""
    file = resources.files("bilingual.formats.docx.writing") / "parts" / part
    return Template(re.sub(r">\n\s*(?=<)", ">", file.read_text(encoding="utf-8")))
