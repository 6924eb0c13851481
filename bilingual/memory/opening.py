"""Opening the file of the memory: its tables, its marks, and what is wrong with a file that is none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from bilingual.errors import StoreError
from bilingual.memory import changes, comments, machines, outputs, people, runs, terms
from bilingual.turns import signature, user_of

VERSION = 8
"""Of the schema, kept in `user_version`."""
PARTS = (machines, changes, people, comments, terms, outputs, runs)
"""What the tables are made by."""
ADDED = (
    ("change", "kind", "TEXT", "'import'"), ("human", "aside", "INTEGER", "0"), ("output", "post", "TEXT", "''"),
    ("output", "text", "TEXT", "''"), ("human", "draft", "INTEGER", "0"),
)  # fmt: skip
"""Columns that files of earlier schemas lack: with their types, and what stands there by default."""
_PROGRAM = 0x62696C67
"""`application_id`: tells our files from other programs' databases (`bilg`)."""
_WAIT = 20.0
"""Seconds to wait for another process that is writing."""


class DamagedMemory(StoreError):
    """SQLite cannot read the file, or not all of it."""


class MemoryBarred(StoreError):
    """The file, or its folder, cannot be made or written to."""


class MemorySaved(StoreError):
    """The file was damaged; a copy is kept, and a new one holds what could be read of it."""


def connected(path: Path) -> sqlite3.Connection:
    """The open file, brought to the current schema."""
    # autocommit: transactions begin and end where this module says so; the guard makes other threads safe
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    with ExitStack() as on_failure:
        on_failure.callback(connection.close)
        connection.execute(f"PRAGMA busy_timeout = {int(_WAIT * 1000)}")
        _prepared(connection, path)
        on_failure.pop_all()
    return connection


def writer_note(path: Path) -> Path:
    """The file that says who is writing, while somebody does."""
    return path.with_name(f"{path.name}.in-use")


@contextmanager
def signed(path: Path) -> Iterator[None]:
    """Within it a note beside the memory says that this process is writing to it, for those who wait."""
    note = writer_note(path)
    with suppress(OSError):
        note.write_text(signature(), "utf-8", "surrogateescape")
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink()


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
    if version < VERSION:
        _created(connection)
    # changing the mode does not wait for other processes; it is kept in the file, so one success is enough
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def _created(connection: sqlite3.Connection) -> None:
    """The tables that a new file, or one of an earlier schema, lacks; another process may be doing the same."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in filter(str.strip, ";".join(part.SCHEMA for part in PARTS).split(";")):
        connection.execute(statement)
    for table, column, kind, default in ADDED:
        if not any(known[1] == column for known in connection.execute(f"PRAGMA table_info({table})")):
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} NOT NULL DEFAULT {default}")
    if any(column[1] == "origin" for column in connection.execute("PRAGMA table_info(translation)")):
        connection.execute("ALTER TABLE translation DROP COLUMN origin")  # until schema 2: always the machine's
    connection.execute(f"PRAGMA application_id = {_PROGRAM}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


@contextmanager
def as_store_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into errors that a user can act on."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            fact = (
                f"The translation memory is in use by {user_of(writer_note(path))}, and was not free within {_WAIT:.0f} seconds."
            )
            raise StoreError(fact, "Run again when that is done.", path=str(path)) from error
        raise MemoryBarred(
            f"The translation memory cannot be used: {error}.",
            "Make its folder writable, with room in it.",
            path=str(path),
        ) from error
    except sqlite3.DatabaseError as error:
        damaged = getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        raise (DamagedMemory if damaged else StoreError)(
            f"The file is no sound translation memory: {error}.",
            "Nothing in it can be read here. Move it away, keep it, and run again: machines translate anew what it held.",
            path=str(path),
        ) from error
    except OSError as error:
        raise MemoryBarred(
            f"The folder of the translation memory cannot be made: {error.strerror}.",
            "Make the folder above it writable, and move away a file in its place.",
            path=str(path),
        ) from error
