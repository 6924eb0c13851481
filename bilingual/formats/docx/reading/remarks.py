"""What stands in a Word document beside its texts: comments, names of speakers, terms, looks, words of an editor's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bilingual.formats.common.sheets import CONFLICT
from bilingual.formats.docx.reading.looks import Looks
from bilingual.formats.docx.reading.paragraphs import Reader
from bilingual.formats.docx.reading.tables import Place, added_paragraphs, glossary_rows
from bilingual.model import Remark
from bilingual.office.namespaces import W
from bilingual.office.word import Package


def remarks(places: Sequence[Place], body: Any, package: Package, reader: Reader, ours: str) -> Iterator[Remark]:
    """Everything of the kind; `ours` signs the comments that the program itself wrote."""
    comments = {number: comment for number, comment in _comments(package) if comment.author != ours}
    looks = Looks([place.element for place in places], reader)
    for place in places:
        row = place.row
        yield from (Remark("speaker", place.name, name, row, column) for column, name in place.labels)
        yield from (Remark("attribute", place.name, text, id_, about=CONFLICT) for id_, text in place.conflicts)
        for number, about in _commented(place.element):
            if comment := comments.pop(number, None):
                yield Remark("comment", place.name, comment.text, row, None, about, comment.author, comment.when)
        yield from (Remark("look", place.name, look, row, None, about) for look, about in looks.of(place.element))
    yield from comments.values()
    for at, cells in enumerate(glossary_rows(body, reader), 1):
        texts = dict(cells)
        yield Remark("term", f"glossary, row {at}", texts.get("en", ""), column="en", about=texts.get("hans", ""))
    yield from (Remark("text", "between the tables", text) for text in added_paragraphs(body, reader))
    yield from (Remark("text", where, text) for where, text in (*_margins(package, reader), *_apart(body, package)))


def _margins(package: Package, reader: Reader) -> Iterator[tuple[str, str]]:
    """What stands in headers and footers that the program does not write there: it writes the title and the page's number."""
    title = next((element.text or "" for element in package.elements("docProps/core.xml", "title")), "")
    written = re.compile(rf"{re.escape(' '.join(title.split()))} · \d* ?/ ?\d*")
    for kind in ("header", "footer"):
        for part in package.all_related(kind):
            for paragraph in part.iter(f"{W}p"):
                text = " ".join("".join(piece.text for piece in reader.pieces(paragraph)).split())
                if text and not (kind == "footer" and written.fullmatch(text)):
                    yield f"page {kind}", text


def _apart(body: Any, package: Package) -> Iterator[tuple[str, str]]:
    """Words in what the program never writes: text boxes, formulas, endnotes. Word has a text box twice, for older programs."""
    notes = (note for part in package.all_related("endnotes") for note in part.iter(f"{W}endnote") if not note.get(f"{W}type"))
    places = [("endnote", notes), ("text box", body.iter(f"{W}txbxContent")), ("formula", body.iter("{*}oMath"))]
    found = ((where, " ".join("".join(element.itertext()).split())) for where, elements in places for element in elements)
    yield from dict.fromkeys((where, text) for where, text in found if text)


def _comments(package: Package) -> Iterator[tuple[str, Remark]]:
    tree = package.related("comments")
    for comment in () if tree is None else tree.iter(f"{W}comment"):
        lines = ("".join(text.text or "" for text in line.iter(f"{W}t")) for line in comment.iter(f"{W}p"))
        who, when = comment.get(f"{W}author", ""), comment.get(f"{W}date", "")
        text = "\n".join(filter(None, lines))
        yield comment.get(f"{W}id", ""), Remark("comment", "outside of the rows", text, author=who, when=when)


def _commented(element: Any) -> Iterator[tuple[str, str]]:
    """The comments whose mark stands here, by number, and the words that each is on."""
    opened: dict[str, list[str]] = {}
    for child in element.iter():
        number = child.get(f"{W}id", "")
        if child.tag == f"{W}commentRangeStart":
            opened[number] = []
        elif child.tag == f"{W}t":
            for words in opened.values():
                words.append(child.text or "")
        elif child.tag == f"{W}commentRangeEnd" and number in opened:
            opened[f"{number} ended"] = opened.pop(number)
        elif child.tag == f"{W}commentReference":
            yield number, "".join(opened.get(f"{number} ended", opened.get(number, []))).strip()
