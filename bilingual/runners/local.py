"""A batch on this machine: posts read, translated in small groups, and written as soon as their group is done.

What a post becomes does not depend on its group: a hypothesis depends on its request alone (`engines/ctranslate/batching.py`),
a rendering on its key alone (`locking.placeholders.key_terms`), all else on the post. Only an engine that reads requests as one
text (`EngineInfo.in_order`) would see the other posts: it gets one at a time.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bilingual import engines
from bilingual.engines.base import Engine
from bilingual.errors import BilingualError, EngineError, StoreError, contained
from bilingual.files import sweep
from bilingual.glossary.corrections import Corrections
from bilingual.glossary.termbase import Glossary
from bilingual.memory import HumanEntry, Memory, NullMemory, fuzzy, open_memory
from bilingual.model import PEOPLES, Document, Translation
from bilingual.pipeline.options import Options
from bilingual.runners import JobSpec, Opening, Post, Progress, Report
from bilingual.runners.desk import Desk
from bilingual.runners.replacing import made_of
from bilingual.runners.staging import clear
from bilingual.runners.unchanged import Unchanged
from bilingual.sources import DEFAULT_KEYS, read_document

GROUP = 20_000
"""Characters of posts that are translated together: enough for full batches, few enough to wait for and to keep in memory."""


Found = Document | Report | BilingualError
"""What a post is when it is read: what is to be translated, the report of files that need no change, or why it cannot be read."""


@dataclass(frozen=True, slots=True)
class OpenJob:
    """A job with what it names opened."""

    spec: JobSpec
    glossary: Glossary
    engine: Engine
    memory: Memory
    options: Options
    rewriting: Corrections
    """Slips that are put right in the Chinese columns too, as if the post had been written so."""
    unchanged: Unchanged

    @property
    def front_matter(self) -> Collection[str]:
        """The keys whose values are translated."""
        return DEFAULT_KEYS if self.spec.front_matter is None else frozenset(self.spec.front_matter)


def opened_memory(spec: JobSpec) -> Memory:
    """The memory that a job names. Raises `StoreError`."""
    return NullMemory() if spec.memory is None else open_memory(spec.memory)


def open_job(spec: JobSpec, watching: Progress, memory: Memory | None = None) -> OpenJob:
    """The engine, the memory and the glossary that a job names, or another memory. Raises `EngineError` and `StoreError`."""
    engine = engines.open_engine(spec.engine or None, spec.engine_table, watching.troubled, spec.effort)
    corrections = _corrections(spec)
    translator_slips = corrections if spec.corrected == "translator" else Corrections()
    options = Options(spec.variant, spec.glosses, translator_slips, frozenset(spec.off), spec.details)
    rewriting = corrections if spec.corrected == "text" else Corrections()
    memory = memory or opened_memory(spec)
    return OpenJob(spec, Glossary(spec.glossary), engine, memory, options, rewriting, Unchanged(spec, engine.info, memory))


def _corrections(spec: JobSpec) -> Corrections:
    if not spec.corrections:
        return Corrections()
    from bilingual.variants import simplified_characters

    return Corrections(spec.corrections, simplified_characters())


def run(spec: JobSpec, progress: Progress | None = None) -> Generator[Report]:
    """A report for each post, in order; a post that cannot be read, translated or written does not stop the others.

    Raises `EngineError` and `StoreError`: without its engine or its memory the batch cannot go on.
    """
    watching = progress or Progress()
    job = open_job(spec, watching)
    watching.opened(job_opening(job))
    swept(spec)
    with job.memory, Desk(spec) as desk:
        yield from reports(job, desk, watching)


def reports(job: OpenJob, desk: Desk, watching: Progress) -> Iterator[Report]:
    """A report for each post of an open job, whose files go to the desk."""
    outlook = Outlook(watching, sum(post.size for post in job.spec.posts))
    for group in _groups(job):
        outlook.has_read([post for post, _ in group])
        for report in _run_group(job, desk, group, replace(watching, expect=outlook.expect)):
            watching.written(1)
            yield report


@dataclass(slots=True)
class Outlook:
    """How many sentences are ahead, told from those of the posts read so far and from what all weigh."""

    watching: Progress
    unread: int
    """Bytes."""
    read: int = 0
    """Bytes."""
    expected: int = 0
    """Sentences of the posts read so far."""

    def has_read(self, posts: Sequence[Post]) -> None:
        """So much more is read; its sentences are about to be expected."""
        size = sum(post.size for post in posts)
        self.read, self.unread = self.read + size, max(0, self.unread - size)

    def expect(self, sentences: int) -> None:
        """There are so many sentences in what was read, and in proportion in what was not."""
        self.expected += sentences
        self.watching.expect(sentences)
        self.watching.ahead(self.expected * self.unread // max(1, self.read))


def swept(spec: JobSpec) -> None:
    """Takes away what killed commands left of files that they were writing: documents, glossaries, a memory put right."""
    for folder in spec.output.iterdir() if spec.output.is_dir() else ():
        clear(folder)
    memories = {spec.memory.parent} if spec.memory else set()
    for folder in memories | {Path(term.path).parent for term in spec.glossary if term.path}:
        sweep(folder)


def job_opening(job: OpenJob) -> Opening:
    """What those who watch are told of an open job."""
    info = job.engine.info
    return Opening(info.name, info.draft, info.forbids, info.remote, job.spec.memory)


def read_post(post: Post, glossary: Glossary, front_matter: Collection[str], rewriting: Corrections | None = None) -> Document:
    """The post, parsed: the names of speakers in its glossaries are known. Raises `DocumentError` where it cannot be read."""
    speakers = Glossary(post.terms).speakers() | glossary.speakers()
    read = partial(read_document, name=post.name, path=post.path, speakers=speakers, front_matter=front_matter, format=post.kind)
    document = read(post.read())
    if rewriting and rewriting.active:
        document = read(rewriting.source(document).encode(), format=document.format)
    return replace(document, terms=post.terms) if post.terms else document


def read_posts(job: OpenJob) -> Iterator[tuple[Post, Document | BilingualError]]:
    """Each post as it is read, or why it cannot be."""
    return ((post, _read(job, post)) for post in job.spec.posts)


def _read(job: OpenJob, post: Post) -> Document | BilingualError:
    try:
        with contained(post.path):
            return read_post(post, job.glossary, job.front_matter, job.rewriting)
    except BilingualError as error:
        return error


def _groups(job: OpenJob) -> Iterator[list[tuple[Post, Found]]]:
    group: list[tuple[Post, Found]] = []
    size, most = 0, 0 if job.engine.info.in_order else GROUP
    for post in job.spec.posts:
        found = job.unchanged.report(post) or _read(job, post)
        size += len(found.source) if isinstance(found, Document) else 0
        group.append((post, found))
        if size >= most:
            yield group
            group, size = [], 0
    if group:
        yield group


def _run_group(job: OpenJob, desk: Desk, group: Sequence[tuple[Post, Found]], progress: Progress) -> Iterator[Report]:
    started = time.monotonic()
    documents = [found for _, found in group if isinstance(found, Document)]
    results = iter(_translated(job, documents, progress))
    people = job.memory.human() if documents else ()
    share = (time.monotonic() - started) / max(1, sum(len(document.source) for document in documents))
    for post, found in group:
        result = next(results) if isinstance(found, Document) else found
        if isinstance(result, Translation):
            yield _finished(job, desk, post, result, people, share * len(result.document.source))
        elif isinstance(result, Report):
            progress.expect(result.segments)
            progress.done(result.segments)
            yield result
        else:
            yield Report(post.path, post.name, error=result)


def _translated(job: OpenJob, documents: Sequence[Document], progress: Progress) -> list[Translation | BilingualError]:
    """Together, so that they share sentences; one by one where one of them fails, to spare the others."""
    if not documents:
        return []
    from bilingual.pipeline import stages  # it loads everything that translates

    try:
        with contained(documents[0].path):
            return [
                *stages.translate(
                    documents,
                    glossary=job.glossary,
                    engine=job.engine,
                    memory=job.memory,
                    options=job.options,
                    progress=progress.done,
                    expect=progress.expect,
                )
            ]
    except (EngineError, StoreError):
        raise
    except BilingualError as error:
        if len(documents) == 1:
            return [error]
        return [result for document in documents for result in _translated(job, [document], progress)]


def _finished(job: OpenJob, desk: Desk, post: Post, result: Translation, people: Sequence[HumanEntry], seconds: float) -> Report:
    from bilingual.pipeline.earlier import with_earlier
    from bilingual.runners.outputs import made_outputs

    started = time.monotonic()
    spec, notices = job.spec, (*result.document.notices, *fuzzy.notices(result, people))
    try:
        with contained(post.path):
            beside = desk.beside(post.name, result.document)
            recorded = _as_any_run(result)
            recorded = recorded if beside.records is None else with_earlier(recorded, beside.records)
            export = replace(spec.export, base=beside.base, images=beside.images)
            outputs, refused = made_outputs(recorded, spec.formats_of(result.document), export)
            notices = (*notices, *beside.notices, *refused)
            files, standing = desk.put(post.name, outputs, made_of(recorded))
            if spec.export.site is not None:
                pages, told = desk.put_pages(post.name, recorded, spec.export.site)
                files, standing = (*files, *pages), (*standing, *told)
    except StoreError:
        raise
    except BilingualError as error:
        return Report(post.path, post.name, error=error, notices=notices)
    origins = Counter(unit.origin for unit in result.units)
    report = Report(
        post.path,
        post.name,
        outputs=files,
        segments=len(result.units),
        remembered=origins["memory"],
        human=sum(origins[origin] for origin in PEOPLES),
        machine=origins["machine"],
        events=sum(len(unit.locks) for unit in result.units),
        exact=sum(sum(unit.exact) for unit in result.units),
        flags=Counter(flag for unit in result.units for flag in unit.flags),
        flagged=sum(bool(unit.flags) for unit in result.units),
        seconds=seconds + time.monotonic() - started,
        signature=str(result.signature),
        notices=(*notices, *standing),
    )
    job.unchanged.remember(post, report, with_pictures=bool(beside.images or beside.notices))
    return report


def _as_any_run(result: Translation) -> Translation:
    """The post without a trace of earlier runs: whether a machine's sentence is new or remembered is for the report alone."""
    units = (replace(unit, origin="machine") if unit.origin == "memory" else unit for unit in result.units)
    return replace(result, units=tuple(units))
