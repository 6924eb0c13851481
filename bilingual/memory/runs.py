"""What the last run made of a post, and of what: the same run need not be made again."""

from __future__ import annotations

import sqlite3

SCHEMA = """
CREATE TABLE IF NOT EXISTS run (place TEXT PRIMARY KEY, made_of TEXT NOT NULL, report TEXT NOT NULL) WITHOUT ROWID
"""
_PUT = "INSERT INTO run (place, made_of, report) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET made_of = ?2, report = ?3"
_GET = "SELECT report FROM run WHERE place = ? AND made_of = ?"


def remember(connection: sqlite3.Connection, place: str, made_of: str, report: str) -> None:
    """Remembers the report of a run at a place, and all that it depends on, inside the caller's transaction."""
    connection.execute(_PUT, (place, made_of, report))


def report(connection: sqlite3.Connection, place: str, made_of: str) -> str | None:
    """The report of the last run at a place if it was made of the same."""
    found = connection.execute(_GET, (place, made_of)).fetchone()
    return None if found is None else str(found[0])
