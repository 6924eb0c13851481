"""What people wrote about units, in documents that came back: part of the change that they came with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from bilingual.memory.people import HumanEntry, waiting
from bilingual.model import Comment, SegmentId

SCHEMA = """
CREATE TABLE IF NOT EXISTS comment (
    number INTEGER PRIMARY KEY,
    change INTEGER NOT NULL REFERENCES change (number),
    post TEXT NOT NULL, segment TEXT NOT NULL, about TEXT NOT NULL,
    who TEXT NOT NULL, made TEXT NOT NULL, text TEXT NOT NULL
)
"""
_PUT = "INSERT INTO comment (change, post, segment, about, who, made, text) VALUES (?, ?, ?, ?, ?, ?, ?)"
_GET = """
SELECT segment, text, comment.who, comment.made, about
FROM comment JOIN change ON comment.change = change.number WHERE change.undone = '' AND post = ? ORDER BY comment.number
"""


@dataclass(frozen=True, slots=True)
class PlacedComment:
    """A comment, and the unit that it is about."""

    post: str
    segment: SegmentId
    comment: Comment
    change: int = 0
    """The number of the change it came with; set by the memory."""


def write(connection: sqlite3.Connection, comments: Iterable[PlacedComment], change: int, who: str, when: str) -> None:
    """Writes comments as part of a change, inside the caller's transaction."""
    rows = [
        (change, c.post, c.segment, c.comment.about, c.comment.who or who, c.comment.when or when, c.comment.text)
        for c in comments
    ]
    connection.executemany(_PUT, rows)


def everything(connection: sqlite3.Connection) -> tuple[PlacedComment, ...]:
    """Every comment, undone ones included, oldest first."""
    found = connection.execute("SELECT post, segment, change, text, who, made, about FROM comment ORDER BY number")
    return tuple(PlacedComment(post, segment, Comment(*rest), change) for post, segment, change, *rest in found)


def of_post(connection: sqlite3.Connection, post: str) -> dict[SegmentId, tuple[Comment, ...]]:
    """The comments of a post that were not undone, by unit; a text that waits for a decision is told as one."""
    lost = ((entry.segment, as_comment(entry)) for entry in waiting(connection, post))
    written = ((segment, Comment(*rest)) for segment, *rest in connection.execute(_GET, (post,)))
    found: dict[SegmentId, dict[Comment, None]] = {}
    for segment, comment in (*written, *lost):
        found.setdefault(segment, {})[comment] = None
    return {segment: tuple(comments) for segment, comments in found.items()}


def as_comment(entry: HumanEntry) -> Comment:
    """A text that lost against another person's, as documents tell it."""
    return Comment(f"Another text: {entry.target}", entry.who, entry.when)
