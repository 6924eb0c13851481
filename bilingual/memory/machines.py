"""What machines wrote: a translation for each key, found by a digest of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from bilingual.memory.base import Entry, MemoryKey

# The digest keeps the index small; the four columns are stored too, so that the file can be read and moved without us.
SCHEMA = """
CREATE TABLE IF NOT EXISTS translation (
    key BLOB PRIMARY KEY,
    source TEXT NOT NULL, engine TEXT NOT NULL, lock TEXT NOT NULL, terms TEXT NOT NULL,
    target TEXT NOT NULL, rung TEXT NOT NULL, created TEXT NOT NULL
) WITHOUT ROWID
"""
_PUT = """
INSERT INTO translation VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET target = excluded.target, rung = excluded.rung, created = excluded.created
"""
_GET = "SELECT key, target, rung, created FROM translation WHERE key IN ({})"
_COUNT = "SELECT count(*) FROM translation"
_ALL = "SELECT source, engine, lock, terms, target, rung, created FROM translation ORDER BY source, engine, lock, terms"
_ENGINES = "SELECT engine, count(*) FROM translation GROUP BY engine ORDER BY count(*) DESC, engine"
_CHUNK = 500
"""Keys asked for at once; SQLite allows 999 parameters everywhere."""


def found(connection: sqlite3.Connection, keys: Sequence[MemoryKey]) -> dict[MemoryKey, Entry]:
    """The entries that there are for `keys`."""
    entries: dict[MemoryKey, Entry] = {}
    for start in range(0, len(keys), _CHUNK):
        digests = {_digest(key): key for key in keys[start : start + _CHUNK]}
        marks = ", ".join("?" * len(digests))
        for digest, *rest in connection.execute(_GET.format(marks), tuple(digests)):
            entries[digests[digest]] = Entry(digests[digest], *rest)
    return entries


def put(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Writes entries inside the caller's transaction; the last one for a key counts."""
    connection.executemany(_PUT, map(_row, entries))


def count(connection: sqlite3.Connection) -> int:
    """How many entries there are."""
    return int(connection.execute(_COUNT).fetchone()[0])


def engines(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Each engine's signature and the number of its entries, most first."""
    return tuple(connection.execute(_ENGINES))


def everything(connection: sqlite3.Connection) -> tuple[Entry, ...]:
    """Every entry, by source."""
    return tuple(Entry(MemoryKey(*row[:4]), *row[4:]) for row in connection.execute(_ALL))


def _digest(key: MemoryKey) -> bytes:
    parts = (key.source, key.engine, key.lock, key.terms)
    # lengths in front keep ("ab", "c") and ("a", "bc") apart
    told = "".join(f"{len(part)}:{part}" for part in parts)
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _row(entry: Entry) -> tuple[bytes | str, ...]:
    key = entry.key
    return (
        _digest(key), key.source, key.engine, key.lock, key.terms,
        entry.target, entry.strategy, entry.created,
    )  # fmt: skip
