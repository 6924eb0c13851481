"""Terms of another program held against a glossary: which are new, which say something else, which are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.formats.termbases import FoundTerms
from bilingual.glossary.edit import USUAL, cells_of, index_rows
from bilingual.glossary.entries import normal_spelling, term_cells
from bilingual.glossary.find import Place, row_aliases
from bilingual.glossary.table import Table
from bilingual.model import Term

_UNTOLD = {"source", "where"}
"""Columns in which a difference is none: where a term was found is nothing that is decided."""


@dataclass(frozen=True, slots=True)
class DifferingTerm:
    """A term of which the file says something else than the glossary."""

    term: Term
    place: Place
    """Its row in the glossary, or the row that has it as an alias."""
    other: Mapping[str, tuple[str, str]]
    """By column: what the glossary says, what the file says. Empty where the term is an alias there."""


@dataclass(frozen=True, slots=True)
class Merge:
    """The terms of a file, by what a glossary makes of them."""

    new: tuple[Term, ...]
    differing: tuple[DifferingTerm, ...]
    same: int


def compare_with_glossary(files: Iterable[FoundTerms], tables: Mapping[Path, Table]) -> Merge:
    """Each term against the nearest row of the glossary that has it; only what its file has columns for counts.

    Of several files the first that has a term counts.
    """
    known = _places(tables)
    new: list[Term] = []
    differing: list[DifferingTerm] = []
    same = 0
    for term, columns in _first_of_each(files):
        place = known.get(term.source)
        if place is None:
            new.append(term)
            continue
        other = {} if place.alias else _other(term, columns, place)
        if other or (place.alias and (place.cells.get("target") or place.source) != term.english):
            differing.append(DifferingTerm(term, place, other))
        else:
            same += 1
    return Merge(tuple(_without_claimed_aliases(new, known)), tuple(differing), same)


def _first_of_each(files: Iterable[FoundTerms]) -> Iterable[tuple[Term, frozenset[str]]]:
    first: dict[str, tuple[Term, frozenset[str]]] = {}
    for file in files:
        for term in file.terms:
            first.setdefault(term.source, (term, file.columns))
    return first.values()


def _places(tables: Mapping[Path, Table]) -> dict[str, Place]:
    """Every source, and every alias that is no source, with its row; nearer files first."""
    sources: dict[str, Place] = {}
    others: dict[str, Place] = {}
    for path, table in tables.items():
        for source, records in index_rows(table).items():
            sources.setdefault(source, Place(path, table, records[0]))
        for record in table.records:
            for alias in row_aliases(cells_of(table, record)):
                others.setdefault(alias, Place(path, table, record, alias))
    return others | sources


def _other(term: Term, columns: frozenset[str], place: Place) -> dict[str, tuple[str, str]]:
    here, there = place.cells, term_cells(term)
    told = {name: (here.get(name, ""), there.get(name, "")) for name in columns - _UNTOLD}
    return {name: pair for name, pair in told.items() if _plain(name, pair[0], here) != _plain(name, pair[1], here)}


def _plain(name: str, text: str, row: Mapping[str, str]) -> str:
    """A cell as it is compared: what is as usual like an empty one, a target that repeats the source too."""
    text = " ".join(text.split())
    if name == "target" and normal_spelling(text) == normal_spelling(row.get("source", "")):
        return ""
    return "" if text == USUAL.get(name) else text


def _without_claimed_aliases(new: Sequence[Term], known: Iterable[str]) -> Iterator[Term]:
    """The new terms without aliases that are another's source or alias, in the glossary or in a further file."""
    claimed = {*known, *(term.source for term in new)}
    for term in new:
        free = tuple(alias for alias in term.aliases if alias not in claimed)
        claimed.update(free)
        yield term if free == term.aliases else replace(term, aliases=free)
