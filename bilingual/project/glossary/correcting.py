"""Slips of transcription put on the project's list of corrections."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.files import is_there
from bilingual.glossary.edit import rows_of
from bilingual.glossary.table import parse_table, read_table
from bilingual.project.corrections import corrections_path
from bilingual.project.glossary.book import GlossaryBook, RowEdit
from bilingual.project.settings import Settings

HEADER = b"source,target,status,note,where\n"
"""Of a new list: what the post has, what is meant."""


def add_corrections(
    settings: Settings, pairs: Sequence[tuple[str, str]], status: str, note: str | None = None, *, dry_run: bool = False
) -> tuple[RowEdit, ...]:
    """Put pairs of what posts have and what is meant on the list, or change the rows that it has of them."""
    path = corrections_path(settings)
    rows = read_table(path) if is_there(path) else parse_table(HEADER, path)
    book = GlossaryBook({path: rows}, settings)
    for wrong, right in pairs:
        cells = {"target": right, "status": status, **({"note": note} if note is not None else {})}
        known = rows_of(rows, wrong)
        if known:
            book.changes.setdefault(path, {})[known[0].line] = cells
        else:
            book.add(path, {"source": wrong, **cells})
    return book.apply(dry_run=dry_run)
