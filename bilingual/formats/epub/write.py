"""A post as a book for e-readers (EPUB 3.3): a chapter for each section, a glossary at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from bilingual.formats.common.images import SUFFIXES, is_plain, media_type
from bilingual.formats.common.numbering import notes
from bilingual.formats.common.outline import CONTENTS, GLOSSARY, Outline, Section, outline_of, title_of
from bilingual.formats.common.post_source import day_of
from bilingual.formats.epub.cover import cover
from bilingual.formats.html.body import Body
from bilingual.formats.html.glossary import first_uses, glossary
from bilingual.formats.html.inline import Places, anchor
from bilingual.formats.html.write import facts, part, term_numbers, title, undirected, writer
from bilingual.model import Column, ExportOptions, Output, SegmentId, Translation, plain
from bilingual.office.xml import escaped_line
from bilingual.office.zips import EPOCH, pack_zip

TITLE: dict[Column, str] = {"hans": "标题", "hant": "標題", "en": "Title"}
XHTML = "application/xhtml+xml"
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/svg+xml"})
"""What every reader of EPUB 3 shows (3.2, section 2.1); others stay names."""

CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book."""

    name: str
    data: bytes
    kind: str
    """Its media type."""
    properties: str = ""
    read: bool = False
    """Whether it stands in the order of reading."""


