"""A post as a sheet, for CSV and XLSX: its columns, its lines, and how a text stays a text in a spreadsheet."""

from __future__ import annotations

import re

from bilingual.formats.common.languages import TAGS
from bilingual.model import Translation, Unit, join

HEADER = ("id", "speaker", TAGS["hans"], TAGS["hant"], TAGS["en"], "origin", "flags", "terms", "post")
"""The columns, in their order. Readers look for them by name."""
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def lines(result: Translation) -> tuple[tuple[str, ...], ...]:
    """A line for each row, its cells in the order of `HEADER`."""
    return tuple(_line(row, result.document.name) for row in result.units)


def _line(row: Unit, post: str) -> tuple[str, ...]:
    speaker = row.speaker.en if row.speaker else ""
    terms = dict.fromkeys(f"{lock.source} = {lock.target}" for lock in row.locks)
    texts = (join(row.hans), join(row.hant), join(row.en))
    return (row.id, speaker, *texts, row.origin, ", ".join(row.flags), "; ".join(terms), post)


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
