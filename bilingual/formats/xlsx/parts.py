"""The parts of a workbook as a stream (ECMA-376, part 1, chapter 18): its sheets, its strings, and which looks are dates.

openpyxl takes 0.3 ms a row; of it only what it knows of dates is used here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from typing import IO, Any
from zipfile import ZipFile

from bilingual.errors import ImportFailed
from bilingual.formats.common.sheet_reading import MOST_CELLS
from bilingual.office.zips import related_name, relations_name

Value = str | int | float | bool | date | time | timedelta | None
"""What stands in a cell; dates by its look."""
Row = tuple[int, tuple[Value, ...]]
"""The number of a row, from 1, and its cells from the first column on."""
_PIECE = 1 << 18
_PREFIXED = re.compile(rb"<\w+:(?:worksheet|workbook|sst|styleSheet|Relationships)\b")
"""The first element of a part whose elements all have a prefix."""
_TEXTS = frozenset({"v", "t", "f"})
"""The elements that hold a cell's characters: value, text, formula."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Which looks of cells are dates, and from when they count."""

    looks: frozenset[str]
    since_1904: bool


@dataclass(frozen=True, slots=True)
class Book:
    """The parts of a workbook that are read, by what names them (ECMA-376, part 2, chapters 8 and 9)."""

    main: str
    related: Mapping[str, str]
    """The parts that the main one names, by the id of the relationship and by the last word of its kind."""

    @classmethod
    def of(cls, archive: ZipFile) -> Book:
        """Raises `KeyError` for an archive that is no workbook."""
        if b"main+xml" not in archive.read("[Content_Types].xml"):
            raise KeyError("main+xml")
        main = _related(archive, "")["officeDocument"]
        return cls(main, _related(archive, main))

    def sheets(self, archive: ZipFile) -> list[str]:
        """The parts that are sheets, in the order of the workbook."""
        ids: list[str] = []
        _parse(archive, self.main, lambda name, given: ids.append(_relation(given)) if name == "sheet" else None)
        return [self.related[id_] for id_ in ids]

    def first_sheet(self, archive: ZipFile) -> str:
        """The part that is the first sheet: what it is called there differs from program to program."""
        return self.sheets(archive)[0]

    def is_since_1904(self, archive: ZipFile) -> bool:
        """Whether its days count from 1904, as those of old Macs do, else from 1900."""
        said: list[str] = []
        _parse(archive, self.main, lambda name, given: said.append(given.get("date1904", "")) if name == "workbookPr" else None)
        return said[:1] in (["1"], ["true"])


def _related(archive: ZipFile, part: str) -> dict[str, str]:
    """What a part names; the archive itself where it is empty."""
    found: dict[str, str] = {}

    def start(name: str, given: dict[str, str]) -> None:
        if name == "Relationship" and given.get("TargetMode") != "External":
            target = related_name(part, given["Target"])
            found[given["Id"]] = target
            found.setdefault(given["Type"].rpartition("/")[2], target)

    _parse(archive, relations_name(part), start)
    return found


def _relation(given: dict[str, str]) -> str:
    """The id of the relationship that an element names; no relationship has an empty one."""
    return next((value for name, value in given.items() if name.endswith(":id")), "")


def shared_strings(archive: ZipFile, book: Book) -> list[str]:
    """The strings that cells name by their number, without how they are to be read aloud."""
    found: list[str] = []
    texts: list[str] = []
    wanted = aloud = False

    def start(element: str, given: dict[str, str]) -> None:
        nonlocal wanted, aloud
        aloud = aloud or element == "rPh"
        wanted = element == "t" and not aloud
        if element == "si":
            texts.clear()

    def end(element: str) -> None:
        nonlocal wanted, aloud
        wanted, aloud = False, aloud and element != "rPh"
        if element == "si":
            found.append("".join(texts))

    if "sharedStrings" in book.related:
        _parse(archive, book.related["sharedStrings"], start, end, lambda text: texts.append(text) if wanted else None)
    return found


