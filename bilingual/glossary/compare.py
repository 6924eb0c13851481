"""What differs between two states of a glossary, term by term: the order of rows, quotes and comments are no difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bilingual.glossary.edit import USUAL, Cells, cells_of, index_rows
from bilingual.glossary.table import Table


@dataclass(frozen=True, slots=True)
class Difference:
    """A term that is in one of the two only, or has other contents in them."""

    source: str
    before: Cells | None
    """None where the term is new."""
    after: Cells | None
    """None where it is gone."""
    line: int
    """Of its row: in the new state, or in the old one where it is gone."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns whose contents differ, of a term that is in both."""
        old, new = self.before or {}, self.after or {}
        return tuple(name for name in dict.fromkeys((*old, *new)) if _meant(old, name) != _meant(new, name))


def find_differences(before: Table, after: Table) -> Iterator[Difference]:
    """What is gone, in the order of the old rows; then what is new or changed, in the order of the new ones."""
    old, new = index_rows(before), index_rows(after)
    for source, rows in old.items():
        if source not in new:
            yield Difference(source, cells_of(before, rows[0]), None, rows[0].line)
    for source, rows in new.items():
        cells = cells_of(after, rows[0])
        difference = Difference(source, cells_of(before, old[source][0]) if source in old else None, cells, rows[0].line)
        if difference.before is None or difference.columns:
            yield difference


def _meant(cells: Cells, name: str) -> str:
    """What a cell means: an empty status is `accepted`."""
    return cells.get(name, "") or USUAL.get(name, "")
