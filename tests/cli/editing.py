"""Editors of finished documents: each writes other English for rows that are named by their Chinese, in one of five formats."""

from __future__ import annotations

import copy
import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx

ENGLISH = 3
"""The cell of a row in Word that has the English."""
Texts = Mapping[str, str]
"""English by the Chinese of its row."""


@dataclass(slots=True)
class Word:
    """The document, open."""

    document: Any

    @property
    def table(self) -> Any:
        return next(table for table in self.document.tables if table.cell(0, 0).text == "#")

    def row(self, chinese: str) -> Any:
        return next(row for row in self.table.rows if row.cells[1].text.rpartition("：")[2] == chinese)

    def conflict(self, chinese: str) -> Any:
        """The cell of what others wrote: beside the row, or in the table of texts that are in no such row."""
        cells = (
            row.cells for table in self.document.tables if table.rows[0].cells[-1].text == "Conflict" for row in table.rows[1:]
        )
        return next(row[-1] for row in cells if chinese in (cell.text.rpartition("：")[2] for cell in row[:2]))

    def type(self, row: Any, text: str, column: int = ENGLISH) -> None:
        """Writes over the English of a row, behind the name of who speaks."""
        paragraph = row.cells[column].paragraphs[0]
        for link in paragraph.hyperlinks:
            link._hyperlink.getparent().remove(link._hyperlink)
        runs = paragraph.runs
        label = next((at for at, run in enumerate(runs) if run.text.strip() in (":", "：")), -1)
        runs[label + 1].text = (" " if label >= 0 else "") + text
        for run in runs[label + 2 :]:
            run.text = ""

    def insert_copy(self, row: Any) -> Any:
        twin = copy.deepcopy(row._tr)
        row._tr.addnext(twin)
        return next(other for other in self.table.rows if other._tr is twin)


def without_marks(row: Any) -> None:
    """As Word pastes a row: the bookmarks stay with the first."""
    for mark in [*row._tr.iter("{*}bookmarkStart"), *row._tr.iter("{*}bookmarkEnd")]:
        mark.getparent().remove(mark)


def edit_docx(file: Path, texts: Texts, settled: Sequence[str] = ()) -> None:
    word = Word(docx.Document(str(file)))
    for chinese, english in texts.items():
        word.type(word.row(chinese), english)
    for chinese in settled:
        word.conflict(chinese).paragraphs[0].clear()
    word.document.core_properties.last_modified_by = ""
    word.document.save(str(file))


def edit_csv(file: Path, texts: Texts, settled: Sequence[str] = ()) -> None:
    lines = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"))))
    chinese, english = lines[0].index("zh-Hans"), lines[0].index("en")
    for line in lines[1:]:
        line[english] = texts.get(line[chinese], line[english])
        if line[chinese] in settled:
            line[lines[0].index("conflict")] = ""
    written = io.StringIO()
    csv.writer(written).writerows(lines)
    file.write_bytes(written.getvalue().encode("utf-8-sig"))


def edit_xlsx(file: Path, texts: Texts, settled: Sequence[str] = ()) -> None:
    from openpyxl import load_workbook

    book = load_workbook(file)
    head, *rows = book.worksheets[0].iter_rows()
    names = [cell.value for cell in head]
    for row in rows:
        chinese = str(row[names.index("zh-Hans")].value)
        if chinese in texts:
            row[names.index("en")].value = texts[chinese]
        if chinese in settled:
            row[names.index("conflict")].value = None
    book.save(file)


def type_into(file: Path, chinese: str, column: str, text: str) -> None:
    """Types into any column of a sheet, in the row of that Chinese."""
    from openpyxl import load_workbook

    if file.suffix == ".xlsx":
        book = load_workbook(file)
        head, *rows = book.worksheets[0].iter_rows()
        at = {str(cell.value): cell.column - 1 for cell in head}
        next(row for row in rows if row[at["zh-Hans"]].value == chinese)[at[column]].value = text
        book.save(file)
        return
    names, *lines = csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig")))
    next(line for line in lines if line[names.index("zh-Hans")] == chinese)[names.index(column)] = text
    written = io.StringIO()
    csv.writer(written).writerows([names, *lines])
    file.write_bytes(written.getvalue().encode("utf-8-sig"))


def edit_xliff(file: Path, texts: Texts) -> None:
    text = file.read_text("utf-8")
    for chinese, english in texts.items():
        unit = rf"(<source[^>]*>{re.escape(escape(chinese))}</source>\s*<target[^>]*>).*?(</target>)"
        text = re.sub(unit, lambda found: f"{found[1]}{escape(english)}{found[2]}", text)  # noqa: B023 - used at once
    file.write_text(text, "utf-8")


def edit_markdown(file: Path, texts: Texts) -> None:
    lines = file.read_text("utf-8").split("\n")
    for at, line in enumerate(lines):
        cells = line.split(" | ")
        chinese = cells[0].removeprefix("| ").rpartition("：")[2]
        if len(cells) == 3 and chinese in texts:
            label, ending = re.match(r"(?:\*\*.*?\*\*: )?", cells[2]), re.search(r" <!--.*$", cells[2])
            assert label is not None
            assert ending is not None
            lines[at] = " | ".join([*cells[:2], f"{label[0]}{texts[chinese]}{ending[0]}"])
    file.write_text("\n".join(lines), "utf-8")


EDITORS: dict[str, tuple[str, Callable[..., None]]] = {
    "docx": (".docx", edit_docx), "csv": (".csv", edit_csv), "xlsx": (".xlsx", edit_xlsx), "xliff": (".xlf", edit_xliff),
    "md": (".bilingual.md", edit_markdown),
}  # fmt: skip
"""By the format's name: the ending of its files, and who edits them: the first three also empty cells of conflicts."""
