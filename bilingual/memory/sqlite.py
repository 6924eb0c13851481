"""The translation memory as one SQLite file that several runs may share.

Write-ahead logging lets one process write while others read; a batch is one transaction, so a run that is killed loses
at most the batch in flight and leaves a sound file (https://www.sqlite.org/wal.html). Nothing is created before there is
something to write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from bilingual.errors import StoreError
from bilingual.memory import changes, comments, machines, outputs, people, runs, terms
from bilingual.memory.base import Entry, MemoryKey, Stats, now
from bilingual.memory.changes import Change, ChangeKind
from bilingual.memory.comments import PlacedComment
from bilingual.memory.opening import connected, signed
from bilingual.memory.outputs import MadeOf
from bilingual.memory.people import HumanEntry
from bilingual.memory.salvage import sound
from bilingual.memory.sweeping import Swept, sweep
from bilingual.memory.terms import TermEdit
from bilingual.model import Comment, SegmentId


class SqliteMemory:
    """A memory in the file `path`; used through `open_memory`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._guard = RLock()

    def get_many(self, keys: Sequence[MemoryKey]) -> dict[MemoryKey, Entry]:
        """The entries that there are for `keys`; nothing where the file does not exist yet."""
        with self._reading() as connection:
            return {} if connection is None else machines.found(connection, keys)

    def put_many(self, entries: Iterable[Entry]) -> None:
        """Remember all of `entries` in one transaction; the last one for a key counts."""
        given = tuple(entries)
        if not given:
            return
        with self._writing() as connection:
            machines.put(connection, given)

    def stats(self) -> Stats:
        """How much the file holds."""
        with self._reading() as connection:
            if connection is None:
                return Stats(0, 0, 0, (), 0)
            machine, engines = machines.count(connection), machines.engines(connection)
            human = len(people.in_force(connection))
        return Stats(machine + human, machine, human, engines, self.path.stat().st_size)

    def machine(self) -> tuple[Entry, ...]:
        """Everything that machines made, by source."""
        with self._reading() as connection:
            return () if connection is None else machines.everything(connection)

    def human(self, sources: Sequence[str] | None = None) -> tuple[HumanEntry, ...]:
        """What people wrote and is in force, oldest first: for these sources, or all of it."""
        with self._reading() as connection:
            return () if connection is None else tuple(people.in_force(connection, sources))

    def everything(self, sources: Sequence[str] | None = None) -> tuple[HumanEntry, ...]:
        """What people ever wrote, oldest first: what was undone, written over or set aside too."""
        with self._reading() as connection:
            return () if connection is None else tuple(people.everything(connection, sources))

    def comments(self, post: str) -> dict[SegmentId, tuple[Comment, ...]]:
        """What people wrote about the units of a post."""
        with self._reading() as connection:
            return {} if connection is None else comments.of_post(connection, post)

    def placed_comments(self) -> tuple[PlacedComment, ...]:
        """Every comment that people wrote, with its place, oldest first; undone ones included."""
        with self._reading() as connection:
            return () if connection is None else comments.everything(connection)

    def write_human(
        self,
        entries: Iterable[HumanEntry],
        *,
        file: str,
        who: str,
        when: str = "",
        overwrite: bool = True,
        kind: ChangeKind = "import",
        remarks: Sequence[PlacedComment] = (),
    ) -> Change:
        """Remember what a person wrote, all of it or nothing, as one change that `undo` takes back.

        What stands in the memory already is left out. Entries without `who` or `when` get those of the import, which
        was made now where `when` is not given. Without `overwrite`, an entry older than the one in force for its place,
        or of unknown age, is left out and named in `Change.older`. `remarks` are what the person wrote about units.
        """
        given, change = tuple(entries), Change(0, file, who, when or now(), kind=kind)
        if not (given or remarks):
            return change
        with self._writing() as connection:
            new, older = people.news(connection, given, overwrite=overwrite)
            change = replace(change, older=older)
            if not (new or remarks):
                return change
            number = changes.begin(connection, change)
            people.put(connection, new, number, who, change.when)
            comments.write(connection, remarks, number, who, change.when)
        aside = sum(entry.aside for entry in new)
        return replace(change, number=number, entries=len(new) - aside, aside=aside, comments=len(remarks))

    def write_terms(self, *, who: str, write: Callable[[], Sequence[TermEdit]]) -> Change:
        """Remember rows of glossary files that a person changed; `write` writes the files and says which rows those are.

        Both are done, or neither where the files cannot be written.
        """
        with self._writing() as connection:
            edits = write()
            files = ", ".join(dict.fromkeys(edit.file for edit in edits))
            change = Change(0, files, who, now(), kind="glossary", terms=len(edits))
            number = changes.begin(connection, change) if edits else 0
            terms.write(connection, edits, number)
        return replace(change, number=number)

    def term_edits(self) -> tuple[TermEdit, ...]:
        """Every row of a glossary file that a person changed by a command, in order."""
        with self._reading() as connection:
            return () if connection is None else terms.edits(connection)

    def changes(self) -> tuple[Change, ...]:
        """Every change, the first one first, undone ones included."""
        with self._reading() as connection:
            return () if connection is None else changes.changes(connection)

    def undone(self, post: str) -> tuple[int, ...]:
        """The numbers of the changes with texts of a post that are taken back."""
        with self._reading() as connection:
            return () if connection is None else people.undone(connection, post)

    def waiting(self, post: str) -> tuple[HumanEntry, ...]:
        """The texts of a post that lost against another person's, and about which nobody has decided, oldest first."""
        with self._reading() as connection:
            return () if connection is None else people.waiting(connection, post)

    def undo(self, number: int | None = None, write: Callable[[Sequence[TermEdit]], object] = lambda edits: None) -> Change:
        """Take back a change, the latest in force by default; `StoreError` where there is nothing to take back.

        `write` puts the rows of glossary files back that it changed, given as they were changed. Both are done, or neither.
        """
        return self._marked(changes.to_undo, number, now(), write)

    def redo(self, number: int | None = None, write: Callable[[Sequence[TermEdit]], object] = lambda edits: None) -> Change:
        """Do a change again that was undone, the one undone last by default; see `undo`."""
        return self._marked(changes.to_redo, number, "", write)

    def _marked(
        self,
        find: Callable[[sqlite3.Connection, int | None, str], Change],
        number: int | None,
        undone: str,
        write: Callable[[Sequence[TermEdit]], object],
    ) -> Change:
        with self._reading() as connection:
            if connection is None:
                raise StoreError("There is no memory here yet.", "Nothing was changed.", path=str(self.path))
        with self._writing() as connection:
            change = changes.mark(connection, find(connection, number, str(self.path)), undone)
            write(terms.edits(connection, change.number))
            return change

    def sweep(self, date: str, *, dry_run: bool = False) -> Swept:
        """Take away what has not counted since before a date; see `bilingual.memory.sweeping`. `dry_run` says what that is."""
        with self._reading() as connection:
            if connection is None:
                return Swept((), 0, 0, 0)
        with self._writing() as connection:
            swept = sweep(connection, date)
            if dry_run:
                connection.execute("ROLLBACK")
                connection.execute("BEGIN")
            return swept

    def remember_files(self, files: Mapping[str, bytes], made_of: MadeOf = MadeOf()) -> None:  # noqa: B008 - frozen
        """Remember what stands in files, by their names: nothing in them is a person's that is not here."""
        with self._writing() as connection:
            outputs.remember(connection, files, now(), made_of)

    def file_made_of(self, name: str, data: bytes) -> MadeOf | None:
        """What a file that stands as it was written was made of; None for any other file."""
        with self._reading() as connection:
            return None if connection is None else outputs.made_of(connection, name, data)

    def knows_file(self, data: bytes) -> bool:
        """Whether a file with this in it was remembered, whatever it is called."""
        with self._reading() as connection:
            return connection is not None and outputs.is_known(connection, data)

    def has_written(self, name: str) -> bool:
        """Whether a file of that name was ever remembered, whatever stands in it now."""
        with self._reading() as connection:
            return connection is not None and outputs.was_written(connection, name)

    def remember_run(self, place: str, made_of: str, report: str) -> None:
        """Remember what a run made at a place, and of what."""
        with self._writing() as connection:
            runs.remember(connection, place, made_of, report)

    def run_report(self, place: str, made_of: str) -> str | None:
        """The report of the last run at a place, if that was made of the same."""
        with self._reading() as connection:
            return None if connection is None else runs.report(connection, place, made_of)

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        with self._guard:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """The open file, or nothing where there is none yet."""
        with self._guard, sound(self.path, self.close):
            if self._connection is None and not self.path.exists():
                yield None
            else:
                yield self._opened()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The open file inside a transaction that is undone where anything fails."""
        with self._guard, sound(self.path, self.close):
            if self._connection is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = self._opened()
            connection.execute("BEGIN IMMEDIATE")
            try:
                with signed(self.path):
                    yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = connected(self.path)
        return self._connection


def open_memory(path: Path) -> SqliteMemory:
    """The memory in the file `path`, which need not exist: it is made, with its folders, when something is first written.

    Raises `StoreError` where `path` is no memory, here if that can be seen, else at the first use.

    >>> with open_memory(Path("nowhere.sqlite")) as memory:
    ...     memory.stats().entries
    0
    """
    if path.is_dir():
        raise StoreError("The translation memory is a folder.", "Give the name of a file in it.", path=str(path))
    memory = SqliteMemory(path)
    with memory._reading():
        return memory
