"""A DOCX file by python-docx: its parts and how they hang together, the page, the footer, the properties.

The rows are one piece of XML that goes into the body when the file is packed: python-docx takes seconds for a table of 761.
Footnotes, lists, custom properties and the texts of comments are XML of ours too, since it has no ways to make them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from string import Template
from typing import TYPE_CHECKING, Any

from bilingual.formats.docx.writing.collected import Collected
from bilingual.formats.docx.writing.page import MARGIN, Page
from bilingual.formats.docx.writing.pictures import Picture
from bilingual.formats.docx.writing.template import House, house_of
from bilingual.formats.docx.writing.wordprocessing import field, run
from bilingual.office.xml import escaped, escaped_line, writable
from bilingual.office.zips import EPOCH, pack_zip

if TYPE_CHECKING:
    from docx.document import Document
    from docx.package import Package

PROGRAM = "bilingual"
LONGEST = 255
"""Characters of a title or another of the properties that every document has: Word keeps no more."""
EDGE = 480
"""Between the footer and the edge of the page, in twentieths of a point."""
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}</Properties>'
)
PROPERTY = '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}"><vt:lpwstr>{}</vt:lpwstr></property>'


@dataclass(frozen=True, slots=True)
class Content:
    """What a document says, as WordprocessingML, and what it refers to."""

    body: str
    """Its paragraphs and tables."""
    notes: str
    """Its footnotes."""
    collected: Collected
    pictures: Mapping[str, Picture]
    """By the address that stands in the post."""


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a document as a whole."""

    title: str
    subject: str
    description: str
    traditional: str
    """The language tag of the Traditional column."""
    properties: Mapping[str, str]
    """Its own properties, by name."""
    day: datetime | None = None
    """That the post says it is of."""


def package(content: Content, about: About, page: Page, template: bytes = b"") -> bytes:
    """The DOCX file; the same document gives the same bytes. A `template` gives its styles: see `template.py`."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml.parser import parse_xml
    from docx.package import Package
    from docx.parts.document import DocumentPart

    house = house_of(template, _part("styles.xml").substitute(traditional=about.traditional).encode())
    made = Package()
    empty = parse_xml(f"<w:document {NAMESPACES}><w:body><w:sectPr/></w:body></w:document>")
    main = DocumentPart(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, empty, made)
    made.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    for name, blob in (("styles", house.styles), ("settings", _plain("settings.xml")), ("fontTable", _plain("fontTable.xml"))):
        _add(main, name, blob)
    _lay_out(main.document, page, about.title)
    _add_optional(main, content, house)
    _describe(made, about)
    return _saved(made, house.renamed(content.body), about.day)


def _lay_out(document: Document, page: Page, title: str) -> None:
    """The only section's page, and its footer with the title and the page's number."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml.parser import parse_xml
    from docx.shared import Twips

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = map(Twips, page.paper)
    section.top_margin = section.right_margin = section.bottom_margin = section.left_margin = Twips(MARGIN)
    section.header_distance = section.footer_distance = Twips(EDGE)
    section.gutter = Twips(0)
    line = section.footer.paragraphs[0]
    line.style = "Footer"
    numbers = f"{field('PAGE', run('1'))}{run(' / ')}{field('NUMPAGES', run('1'))}"
    words = run(f"{title}  ·  ").replace("<w:r>", '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>', 1)
    for element in parse_xml(f"<w:p {NAMESPACES}>{words}{numbers}</w:p>"):
        line._p.append(element)


def _add_optional(main: Any, content: Content, house: House) -> None:
    """The parts that only some documents have, and what is linked to."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    collected = content.collected
    if collected.comments:
        _add(main, "comments", house.renamed(_root("comments", collected.comments_part())).encode())
    if numbering := house.with_numbering(_root("numbering", collected.lists_part()).encode() if collected.lists else b""):
        _add(main, "numbering", numbering)
    if house.theme:
        _add(main, "theme", house.theme, "theme/theme1.xml")
    linking = [main]
    if content.notes:
        notes = house.renamed(_part("footnotes.xml").substitute(notes=content.notes))
        linking.append(_add(main, "footnotes", notes.encode()))
    for part in linking:
        for address, relation in collected.links.items():
            part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, relation, is_external=True)
    for address, relation in collected.pictures.items():
        picture = content.pictures[address]
        _add(main, "image", picture.data, f"media/{relation}{picture.suffix}", picture.kind, relation)


def _add(main: Any, name: str, blob: bytes, file: str = "", kind: str = "", relation: str = "") -> Any:
    """A part beside the document's text, which it is related to."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import PartFactory

    office = RELATIONSHIP_TYPE.STYLES.rpartition("/")[0]
    types = "application/vnd.openxmlformats-officedocument"
    content_type = kind or (f"{types}.theme+xml" if name == "theme" else f"{types}.wordprocessingml.{name}+xml")
    part: Any = PartFactory(PackURI(f"/word/{file or f'{name}.xml'}"), content_type, f"{office}/{name}", blob, main.package)
    if relation:
        main.rels.add_relationship(f"{office}/{name}", part, relation)
    else:
        main.relate_to(part, f"{office}/{name}")
    return part


def _describe(made: Package, about: About) -> None:
    """The properties that every document has, and those of its own."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    core = made.core_properties
    core.title, core.subject, core.comments = (
        writable(text)[:LONGEST] for text in (about.title, about.subject, about.description)
    )
    core.author = core.last_modified_by = PROGRAM
    core.language = "zh"
    core.created = core.modified = about.day or EPOCH
    if about.day is None:  # no date is better than a wrong one
        for element in [*core._element.iter("{*}created", "{*}modified")]:
            core._element.remove(element)
    properties = "".join(
        PROPERTY.format(number, escaped_line(name), escaped(value, quoted=True))
        for number, (name, value) in enumerate(about.properties.items(), 2)  # they begin at 2 (part 1, 22.3.2.2)
    )
    for name, content_type, relation, blob in (
        ("app", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, _plain("app.xml")),
        ("custom", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, CUSTOM.format(properties).encode()),
    ):
        made.relate_to(Part(PackURI(f"/docProps/{name}.xml"), content_type, blob, made), relation)


def _saved(made: Package, body: str, day: datetime | None) -> bytes:
    """The file with the `body`, its parts in order and of that `day`."""
    file = io.BytesIO()
    made.save(file)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in sorted(archive.namelist())}
    before, start, after = parts["word/document.xml"].partition(b"<w:body>")
    parts["word/document.xml"] = b"".join((before, start, body.encode("utf-8"), after))
    return pack_zip(parts.items(), day=day)


def _root(name: str, inner: str) -> str:
    return f"<w:{name} {NAMESPACES}>{inner}</w:{name}>"


def _plain(name: str) -> bytes:
    return _part(name).template.encode()


@cache
def _part(name: str) -> Template:
    """A part that is the same in every document but for what it names; what makes it readable there is left out."""
    file = resources.files("bilingual.formats.docx.writing") / "parts" / name
    return Template(re.sub(r">\n\s*(?=<)", ">", file.read_text(encoding="utf-8")))
