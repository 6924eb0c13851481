"""Where a term stands in the glossary files, by its source or one of its aliases, the nearest file first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import GlossaryError
from bilingual.glossary.edit import cells_of, rows_of
from bilingual.glossary.entries import ALIAS_SEPARATOR, normal_spelling
from bilingual.glossary.table import Record, Table

_MOST = 3
"""Suggestions for a term that is not there."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a glossary file."""

    path: Path
    table: Table
    record: Record
    alias: str = ""
    """The alias by which it was found; empty where the term is its source."""

    @property
    def cells(self) -> dict[str, str]:
        """Its contents, by column."""
        return cells_of(self.table, self.record)

    @property
    def source(self) -> str:
        """The term of the row."""
        return self.cells["source"]


def row_aliases(cells: Mapping[str, str]) -> tuple[str, ...]:
    """The aliases of a row.

    >>> row_aliases({"aliases": "谷歌 | 谷哥|"})
    ('谷歌', '谷哥')
    """
    return tuple(filter(None, map(normal_spelling, cells.get("aliases", "").split(ALIAS_SEPARATOR))))


def aliases_cell(names: Iterable[str]) -> str:
    """Aliases as they stand in their cell, each once."""
    return ALIAS_SEPARATOR.join(dict.fromkeys(names))


def find_row(term: str, tables: Mapping[Path, Table]) -> Place:
    """The row of a term in the nearest file that has it; of several rows in one file, the one in force.

    Raises `GlossaryError` with the nearest spellings where no file has it.
    """
    for path, table in tables.items():
        rows = rows_of(table, term)
        if rows:
            return Place(path, table, rows[0])
    place = _by_alias(normal_spelling(term), tables)
    if place is None:
        near = nearest_terms(term, [cells_of(table, row)["source"] for table in tables.values() for row in table.records])
        files = next(iter(map(str, tables))) if len(tables) == 1 else f"{len(tables)} glossaries"
        offer = f"Did you mean {' or '.join(f'“{name}”' for name in near)}?"
        remedy = offer if near else "translate glossary list shows them all."
        raise GlossaryError(f"There is no term “{term}” in {files}.", remedy)
    return place


def _by_alias(term: str, tables: Mapping[Path, Table]) -> Place | None:
    for path, table in tables.items():
        for record in table.records:
            if any(term in cell for cell in record.cells) and term in row_aliases(cells_of(table, record)):
                return Place(path, table, record, term)
    return None


def nearest_terms(term: str, known: Iterable[str]) -> list[str]:
    """The most similar of the terms that there are, at most three.

    >>> nearest_terms("sora2", ["Sora 2", "物理引擎"]), nearest_terms("引擎", ["Sora 2", "物理引擎"])
    (['Sora 2'], ['物理引擎'])
    """
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        term, list(dict.fromkeys(known)), scorer=fuzz.WRatio, processor=utils.default_process, limit=_MOST, score_cutoff=70
    )
    return [name for name, _, _ in found]
