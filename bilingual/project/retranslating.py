"""Posts translated again while people go on working on them: in a thread, and told how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock, Thread
from typing import TYPE_CHECKING

from bilingual.errors import BilingualError, contained
from bilingual.runners import Progress

if TYPE_CHECKING:
    from bilingual.project.project import Project


@dataclass(frozen=True, slots=True)
class Retranslation:
    """How far it is."""

    running: bool = False
    sentences: int = 0
    """Of the posts read so far, with those that the memory knows."""
    done: int = 0
    changed: int = 0
    """Rows that a machine wrote anew; the memory knew all others."""
    errors: tuple[BilingualError, ...] = ()
    """Why posts could not be done."""


class Retranslator:
    """Translates posts of a project again, one batch at a time; only rows whose terms changed are new to the memory."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._guard = Lock()
        self.state = Retranslation()

    def start(self, posts: Sequence[str]) -> None:
        """Begins with posts by their files; nothing where a batch is running."""
        with self._guard:
            if self.state.running:
                return
            self.state = Retranslation(running=True)
        Thread(target=self._run, args=(tuple(posts),), daemon=True).start()

    def _run(self, posts: Sequence[str]) -> None:
        errors: list[BilingualError] = []
        try:
            with contained():
                reports = self._project.run(posts, {"format": ["json"]}, progress=Progress(expect=self._expect, done=self._done))
                for report in reports:
                    self.state = replace(self.state, changed=self.state.changed + report.machine)
                    errors += [report.error] if report.error else []
        except BilingualError as error:
            errors.append(error)
        finally:
            self.state = replace(self.state, running=False, errors=tuple(errors))

    def _expect(self, sentences: int) -> None:
        self.state = replace(self.state, sentences=self.state.sentences + sentences)

    def _done(self, sentences: int) -> None:
        self.state = replace(self.state, done=self.state.done + sentences)
