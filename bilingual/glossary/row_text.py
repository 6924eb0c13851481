"""How a row of a glossary file is written: in the file's own way, and no cell touched that does not change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bilingual.glossary.table import Shape

_UNSAFE = frozenset('"\r\n')
_BREAK = re.compile(r"[ ]*[\t\r\n]+[\t\r\n ]*")
"""What would end a cell or a row that has no quotes; other spaces (U+00A0, U+3000) are part of a term."""


def row_line(cells: Mapping[str, str], shape: Shape) -> str:
    """One line for the file, with its line ending; cells for columns that the file lacks are left out.

    >>> row_line({"source": "#标签", "target": "Foo, Inc."}, Shape(columns=("source", "target", "owner")))
    '"#标签","Foo, Inc.",\\n'
    """
    written = (cell(cells.get(name, ""), shape, quoted=shape.all_quoted) for name in shape.columns)
    return shape.delimiter.join(written) + shape.newline


def header_line(shape: Shape) -> str:
    """The first line of a new file."""
    return row_line(dict(zip(shape.columns, shape.columns, strict=True)), shape)


def cell(text: str, shape: Shape, *, quoted: bool = False) -> str:
    r"""A cell as it stands in the file; in quotes where it must be, or where asked. Without quotes, a break is a space.

    >>> cell("New\u00a0York\ttimes", Shape(delimiter="\t", has_header=False))
    'New\xa0York times'
    """
    if not shape.quotes:
        return _BREAK.sub(" ", text).strip()
    is_plain = text == text.strip() and not text.startswith("#") and _UNSAFE.isdisjoint(text) and shape.delimiter not in text
    return text if is_plain and not quoted else '"' + text.replace('"', '""') + '"'


def with_cells(written: str, cells: Mapping[str, str], shape: Shape) -> str:
    """A row as it stands, line ending included, with other contents in some cells; the rest of it byte for byte.

    >>> shape = Shape(columns=("source", "target", "status", "note"))
    >>> with_cells('"甲", "A, or so",candidate\\r\\n', {"status": "accepted"}, shape)
    '"甲", "A, or so",accepted\\r\\n'
    >>> with_cells('"甲","A"\\n', {"target": "B", "note": "c"}, shape)
    '"甲","B",,"c"\\n'
    """
    body = written.rstrip("\r\n")
    raw = raw_cells(body, shape)
    is_quoted = all(cell.lstrip().startswith('"') for cell in raw)
    for name, text in cells.items():
        index = shape.columns.index(name)
        raw += [""] * (index + 1 - len(raw) if text else 0)
        if index < len(raw):
            raw[index] = _instead(raw[index], text, shape, quoted=is_quoted)
    return shape.delimiter.join(raw) + written[len(body) :]


def _instead(old: str, text: str, shape: Shape, *, quoted: bool) -> str:
    """A cell's new contents with its old spaces and quotes."""
    core = old.strip(" ")
    before, after = (old[: len(old) - len(old.lstrip(" "))], old[len(old.rstrip(" ")) :]) if core else (old, "")
    new = cell(text, shape, quoted=quoted or core.startswith('"'))
    return before + new + ("" if new.startswith('"') else after)  # nothing may follow a quote but the delimiter


def raw_cells(body: str, shape: Shape) -> list[str]:
    """The cells of a row as they are written, quotes and spaces included; joined by the delimiter, they are the row.

    >>> raw_cells('"a,b", c"d ,', Shape())
    ['"a,b"', ' c"d ', '']
    """
    if not shape.quotes or '"' not in body:
        return body.split(shape.delimiter)
    pattern, found, start = _cell_pattern(shape.delimiter), [], 0
    while start <= len(body):
        match = pattern.match(body, start)
        assert match is not None  # the second branch matches anything
        found.append(match[0])
        start = match.end() + 1
    return found


@lru_cache(maxsize=4)
def _cell_pattern(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf'[ ]*"(?:[^"]|"")*"[ ]*(?={delimiter}|$)|[^{delimiter}]*')
