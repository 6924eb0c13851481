"""The bilingual Markdown read back, side by side or interleaved, after somebody edited it.

Every row has its id in a comment at its end (`markdown.write`). What a cell holds is given as Markdown again, as far as
a cell tells: `bilingual.revision.untouched` compares it with what was written, so that nothing that was not edited seems so.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath, PurePosixPath

from bilingual.errors import ImportFailed
from bilingual.formats.common.edited_rows import united
from bilingual.formats.common.languages import column_of, language_of_file
from bilingual.formats.common.outline import COLUMNS, GLOSSARY
from bilingual.formats.common.post_source import FENCE
from bilingual.formats.markdown.write import BETWEEN, LANGUAGE_MARKS
from bilingual.model import EMPHASIS_MARKS, Column, Edited, EditedRow, ImportOptions, Remark

GRIDS: dict[str, Column] = {f"{column}:": column for column in COLUMNS.values()}
"""What stands before the ids of a line in a table of the post, and the table's language."""
LINES: dict[str, Column] = {mark: column for column, mark in LANGUAGE_MARKS.items()}
"""What opens a line where the languages stand under one another, and the line's column."""
APPENDIX = frozenset(GLOSSARY.values())
"""The heading of the appendix, whose tables are no rows."""
OURS = "Give the .bilingual.md that a run wrote, or that file after editing."

_IDS = re.compile(r"[ \t]*<!--(@|(?:hans|hant|en):)?(/*[\w.~-]+(?:(?: |/+)[\w.~-]+)*/*)-->\s*$")
_NAMED = re.compile(r"(<!--[^<>]*-->)[ \t]+\{#[^{}]*\}\s*$")
"""The name of a heading, behind its ids."""
_SIGNATURE = re.compile(r"^<!-- (bilingual [^|\n]+\|engine:.*\|segments:\d+(?:\|people:\d+(?:-\d+)*)?) -->\s*$", re.MULTILINE)
_POST = re.compile(r"^<!-- post: (.+?) -->\s*$", re.MULTILINE)
_QUOTED = re.compile(r"(?:> ?)+")
"""What stands before the lines of what the post quotes."""
_BAR = re.compile(r"(?<!\\)\|")
_LANGUAGE = re.compile(r"`(简|繁|En)` ?")
_OPENING = re.compile(
    r"\*\*(?:[^*\\]|\\.)+\*\*(?:：|: ?)|(?:&gt; ?)+(?:(?:<sup>![\w-]+</sup>|\[![\w-]+\]) )?|<sup>.*?</sup> ?"
    r"|(?:&emsp;)*(?:•|\(?[0-9A-Za-z]{1,9}\\?[.)]) (?:\[[ x]\] )?"
)
_NAME = re.compile(r"\*\*((?:[^*\\]|\\.)+)\*\*(?:：|: ?)")
_TAGS = {
    "strong": EMPHASIS_MARKS["bold"],
    "em": EMPHASIS_MARKS["italic"],
    "del": EMPHASIS_MARKS["strike"],
    "mark": EMPHASIS_MARKS["highlight"],
}


