"""The parts of a DOCX file and their packing: the same document gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from importlib import resources
from string import Template

from bilingual.exporters.docx_xml import escaped

PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/app.xml": "app.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/footer.xml": "footer.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
"""Names in the package, in its order, and the files in `docx_parts` that they are made from."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every part: the earliest that a ZIP file can hold."""

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def package(body: str, links: Mapping[str, str], texts: Mapping[str, str]) -> bytes:
    """The DOCX file with this `body`; `links` are relationship ids by address, `texts` fill the small parts."""
    fields = {name: escaped(text) for name, text in texts.items()} | {"body": body, "links": _relationships(links)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in PARTS.items():
            archive.writestr(_entry(name), _template(part).substitute(fields).encode("utf-8"))
    return file.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _relationships(links: Mapping[str, str]) -> str:
    return "".join(
        f'  <Relationship Id="{name}" Type="{HYPERLINK}" Target="{escaped(address)}" TargetMode="External"/>\n'
        for address, name in links.items()
    )


@cache
def _template(part: str) -> Template:
    """A part as it stands in the package; the indentation that makes it readable there is left out."""
    file = resources.files("bilingual.exporters") / "docx_parts" / part
    return Template(re.sub(r">\n\s*(?=<)", ">", file.read_text(encoding="utf-8")))
