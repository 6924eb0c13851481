"""What people changed, step by step: each import, edit and glossary command is one change, which is undone and redone as one.

Nothing is ever overwritten or taken away: an undone change is marked, and what it brought does not count while it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from bilingual.errors import StoreError
from bilingual.memory.people import HumanEntry

ChangeKind = Literal["import", "edit", "memory", "glossary"]
"""An edited document, a single edit, a memory from elsewhere, a command that changed glossary files."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS change (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL, who TEXT NOT NULL, made TEXT NOT NULL, undone TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'import'
)
"""
_CHANGES = """
SELECT number, file, who, made, undone, kind,
    (SELECT count(*) FROM human WHERE change = change.number AND aside = 0),
    (SELECT count(*) FROM human WHERE change = change.number AND aside = 1),
    (SELECT count(*) FROM comment WHERE change = change.number),
    (SELECT count(*) FROM term WHERE change = change.number)
FROM change ORDER BY number
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One step of what people did."""

    number: int
    """Counts up from 1; 0 where nothing had to be written."""
    file: str
    who: str
    when: str
    """UTC, as `2025-10-01T08:30:00Z`."""
    undone: str = ""
    """When it was undone; empty while it is in force."""
    kind: ChangeKind = "import"
    entries: int = 0
    """How many sentences it brought."""
    aside: int = 0
    """How many more it brought that lost against another person's and are only kept."""
    comments: int = 0
    terms: int = 0
    """How many rows of glossary files it changed."""
    older: tuple[HumanEntry, ...] = field(default=(), repr=False)
    """What was left out because the memory holds something newer from a person for the same place."""


def begin(connection: sqlite3.Connection, change: Change) -> int:
    """The number of a new change, written inside the caller's transaction."""
    made = connection.execute(
        "INSERT INTO change (file, who, made, kind) VALUES (?, ?, ?, ?)", (change.file, change.who, change.when, change.kind)
    )
    return made.lastrowid or 0


def changes(connection: sqlite3.Connection) -> tuple[Change, ...]:
    """Every change, the first one first, undone ones included."""
    return tuple(Change(*row) for row in connection.execute(_CHANGES))


def to_undo(connection: sqlite3.Connection, number: int | None, path: str) -> Change:
    """The change that is to be undone, the latest in force by default; raises `StoreError` where there is none such."""
    known = changes(connection)
    standing = [change for change in known if not change.undone]
    wanted = standing[-1:] if number is None else [change for change in standing if change.number == number]
    if wanted:
        return wanted[0]
    raise _none_such("undo", "undone", number, known, path)


def to_redo(connection: sqlite3.Connection, number: int | None, path: str) -> Change:
    """The change that is to be done again, the one undone last by default; raises `StoreError` where there is none such."""
    known = changes(connection)
    undone = sorted((change for change in known if change.undone), key=lambda change: (change.undone, -change.number))
    wanted = undone[-1:] if number is None else [change for change in undone if change.number == number]
    if wanted:
        return wanted[0]
    raise _none_such("redo", "redone", number, known, path)


def mark(connection: sqlite3.Connection, change: Change, undone: str) -> Change:
    """The change as undone at a time, or in force again where that is empty."""
    connection.execute("UPDATE change SET undone = ? WHERE number = ?", (undone, change.number))
    return replace(change, undone=undone)


def _none_such(what: str, done: str, number: int | None, known: Sequence[Change], path: str) -> StoreError:
    if number is None:
        return StoreError(f"There is nothing to {what}.", "Nothing was changed.", path=path)
    if any(change.number == number for change in known):
        return StoreError(f"Change {number} was {done} already.", "Nothing was changed.", path=path)
    return StoreError(f"There is no change {number}.", "See the numbers: translate history.", path=path)
