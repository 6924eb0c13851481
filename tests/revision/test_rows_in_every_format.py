"""What an editor does to whole rows (copies, moves, splits, joins, adds, deletes), told alike in every format for editors."""

from __future__ import annotations

import copy
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from openpyxl import load_workbook

from bilingual.project import Project
from bilingual.project.importing import Imported

MODEL = Path(__file__).parents[1] / "models/unslotted"
SENTENCES = ("我们去公园。", "走吧。", "今天天气很好。", "再见。")
POST = "".join(SENTENCES[:3]) + f"\n\n{SENTENCES[3]}\n"
FORMATS = {"docx": ".docx", "csv": ".csv", "xlsx": ".xlsx", "xliff": ".xlf", "tmx": ".tmx", "md": ".bilingual.md"}
COLUMNS = {"hans": 1, "hant": 2, "en": 3}


@dataclass(slots=True)
class Cells:
    """A row of a table, whatever file it is in: its id and three texts, and what else the file has of it."""

    id: str
    hans: str
    hant: str
    en: str
    rest: Any = None

    def copied(self, **texts: str) -> Cells:
        twin = Cells(self.id, self.hans, self.hant, self.en, copy.deepcopy(self.rest))
        for name, text in texts.items():
            setattr(twin, name, text)
        return twin


def read_sheet(lines: list[list[str]]) -> list[Cells]:
    at = [lines[0].index(name) for name in ("id", "zh-Hans", "zh-Hant", "en")]
    return [Cells(*(line[index] for index in at), line) for line in lines[1:]]


def sheet_lines(head: list[str], rows: list[Cells]) -> Iterator[list[str]]:
    yield head
    for row in rows:
        line = [*row.rest]
        for name, text in zip(("id", "zh-Hans", "zh-Hant", "en"), (row.id, row.hans, row.hant, row.en), strict=True):
            line[head.index(name)] = text
        yield line


