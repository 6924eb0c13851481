"""Units changed by a person: written into the memory, where no engine replaces them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from bilingual.errors import UsageError
from bilingual.model import COLUMNS, Column, EditedRow, Unit
from bilingual.project.memories import user_name
from bilingual.revision.compare import human_entry, judge_edit

if TYPE_CHECKING:
    from bilingual.memory import Change, SqliteMemory
    from bilingual.model import SegmentId, Translation
    from bilingual.revision.compare import Difference


@dataclass(frozen=True, slots=True)
class UnitEdit:
    """What became of an edit."""

    change: Change
    """Its number is 0 where the memory had it already."""
    difference: Difference
    """What it says instead of what, and which locked terms and codes it lost: those are for a person to look at."""


def edit_unit(result: Translation, unit_id: str, column: Column, text: str, who: str, memory: SqliteMemory) -> UnitEdit:
    """Writes what a person wants one column of a unit to say into the memory, as one change.

    Raises `UsageError` where there is no such unit or column, where the column is the author's own text, and where the text
    is empty.
    """
    unit = next((unit for unit in result.units if unit.id == unit_id), None)
    if unit is None:
        raise UsageError(f"“{result.document.name}” has no unit {unit_id}.", "Take an id from its records.")
    difference = judged_text(result, unit, known_column(column), text)
    return UnitEdit(_write(result, [difference], who, memory), difference)


def edit_units(
    result: Translation,
    texts: Sequence[tuple[Unit, str]],
    column: Column,
    who: str,
    memory: SqliteMemory,
    *,
    drafts: Mapping[SegmentId, int] = MappingProxyType({}),
    what: str = "",
) -> Change:
    """Writes what a person wants one column of several units to say into the memory, all of it as one change; see `edit_unit`.

    `drafts` are the units that nobody confirms by that, each with what its entry says then (`HumanEntry.draft`); `what` is what
    the history tells of the change.
    """
    differences = [judged_text(result, unit, column, text) for unit, text in texts]
    return _write(result, differences, who, memory, drafts, what)


def judged_text(result: Translation, unit: Unit, column: Column, text: str) -> Difference:
    """What a text in a column of a unit would change there, and which locked terms and codes it would lose. Nothing is written.

    Raises `UsageError` for the author's own text, and for an empty one.
    """
    hans, hant, en = (text if name == column else None for name in COLUMNS)
    edit = EditedRow(unit.id, hans, hant, en, place=unit.id)
    difference = judge_edit(replace(result, units=(unit,)), unit, edit, column)
    if difference.kind == "source":
        raise UsageError("This is the author's own text.", "Change it in the post, and run again.", path=result.document.path)
    if difference.kind == "emptied":
        raise UsageError("The text is empty.", "Write what the unit is to say; `undo` takes an edit back.")
    return difference


def _write(
    result: Translation,
    differences: Sequence[Difference],
    who: str,
    memory: SqliteMemory,
    drafts: Mapping[SegmentId, int] = MappingProxyType({}),
    what: str = "",
) -> Change:
    entries = [replace(human_entry(one, result), draft=drafts.get(one.row.id, 0)) for one in differences]
    return memory.write_human(entries, file=what or f"edit of {result.document.name}", who=who or user_name(), kind="edit")


def known_column(name: str) -> Column:
    """A column by its name. Raises `UsageError` where there is none such."""
    found = next((column for column in COLUMNS if column == name), None)
    if found is None:
        raise UsageError(f"There is no column “{name}”.", f"There are: {', '.join(COLUMNS)}.")
    return found
