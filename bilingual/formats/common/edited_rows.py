"""Rows of an edited file that say of one segment what it is in different languages: those of a table in each language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bilingual.model import COLUMNS, EditedRow, SegmentId


def united(rows: Iterable[EditedRow]) -> tuple[EditedRow, ...]:
    """The rows, those of one id that have no language in common as one, where the first of them stood.

    >>> united([EditedRow("a", "好", None, None, "line 1"), EditedRow("a", None, None, "Good", "line 4")])
    (EditedRow(id='a', hans='好', hant=None, en='Good', place='line 1', author='', when=''),)
    """
    found: list[EditedRow] = []
    places: dict[SegmentId, int] = {}
    for row in rows:
        at = places.setdefault(row.id, len(found)) if row.id else len(found)
        before = found[at] if at < len(found) else None
        both = [(getattr(before, column), getattr(row, column)) for column in COLUMNS] if before else []
        if before is None or any(None not in pair for pair in both):
            found.append(row)
            continue
        hans, hant, en = (old if new is None else new for old, new in both)
        changed = row if row.author else before
        found[at] = replace(before, hans=hans, hant=hant, en=en, author=changed.author, when=changed.when)
    return tuple(found)
