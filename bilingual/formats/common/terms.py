"""Terms of another program's file as rows of a glossary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bilingual.errors import GlossaryError
from bilingual.glossary.table import Record, Shape, Table


@dataclass(frozen=True, slots=True)
class TermRows:
    """What stands in a file, not yet judged: its rows in the columns of the glossary."""

    table: Table
    problems: tuple[GlossaryError, ...] = ()
    """What could not be made a row, or was left out of one."""


def term_rows(
    cells: Iterable[tuple[int, Mapping[str, str]]], problems: Sequence[GlossaryError] = (), known: Sequence[str] = ()
) -> TermRows:
    """Rows of cells by the name of their column, each with the line it comes from; `known` names columns of the file."""
    lines = list(cells)
    named = ("source", "target", *filter(None, known), *(name for _, row in lines for name in row))
    columns = tuple(dict.fromkeys(named))
    records = tuple(Record(line, tuple(row.get(name, "") for name in columns)) for line, row in lines)
    return TermRows(Table(Shape(columns=columns), records), tuple(problems))
