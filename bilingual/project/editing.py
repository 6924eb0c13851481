"""One unit changed by a person: written into the memory, where no engine replaces it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual.errors import UsageError
from bilingual.memory import HumanEntry
from bilingual.memory.base import now
from bilingual.model import COLUMNS, Column, EditedRow, Unit, join
from bilingual.project.memories import project_memory, user_name
from bilingual.revision.compare import human_entry, judge_edit

if TYPE_CHECKING:
    from bilingual.memory import Change
    from bilingual.model import Translation
    from bilingual.project.settings import Settings
    from bilingual.revision.compare import Difference


@dataclass(frozen=True, slots=True)
class UnitEdit:
    """What became of an edit."""

    change: Change
    """Its number is 0 where the memory had it already."""
    difference: Difference
    """What it says instead of what, and which locked terms and codes it lost: those are for a person to look at."""


def edit_unit(result: Translation, unit_id: str, column: Column, text: str, who: str, settings: Settings) -> UnitEdit:
    """Writes what a person wants one column of a unit to say into the memory, as one change.

    Raises `UsageError` where there is no such unit or column, where the column is the author's own text, and where the text
    is empty.
    """
    unit = next((unit for unit in result.units if unit.id == unit_id), None)
    if unit is None:
        raise UsageError(f"“{result.document.name}” has no unit {unit_id}.", "Take an id from its records.")
    known_column(column)
    hans, hant, en = (text if name == column else None for name in COLUMNS)
    edit = EditedRow(unit.id, hans, hant, en, place=unit.id, author=who)
    difference = judge_edit(result, unit, edit, column)
    if difference.kind == "source":
        raise UsageError("This is the author's own text.", "Change it in the post, and run again.", path=result.document.path)
    if difference.kind == "emptied":
        raise UsageError("The text is empty.", "Write what the unit is to say; `undo` takes an edit back.")
    entry = replace(human_entry(difference, result), who=who or user_name(), when=now())
    with project_memory(settings) as memory:
        return UnitEdit(
            memory.write_human([entry], file=f"edit of {result.document.name}", who=entry.who, kind="edit"), difference
        )


def confirm_units(result: Translation, units: Sequence[Unit], who: str, settings: Settings) -> Change:
    """Writes the English of units as it stands into the memory, as by a person, all of it as one change."""
    name, author, time = result.document.name, who or user_name(), now()
    entries = [
        HumanEntry(result.document.words(unit.span), "en", join(unit.en).strip(), name, unit.id, author, time) for unit in units
    ]
    with project_memory(settings) as memory:
        return memory.write_human(entries, file=f"edit of {name}", who=author, kind="edit")


def known_column(name: str) -> Column:
    """A column by its name. Raises `UsageError` where there is none such."""
    found = next((column for column in COLUMNS if column == name), None)
    if found is None:
        raise UsageError(f"There is no column “{name}”.", f"There are: {', '.join(COLUMNS)}.")
    return found