def read_markdown(data: bytes, path: str, options: ImportOptions = ImportOptions()) -> Edited:  # noqa: B008 - frozen
    """The rows of the file; a post in one language is one row, which `bilingual.revision.per_language` tells apart.

    Raises `ImportFailed` for a file that is not ours, and for a row with too few or too many cells.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportFailed("The file is not UTF-8.", "Save it as UTF-8.", path=path, line=line) from error
    column = column_of(language_of_file(PurePath(path)))
    if column and not _SIGNATURE.search(text):
        return Edited((EditedRow.of_post(text, column),), "", "", "post")
    text = re.sub(r"\r\n?", "\n", text)
    signature, post = _SIGNATURE.findall(text), _POST.findall(text)
    name = _uncommented(post[-1]) if post else ""
    reading = _Reading(path, name.removesuffix(PurePosixPath(name).name))
    rows = united(reading.rows(text))
    if not signature and not any(row.id for row in rows):
        fact = "This is no bilingual document: neither its rows nor its end say where it comes from."
        raise ImportFailed(fact, OURS, path=path)
    made_by = _uncommented(signature[-1]) if signature else ""
    return Edited(rows, PurePosixPath(name).stem, made_by, "md", tuple(reading.remarks))


def _uncommented(text: str) -> str:
    return text.replace("- -", "--").replace("&gt;", ">").replace("&#123;", "{")


@dataclass(slots=True)
class _Reading:
    """Where reading stands."""

    path: str
    base: str
    """What stands before the relative addresses of the post."""
    columns: tuple[Column, ...] = ()
    """Of the table that is being read."""
    document_columns: tuple[Column, ...] = ("hans", "hant", "en")
    """Of the document."""
    keyed: bool = False
    """Whether the first cell of a row is a key of the front matter."""
    grid: Column | None = None
    """The language of the post's table that is being read."""
    glossary: bool = False
    """Whether it is the glossary at the end that is being read."""
    fence: tuple[str, str] = ("", "")
    """What opened the code block that is being read, and the marks of the quotation that it stands in."""
    waiting: list[tuple[Column, str]] = field(default_factory=list)
    """Lines of a sentence in several languages, up to the last one."""
    remarks: list[Remark] = field(default_factory=list)
    """The names before the texts, the rows of the glossary, and the lines that are no rows."""

    def rows(self, text: str) -> Iterator[EditedRow]:
        for number, line in enumerate(text.split("\n"), 1):
            if self._in_code(line):
                continue
            line = _QUOTED.sub("", line, count=1) if line.startswith(">") else line
            if line.startswith("|"):
                if self.glossary:
                    self.in_glossary(line, number)
                else:
                    yield from self.in_table(line, number)
                continue
            self.columns, self.grid = (), None
            if re.match(r"#{1,6} ", line):
                self.glossary = APPENDIX.issuperset(line.lstrip("# ").split(" / "))
                if not self.glossary:
                    yield from self.heading(line, number)
            elif line.startswith("<summary>"):
                yield from self.heading(re.sub("</?summary>", "", line), number)
            elif _LANGUAGE.match(line):
                yield from self.in_lines(line, number)
            elif line.strip() and not (line.startswith("---") or _SIGNATURE.match(line) or _POST.match(line)):
                self.remarks.append(
                    Remark("text", f"line {number}", line.strip().replace(self.base, "") if self.base else line.strip())
                )

    def _in_code(self, line: str) -> bool:
        marks = quoted[0].replace(" ", "") if (quoted := _QUOTED.match(line)) else ""
        found = FENCE.match(line, quoted.end() if quoted else 0)
        opened, around = self.fence
        if opened:
            if found and marks == around and found[1].startswith(opened) and not line[found.end() :].strip().strip(found[1][0]):
                self.fence = "", ""
            return True
        self.fence = (found[1], marks) if found else ("", "")
        return bool(found)

    def in_table(self, line: str, number: int) -> Iterator[EditedRow]:
        ids = _IDS.search(line.rstrip().removesuffix("|"))
        cells = [cell.strip() for cell in _BAR.split(line.strip())[1:]]
        cells = cells[:-1] if cells and not cells[-1] else cells
        if ids[1] in GRIDS if ids else self.grid:
            yield from self.in_grid(cells, ids, number)
        elif not (self.columns or ids):
            self._begin(cells)
        elif not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
            columns = self.columns or self.document_columns  # of a row that was put into a table of the post, or lost its head
            cells = cells[1:] if self.keyed else cells
            if len(cells) != len(columns):
                fact = f"The row has {len(cells)} cells instead of {len(columns)}."
                raise ImportFailed(fact, "Write a bar that belongs to a text as \\|.", path=self.path, line=number)
            yield from self.given(dict(zip(columns, (_unbarred(cell) for cell in cells), strict=True)), ids, number)

    def in_grid(self, cells: list[str], ids: re.Match[str] | None, number: int) -> Iterator[EditedRow]:
        """The rows in a line of a table of the post, which stands there in one language."""
        if ids is None:
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                self.remarks.append(Remark("text", f"line {number}", " | ".join(cells)))
            return
        self.grid = GRIDS[ids[1]]
        names, cells = ids[2].split("/"), [*cells[:-1], _IDS.sub("", cells[-1])]
        if len(cells) != len(names):
            fact = f"The row has {len(cells)} cells instead of {len(names)}."
            raise ImportFailed(fact, "Write a bar that belongs to a text as \\|.", path=self.path, line=number)
        for cell, listed in zip(cells, names, strict=True):
            if listed:
                yield from self.told_apart({self.grid: _unbarred(cell)}, listed, number)

    def in_glossary(self, line: str, number: int) -> None:
        """Notes what a row of the glossary says, which is a row of no sentence."""
        cells = [_unescaped(_unbarred(cell.partition("<br>")[0].strip())) for cell in _BAR.split(line.strip())[1:]]
        if not self.columns:
            self._begin(cells)
        elif not all(re.fullmatch(r":?-+:?", cell) for cell in cells if cell):
            texts = dict(zip(self.columns, cells, strict=False))
            source, english = texts.get("hans", ""), texts.get("en", "")
            self.remarks.append(Remark("term", f"line {number}", english, column="en", about=source))

    def _begin(self, cells: Sequence[str]) -> None:
        self.keyed = bool(cells) and not cells[0]
        self.columns = tuple(COLUMNS[cell] for cell in cells if cell in COLUMNS)
        self.document_columns = self.columns or self.document_columns

    def heading(self, line: str, number: int) -> Iterator[EditedRow]:
        line = _NAMED.sub(r"\1", line)
        ids = _IDS.search(line)
        texts = _IDS.sub("", line).lstrip("#").strip().split(" / ")
        columns = self.document_columns
        if not ids and len(texts) == 1:
            return  # the name of a post without a title, and headings of what is kept as it is
        if len(texts) == 2 < len(columns):
            texts = [texts[0]] * (len(columns) - 1) + texts[1:]
        elif len(texts) == 1:
            texts *= len(columns)
        if len(texts) == len(columns):
            texts = [re.sub(r"\\(#+)$", r"\1", text).replace(" &#47; ", " / ") for text in texts]
            yield from self.given(dict(zip(columns, texts, strict=True)), ids, number)
        elif ids:
            fact = f"The heading has {len(texts)} languages instead of {len(columns)}."
            remedy = "Part them by “ / ”; write a slash that belongs to a text as &#47;."
            raise ImportFailed(fact, remedy, path=self.path, line=number)

    def in_lines(self, line: str, number: int) -> Iterator[EditedRow]:
        found = _LANGUAGE.match(line)
        assert found is not None
        ids = _IDS.search(line)
        text = _IDS.sub("", line[found.end() :])
        goes_on = not ids and (len(text) - len(text.rstrip("\\"))) % 2
        self.waiting.append((LINES[found[1]], text[:-1] if goes_on else text))
        if not goes_on:
            texts, self.waiting = dict(self.waiting), []
            alone = texts.keys() == {"en"} and len(self.document_columns) > 1  # English in a fold, which stands there once
            columns = ("en",) if alone else self.document_columns
            yield from self.given({column: texts.get(column, "") for column in columns}, ids, number)

    def given(self, cells: dict[Column, str], ids: re.Match[str] | None, number: int) -> Iterator[EditedRow]:
        """The rows of one place, whose ids stand behind it."""
        listed = ids[2] if ids else ""
        texts = {column: _IDS.sub("", cell) for column, cell in cells.items()}
        openings: dict[Column, str] = {}
        if not ids or ids[1]:
            named = {column: _unescaped(found[1]) for column, text in texts.items() if (found := _NAME.match(text))}
            self.remarks += [Remark("speaker", f"line {number}", name, listed, column) for column, name in named.items()]
            openings = {column: found[0] for column, text in texts.items() if (found := _OPENING.match(text))}
        if ids:
            texts = {column: text.removeprefix(openings.get(column, "")) for column, text in texts.items()}
        yield from self.told_apart(texts, listed, number, openings)

    def told_apart(
        self, texts: dict[Column, str], listed: str, number: int, openings: Mapping[Column, str] | None = None
    ) -> Iterator[EditedRow]:
        """The rows of one place by their ids, the texts told apart by the marks between them."""
        opened = {column: self.markdown(opening.strip()) for column, opening in (openings or {}).items()}
        names = re.split("[ /]", listed)
        pieces = {column: self.pieces(text, listed) for column, text in texts.items()}
        for index, name in enumerate(names):
            if listed and not name:
                continue  # an empty cell
            texts_of_row = {column: found[index] if len(found) == len(names) else None for column, found in pieces.items()}
            hans, hant, en = texts_of_row.get("hans"), texts_of_row.get("hant"), texts_of_row.get("en")
            yield EditedRow(name, hans, hant, en, f"line {number}", openings=opened)

    def pieces(self, text: str, listed: str) -> list[str]:
        pieces = text.split(BETWEEN)
        separators = re.findall("[ /]", listed)
        if len(pieces) == len(separators) + 1:
            pieces[1:] = [
                piece.removeprefix(" · ") if mark == "/" else piece for mark, piece in zip(separators, pieces[1:], strict=True)
            ]
        return [self.markdown(piece.strip()) for piece in pieces]

    def markdown(self, written: str) -> str:
        """A text of a cell as it may stand in a post."""
        written = written.replace("&#123;", "{").replace("&#125;", "}")
        for tag, mark in _TAGS.items():
            written = re.sub(rf"</?{tag}>", mark, written)
        return re.sub(rf"(\]\(<?|(?:src|href)=[\"']?){re.escape(self.base)}", r"\1", written) if self.base else written


def _unescaped(name: str) -> str:
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", name))


def _unbarred(cell: str) -> str:
    return cell.replace("\\|", "|").replace("&#124;", "|")
