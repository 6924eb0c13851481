"""The glossary file as a table: its lines as they stand, and the cells of its rows.

CSV, UTF-8, one row a term, with the columns of `COLUMNS` in any order; only `source` and `target` are needed. Columns
this program does not know and lines that begin with `#` are kept. What other programs write is read as well: see
`headers.py`. Quoting follows RFC 4180. How rows are written and changed: `rows.py` and `editing.py`.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bilingual.errors import GlossaryError
from bilingual.glossary import headers
from bilingual.glossary.headers import COLUMNS
from bilingual.sources.encoding import legacy_encoding, seems

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_MOST_LINES = 500
"""A quoted field that runs over more lines than this is a quote that was never closed."""
_LONGEST = 131_072
"""Characters of a line with quotes: `csv` refuses a longer field, and no row is as long."""
_MOST_BROKEN = 100
"""Broken lines after which no field may run over lines: looking ahead from each line of a long file would take a minute."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a glossary file is written, so that rows can be added in the same way."""

    encoding: str = "utf-8"
    mark: bytes = b""
    """The byte order mark that the file begins with, if any."""
    delimiter: str = ","
    columns: tuple[str, ...] = COLUMNS
    """What each column holds, in our words; the header itself is never rewritten."""
    has_header: bool = True
    newline: str = "\n"
    all_quoted: bool = False
    """Whether every cell stands in quotes, as some programs write them."""

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
    count: int = 1
    """How many lines it takes."""


@dataclass(frozen=True, slots=True)
class Table:
    """A glossary file as it stands."""

    shape: Shape
    records: tuple[Record, ...]
    """The rows below the header."""
    broken: tuple[tuple[int, str], ...] = ()
    """Lines that cannot be split into cells, each with the fact."""
    lines: tuple[str, ...] = field(default=(), repr=False)
    """Every line of the file with its line ending."""
    header: int = 0
    """The line of the header, from 1; 0 without one."""

    @property
    def data(self) -> bytes:
        """The file."""
        return self.shape.mark + "".join(self.lines).encode(self.shape.encoding, "surrogatepass")


def read_table(path: Path) -> Table:
    """The rows of a glossary file; raises `GlossaryError` where it cannot be read at all.

    A line with a broken quote is set apart in `broken`, and reading goes on with the next line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        fact = f"The glossary cannot be read ({error.strerror})."
        raise GlossaryError(fact, "Check the name and who may read it.", path=str(path)) from error
    return parse_table(data, path)


def parse_table(data: bytes, path: Path) -> Table:
    """The rows of a glossary file's bytes; `path` is for messages, and a suffix `.tsv` for an empty file's delimiter."""
    text, encoding, mark = _decoded(data, path)
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    return parse_lines(text, Shape(encoding, mark, newline=newline), path)


def parse_lines(text: str, shape: Shape, path: Path) -> Table:
    """The rows of a text; of `shape`, encoding, mark and line ending count."""
    lines = tuple(io.StringIO(text, newline=""))
    shape, header = _shape(lines, shape, path)
    broken: list[tuple[int, str]] = []
    records = tuple(record for record in _records(lines, shape, broken) if record.line != header)
    return Table(shape, records, tuple(broken), lines, header)


def _decoded(data: bytes, path: Path) -> tuple[str, str, bytes]:
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    body, encoding = data[len(mark) :], _MARKS.get(mark, "utf-8")
    with suppress(UnicodeDecodeError):
        text = body.decode(encoding)
        if 20 * text.count("\x00") < len(text) or not text:  # a few are faults of rows, many are another format
            return text, encoding, mark
    if not mark and legacy_encoding(body) == "gb18030" and b"\x00" not in body:
        return body.decode("gb18030"), "gb18030", mark
    remedy = f"Save it as CSV in UTF-8{seems(body) or ': a spreadsheet in its own format is not read here'}."
    raise GlossaryError("The glossary is not text in UTF-8 or GB18030.", remedy, path=str(path))


def _shape(lines: Sequence[str], known: Shape, path: Path) -> tuple[Shape, int]:
    """The shape, and the line of the header."""
    number, first = next(((n, line) for n, line in enumerate(lines, 1) if not is_aside(line)), (0, ""))
    told = headers.named_separator(lines[0]) if lines else ""
    for delimiter in told or ",\t;":
        names = headers.named_columns(first, delimiter)
        if names:
            _check_names(names, path)
            quoted = first.lstrip().startswith('"') and first.count('"') >= 2 * len(names)
            return _as(known, delimiter, names, True, quoted), number
    if not first:
        return _as(known, told or ("\t" if path.suffix.lower() == ".tsv" else ","), COLUMNS, False), 0
    delimiter = told or ("\t" if "\t" in first else ";" if ";" in first and "," not in first else ",")
    return _as(known, delimiter, headers.assumed_columns(first, delimiter), False), 0


def _as(known: Shape, delimiter: str, columns: tuple[str, ...], has_header: bool, all_quoted: bool = False) -> Shape:
    return Shape(known.encoding, known.mark, delimiter, columns, has_header, known.newline, all_quoted)


def _check_names(names: tuple[str, ...], path: Path) -> None:
    if max(map(len, names)) > headers.MOST_IN_NAME:
        fact = f"The header has a column whose name has more than {headers.MOST_IN_NAME:,} characters."
        raise GlossaryError(fact, "Are line ends lost? Write the names of the columns on a line of their own.", path=str(path))
    twice = headers.repeated_name(names)
    if twice:
        remedy = "Rename or remove one of them."
        raise GlossaryError(f"The header names “{twice}” twice.", remedy, path=str(path))


def is_aside(line: str) -> bool:
    """Whether a line is blank, a comment or Excel's `sep=;`; a term that begins with `#` stands in quotes."""
    start = line.lstrip()
    return not start or start[0] == "#" or (start[0] in "sS" and headers.named_separator(line) != "")


def _records(lines: Sequence[str], shape: Shape, broken: list[tuple[int, str]]) -> Iterator[Record]:
    index = 0
    while index < len(lines):
        line = lines[index]
        if is_aside(line):
            index += 1
        elif '"' not in line or not shape.quotes:
            yield Record(index + 1, tuple(line.rstrip("\r\n").split(shape.delimiter)))
            index += 1
        else:
            most = _MOST_LINES if len(broken) < _MOST_BROKEN else 1
            row = _quoted(lines[index : index + most], index + 1, shape.delimiter)
            if isinstance(row, Record):
                yield row
            else:
                broken.append((index + 1, row))
            index += row.count if isinstance(row, Record) else 1


def _quoted(ahead: Sequence[str], line: int, delimiter: str) -> Record | str:
    """The row that begins with these lines, or why there is none."""
    length = len(ahead[0].rstrip("\r\n"))
    if length > _LONGEST:
        return f"The line has {length:,} characters, more than any row, and a field in quotation marks."
    reader = csv.reader(map(_unix, ahead), delimiter=delimiter, strict=True, skipinitialspace=True)
    try:
        return Record(line, tuple(next(reader)), reader.line_num)
    except csv.Error:
        return "A quotation mark opens a field and is not closed, or text follows its close."


def _unix(line: str) -> str:
    body = line.rstrip("\r\n")
    return line if body == line else body + "\n"