def write_epub(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.epub`: the languages under one another, since most e-readers are narrow. The post's HTML is never trusted here."""
    outline = outline_of(result)
    items = tuple(_items(result, outline, replace(options, trust_html=False)))
    return (Output(".epub", _packed(items, _package(result, outline, items, options), day_of(result.document))),)


def _items(result: Translation, outline: Outline, options: ExportOptions) -> Iterator[Item]:
    pictures = {address: data for address, data in options.images.items() if _plain_picture(data)}
    names = {a: f"picture-{n}{SUFFIXES[media_type(data)]}" for n, (a, data) in enumerate(pictures.items(), 1)}
    files = {section: f"part-{number}.xhtml" for number, section in enumerate(outline.sections, 1)}
    places = Places(_files(outline, files), "glossary.xhtml", term_numbers(outline), notes(result))
    body = writer(result, outline, options, places, names)
    yield Item("style.css", part("book.css").encode(), "text/css")
    yield Item("cover.svg", cover(_titles(result, outline)), "image/svg+xml", "cover-image")
    yield Item("nav.xhtml", _nav(outline, files, body), XHTML, "nav")
    yield Item("title.xhtml", _title_page(result, outline, body), XHTML, read=True)
    top = min((section.level for section in outline.sections if section.heading), default=1)
    for section, name in files.items():
        inner = body.section(section, min(max(section.level - top, 0) + 1, 6))
        yield Item(name, _document(title_of(result, outline), inner), XHTML, read=True)
    if outline.entries:
        yield Item("glossary.xhtml", _document(GLOSSARY["en"], glossary(outline, body, first_uses(result))), XHTML, read=True)
    for address, data in pictures.items():
        yield Item(names[address], data, media_type(data))


def _plain_picture(data: bytes) -> bool:
    kind = media_type(data)
    return kind in PICTURES and (kind != "image/svg+xml" or is_plain(data))


def _files(outline: Outline, files: Mapping[Section, str]) -> dict[SegmentId, str]:
    """The file that each segment stands in."""
    found = {row.id: "title.xhtml" for passage in (outline.title, *outline.front) if passage for row in passage.rows}
    for section, name in files.items():
        passages = [section.heading] if section.heading else []
        passages += [passage for stretch in section.stretches if isinstance(stretch, tuple) for passage in stretch]
        found |= {row.id: name for passage in passages for row in passage.rows}
    return found


NOTES = re.compile(r'role="doc-(noteref|footnote)"')
"""What readers show a footnote by where its mark stands (EPUB 3 Structural Semantics, `noteref`); not all know the roles."""


def _document(title: str, body: str) -> bytes:
    body = NOTES.sub(r'epub:type="\1" \g<0>', body)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-Hans" xml:lang="zh-Hans">\n<head>\n'
        f'<title>{escaped_line(undirected(title))}</title>\n<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f"<body>\n{body}</body>\n</html>\n"
    )
    return text.encode("utf-8")


def _titles(result: Translation, outline: Outline) -> list[str]:
    """The title in the author's Chinese and in English, if they are two."""
    return list(dict.fromkeys(undirected(title_of(result, outline, column)) for column in (None, "en")))


def _title_page(result: Translation, outline: Outline, body: Body) -> bytes:
    inner = f"{title(result, outline, body)}{facts(outline, body)}{''.join(map(body.front, outline.front))}"
    return _document(title_of(result, outline), f"<section>\n{inner}</section>\n")


def _nav(outline: Outline, files: Mapping[Section, str], body: Body) -> bytes:
    entries = [("title.xhtml", _named(TITLE, body))]
    for section, name in files.items():
        if section.heading:
            texts = {column: plain(text).strip() for column, text in body.texts(section.heading.rows).items()}
            entries.append((f"{name}#{anchor(section.heading.rows[0].id)}", _named(texts, body)))
    if outline.entries:
        entries.append(("glossary.xhtml", _named(GLOSSARY, body)))
    lines = "".join(f'<li><a href="{escaped_line(address)}">{words}</a></li>\n' for address, words in entries)
    inner = f'<nav epub:type="toc" id="toc"><h1>{_named(CONTENTS, body)}</h1>\n<ol>\n{lines}</ol></nav>\n'
    return _document(CONTENTS["en"], inner)


def _named(texts: Mapping[Column, str], body: Body) -> str:
    """Texts on one line, each once and in its language: readers show contents without any style."""
    languages = {texts[column]: body.languages[column] for column in reversed(body.columns)}
    once = dict.fromkeys(texts[column] for column in body.columns)
    return " / ".join(f'<span lang="{languages[text]}">{escaped_line(text)}</span>' for text in once if text)


# --- The package ---------------------------------------------------------------------------------


def _package(result: Translation, outline: Outline, items: tuple[Item, ...], options: ExportOptions) -> str:
    """The package document (EPUB 3.3, section 5)."""
    named = [(f"item-{number}", item) for number, item in enumerate(items)]
    manifest = "".join(
        f'<item id="{name}" href="{item.name}" media-type="{item.kind}"'
        f'{f""" properties="{item.properties}" """.rstrip() if item.properties else ""}/>\n'
        for name, item in named
    )
    spine = "".join(f'<itemref idref="{name}"/>\n' for name, item in named if item.read)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="zh-Hans">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{_metadata(result, outline, options)}</metadata>\n'
        f"<manifest>\n{manifest}</manifest>\n<spine>\n{spine}</spine>\n</package>\n"
    )


def _metadata(result: Translation, outline: Outline, options: ExportOptions) -> str:
    """What a library shows. The identifier and the date come from the post, so that the same post is the same book."""
    name = outline.facts.get("source") or result.document.name
    day = day_of(result.document) or EPOCH
    hant = "zh-Hant-HK" if options.variant == "hk" else "zh-Hant-TW"
    lines = [
        f'<dc:identifier id="id">urn:uuid:{uuid5(NAMESPACE_URL, name.encode("utf-8", "replace").decode())}</dc:identifier>',
        *(f"<dc:title>{escaped_line(title) or '…'}</dc:title>" for title in _titles(result, outline)),
        *(f"<dc:language>{tag}</dc:language>" for tag in ("zh-Hans", *((hant,) if options.variant != "none" else ()), "en")),
        f'<meta property="dcterms:modified">{day:%Y-%m-%d}T00:00:00Z</meta>',
        f'<meta name="generator" content="{escaped_line(str(result.signature))}"/>',
        '<meta name="cover" content="item-1"/>',
        '<meta property="schema:accessMode">textual</meta>',
        '<meta property="schema:accessibilityFeature">tableOfContents</meta>',
        '<meta property="schema:accessibilityHazard">none</meta>',
    ]
    if "author" in outline.facts:
        lines.append(f"<dc:creator>{escaped_line(outline.facts['author'])}</dc:creator>")
    if "source" in outline.facts:
        lines.append(f"<dc:source>{escaped_line(outline.facts['source'])}</dc:source>")
    return "\n".join(lines) + "\n"


def _packed(items: tuple[Item, ...], package: str, day: datetime | None) -> bytes:
    """The container (OCF 3.3, section 4): the media type first and not compressed."""
    head = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        "book/content.opf": package.encode("utf-8"),
    }
    parts = [*head.items(), *((f"book/{item.name}", item.data) for item in items)]
    return pack_zip(parts, stored=("mimetype",), day=day)
