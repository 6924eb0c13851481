"""What every exchange format of terms gives and takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bilingual.errors import BilingualError, GlossaryError
from bilingual.glossary.table import Record, Shape, Table
from bilingual.model import Term


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands in a file, not yet judged: its rows in the columns of the glossary."""

    table: Table
    problems: tuple[GlossaryError, ...] = ()
    """What could not be made a row, or was left out of one."""


@dataclass(frozen=True, slots=True)
class Format:
    """One exchange format of terms."""

    name: str
    title: str
    """What it is, for whom: one line."""
    suffix: str
    write: Callable[[Sequence[Term]], bytes]
    read: Callable[[bytes, str], Rows]
    """The rows of a file's bytes and its name; raises `BilingualError` for a file that is none or not safe."""


@dataclass(frozen=True, slots=True)
class Found:
    """The terms of a file of another program."""

    terms: tuple[Term, ...]
    problems: tuple[BilingualError, ...]
    columns: frozenset[str]
    """What the file says about its terms; other columns of a glossary stay as they are."""


def rows(
    cells: Iterable[tuple[int, Mapping[str, str]]], problems: Sequence[GlossaryError] = (), known: Sequence[str] = ()
) -> Rows:
    """Rows of cells by the name of their column, each with the line it comes from; `known` names columns of the file."""
    listed = list(cells)
    named = ("source", "target", *filter(None, known), *(name for _, own in listed for name in own))
    columns = tuple(dict.fromkeys(named))
    records = tuple(Record(line, tuple(own.get(name, "") for name in columns)) for line, own in listed)
    return Rows(Table(Shape(columns=columns), records), tuple(problems))
