"""What stands before a post's text: the title, where it comes from and who speaks, and the contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import east_asian_width

from bilingual.formats.common.links import web_address
from bilingual.formats.common.outline import CONTENTS, Outline, Passage, Section
from bilingual.formats.docx.writing.rows import STYLES, Rows
from bilingual.formats.docx.writing.wordprocessing import BREAK, Look, field_begin, field_end, link, paragraph, row, run, table
from bilingual.model import Column, Speaker, Unit, joined, plain

ONE_LINE = 22
"""Titles of more characters in a column stand one under another; on an upright page half as many."""
FEWEST = 3
"""Headings from which on a post has contents."""
DEEPEST = 3
"""The lowest level of heading that the contents show."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the contents."""

    level: int
    """From 1."""
    words: str
    """In all languages, nothing twice."""
    bookmark: str
    rows: str
    """The numbers of the rows below it: `#17–35`."""


def title(outline: Outline, name: str, rows: Rows) -> str:
    """The title in all languages; the post's name where it has none. A heading that repeats it is marked as well."""
    if outline.title is None:
        return paragraph("Title", rows.inline.words(name, "hans"))
    return paragraph("Title", heading(rows, outline.title.rows, outline.repeated.rows if outline.repeated else ()))


def heading(rows: Rows, units: Sequence[Unit], also: Sequence[Unit] = ()) -> str:
    """Titles and headings: both Chinese columns on one line where they fit, English below; what is the same only once."""
    texts = {column: plain(joined([*units], column)).strip() for column in rows.page.columns}
    longest = ONE_LINE if rows.page.landscape else ONE_LINE // 2
    fits = all(len(text) <= longest for column, text in texts.items() if column != "en")
    written: list[str] = []
    for text in dict.fromkeys(texts.values()):
        columns = [column for column in texts if texts[column] == text]
        if written:
            written.append(run(" / ") if fits and columns[0] != "en" else BREAK)
        runs = rows.marked(units, columns, Look(f"{STYLES[columns[0]]}Text", fixed=True), also)
        written.append(runs if written else rows.commented((*units, *also), runs))
    return "".join(written)


def fixed(texts: Mapping[Column, str], rows: Rows) -> str:
    """A heading of the program's own, set as those of the post are."""
    look = {column: Look(f"{STYLES[column]}Text", fixed=True) for column in rows.page.columns}
    runs = {column: rows.inline.words(texts[column], column, look[column]) for column in rows.page.columns}
    pieces = [(run(" / ") if column != "en" else BREAK) + text for column, text in runs.items()]
    return "".join(pieces).removeprefix(run(" / ")).removeprefix(BREAK)


def words(texts: Mapping[Column, str], columns: Sequence[Column]) -> str:
    """The same words in all languages on one line, nothing twice.

    >>> words({"hans": "目录", "hant": "目錄", "en": "Contents"}, ("hans", "en"))
    '目录 / Contents'
    """
    return " / ".join(dict.fromkeys(texts[column] for column in columns))


HANZI = 200
"""Twentieths of a point that a character of the contents takes, with what fonts differ by."""


def headline(rows: Sequence[Unit], columns: Sequence[Column]) -> str:
    """A heading in all languages on one line, as Word's contents show it."""
    texts = {column: " ".join(plain(joined([*rows], column)).split()) for column in columns}
    return words(texts, columns)


def fitting(line: str, room: int) -> str:
    """The line as far as it fits: a contents entry that goes on below is none. `room` in Hanzi; other characters take half.

    >>> fitting("从一间旧办公室开始 / Starting from an old office", 12)
    '从一间旧办公室开始 / …'
    """
    taken = accumulate(2 if east_asian_width(character) in "WF" else 1 for character in line)
    end = next((place for place, width in enumerate(taken) if width > 2 * room), None)
    return line if end is None else f"{line[:end].rpartition(' ')[0] or line[: end - 1]} …"


def front(outline: Outline, speakers: Sequence[Speaker], rows: Rows) -> str:
    """Where the post comes from, who speaks in it, and what its front matter says in each language."""
    lines = [*_facts(outline.facts, rows), *_voices(speakers, rows), *(_passage(passage, rows) for passage in outline.front)]
    return table((rows.header("", rows.page.front), *lines), rows.page.front) if lines else ""


def _facts(facts: Mapping[str, str], rows: Rows) -> Iterator[str]:
    """What is the same in every language."""
    widths = rows.page.front
    for key, value in facts.items():
        address = web_address(value) if "://" in value else ""
        words_of_value = run(value, None, Look("Hyperlink") if address else Look())
        if address:
            words_of_value = link(words_of_value, relation=rows.inline.collected.link(address))
        cells = [paragraph("FrontKey", run(key)), paragraph("English", words_of_value)]
        yield row(cells, (widths[0], sum(widths[1:])), spans=(1, len(widths) - 1), whole=True)


def _voices(speakers: Sequence[Speaker], rows: Rows) -> Iterator[str]:
    """The speakers as they look in the text."""
    if not speakers:
        return
    cells = []
    for column in rows.page.columns:
        names = [rows.inline.words(getattr(speaker, column), column, Look(rows.speakers[speaker])) for speaker in speakers]
        between = rows.inline.words(", " if column == "en" else "、", column)
        cells.append(paragraph(STYLES[column], between.join(dict.fromkeys(names))))
    yield _line(run("speakers" if len(speakers) > 1 else "speaker"), cells, rows)


def _passage(passage: Passage, rows: Rows) -> str:
    cells = [paragraph(STYLES[column], rows.marked(passage.rows, (column,))) for column in rows.page.columns]
    return _line(rows.commented(passage.rows, run(passage.block.key)), cells, rows)


def _line(key: str, cells: Sequence[str], rows: Rows) -> str:
    texts = ["".join(cells)] if rows.page.stacked else cells
    return row([paragraph("FrontKey", key), *texts], rows.page.front, whole=True)


def contents(entries: Sequence[Entry], rows: Rows) -> str:
    """A table of contents that Word can bring up to date; until then each heading has the numbers of its rows."""
    listed = [entry for entry in entries if entry.level <= DEEPEST]
    if len(listed) < FEWEST:
        return ""
    lines = [paragraph("TOCHeading", run(words(CONTENTS, rows.page.columns)))]
    for index, entry in enumerate(listed):
        start = field_begin(f'TOC \\o "1-{DEEPEST}" \\h \\z \\u') if index == 0 else ""
        end = field_end() if index == len(listed) - 1 else ""
        inner = link(
            run(fitting(entry.words, rows.page.width // HANZI - 6 - entry.level), "hans") + run(entry.rows, tab=True),
            anchor=entry.bookmark,
        )
        lines.append(paragraph(f"TOC{entry.level}", start + inner + end, tab=rows.page.width))
    return "".join((*lines, paragraph("Spacer")))


def numbers(first: int, last: int) -> str:
    """The rows from `first` to `last`, as the contents show them.

    >>> numbers(17, 35), numbers(17, 17), numbers(17, 16)
    ('#17–35', '#17', '')
    """
    return "" if last < first else f"#{first}" if first == last else f"#{first}–{last}"


def levels(sections: Sequence[Section]) -> int:
    """The highest level of heading: it becomes Heading 1, so that no level is skipped at the start."""
    return min((section.level for section in sections if section.heading), default=1)
