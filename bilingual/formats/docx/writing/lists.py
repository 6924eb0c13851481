"""The lists of a post as lists of Word: each column counts for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bilingual.formats.docx.writing.collected import Collected
from bilingual.model import Block, Column

LEVELS = 9
"""As many as a list of Word has (17.9.6)."""


@dataclass(slots=True)
class Lists:
    """Gives each item its list: a number that follows the last one of its level goes on, any other begins a list."""

    collected: Collected
    bullets: dict[int, int] = field(default_factory=dict)
    """The list of all items without numbers, by the quotations that they stand in."""
    running: dict[tuple[Column, int], tuple[int, str, int]] = field(default_factory=dict)
    """The list, its kind and its last number, by column and level."""

    def item(self, block: Block, column: Column, quotations: int = 0) -> tuple[int, int]:
        """The list and the level, from 0, of an item in a column, and in so many quotations, each of which is a level."""
        level = level_of(block)
        for deeper in [key for key in self.running if key[0] == column and key[1] > level]:
            del self.running[deeper]
        numbered = re.fullmatch(r"(\d{1,9})([.)])", block.marker)
        if numbered is None:
            if quotations not in self.bullets:
                self.bullets[quotations] = self.collected.list("bullet", quotations, 1)
            self.running.pop((column, level), None)
            return self.bullets[quotations], level
        number, kind = int(numbered[1]), numbered[2]
        list_id, last_kind, last = self.running.get((column, level), (0, "", -1))
        if (kind, number) != (last_kind, last + 1):
            list_id = self.collected.list(kind, level, number)
        self.running[column, level] = (list_id, kind, number)
        return list_id, level

    def end(self) -> None:
        """Something else than an item: what comes next is another list."""
        self.running.clear()


def level_of(block: Block) -> int:
    """The level of an item, from 0."""
    return min(max(block.level, 1), LEVELS) - 1
