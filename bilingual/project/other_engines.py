"""A second opinion: one row of a finished post as another engine on this machine would have it. Nothing of it is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import entry_points
from threading import Lock
from typing import TYPE_CHECKING

from bilingual.engines import ENTRY_POINTS, Engine, open_engine
from bilingual.engines.packages.installed import installed
from bilingual.errors import EngineError, UsageError
from bilingual.memory import NullMemory
from bilingual.model import Document, SegmentId, Translation, Unit
from bilingual.pipeline.stages import translate_segment
from bilingual.runners import Progress
from bilingual.runners.local import open_job, read_posts

if TYPE_CHECKING:
    from bilingual.project.project import Project


class OtherEngines:
    """The engines of this machine beside those that wrote a post; each is opened once. Safe to use from several threads."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._open: dict[str, Engine] = {}
        self._guard = Lock()

    def names(self, result: Translation) -> tuple[str, ...]:
        """What may be asked: engines that can be opened, wrote nothing of the post, and send nothing to another machine."""
        wrote = result.signature.engine.split(" + ")
        with self._guard:
            return tuple(name for name, engine in self._opened() if engine.info.name not in wrote and not engine.info.remote)

    def translate(self, result: Translation, id_: SegmentId, name: str) -> Unit:
        """The row as that engine would have it, with the glossary and the settings as they are now.

        Raises `UsageError` where that cannot be asked, `DocumentError` where the post cannot be read.
        """
        if name not in self.names(result):
            raise UsageError(f"There is no other engine “{name}” here.", "Take one of the list.")
        batch = self._project.batch([result.document.path], {"engine": name}, memory=False)
        with self._guard:
            job = replace(open_job(batch.spec, Progress(), NullMemory()), engine=self._open[name])
            (_, document), *_ = read_posts(job)
            if not isinstance(document, Document):
                raise document
            unit = translate_segment(document, id_, glossary=job.glossary, engine=job.engine, options=job.options)
        if unit is None:
            raise UsageError("The row is not in the post any more, or no engine is asked for it.", "Translate the post again.")
        return unit

    def _opened(self) -> Iterator[tuple[str, Engine]]:
        """Every engine that can be opened, by name; the others are passed over, as their libraries may be missing."""
        for name in dict.fromkeys([*(package.name for package in installed()), *sorted(entry_points(group=ENTRY_POINTS).names)]):
            try:
                engine = self._open.get(name) or open_engine(name, self._project.settings.engine_table(name))
                self._open[name] = engine
                yield name, engine
            except EngineError:
                continue
