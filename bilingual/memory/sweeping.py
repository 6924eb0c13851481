"""Taking away what has not counted for long: the only place where something that a person wrote is deleted."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from bilingual.memory.people import HumanEntry, everything

# undone before a date; written over by a text that is older than the date itself; overruled by a person before it
_SPENT = """
SELECT old.number FROM human AS old JOIN change ON old.change = change.number WHERE
    (change.undone != '' AND change.undone < :date)
    OR (old.aside = 2 AND change.made < :date)
    OR (old.aside = 0 AND change.undone = '' AND EXISTS (
        SELECT 1 FROM human AS new JOIN change AS later ON new.change = later.number
        WHERE new.number > old.number AND new.aside = 0 AND later.undone = '' AND later.made < :date
            AND (new.source, new.language, new.post, new.segment) = (old.source, old.language, old.post, old.segment)
    ))
"""
_OF_UNDONE = "DELETE FROM {} WHERE change IN (SELECT number FROM change WHERE undone != '' AND undone < :date)"
_FILES = """
DELETE FROM output WHERE made < :date
    AND EXISTS (SELECT 1 FROM output AS new WHERE new.file = output.file AND new.made > output.made)
"""
_EMPTY = """
DELETE FROM change WHERE undone != '' AND undone < :date AND NOT EXISTS (SELECT 1 FROM human WHERE change = change.number)
"""


@dataclass(frozen=True, slots=True)
class Swept:
    """What was taken away."""

    entries: tuple[HumanEntry, ...]
    comments: int
    terms: int
    """Rows of glossary files, in steps that were undone."""
    files: int
    """What is known of documents that were written over since."""


def sweep(connection: sqlite3.Connection, date: str) -> Swept:
    """Takes away what has not counted since before `date` (UTC, as `2025-10-01T08:30:00Z`), inside the caller's transaction."""
    given = {"date": date}
    spent = [number for (number,) in connection.execute(_SPENT, given)]
    texts = everything(connection, numbers=spent)
    connection.executemany("DELETE FROM human WHERE number = ?", [(number,) for number in spent])
    comments, terms = (connection.execute(_OF_UNDONE.format(table), given).rowcount for table in ("comment", "term"))
    files = connection.execute(_FILES, given).rowcount
    connection.execute(_EMPTY, given)
    return Swept(tuple(texts), comments, terms, files)
