"""Which files hold nothing that the memory or the post does not have: those that a run wrote, and those that were imported whole.

A file is known by what is in it, so that it may be renamed, moved and copied.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

SCHEMA = """
CREATE TABLE IF NOT EXISTS output (
    digest BLOB NOT NULL, file TEXT NOT NULL, made TEXT NOT NULL, post TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (digest, file)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS output_file ON output (file)
"""
_PUT = """
INSERT INTO output (digest, file, made, post, text) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET made = excluded.made, post = excluded.post, text = excluded.text
"""


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What a run or an export made a file of."""

    post: str = ""
    """The name of the post; empty for a file that was imported."""
    text: str = ""
    """A digest of the post's texts in each language, as the caller makes it."""


def remember(connection: sqlite3.Connection, files: Mapping[str, bytes], when: str, made_of: MadeOf) -> None:
    """Remembers what stands in files, by their names, inside the caller's transaction."""
    rows = [(_digest(data), name, when, made_of.post, made_of.text) for name, data in files.items()]
    connection.executemany(_PUT, rows)


def made_of(connection: sqlite3.Connection, name: str, data: bytes) -> MadeOf | None:
    """What a file of that name, with this in it, was made of; None for one that was not remembered."""
    question = "SELECT post, text FROM output WHERE digest = ? AND file = ?"
    found = connection.execute(question, (_digest(data), name)).fetchone()
    return MadeOf(*found) if found else None


def is_known(connection: sqlite3.Connection, data: bytes) -> bool:
    """Whether a file with this in it was written by a run, or imported whole."""
    return connection.execute("SELECT 1 FROM output WHERE digest = ?", (_digest(data),)).fetchone() is not None


def was_written(connection: sqlite3.Connection, name: str) -> bool:
    """Whether a file of that name was ever remembered."""
    return connection.execute("SELECT 1 FROM output WHERE file = ?", (name,)).fetchone() is not None


def _digest(data: bytes) -> bytes:
    """Of the content; how a checkout ends the lines of a text is nobody's edit."""
    return blake2b(data.replace(b"\r\n", b"\n"), digest_size=16).digest()
