"""The rows of a post that people work on: each with what a person should know of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Set
from dataclasses import dataclass

from bilingual.checks.registry import REGISTRY, diagnostic
from bilingual.errors import BilingualError
from bilingual.formats.common.numbering import row_names
from bilingual.formats.common.outline import Outline
from bilingual.memory import HumanEntry
from bilingual.model import Block, Column, Diagnostic, SegmentId, TermSpan, Text, Translation, Unit, join
from bilingual.pipeline.renewing import wanted_terms
from bilingual.revision.compare import author_columns


@dataclass(frozen=True, slots=True)
class Row:
    """A unit as it is now, and what a person should know of it."""

    name: str
    """What documents and `translate import` call it: `12`, `§2`, `title`."""
    line: int
    """Where it begins in the post, from 1: what `translate check` names."""
    unit: Unit
    block: Block
    """Where it stands in the post."""
    findings: tuple[Diagnostic, ...]
    people: Mapping[Column, HumanEntry]
    """What people wrote for it and counts, by column."""
    authors: frozenset[Column]
    """The columns that are the post itself: they are changed there."""
    revision: int
    """Counts up with each change of any row of the post, while it is open."""
    terms: tuple[TermSpan, ...] = ()
    """The terms of the glossary that its English should have, as they should stand there."""
    taken_back: bool = False
    """Whether it says what a person wrote and took back since: only a run can tell what a machine says there."""

    def text(self, column: Column) -> str:
        """What it says in a column, as Markdown and without outer blanks."""
        text: Text = getattr(self.unit, column)
        return join(text).strip()

    @property
    def is_copy(self) -> bool:
        """Whether it is the author's own in every column: nobody has anything to do there."""
        return self.unit.origin == "copy"

    def is_confirmed(self, column: Column) -> bool:
        """Whether a person has written what it says in a column and let it stand, or confirmed it."""
        if column == "en":
            return self.unit.origin == "human"
        return column in self.people and not self.people[column].draft


class TextChanged(BilingualError):
    """The row says something else than whoever saved it saw: nothing was written, and both texts are there to choose from."""

    def __init__(self, row: Row) -> None:
        super().__init__("The row was changed meanwhile.", "Look at both texts and save again.")
        self.row = row


def rows_as_recorded(result: Translation, outline: Outline, revision: int) -> dict[SegmentId, Row]:
    """The rows of a post as its records have them, without what people wrote since."""
    names, lines = row_names(result, outline), _lines(result)
    blocks = {block.id: block for block in result.document.blocks}
    return {
        unit.id: Row(
            names[unit.id],
            lines[unit.id],
            unit,
            blocks[unit.block],
            by_flags(unit, frozenset(unit.flags)),
            {},
            author_columns(unit, result.document),
            revision,
            wanted_terms(unit, result),
        )
        for unit in result.units
    }


def _lines(result: Translation) -> dict[SegmentId, int]:
    """In which line of the post each unit begins; they are in its order."""
    starts = [0, *(found.end() for found in re.finditer("\n", result.document.source))]
    return {unit.id: bisect_right(starts, unit.span[0]) for unit in result.units}


def by_flags(unit: Unit, wanted: Set[str]) -> tuple[Diagnostic, ...]:
    """What the flags of a unit say, in the words of the registry."""
    return tuple(diagnostic(name, REGISTRY[name].finds, unit=unit.id) for name in unit.flags if name in wanted)
