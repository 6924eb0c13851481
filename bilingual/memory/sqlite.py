"""The translation memory as one SQLite file that several runs may share.

Write-ahead logging lets one process write while others read; a batch is one transaction, so a run that is killed loses
at most the batch in flight and leaves a sound file (https://www.sqlite.org/wal.html). Nothing is created before there is
something to write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from bilingual.errors import StoreError
from bilingual.memory.base import Entry, MemoryKey, Stats

VERSION = 1
"""Of the schema, kept in `user_version`."""
_PROGRAM = 0x62696C67
"""`application_id`: tells our files from other programs' databases (`bilg`)."""
_WAIT = 60.0
"""Seconds to wait for another process that is writing."""
_CHUNK = 500
"""Keys asked for at once; SQLite allows 999 parameters everywhere."""

# The digest keeps the index small; the four columns are stored too, so that the file can be read and moved without us.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS translation (
    key BLOB PRIMARY KEY,
    source TEXT NOT NULL, engine TEXT NOT NULL, lock TEXT NOT NULL, terms TEXT NOT NULL,
    target TEXT NOT NULL, rung TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('machine', 'human')),
    created TEXT NOT NULL
) WITHOUT ROWID
"""
_PUT = """
INSERT INTO translation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET
    target = excluded.target, rung = excluded.rung, origin = excluded.origin, created = excluded.created
WHERE excluded.origin = 'human' OR origin = 'machine'
"""
_GET = "SELECT key, target, rung, origin, created FROM translation WHERE key IN ({})"
_COUNT = "SELECT count(*), coalesce(sum(origin = 'human'), 0) FROM translation"
_ENGINES = "SELECT engine, count(*) FROM translation GROUP BY engine ORDER BY count(*) DESC, engine"


class SqliteMemory:
    """A memory in the file `path`; used through `open_memory`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._guard = RLock()

    def get_many(self, keys: Sequence[MemoryKey]) -> dict[MemoryKey, Entry]:
        """The entries that there are for `keys`; nothing where the file does not exist yet."""
        found: dict[MemoryKey, Entry] = {}
        with self._reading() as connection:
            if connection is None:
                return found
            for chunk in _chunks(keys):
                digests = {_digest(key): key for key in chunk}
                marks = ", ".join("?" * len(digests))
                for digest, *rest in connection.execute(_GET.format(marks), tuple(digests)):
                    found[digests[digest]] = Entry(digests[digest], *rest)
        return found

    def put_many(self, entries: Iterable[Entry]) -> None:
        """Remember all of `entries` in one transaction; a machine's entry never replaces a person's."""
        rows = [_row(entry) for entry in entries]
        if not rows:
            return
        with self._writing() as connection:
            connection.executemany(_PUT, rows)

    def stats(self) -> Stats:
        """How much the file holds."""
        with self._reading() as connection:
            if connection is None:
                return Stats(0, 0, 0, (), 0)
            entries, human = connection.execute(_COUNT).fetchone()
            engines = tuple(connection.execute(_ENGINES))
        return Stats(entries, entries - human, human, engines, self.path.stat().st_size)

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        with self._guard:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """The open file, or nothing where there is none yet."""
        with self._guard, _as_store_errors(self.path):
            if self._connection is None and not self.path.exists():
                yield None
            else:
                yield self._opened()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The open file inside a transaction that is undone where anything fails."""
        with self._guard, _as_store_errors(self.path):
            if self._connection is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = self._opened()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = _connected(self.path)
        return self._connection


def open_memory(path: Path) -> SqliteMemory:
    """The memory in the file `path`, which need not exist: it is made, with its folders, when something is first written.

    Raises `StoreError` where `path` is no memory, here if that can be seen, else at the first use.

    >>> with open_memory(Path("nowhere.sqlite")) as memory:
    ...     memory.stats().entries
    0
    """
    if path.is_dir():
        raise StoreError("The translation memory is a folder.", "Give the name of a file in it.", path=str(path))
    memory = SqliteMemory(path)
    if path.exists():
        memory.stats()
    return memory


def _connected(path: Path) -> sqlite3.Connection:
    # autocommit: transactions begin and end where this module says so; the guard makes other threads safe
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    with ExitStack() as on_failure:
        on_failure.callback(connection.close)
        connection.execute(f"PRAGMA busy_timeout = {int(_WAIT * 1000)}")
        _prepared(connection, path)
        on_failure.pop_all()
    return connection


def _prepared(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a new file to the current schema; refuse one of a later version or of another program."""
    tables, program, version = (
        connection.execute(question).fetchone()[0]
        for question in ("SELECT count(*) FROM sqlite_master", "PRAGMA application_id", "PRAGMA user_version")
    )
    if tables and program != _PROGRAM:
        raise StoreError("The file is another program's database.", "Use another file.", path=str(path))
    if version > VERSION:
        raise StoreError(
            f"The translation memory has schema {version}; this program knows {VERSION}.",
            "Update the program, or use another file.",
            path=str(path),
        )
    if not tables:
        _created(connection)
    # changing the mode does not wait for other processes; it is kept in the file, so one success is enough
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def _created(connection: sqlite3.Connection) -> None:
    """The empty file with its table; another process may be doing the same."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_SCHEMA)
    connection.execute(f"PRAGMA application_id = {_PROGRAM}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


@contextmanager
def _as_store_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into errors that a user can act on."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreError(
            f"The translation memory cannot be used: {error}.",
            "Check that its folder can be written to and has room, or run with --no-memory.",
            path=str(path),
        ) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"The file is no sound translation memory: {error}.",
            "Move it away and run again; what it held is translated anew.",
            path=str(path),
        ) from error
    except OSError as error:
        raise StoreError(
            f"The folder of the translation memory cannot be made: {error.strerror}.",
            "Use another place, or run with --no-memory.",
            path=str(path),
        ) from error


def _digest(key: MemoryKey) -> bytes:
    parts = (key.source, key.engine, key.lock, key.terms)
    # lengths in front keep ("ab", "c") and ("a", "bc") apart
    told = "".join(f"{len(part)}:{part}" for part in parts)
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _row(entry: Entry) -> tuple[bytes | str, ...]:
    key = entry.key
    return (
        _digest(key), key.source, key.engine, key.lock, key.terms,
        entry.target, entry.rung, entry.origin, entry.created,
    )  # fmt: skip


def _chunks(keys: Sequence[MemoryKey]) -> Iterator[Sequence[MemoryKey]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]
