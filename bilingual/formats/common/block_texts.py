"""The texts of a post in one language, block by block, as a source writes them back into its kind of file."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from bilingual.model import BlockId, Column, Text, Translation, Unit, join, joined


def block_texts(
    result: Translation, column: Column, written: Callable[[Unit, Text], Text] = lambda unit, text: text
) -> dict[BlockId, str]:
    """The Markdown of each block; `written` may change its text, given its first unit."""
    blocks = ((block, tuple(units)) for block, units in groupby(result.units, key=lambda unit: unit.block))
    return {block: join(written(units[0], joined(units, column))) for block, units in blocks}


def names_in(result: Translation, column: Column) -> dict[str, str]:
    """What each speaker is called, by the name on the label."""
    return {name: getattr(speaker, column) for name, speaker in result.speakers.items()}
