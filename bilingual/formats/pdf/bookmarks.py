"""The bookmarks of a PDF: a heading's languages, parted.

A browser takes for a bookmark the characters that it draws of a heading: the languages stand in it without anything between them,
and a line that goes on below lost its blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bilingual.formats.common.outline import GLOSSARY, Outline
from bilingual.model import Column, joined, plain

_BOOKMARK = re.compile(rb"<</Title (?P<title><FEFF[0-9A-F]*>|\((?:\\.|[^\\()])*\))(?=.*?/Parent )", re.DOTALL)
"""An item of the outline (ISO 32000-1, 12.3.3)."""


def bookmarks(outline: Outline, columns: tuple[Column, ...]) -> dict[str, str]:
    """What the bookmarks of a post are to say, by the characters that are drawn of them."""
    titles = (list(dict.fromkeys(filter(None, texts))) for texts in _headings(outline, columns))
    return {_drawn("".join(texts)): " / ".join(texts) for texts in titles}


def with_bookmarks(bodies: Mapping[int, bytes], titles: Mapping[str, str]) -> dict[int, bytes]:
    """The objects of a PDF, by number, with what `titles` has for its bookmarks."""

    def titled(found: re.Match[bytes]) -> bytes:
        title = titles.get(_drawn(_text(found["title"])))
        return b"<</Title <FEFF%b>" % title.encode("utf-16-be").hex().upper().encode() if title else found[0]

    return {number: _BOOKMARK.sub(titled, body, count=1) if b"/Title" in body else body for number, body in bodies.items()}


def _headings(outline: Outline, columns: tuple[Column, ...]) -> Iterator[list[str]]:
    for heading in (outline.title, *(section.heading for section in outline.sections)):
        if heading:
            yield [" ".join(plain(joined(heading.rows, column)).split()) for column in columns]
    yield [GLOSSARY[column] for column in columns]


def _drawn(title: str) -> str:
    return "".join(title.split())


def _text(written: bytes) -> str:
    """A string of a PDF (7.9.2), in hexadecimal digits or in brackets.

    >>> _text(b"<FEFF4E2D>"), _text(rb"(a \\(b\\))")
    ('中', 'a (b)')
    """
    if written.startswith(b"<"):
        return bytes.fromhex(written[5:-1].decode()).decode("utf-16-be", "replace")
    return re.sub(rb"\\([()\\])", rb"\1", written[1:-1]).decode("latin-1")
