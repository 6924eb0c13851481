"""What a run would do, read from the posts and the memory; nothing is translated or written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.errors import BilingualError, ExportError
from bilingual.locking.locked_translation import LockedTranslator
from bilingual.locking.placeholders import lock_count
from bilingual.locking.strategies import without_engine
from bilingual.memory import SqliteMemory
from bilingual.model import Diagnostic, Document
from bilingual.pipeline import human_edits
from bilingual.pipeline.plan import planned, sentences_of
from bilingual.runners import JobSpec, Progress
from bilingual.runners.local import OpenJob, job_opening, open_job, read_posts
from bilingual.runners.records import records_path
from bilingual.runners.replacing import Replacing, check_outputs


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a run would do with one post."""

    path: str
    name: str
    folder: Path
    """Where its files would be written."""
    segments: int = 0
    locks: int = 0
    """Lock events."""
    sentences: int = 0
    new: int = 0
    """Sentences that are not in the memory."""
    notices: tuple[Diagnostic, ...] = ()
    error: BilingualError | None = None
    """Why nothing would be written, if so."""

    @property
    def failed(self) -> bool:
        """Whether the post, or a part of it, would not be translated."""
        return self.error is not None or any(notice.problem for notice in self.notices)


def forecast_run(spec: JobSpec, progress: Progress | None = None) -> Iterator[Forecast]:
    """For each post its segments, its lock events, and how many sentences are new to the memory.

    Raises `EngineError` and `StoreError`, as the run would.
    """
    watching = progress or Progress()
    job = open_job(spec, watching)
    watching.opened(job_opening(job))
    replacing = Replacing.of_job(spec)
    with job.memory, replacing.opened() as written:
        for post, found in read_posts(job):
            if isinstance(found, Document):
                forecast = _of_document(job, found)
                yield replace(forecast, notices=(*forecast.notices, *_refusals(spec, found, replacing, written)))
            else:
                yield Forecast(post.path, post.name, spec.output / post.name, error=found)


def _of_document(job: OpenJob, document: Document) -> Forecast:
    info = job.engine.info
    plan = planned(document, job.glossary, job.options, keeps_names=bool(info.slots), heeded=info.capabilities)
    translator = LockedTranslator(job.engine, job.memory)
    (written,) = human_edits.written([plan], job.memory)
    wanted = {translator.key(s): s for s in sentences_of(human_edits.without(plan, written))}
    for_engine = [key for key, sentence in wanted.items() if not without_engine(sentence).template]
    return Forecast(
        document.path,
        document.name,
        job.spec.output / document.name,
        segments=sum(map(len, plan.segments.values())),
        locks=sum(map(lock_count, plan.masked.values())),
        sentences=len(wanted),
        new=len(for_engine) - len(job.memory.get_many(for_engine)),
        notices=document.notices,
    )


def _refusals(spec: JobSpec, document: Document, replacing: Replacing, written: SqliteMemory | None) -> Iterator[Diagnostic]:
    """Why the run would leave the files that stand there as they are, if so."""
    name, formats = document.name, spec.formats_of(document)
    records = records_path(name, spec.output)
    try:
        check_outputs(spec.output / name, name, formats, records, replacing, written)
    except ExportError as error:
        yield Diagnostic("output", error.fact, error.remedy, line=1)
