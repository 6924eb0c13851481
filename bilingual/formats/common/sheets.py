"""A post as a sheet, for CSV and XLSX: its columns, its lines, and how a text stays a text in a spreadsheet."""

from __future__ import annotations

import re

from bilingual.formats.common.attributes import ATTRIBUTES, attributes_of
from bilingual.formats.common.languages import TAGS
from bilingual.formats.common.times import TIME, clocks
from bilingual.memory.people import HumanEntry
from bilingual.model import Comment, ExportOptions, Translation, Unit, join

HEADER = ("id", "speaker", TAGS["hans"], TAGS["hant"], TAGS["en"], *ATTRIBUTES, "post")
"""The columns, in their order. Readers look for them by name."""
COMMENTS = "comments"
"""The last column, where there are any: a line of the cell for each."""
CONFLICT, NO_CONFLICT = "conflict", "–"
"""The column of what others wrote, where it is asked for, and what stands there for a row without a conflict. A person who has
decided empties the cell."""
CONFLICTS_BETWEEN = " | "
"""What parts several texts in a cell of that column."""
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def lines(result: Translation, options: ExportOptions) -> tuple[tuple[str, ...], ...]:
    """The header, then a line for each row; with columns for times, conflicts and comments where there are any."""
    post, conflicts = result.document.name, options.conflicts
    columns = [(HEADER, *(_line(row, post) for row in result.units))]
    if times := clocks(result):
        columns.append(((TIME,), *((times.get(row.id, ""),) for row in result.units)))
    if conflicts is not None:
        columns.append(((CONFLICT,), *((conflicts.get(row.id, NO_CONFLICT),) for row in result.units)))
    if any(row.comments for row in result.units):
        columns.append(((COMMENTS,), *((_comments(row),) for row in result.units)))
    return tuple(tuple(cell for cells in parts for cell in cells) for parts in zip(*columns, strict=True))


def conflict_line(entry: HumanEntry) -> str:
    """A text that lost against another person's, as the column of conflicts has it."""
    return Comment(entry.target, entry.who).line


def _comments(row: Unit) -> str:
    return "\n".join(comment.line for comment in row.comments)


def _line(row: Unit, post: str) -> tuple[str, ...]:
    speaker = row.speaker.en if row.speaker else ""
    return (row.id, speaker, join(row.hans), join(row.hant), join(row.en), *attributes_of(row).values(), post)


def guarded(text: str) -> str:
    """The text with an apostrophe where a spreadsheet would take it for a formula (OWASP, CSV injection).

    >>> guarded("=1+1"), guarded("'-"), guarded("1-2")
    ("'=1+1", "''-", '1-2')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given.

    >>> unguarded("'=1+1"), unguarded("''-"), unguarded("'tis"), unguarded("=1")
    ('=1+1', "'-", "'tis", '=1')
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
