"""Which files hold nothing that the memory or the post does not have: those that a run wrote, and those that were imported whole.

A file is known by what is in it, so that it may be renamed, moved and copied.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from hashlib import blake2b

SCHEMA = """
CREATE TABLE IF NOT EXISTS output (
    digest BLOB NOT NULL, file TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (digest, file)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS output_file ON output (file)
"""
_PUT = "INSERT INTO output VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET made = excluded.made"


def remember(connection: sqlite3.Connection, files: Mapping[str, bytes], when: str) -> None:
    """Remembers what stands in files, by their names, inside the caller's transaction."""
    connection.executemany(_PUT, [(_digest(data), name, when) for name, data in files.items()])


def is_known(connection: sqlite3.Connection, data: bytes) -> bool:
    """Whether a file with this in it was written by a run, or imported whole."""
    return connection.execute("SELECT 1 FROM output WHERE digest = ?", (_digest(data),)).fetchone() is not None


def was_written(connection: sqlite3.Connection, name: str) -> bool:
    """Whether a file of that name was ever remembered."""
    return connection.execute("SELECT 1 FROM output WHERE file = ?", (name,)).fetchone() is not None


def _digest(data: bytes) -> bytes:
    """Of the content; how a checkout ends the lines of a text is nobody's edit."""
    return blake2b(data.replace(b"\r\n", b"\n"), digest_size=16).digest()
