"""The rows of a post as lines of a sheet, for CSV and XLSX."""

from __future__ import annotations

from bilingual.model import Translation, Unit, join


def lines(result: Translation) -> tuple[tuple[str, ...], ...]:
    """A line for each row, its cells in the order of `formats.sheets.HEADER`."""
    return tuple(_line(row, result.document.name) for row in result.rows)


def _line(row: Unit, post: str) -> tuple[str, ...]:
    speaker = row.speaker.en if row.speaker else ""
    terms = dict.fromkeys(f"{lock.source} = {lock.target}" for lock in row.locks)
    texts = (join(row.hans), join(row.hant), join(row.en))
    return (row.id, speaker, *texts, row.origin, ", ".join(row.flags), "; ".join(terms), post)
