"""The glossary file: a table of terms that people edit. Reading it row by row, and adding rows without touching others.

CSV, UTF-8, one row a term, with the columns of `COLUMNS` in any order; only `source` and `target` are needed. Columns
this program does not know and lines that begin with `#` are kept. Files without a header (OmegaT's TSV and others) hold
source, target and perhaps a note. Quoting follows RFC 4180.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import GlossaryError

COLUMNS = ("source", "target", "traditional", "status", "kind", "case", "aliases", "note", "where")
"""The columns of a new file."""
_PLAIN_COLUMNS = ("source", "target", "note")
"""What the columns of a file without a header mean."""
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UNSAFE = frozenset('"\r\n')
_MOST_LINES = 500
"""A quoted field that runs over more lines than this is a quote that was never closed."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a glossary file is written, so that rows can be added in the same way."""

    encoding: str = "utf-8"
    delimiter: str = ","
    columns: tuple[str, ...] = COLUMNS
    has_header: bool = True
    newline: str = "\n"

    @property
    def quotes(self) -> bool:
        """Whether fields may be quoted: tables of tabs without a header take quotes as they are."""
        return self.has_header or self.delimiter != "\t"


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the file, not yet judged."""

    line: int
    """Where it begins, from 1."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A glossary file as it stands."""

    shape: Shape
    records: tuple[Record, ...]
    """The rows below the header."""
    broken: tuple[tuple[int, str], ...] = ()
    """Lines that cannot be split into cells, each with the fact."""


def read_table(path: Path) -> Table:
    """The rows of a glossary file; raises `GlossaryError` where it cannot be read at all.

    A line with a broken quote is set apart in `broken`, and reading goes on with the next line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        fact = f"The glossary cannot be read ({error.strerror})."
        raise GlossaryError(fact, "Check the name and who may read it.", path=str(path)) from error
    text, encoding = _decoded(data, path)
    lines = list(io.StringIO(text, newline=None))
    shape = _shape(lines, encoding, "\r\n" if "\r\n" in text else "\n", path)
    broken: list[tuple[int, str]] = []
    records = list(_records(lines, shape, broken))
    return Table(shape, tuple(records[1:] if shape.has_header else records), tuple(broken))


def _decoded(data: bytes, path: Path) -> tuple[str, str]:
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    for encoding in (_MARKS[mark],) if mark else ("utf-8", "gb18030"):
        try:
            text = data[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            continue
        if 20 * text.count("\x00") < len(text) or not text:  # a few are faults of rows, many are another format
            return text, encoding
    remedy = "Save it as CSV in UTF-8: a spreadsheet's own format is not read here."
    raise GlossaryError("The glossary is not text in UTF-8 or GB18030.", remedy, path=str(path))


def _shape(lines: Sequence[str], encoding: str, newline: str, path: Path) -> Shape:
    first = next((line for line in lines if not _is_aside(line)), "")
    for delimiter in ",\t;":
        names = tuple(name.strip().lower() for name in next(csv.reader([first], delimiter=delimiter), []))
        if "source" in names:
            _check_names(names, path)
            return Shape(encoding, delimiter, names, True, newline)
    if not first:
        return Shape(encoding, "\t" if path.suffix.lower() == ".tsv" else ",", COLUMNS, False, newline)
    delimiter = "\t" if "\t" in first else ","
    return Shape(encoding, delimiter, _PLAIN_COLUMNS, False, newline)


def _check_names(names: tuple[str, ...], path: Path) -> None:
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        remedy = "Rename or remove one of them."
        raise GlossaryError(f"The header names “{twice[0]}” twice.", remedy, path=str(path))


def _is_aside(line: str) -> bool:
    """Whether a line is blank or a comment; a term that begins with `#` stands in quotes."""
    return not line.strip() or line.lstrip()[0] == "#"


def _records(lines: list[str], shape: Shape, broken: list[tuple[int, str]]) -> Iterator[Record]:
    index = 0
    while index < len(lines):
        line = lines[index]
        if _is_aside(line):
            index += 1
        elif '"' not in line or not shape.quotes:
            yield Record(index + 1, tuple(line.rstrip("\n").split(shape.delimiter)))
            index += 1
        else:
            cells, taken = _quoted(lines, index, shape.delimiter)
            if cells is None:
                broken.append((index + 1, "A quotation mark opens a field and is not closed, or text follows its close."))
            else:
                yield Record(index + 1, cells)
            index += taken


def _quoted(lines: list[str], index: int, delimiter: str) -> tuple[tuple[str, ...] | None, int]:
    """The cells of the row that begins at a line, and how many lines it takes; without cells, one."""
    ahead = map(lines.__getitem__, range(index, min(index + _MOST_LINES, len(lines))))
    reader = csv.reader(ahead, delimiter=delimiter, strict=True, skipinitialspace=True)
    try:
        return tuple(next(reader)), reader.line_num
    except csv.Error:
        return None, 1


# --- Writing ------------------------------------------------------------------------------------


def row(cells: dict[str, str], shape: Shape) -> str:
    """One line for the file, with its line ending; cells for columns that the file lacks are left out.

    >>> row({"source": "#标签", "target": "Foo, Inc."}, Shape(columns=("source", "target", "owner")))
    '"#标签","Foo, Inc.",\\n'
    """
    return shape.delimiter.join(_cell(cells.get(name, ""), shape) for name in shape.columns) + shape.newline


def _cell(text: str, shape: Shape) -> str:
    if not shape.quotes:
        return " ".join(text.split())
    if text == text.strip() and not text.startswith("#") and _UNSAFE.isdisjoint(text) and shape.delimiter not in text:
        return text
    return '"' + text.replace('"', '""') + '"'


def header(shape: Shape) -> str:
    """The first line of a new file."""
    return row(dict(zip(shape.columns, shape.columns, strict=True)), shape)
