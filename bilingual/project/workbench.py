"""The posts that people work on together: found once, opened when they are needed, written when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from bilingual.errors import BilingualError, UsageError
from bilingual.project.exporting import records_of
from bilingual.project.history import redo, undo
from bilingual.project.memories import project_memory
from bilingual.project.open_post import OpenPost

if TYPE_CHECKING:
    from bilingual.memory import Change
    from bilingual.project.exporting import Exported
    from bilingual.project.project import Project


@dataclass(frozen=True, slots=True)
class ListedPost:
    """A post that can be opened, or why it cannot."""

    name: str
    path: str
    """As the user named it."""
    error: BilingualError | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a post is."""

    rows: int
    done: int
    """Rows whose English a person wrote or confirmed, and those that are the author's own in every column."""
    flagged: int
    """Rows that the checks call a problem."""
    doubtful: int
    """Rows that the engine itself gives a low score, and nobody has confirmed."""
    changed: str
    """When a person last changed it, in UTC; empty where nobody has."""


class Workbench:
    """The posts of a project that the user named. Raises `UsageError` where none is."""

    def __init__(self, project: Project, patterns: Sequence[str]) -> None:
        self.project = project
        self._guard = RLock()
        self._open: dict[str, OpenPost] = {}
        self._listed: dict[str, ListedPost] = {}
        self._records: dict[str, Path] = {}
        for path, file in records_of(patterns, project.output):
            name = Path(path).stem if isinstance(file, BilingualError) else file.stem
            self._listed[name] = ListedPost(name, path, file if isinstance(file, BilingualError) else None)
            if not isinstance(file, BilingualError):
                self._records[name] = file
        if not self._listed:
            raise UsageError("No posts are named.", "Name files or folders of posts that were translated.")

    @property
    def posts(self) -> tuple[ListedPost, ...]:
        """The posts in the order of the command line."""
        return tuple(self._listed.values())

    def opened(self, name: str) -> OpenPost:
        """A post by its name, as it is now. Raises `UsageError` where there is none such, else why it cannot be read."""
        with self._guard:
            if name not in self._listed:
                raise UsageError(f"There is no post “{name}” here.", "Take one of the list.")
            error = self._listed[name].error
            if error:
                raise error
            if name not in self._open:
                self._open[name] = OpenPost(self._records[name], self.project.settings)
            post = self._open[name]
        post.refresh()
        return post

    def tally(self, name: str) -> Tally:
        """How far a post is."""
        rows = self.opened(name).rows
        return Tally(
            len(rows),
            sum(row.unit.origin in ("human", "copy") for row in rows),
            sum(any(finding.problem for finding in row.findings) for row in rows),
            sum("doubtful" in row.unit.flags and row.unit.origin != "human" for row in rows),
            max((entry.when for row in rows for entry in row.people.values()), default=""),
        )

    def undo(self, name: str) -> Change:
        """Takes back the latest edit of a post that counts. Raises `UsageError` where there is none."""
        standing = [edit for edit in self._edits(name) if not edit.undone]
        if not standing:
            raise UsageError("No edit of this post is left to take back.", "Nothing was changed.")
        return undo(self.project.settings, standing[-1].number)

    def redo(self, name: str) -> Change:
        """Does the edit of a post again that was taken back last. Raises `UsageError` where there is none."""
        undone = sorted((edit for edit in self._edits(name) if edit.undone), key=lambda edit: (edit.undone, -edit.number))
        if not undone:
            raise UsageError("No edit of this post was taken back.", "Nothing was changed.")
        return redo(self.project.settings, undone[-1].number)

    def _edits(self, name: str) -> list[Change]:
        """Single edits of a post, the first one first; an imported file is taken back by `translate undo`, which names it."""
        post = self.opened(name).result.document.name
        with project_memory(self.project.settings) as memory:
            of_post = {entry.change for entry in memory.everything() if entry.post == post}
            return [change for change in memory.changes() if change.kind == "edit" and change.number in of_post]

    def write(self, name: str, formats: Sequence[str], *, overwrite: bool = False) -> Exported:
        """Writes the documents of a post in some formats, as its rows are now."""
        file = self.opened(name).file
        (exported,) = self.project.export([str(file.absolute())], {"format": list(formats), "overwrite": overwrite})
        return exported
