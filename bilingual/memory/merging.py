"""Several memories as one: those of the shards of a run, or of colleagues. Nothing is lost, and what people did keeps its order.

A change that several of them hold, since they began as copies, is one. Of two texts for the same place the later one counts if
its memory knew the other; where neither knew the other, the later one counts until a person decides, and the other waits aside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from bilingual.errors import StoreError
from bilingual.files import temporary_folder
from bilingual.memory import changes, comments, people, terms
from bilingual.memory.base import now
from bilingual.memory.changes import Change
from bilingual.memory.comments import PlacedComment
from bilingual.memory.opening import as_store_errors, connected
from bilingual.memory.people import HumanEntry
from bilingual.memory.sqlite import SqliteMemory, open_memory
from bilingual.memory.terms import TermEdit

# of two translations under one key, which can only differ between machines, the older one: documents were made of it
_MACHINE = "INSERT OR IGNORE INTO translation SELECT * FROM part.translation"
_FILES = """
INSERT OR IGNORE INTO output (digest, file, made, post, text) SELECT digest, file, made, post, text FROM part.output
"""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place for which people wrote several texts without knowing of one another's."""

    counting: HumanEntry
    """The latest."""
    aside: tuple[HumanEntry, ...]
    """The others, which are kept and wait for a decision."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a memory was made of."""

    machine: int
    """Sentences by machines."""
    human: int
    """Sentences by people that count."""
    changes: int
    conflicts: tuple[Conflict, ...]


@dataclass(slots=True)
class _Step:
    """A change with all that came with it."""

    change: Change
    entries: list[HumanEntry] = field(default_factory=list)
    comments: list[PlacedComment] = field(default_factory=list)
    terms: list[TermEdit] = field(default_factory=list)

    @property
    def identity(self) -> tuple[str, ...]:
        """What is the same in copies of the change, whatever its number is there, and whether it is undone."""
        change = self.change
        entries = (repr(replace(entry, change=0)) for entry in self.entries)
        remarks = (repr(replace(comment, change=0)) for comment in self.comments)
        edits = (repr(replace(edit, change=0)) for edit in self.terms)
        return change.kind, change.file, change.who, change.when, *entries, *remarks, *edits


def merge(parts: Sequence[Path], target: Path) -> Merged:
    """Makes the memory `target` of others, which stay as they are. `StoreError` where one cannot be read, or `target` exists."""
    if target.exists():
        raise StoreError("There is a file of that name already.", "Name a new one with -o.", path=str(target))
    for missing in (part for part in parts if not part.is_file()):
        raise StoreError("There is no such memory.", "Check the name.", path=str(missing))
    with ExitStack() as stack:
        memories = [stack.enter_context(open_memory(part)) for part in parts]
        steps: dict[tuple[str, ...], _Step] = {}
        for step in (step for memory in memories for step in _steps(memory)):
            known = steps.setdefault(step.identity, step)
            known.change = replace(known.change, undone=known.change.undone or step.change.undone)
        conflicts = tuple(_conflicts(memories))
    target.absolute().parent.mkdir(parents=True, exist_ok=True)
    with as_store_errors(target), temporary_folder(target.absolute().parent) as folder:
        new = folder / target.name
        with closing(connected(new)) as connection:
            for part in parts:
                _take_machines(connection, part)
            _take_people(connection, sorted(steps.values(), key=lambda step: step.change.when), conflicts, target.name)
        with open_memory(new) as memory:
            stats = memory.stats()
        new.replace(target)
    return Merged(stats.machine, stats.human, len(steps), conflicts)


def _steps(memory: SqliteMemory) -> Iterator[_Step]:
    """The changes of a memory in their order."""
    found = {change.number: _Step(change) for change in memory.changes()}
    for entry in memory.everything():
        found[entry.change].entries.append(entry)
    for comment in memory.placed_comments():
        found[comment.change].comments.append(comment)
    for edit in memory.term_edits():
        found[edit.change].terms.append(edit)
    yield from found.values()


def _conflicts(memories: Sequence[SqliteMemory]) -> Iterator[Conflict]:
    """The places for which several texts are in force none of which another memory knew when it wrote its own."""
    known = [{_text(entry) for entry in memory.everything()} for memory in memories]
    made = [{change.number: change.when for change in memory.changes()} for memory in memories]
    places: dict[tuple[str, ...], dict[tuple[str, ...], tuple[int, HumanEntry]]] = {}
    for number, memory in enumerate(memories):
        for entry in memory.human():
            places.setdefault(entry.place, {}).setdefault(_text(entry), (number, entry))
    for found in places.values():
        newest = {
            entry.target: (made[number][entry.change], entry)
            for text, (number, entry) in found.items()
            if not any(text in known[other] for name, (other, _) in found.items() if name != text and other != number)
        }
        *aside, counting = (entry for _, entry in sorted(newest.values(), key=lambda pair: pair[0]))
        if aside:
            yield Conflict(counting, tuple(aside))


def _text(entry: HumanEntry) -> tuple[str, ...]:
    """What a person wrote at one time, wherever it is kept."""
    return (*entry.place, entry.target, entry.who, entry.when, str(entry.draft))


def _take_machines(connection: sqlite3.Connection, part: Path) -> None:
    """What machines wrote, and which files were written."""
    connection.execute("ATTACH ? AS part", (str(part),))
    try:
        connection.execute(_MACHINE)
        connection.execute(_FILES)
    finally:
        connection.execute("DETACH part")


def _take_people(connection: sqlite3.Connection, steps: Sequence[_Step], conflicts: Sequence[Conflict], file: str) -> None:
    """What people did, step by step, as one transaction; at last, as a change of its own, the texts that wait for a decision."""
    waiting = [replace(entry, aside=1) for conflict in conflicts for entry in conflict.aside]
    last = [_Step(Change(0, file, "", now(), kind="memory"), waiting)] if waiting else []
    connection.execute("BEGIN IMMEDIATE")
    for step in (*steps, *last):
        change = step.change
        number = changes.begin(connection, change)
        people.put(connection, step.entries, number, change.who, change.when)
        comments.write(connection, step.comments, number, change.who, change.when)
        terms.write(connection, step.terms, number)
        changes.mark(connection, replace(change, number=number), change.undone)
    connection.execute("COMMIT")
