"""What people wrote: sentences as a person wants them, in changes that can be undone as one.

Nothing is ever overwritten. Each import is a change; the latest entry for a place whose change has not been undone is the
one in force, so undoing a change brings back what stood there before.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bilingual.errors import StoreError
from bilingual.model import Column, SegmentId

SCHEMA = """
CREATE TABLE IF NOT EXISTS change (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL, who TEXT NOT NULL, made TEXT NOT NULL, undone TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS human (
    number INTEGER PRIMARY KEY,
    change INTEGER NOT NULL REFERENCES change (number),
    source TEXT NOT NULL, language TEXT NOT NULL CHECK (language IN ('hans', 'hant', 'en')), target TEXT NOT NULL,
    post TEXT NOT NULL, segment TEXT NOT NULL, who TEXT NOT NULL, made TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS human_source ON human (source);
"""
_ENTRIES = """
SELECT human.source, language, target, post, segment, human.who, human.made, change.file, change.number
FROM human JOIN change ON human.change = change.number WHERE change.undone = '' {} ORDER BY human.number
"""
_CHANGES = """
SELECT change.number, file, change.who, change.made, undone, count(human.number)
FROM change LEFT JOIN human ON human.change = change.number {} GROUP BY change.number ORDER BY change.number
"""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class HumanEntry:
    """A sentence as a person wants it in one language."""

    source: str
    """The segment as it stands in the post, with its markup and without outer blanks; stored in NFC."""
    language: Column
    target: str
    """As Markdown."""
    post: str = ""
    """The name of the post it was written for; empty where that is not known."""
    segment: SegmentId = ""
    """The segment it was written for; empty where it is meant for any."""
    who: str = ""
    """Who wrote it; empty where that is not known."""
    when: str = ""
    """UTC, as `2025-10-01T08:30:00Z`; empty where that is not known."""
    file: str = ""
    """The file it came from; set by the memory."""
    change: int = 0
    """The number of the change it came with; set by the memory."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", unicodedata.normalize("NFC", self.source.strip()))

    @property
    def place(self) -> tuple[str, Column, str, SegmentId]:
        """What it is the only one in force for."""
        return self.source, self.language, self.post, self.segment


@dataclass(frozen=True, slots=True)
class Change:
    """What one import brought into the memory."""

    number: int
    """Counts up from 1; 0 where nothing had to be written."""
    file: str
    who: str
    when: str
    """UTC, as `2025-10-01T08:30:00Z`."""
    undone: str = ""
    """When it was undone; empty while it is in force."""
    entries: int = 0
    """How many entries it brought."""
    older: tuple[HumanEntry, ...] = field(default=(), repr=False)
    """What was left out because the memory holds something newer from a person for the same place."""


def chosen(entries: Sequence[HumanEntry], post: str = "", segment: SegmentId = "") -> HumanEntry | None:
    """Of the entries for one source, the one for this very place, else one for any place, else the latest of all.

    >>> first, second = HumanEntry("对。", "en", "Right.", "a", "s1"), HumanEntry("对。", "en", "Yes.", "a", "s2")
    >>> chosen([first, second], "a", "s1").target, chosen([first, second], "b", "s9").target, chosen([])
    ('Right.', 'Yes.', None)
    """
    here = [entry for entry in entries if segment and (entry.post, entry.segment) == (post, segment)]
    anywhere = [entry for entry in entries if not entry.segment]
    return next(iter((here or anywhere or list(entries))[-1:]), None)


def in_force(connection: sqlite3.Connection, sources: Sequence[str] | None = None) -> list[HumanEntry]:
    """The entries in force, oldest first: those for `sources`, or all."""
    if sources is None:
        return _latest(connection.execute(_ENTRIES.format("")))
    found: list[HumanEntry] = []
    for start in range(0, len(sources), _CHUNK):
        chunk = [unicodedata.normalize("NFC", source.strip()) for source in sources[start : start + _CHUNK]]
        marks = ", ".join("?" * len(chunk))
        found += _latest(connection.execute(_ENTRIES.format(f"AND human.source IN ({marks})"), chunk))
    return found


def _latest(rows: Iterable[tuple[str, ...]]) -> list[HumanEntry]:
    latest: dict[tuple[str, ...], HumanEntry] = {}
    for row in rows:
        entry = HumanEntry(*row)  # type: ignore[arg-type]
        latest.pop(entry.place, None)
        latest[entry.place] = entry
    return list(latest.values())


def write(connection: sqlite3.Connection, entries: Iterable[HumanEntry], change: Change, *, overwrite: bool) -> Change:
    """Writes what is new of `entries` as one change, inside the caller's transaction; the change with its number."""
    given = list({e.place: e for e in entries}.values())
    standing = {e.place: e for e in in_force(connection, list({e.source for e in given}))}
    wanted = [e for e in given if e.place not in standing or standing[e.place].target != e.target]
    older = () if overwrite else tuple(e for e in wanted if e.place in standing and e.when < standing[e.place].when)
    new = [e for e in wanted if e not in older]
    if not new:
        return replace(change, older=older)
    made = connection.execute("INSERT INTO change (file, who, made) VALUES (?, ?, ?)", (change.file, change.who, change.when))
    number = made.lastrowid or 0
    connection.executemany(
        "INSERT INTO human (change, source, language, target, post, segment, who, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, e.source, e.language, e.target, e.post, e.segment, e.who or change.who, e.when or change.when) for e in new],
    )
    return replace(change, number=number, entries=len(new), older=older)


def changes(connection: sqlite3.Connection) -> tuple[Change, ...]:
    """Every change, the first one first, undone ones included."""
    return tuple(Change(*row) for row in connection.execute(_CHANGES.format("")))


def undo(connection: sqlite3.Connection, number: int | None, when: str, path: str) -> Change:
    """Undoes a change, the latest that is in force by default; raises `StoreError` where there is none such."""
    known = changes(connection)
    standing = [c for c in known if not c.undone]
    wanted = standing[-1:] if number is None else [c for c in standing if c.number == number]
    if not wanted:
        raise _nothing_to_undo(number, known, path)
    connection.execute("UPDATE change SET undone = ? WHERE number = ?", (when, wanted[0].number))
    return replace(wanted[0], undone=when)


def _nothing_to_undo(number: int | None, known: Sequence[Change], path: str) -> StoreError:
    if number is None:
        return StoreError("There is no import to undo.", "Nothing was changed.", path=path)
    if any(c.number == number for c in known):
        return StoreError(f"Import {number} was undone already.", "Nothing was changed.", path=path)
    return StoreError(f"There is no import {number}.", "See the numbers: translate memory list.", path=path)
