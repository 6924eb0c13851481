"""What people did, step by step: imports, edits and glossary commands, each undone and redone as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.project.glossary.recording import put_back, swapped
from bilingual.project.memories import project_memory

if TYPE_CHECKING:
    from bilingual.memory import Change, HumanEntry, PlacedComment, TermEdit
    from bilingual.project.settings import Settings


@dataclass(frozen=True, slots=True)
class Step:
    """One change with what it brought, as far as it was asked for."""

    change: Change
    entries: tuple[HumanEntry, ...]
    comments: tuple[PlacedComment, ...]
    terms: tuple[TermEdit, ...]
    """Rows of glossary files, as they were and as they are."""


def history(settings: Settings, row: str = "") -> tuple[Step, ...]:
    """Every change, the first one first; with `row` those that touch it.

    A row is named by its id, by words of its Chinese or of what was written for it, or by a term of the glossary.
    """
    with project_memory(settings) as memory:
        changes, entries = memory.changes(), memory.everything()
        comments, terms = memory.placed_comments(), memory.term_edits()
    steps = [
        Step(
            change,
            tuple(e for e in entries if e.change == change.number and _holds(row, e.segment, e.source, e.target)),
            tuple(c for c in comments if c.change == change.number and _holds(row, c.segment, c.comment.text)),
            tuple(t for t in terms if t.change == change.number and _holds(row, "", *_texts(t))),
        )
        for change in changes
    ]
    return tuple(step for step in steps if not row or step.entries or step.comments or step.terms)


def _holds(row: str, segment: str, *texts: str) -> bool:
    return row == segment or any(row.casefold() in text.casefold() for text in texts)


def _texts(edit: TermEdit) -> list[str]:
    return [text for cells in (edit.before, edit.after) if cells for text in (cells["source"], cells.get("target", ""))]


def undo(settings: Settings, number: int | None = None) -> Change:
    """Takes back a change, the latest by default: what stood in its places counts again, rows of glossary files are put back.

    All of it is done, or nothing. Raises `StoreError` where there is none such, `GlossaryError` where a row was changed since.
    """
    with project_memory(settings) as memory:
        return memory.undo(number, lambda edits: put_back(edits, settings))


def redo(settings: Settings, number: int | None = None) -> Change:
    """Does a change again that was undone, the one undone last by default; see `undo`."""
    with project_memory(settings) as memory:
        return memory.redo(number, lambda edits: put_back(swapped(edits), settings))