def edit_csv(file: Path, change: Callable[[list[Cells]], list[Cells]]) -> None:
    lines = [*csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig")))]
    written = io.StringIO()
    csv.writer(written).writerows(sheet_lines(lines[0], change(read_sheet(lines))))
    file.write_bytes(written.getvalue().encode("utf-8-sig"))


def edit_xlsx(file: Path, change: Callable[[list[Cells]], list[Cells]]) -> None:
    book = load_workbook(file)
    sheet = book.worksheets[0]
    lines = [[str(cell.value or "") for cell in line] for line in sheet.iter_rows()]
    sheet.delete_rows(1, sheet.max_row)
    for line in sheet_lines(lines[0], change(read_sheet(lines))):
        sheet.append(line)
    book.save(file)


def edit_markdown(file: Path, change: Callable[[list[Cells]], list[Cells]]) -> None:
    text = file.read_text("utf-8")
    lines = re.findall(r"^\| (.*) \| (.*) \| (.*) <!--(\w+)--> \|\n", text, re.MULTILINE)
    rows = change([Cells(id_, hans, hant, en) for hans, hant, en, id_ in lines])
    written = "".join(f"| {row.hans} | {row.hant} | {row.en}{f' <!--{row.id}-->' if row.id else ''} |\n" for row in rows)
    first, last = text.index("| " + lines[0][0]), text.index("| " + lines[-1][0])
    end = text.index("\n", last) + 1
    file.write_text(text[:first] + written + text[end:], "utf-8")


def edit_xml(file: Path, change: Callable[[list[Cells]], list[Cells]], unit: str, name: str, texts: tuple[str, str, str]) -> None:
    """`unit`: the element of a row, `name`: the attribute with its id, `texts`: where its texts are."""
    tree = etree.fromstring(file.read_bytes())
    found = [*tree.iter("{*}" + unit)]

    def read(element: Any) -> Cells:
        hans, hant, en = ("".join(element.find(path).itertext()) for path in texts)
        return Cells(element.get(name), hans, hant, en, element)

    place = found[0].getparent()
    rows = change([read(element) for element in found])
    for element in found:
        element.getparent().remove(element)
    for row in rows:
        row.rest.set(name, row.id)
        for path, text in zip(texts, (row.hans, row.hant, row.en), strict=True):
            target = row.rest.find(path)
            for child in [*target]:
                target.remove(child)
            target.text = text
        place.append(row.rest)
    file.write_bytes(etree.tostring(tree.getroottree(), xml_declaration=True, encoding="utf-8"))


def edit_xliff(file: Path, change: Callable[[list[Cells]], list[Cells]]) -> None:
    edit_xml(file, change, "trans-unit", "id", ("{*}source", "{*}alt-trans/{*}target", "{*}target"))


def edit_tmx(file: Path, change: Callable[[list[Cells]], list[Cells]]) -> None:
    edit_xml(file, change, "tu", "tuid", ("tuv[1]/seg", "tuv[2]/seg", "tuv[3]/seg"))


def edit_docx(file: Path, change: Callable[[list[Cells]], list[Cells]]) -> None:
    document = docx.Document(str(file))
    table = next(table for table in document.tables if table.cell(0, 0).text == "#")
    found = [Cells("id", *(row.cells[at].text for at in COLUMNS.values()), row._tr) for row in table.rows[1:]]
    rows = change(found)
    for row in found:
        table._tbl.remove(row.rest)
    for row in rows:
        table._tbl.append(row.rest)
    seen: set[str] = set()
    for row, made in zip(rows, table.rows[1:], strict=True):
        for name, at in COLUMNS.items():
            runs = made.cells[at].paragraphs[0].runs
            runs[0].text = getattr(row, name)
            for run in runs[1:]:
                run.text = ""
        marks = [*made._tr.iter("{*}bookmarkStart")]
        if not row.id or seen & {mark.get(mark.keys()[1]) for mark in marks}:  # as Word pastes a row: marks stay with the first
            for mark in [*marks, *made._tr.iter("{*}bookmarkEnd")]:
                mark.getparent().remove(mark)
        seen |= {mark.get(mark.keys()[1]) for mark in marks}
    document.save(str(file))


EDITORS: dict[str, Callable[[Path, Callable[[list[Cells]], list[Cells]]], None]] = {
    "docx": edit_docx, "csv": edit_csv, "xlsx": edit_xlsx, "xliff": edit_xliff, "tmx": edit_tmx, "md": edit_markdown,
}  # fmt: skip


def copied(rows: list[Cells]) -> list[Cells]:
    typed = rows[1].copied(en="Off we go!")
    return [rows[0], typed, typed.copied(), *rows[2:]]


def copied_and_changed(rows: list[Cells]) -> list[Cells]:
    return [rows[0], rows[1], rows[1].copied(en="Off we go!"), rows[2], rows[3].copied(en="So long!")]


def reordered(rows: list[Cells]) -> list[Cells]:
    return [rows[3], *rows[:3]]


def split(rows: list[Cells]) -> list[Cells]:
    first = rows[2].copied(hans="今天", hant="今天", en="Today")
    second = rows[2].copied(id="", hans="天气很好。", hant="天氣很好。", en="the weather is fine.")
    return [*rows[:2], first, second, rows[3]]


def joined(rows: list[Cells]) -> list[Cells]:
    one, two = rows[:2]
    english = f"{one.en.strip()} Off we go!" if "go" not in two.en else f"{one.en.strip()} {two.en.strip()} Now!"
    return [one.copied(hans=one.hans + two.hans, hant=one.hant + two.hant, en=english), *rows[2:]]


def added(rows: list[Cells]) -> list[Cells]:
    return [*rows, rows[3].copied(id="", hans="等等我。", hant="等等我。", en="Wait for me.")]


def deleted(rows: list[Cells]) -> list[Cells]:
    return [rows[0], *rows[2:]]


def typed(found: Imported) -> dict[str, str]:
    return {difference.source: difference.after for difference in found.taken}


def units(rows: Any) -> list[str]:
    return ["".join(map(str, row.hans)) for row in rows]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("rows")
    (folder / "bilingual.toml").touch()
    (folder / "talk.md").write_text(POST, "utf-8")
    project = Project(folder)
    assert [report.error for report in project.run(["talk.md"], {"model": MODEL, "format": [*FORMATS, "json"]})] == [None]
    return project


@pytest.fixture
def edited(project: Project, tmp_path: Path) -> Callable[[str, Callable[[list[Cells]], list[Cells]]], Imported]:
    def bring_back(kind: str, change: Callable[[list[Cells]], list[Cells]]) -> Imported:
        name = f"talk{FORMATS[kind]}"
        file = tmp_path / name
        file.write_bytes((project.folder / "outputs/talk" / name).read_bytes())
        EDITORS[kind](file, change)
        found = project.import_file(file, records=project.folder / "outputs/talk/talk.json", dry_run=True)
        assert found.error is None, found.error
        assert found.comparison is not None
        return found

    return bring_back


Edited = Callable[[str, Callable[[list[Cells]], list[Cells]]], Imported]
SHEETS = ("csv", "xlsx")


@pytest.mark.parametrize("kind", FORMATS)
class TestRows:
    """Of each format; nothing is written, so that one project serves all."""

    def test_nothing(self, edited: Edited, kind: str) -> None:
        found = edited(kind, lambda rows: rows)
        assert (typed(found), found.is_open) == ({}, False)

    def test_equal_copies_count_once(self, edited: Edited, kind: str) -> None:
        found = edited(kind, copied)
        assert (typed(found), found.is_open) == ({"走吧。": "Off we go!"}, False)
        assert [(units([row]), len(copies)) for row, copies in found.comparison.rows.twice] == [(["走吧。"], 2)]

    def test_different_copies_are_a_conflict(self, edited: Edited, kind: str) -> None:
        found = edited(kind, copied_and_changed)
        assert (typed(found), found.is_open) == ({"再见。": "So long!"}, True)
        ((row, copies),) = found.comparison.rows.contradictory
        assert (units([row]), "Off we go!" in [copy.en for copy in copies]) == (["走吧。"], True)

    def test_another_order(self, edited: Edited, kind: str) -> None:
        found = edited(kind, reordered)
        assert (typed(found), found.is_open) == ({}, kind not in SHEETS), "a sheet is sorted to look at it"
        assert units(row for row, _ in found.comparison.rows.moved) == ["再见。"]

    def test_a_row_cut_in_two(self, edited: Edited, kind: str) -> None:
        found = edited(kind, split)
        assert (typed(found), found.is_open) == ({"今天天气很好。": "Today the weather is fine."}, False)
        assert units(found.comparison.rows.split) == ["今天天气很好。"]

    def test_two_rows_joined(self, edited: Edited, kind: str) -> None:
        found = edited(kind, joined)
        assert (found.is_open, [units(rows) for rows in found.comparison.rows.joined]) == (False, [["我们去公园。", "走吧。"]])
        assert set(typed(found)) == {"走吧。"}

    def test_a_row_added(self, edited: Edited, kind: str) -> None:
        found = edited(kind, added)
        assert (typed(found), found.is_open) == ({}, True)
        assert [row.en for row in found.comparison.rows.unknown] == ["Wait for me."]

    def test_a_row_deleted(self, edited: Edited, kind: str) -> None:
        found = edited(kind, deleted)
        assert (typed(found), found.is_open) == ({}, True)
        assert units(found.comparison.rows.deleted) == ["走吧。"]
