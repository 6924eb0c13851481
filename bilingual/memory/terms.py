"""Rows of glossary files as people changed them: part of the change that a glossary command is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SCHEMA = """
CREATE TABLE IF NOT EXISTS term (
    number INTEGER PRIMARY KEY,
    change INTEGER NOT NULL REFERENCES change (number),
    file TEXT NOT NULL, source TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
)
"""
_PUT = "INSERT INTO term (change, file, source, before, after) VALUES (?, ?, ?, ?, ?)"
_GET = "SELECT file, before, after, change FROM term {} ORDER BY number"


ORDER = "order"
"""What stands beside an empty source where the rows of a file were put in another order: their sources, a line each."""


@dataclass(frozen=True, slots=True)
class TermEdit:
    """A row of a glossary file that was changed, added or removed; or all its rows, put in another order."""

    file: str
    """From the project's folder where it lies below it."""
    before: Mapping[str, str] | None
    """The cells by the names of their columns; None for a row that was added."""
    after: Mapping[str, str] | None
    """None for a row that was removed."""
    change: int = 0
    """The number of the change that it is part of; set by the memory."""

    @property
    def source(self) -> str:
        """The term, as it is called now or was called last."""
        return (self.after or self.before or {}).get("source", "")

    @property
    def is_order(self) -> bool:
        """Whether it is the order of the rows that was changed; no row is without a source."""
        return not self.source


def write(connection: sqlite3.Connection, edits: Iterable[TermEdit], change: int) -> None:
    """Writes the edits as part of a change, inside the caller's transaction."""
    connection.executemany(_PUT, [(change, e.file, e.source, _written(e.before), _written(e.after)) for e in edits])


def edits(connection: sqlite3.Connection, change: int | None = None) -> tuple[TermEdit, ...]:
    """The edits of a change, or of all, in their order."""
    found = connection.execute(_GET.format("" if change is None else "WHERE change = ?"), () if change is None else (change,))
    return tuple(TermEdit(file, _read(before), _read(after), number) for file, before, after, number in found)


def _written(cells: Mapping[str, str] | None) -> str:
    return "" if cells is None else json.dumps(dict(cells), ensure_ascii=False)


def _read(text: str) -> dict[str, str] | None:
    return dict(json.loads(text)) if text else None