def date_looks(archive: ZipFile, book: Book) -> Dates:
    """The looks of a workbook's cells that show dates."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    formats, looks, within = dict(BUILTIN_FORMATS), list[str](), list[str]()

    def start(element: str, given: dict[str, str]) -> None:
        within.append(element)
        if element == "numFmt":
            formats[int(given["numFmtId"])] = given["formatCode"]
        elif element == "xf" and within[-2:-1] == ["cellXfs"]:
            looks.append(given.get("numFmtId", "0"))

    if "styles" in book.related:
        _parse(archive, book.related["styles"], start, lambda element: within.pop() and None)
    dates = frozenset(str(n) for n, look in enumerate(looks) if is_date_format(formats.get(int(look), "General")))
    return Dates(dates, book.is_since_1904(archive))


@dataclass(frozen=True, slots=True)
class Cells:
    """How the cells of a workbook are read."""

    strings: list[str]
    dates: Dates
    results: bool
    """Whether a formula is what the program last made of it, else its text."""

    def value(self, given: Mapping[str, str], texts: Mapping[str, list[str]]) -> Value:
        """What stands in a cell, by its attributes and the characters of the elements in it."""
        if "f" in texts and not self.results:
            return "=" + "".join(texts["f"])
        kind = given.get("t", "n")
        if kind == "inlineStr":
            return "".join(texts["t"]) if "t" in texts else None
        value = "".join(texts["v"]) if "v" in texts else ""
        if not value:
            return None
        if kind == "s":
            return self.strings[int(value)]
        if kind == "b":
            return value not in ("0", "false")
        return self._number(value, given.get("s", "")) if kind == "n" else value

    def _number(self, value: str, look: str) -> Value:
        number = float(value) if re.search(r"[.eE]", value) else int(value)
        if look not in self.dates.looks:
            return number
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        day: Value = from_excel(number, MAC_EPOCH if self.dates.since_1904 else WINDOWS_EPOCH)
        return day


def sheet_rows(archive: ZipFile, part: str, cells: Cells, path: str) -> Iterator[Row]:
    """The rows of a sheet that the file has, as they are unpacked; `ImportFailed` where there are too many cells.

    Empty cells before one count: a row with a cell in column XFD alone has 16,384.
    """
    rows: list[Row] = []
    values: list[Value] = []
    given: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    wanted: list[str] | None = None
    number = aloud = count = 0

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal wanted, given, number, aloud
        if element == "c":
            given = attributes
            texts.clear()
            reference = attributes.get("r")
            column = len(values) if reference is None else column_number(reference.rstrip("0123456789"))
            while len(values) < column:
                values.append(None)
        elif element in _TEXTS:
            wanted = texts.setdefault(element, []) if not aloud else None
        elif element == "row":
            number = int(attributes.get("r", number + 1))
            values.clear()
        elif element == "rPh":
            aloud += 1

    def end(element: str) -> None:
        nonlocal wanted, aloud, count
        if element == "c":
            values.append(cells.value(given, texts) if texts else None)
        elif element in _TEXTS:
            wanted = None
        elif element == "row":
            rows.append((number, tuple(values)))
            count += len(values)
            if count > MOST_CELLS:
                raise too_many(part, path)
        elif element == "rPh":
            aloud -= 1

    def characters(text: str) -> None:
        if wanted is not None:
            wanted.append(text)

    with archive.open(part) as opened:
        for _ in _parsed(opened, start, end, characters):
            yield from rows
            rows.clear()


@cache
def column_number(letters: str) -> int:
    """A column by its letters, from 0. Raises `ValueError` beyond the last one that Excel has, XFD.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if not 0 < number <= 16_384:
        raise ValueError(letters)
    return number - 1


def too_many(part: str, path: str) -> ImportFailed:
    """The error for a part with more cells than are read."""
    return ImportFailed(f"{part} has more than {MOST_CELLS:,} cells.", "Remove what is not of the post.", path=path)


Started = Callable[[str, dict[str, str]], Any]


def _parse(
    archive: ZipFile,
    part: str,
    start: Started,
    end: Callable[[str], Any] = lambda element: None,
    text: Callable[[str], Any] = lambda text: None,
) -> None:
    with archive.open(part) as opened:
        for _ in _parsed(opened, start, end, text):
            pass


def _parsed(opened: IO[bytes], start: Started, end: Callable[[str], Any], text: Callable[[str], Any]) -> Iterator[None]:
    """Goes through a part piece by piece; elements come without the prefix of their namespace."""
    from xml.parsers.expat import ParserCreate

    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    while piece := opened.read(_PIECE):
        if _PREFIXED.search(piece):
            parser.StartElementHandler = lambda name, given: start(name.rpartition(":")[2], given)
            parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        parser.Parse(piece, False)
        yield
    parser.Parse(b"", True)
    yield
