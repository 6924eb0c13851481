"""What people wrote: sentences as a person wants them, in changes (`bilingual.memory.changes`) that can be undone as one.

Nothing is ever overwritten. The latest entry for a place whose change has not been undone is the one in force, so undoing a
change brings back what stood there before.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bilingual.model import Column, SegmentId

SCHEMA = """
CREATE TABLE IF NOT EXISTS human (
    number INTEGER PRIMARY KEY,
    change INTEGER NOT NULL REFERENCES change (number),
    source TEXT NOT NULL, language TEXT NOT NULL CHECK (language IN ('hans', 'hant', 'en')), target TEXT NOT NULL,
    post TEXT NOT NULL, segment TEXT NOT NULL, who TEXT NOT NULL, made TEXT NOT NULL,
    aside INTEGER NOT NULL DEFAULT 0, draft INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS human_source ON human (source);
"""
_FIELDS = (
    "human.source, language, target, post, segment, human.who, human.made, change.file, change.number, human.aside, human.draft"
)
_ENTRIES = f"SELECT {_FIELDS} FROM human JOIN change ON human.change = change.number WHERE true {{}} ORDER BY human.number"
_PUT = """
INSERT INTO human (change, source, language, target, post, segment, who, made, aside, draft) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_UNDONE = """
SELECT DISTINCT change.number FROM change JOIN human ON human.change = change.number
WHERE change.undone != '' AND human.post = ? ORDER BY change.number
"""
# texts that lost against another person's and wait for a decision: none has been written or overruled since
_WAITING = """
AND change.undone = '' AND human.aside = 1 AND human.post = ? AND NOT EXISTS (
    SELECT 1 FROM human AS new JOIN change AS later ON new.change = later.number
    WHERE new.number > human.number AND later.undone = '' AND new.aside != 1
        AND (new.source, new.language, new.post, new.segment) = (human.source, human.language, human.post, human.segment)
)
"""
_CHUNK = 500

DRAFT = 1
"""Of an entry that counts and nobody has confirmed: words were replaced in many rows, or a row was left while it was written."""
DOUBTFUL = 2
"""Of a draft that is a machine's sentence but for words replaced in it, which the engine itself gave a low score."""


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
    aside: int = 0
    """1 where it lost against another person's text: it is kept and is not in force."""
    draft: int = 0
    """`DRAFT` or `DOUBTFUL` where it counts and nobody has confirmed it, else 0."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", unicodedata.normalize("NFC", self.source.strip()))

    @property
    def place(self) -> tuple[str, Column, str, SegmentId]:
        """What it is the only one in force for."""
        return self.source, self.language, self.post, self.segment


def chosen(entries: Sequence[HumanEntry], post: str = "", segment: SegmentId = "") -> HumanEntry | None:
    """Of the entries for one source, the one for this very place, else one for any place, else one for the same row of another
    post (this one may have had another name), else the latest of all.

    >>> first, second = HumanEntry("对。", "en", "Right.", "a", "s1"), HumanEntry("对。", "en", "Yes.", "a", "s2")
    >>> chosen([first, second], "a", "s1").target, chosen([first, second], "b", "s1").target
    ('Right.', 'Right.')
    >>> chosen([first, second], "b", "s9").target, chosen([])
    ('Yes.', None)
    """
    here = [entry for entry in entries if segment and (entry.post, entry.segment) == (post, segment)]
    anywhere = [entry for entry in entries if not entry.segment]
    there = [entry for entry in entries if segment and entry.segment == segment]
    return next(iter((here or anywhere or there or list(entries))[-1:]), None)


def in_force(connection: sqlite3.Connection, sources: Sequence[str] | None = None) -> list[HumanEntry]:
    """The entries in force, oldest first: those for `sources`, or all."""
    return _latest(_found(connection, "AND change.undone = '' AND human.aside = 0", sources))


def undone(connection: sqlite3.Connection, post: str) -> tuple[int, ...]:
    """The numbers of the changes with texts of a post that are taken back now."""
    return tuple(number for (number,) in connection.execute(_UNDONE, (post,)))


def waiting(connection: sqlite3.Connection, post: str) -> tuple[HumanEntry, ...]:
    """The texts of a post that lost against another person's, and about which nobody has decided, oldest first."""
    return tuple(HumanEntry(*row) for row in connection.execute(_ENTRIES.format(_WAITING), (post,)))


def everything(
    connection: sqlite3.Connection, sources: Sequence[str] | None = None, *, numbers: Sequence[int] | None = None
) -> list[HumanEntry]:
    """Every entry, undone ones and those that lost included, oldest first: those for `sources`, of those `numbers`, or all."""
    if numbers is None:
        return [*_found(connection, "", sources)]
    found = (connection.execute(_ENTRIES.format("AND human.number = ?"), (number,)).fetchone() for number in numbers)
    return [HumanEntry(*row) for row in found]


def _found(connection: sqlite3.Connection, which: str, sources: Sequence[str] | None) -> Iterator[HumanEntry]:
    if sources is None:
        yield from (HumanEntry(*row) for row in connection.execute(_ENTRIES.format(which)))
        return
    for start in range(0, len(sources), _CHUNK):
        chunk = [unicodedata.normalize("NFC", source.strip()) for source in sources[start : start + _CHUNK]]
        marks = ", ".join("?" * len(chunk))
        rows = connection.execute(_ENTRIES.format(f"{which} AND human.source IN ({marks})"), chunk)
        yield from (HumanEntry(*row) for row in rows)


def _latest(entries: Iterable[HumanEntry]) -> list[HumanEntry]:
    latest: dict[tuple[str, ...], HumanEntry] = {}
    for entry in entries:
        latest.pop(entry.place, None)
        latest[entry.place] = entry
    return list(latest.values())


def news(
    connection: sqlite3.Connection, entries: Iterable[HumanEntry], *, overwrite: bool
) -> tuple[list[HumanEntry], tuple[HumanEntry, ...]]:
    """What of `entries` the memory does not have, and what it leaves out because something newer stands there."""
    given = list({(e.place, e.aside): e for e in entries}.values())
    sources = list({e.source for e in given})
    standing = {e.place: e for e in in_force(connection, sources)}
    wanted = [e for e in given if e.place not in standing or _is_news(e, standing[e.place])]
    older = () if overwrite else tuple(e for e in wanted if e.place in standing and e.when < standing[e.place].when)
    known = {(e.place, e.target, e.aside) for e in everything(connection, sources) if e.aside}
    return [e for e in wanted if e not in older and (e.place, e.target, e.aside) not in known], older


def put(connection: sqlite3.Connection, entries: Sequence[HumanEntry], number: int, who: str, when: str) -> None:
    """Writes entries as part of a change, inside the caller's transaction."""
    connection.executemany(
        _PUT,
        [
            (number, e.source, e.language, e.target, e.post, e.segment, e.who or who, e.when or when, e.aside, e.draft)
            for e in entries
        ],
    )


def _is_news(entry: HumanEntry, standing: HumanEntry) -> bool:
    """Whether a text is another than the one in force, or confirms it."""
    return entry.target != standing.target or entry.draft < standing.draft
