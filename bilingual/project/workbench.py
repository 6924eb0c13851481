"""The posts that people work on together: found once, opened when they are needed, written when they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from bilingual.errors import BilingualError, UsageError
from bilingual.memory.base import in_utc
from bilingual.model import Column, SegmentId
from bilingual.project.exporting import records_of
from bilingual.project.history import history
from bilingual.project.memories import project_memory
from bilingual.project.open_post import OpenPost
from bilingual.project.turning import Turns
from bilingual.runners.records import NoRecords

if TYPE_CHECKING:
    from bilingual.memory import Change
    from bilingual.project.exporting import Exported
    from bilingual.project.history import Step
    from bilingual.project.project import Project
    from bilingual.project.turning import Way


@dataclass(frozen=True, slots=True)
class ListedPost:
    """A post that can be opened, or why it cannot."""

    path: str
    """As the user named it."""
    records: Path | BilingualError
    """Where its records are, or why there are none."""

    @property
    def name(self) -> str:
        """What its files are called."""
        return Path(self.path).stem if isinstance(self.records, BilingualError) else self.records.stem

    @property
    def error(self) -> BilingualError | None:
        """Why it cannot be opened."""
        return self.records if isinstance(self.records, BilingualError) else None

    @property
    def is_untranslated(self) -> bool:
        """Whether a run would make the records that are missing."""
        return isinstance(self.records, NoRecords)


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a post is."""

    title: str
    """As its author wrote it."""
    column: Column
    """The Chinese that the author writes."""
    rows: int
    """Those that are not the author's own in every column."""
    done: int
    """Of these, rows whose English a person confirmed."""
    flagged: int
    """Rows in which a check finds something."""
    doubtful: int
    """Rows that the engine itself gives a low score."""
    changed: str
    """When a person last changed it, in UTC; empty where nobody has."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that a run or an export wrote."""

    file: Path
    is_old: bool
    """Whether the post says something else by now."""


class Workbench:
    """The posts of a project that the user named. Raises `UsageError` where none is."""

    def __init__(self, project: Project, patterns: Sequence[str]) -> None:
        self.project = project
        self._patterns = tuple(patterns)
        self._guard = RLock()
        self._open: dict[str, OpenPost] = {}
        self._turns: dict[str, Turns] = {}
        self._listed = self._found()
        if not self._listed:
            raise UsageError("No posts are named.", "Name files or folders of posts that were translated.")

    def close(self) -> None:
        """Lets go of the files of all posts."""
        for post in self._open.values():
            post.close()

    @property
    def posts(self) -> tuple[ListedPost, ...]:
        """The posts as they are there now, in the order of the command line."""
        self._listed = self._found()
        return tuple(self._listed.values())

    def _found(self) -> dict[str, ListedPost]:
        """The posts by name, looked for anew: each is read that has no records."""
        found = (ListedPost(path, records) for path, records in records_of(self._patterns, self.project.output))
        return {post.name: post for post in found}

    def opened(self, name: str) -> OpenPost:
        """A post by its name, as it is now. Raises `UsageError` where there is none such, else why it cannot be read."""
        with self._guard:
            if name not in self._open:
                self._open[name] = OpenPost(self._records_of(name), self.project.settings)
            post = self._open[name]
        post.refresh()
        return post

    def _records_of(self, name: str) -> Path:
        post = self._listed.get(name)
        if post is None or post.error:  # it may have come, or been translated, since the last look
            self._listed = self._found()
            post = self._listed.get(name)
        if post is None:
            raise UsageError(f"There is no post “{name}” here.", "Take one of the list.")
        if isinstance(post.records, BilingualError):
            raise post.records
        return post.records

    def tally(self, name: str) -> Tally:
        """How far a post is."""
        post = self.opened(name)
        rows = post.rows
        return Tally(
            post.title,
            post.authors_column,
            sum(not row.is_copy for row in rows),
            sum(row.is_confirmed("en") for row in rows),
            sum(bool(row.findings) for row in rows),
            sum(any(finding.name == "doubtful" for finding in row.findings) for row in rows),
            max((entry.when for row in rows for entry in row.people.values()), default=""),
        )

    def undo(self, name: str) -> tuple[int, ...]:
        """Reverses what a person did last on a post; the numbers of the changes. Raises `UsageError` where there is nothing."""
        return self._turns_of(name).undo(self._changes(self.opened(name)))

    def redo(self, name: str) -> tuple[int, ...]:
        """Does again what was reversed last; see `undo`."""
        return self._turns_of(name).redo(self._changes(self.opened(name)))

    def history(self, name: str, row: str) -> tuple[Step, ...]:
        """The steps that touch a row of a post, the first one first."""
        post = self.opened(name).result.document.name
        steps = (
            replace(step, entries=tuple(e for e in step.entries if (e.post, e.segment) == (post, row)))
            for step in history(self.project.settings, row)
        )
        return tuple(step for step in steps if step.entries)

    def turn(self, name: str, number: int, way: Way) -> tuple[int, ...]:
        """Takes back the change of a number (`undo`), or does it again (`redo`). Raises `StoreError` where that cannot be."""
        return self._turns_of(name).turn(way, [number], self._changes(self.opened(name)))

    def back_to_machine(self, name: str, row: str) -> tuple[int, ...]:
        """Takes back every edit of a row, so that the machine's text counts again; the numbers of the edits.

        Raises `UsageError` where what counts then came with an imported file, or with others: that is taken back as a whole.
        """
        steps = [step.change for step in reversed(self.history(name, row))]
        single = [one.number for one in steps if not one.undone and one.kind == "edit" and one.entries == 1]
        turned = self._turns_of(name).turn("undo", single, self._changes(self.opened(name)))
        left = self.opened(name).row(row).people.get("en")
        if left:
            fact = f"The rest came with change {left.change} ({left.file}), which is taken back as a whole."
            raise UsageError(fact, f"See its other rows first: translate history; then translate undo {left.change}.")
        return turned

    def touched(self, name: str, numbers: Collection[int]) -> tuple[SegmentId, ...]:
        """The rows of a post for which some changes brought a text, each once, in the order of the post."""
        post = self.opened(name)
        with project_memory(self.project.settings) as memory:
            ids = {e.segment for e in memory.everything() if e.change in numbers and e.post == post.result.document.name}
        return tuple(row.unit.id for row in post.rows if row.unit.id in ids)

    def _turns_of(self, name: str) -> Turns:
        return self._turns.setdefault(name, Turns(self.project.settings))

    def _changes(self, post: OpenPost) -> list[Change]:
        """Every change that brought a text for a post, the first one first."""
        name = post.result.document.name
        with project_memory(self.project.settings) as memory:
            of_post = {entry.change for entry in memory.everything() if entry.post == name}
            return [change for change in memory.changes() if change.number in of_post]

    def documents(self, name: str) -> tuple[Document, ...]:
        """The documents of a post that stand beside its records, and whether the text has changed since they were written."""
        post = self.opened(name)
        changed = max((max(change.when, change.undone) for change in self._changes(post)), default="")
        beside = sorted(post.file.parent.glob(f"{escape(post.result.document.name)}.*"))
        files = (file for file in beside if file != post.file and file.is_file())
        return tuple(Document(file, in_utc(datetime.fromtimestamp(file.stat().st_mtime, UTC)) < changed) for file in files)

    def write(self, name: str, formats: Sequence[str], *, overwrite: bool = False) -> Exported:
        """Writes the documents of a post in some formats, as its rows are now."""
        file = self.opened(name).file
        (exported,) = self.project.export([str(file.absolute())], {"format": list(formats), "overwrite": overwrite})
        return exported
