"""A batch on this machine: posts read, translated in groups, and each written as soon as its group is done."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from bilingual.engines.base import Engine
from bilingual.errors import BilingualError, DocumentError, EngineError, StoreError, StructureChanged
from bilingual.glossary.corrections import Corrections
from bilingual.glossary.termbase import Glossary, Shadow
from bilingual.memory import HumanEntry, Memory, fuzzy
from bilingual.model import Diagnostic, Document, ExportOptions, Output, Term, Translation, join
from bilingual.pipeline import stages
from bilingual.pipeline.earlier import with_earlier
from bilingual.pipeline.plan import Options
from bilingual.runners.files import base, write
from bilingual.runners.images import images
from bilingual.runners.records import of_post
from bilingual.sources import DEFAULT_KEYS, decode, parse

GROUP = 500_000
"""Characters of posts that are translated together: enough to share sentences, few enough to keep in memory."""

PLAIN = frozenset({"md", "json", "xliff", "tmx", "csv", "xlsx"})
"""Formats that name pictures and carry none along."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post to be translated: where it is read from, and what its files are called."""

    path: str
    """As the user named it; `-` for standard input."""
    name: str
    """Unique in the batch."""
    read: Callable[[], bytes]
    terms: tuple[Term, ...] = ()
    """The rows of the glossaries beside it, which count for it alone."""


@dataclass(frozen=True, slots=True)
class Job:
    """A batch and everything it needs."""

    posts: tuple[Post, ...]
    glossary: Glossary
    engine: Engine
    memory: Memory
    output: Path
    formats: tuple[str, ...] = ("md", "docx", "json")
    export: ExportOptions = field(default_factory=ExportOptions)
    options: Options = field(default_factory=Options)
    front_matter: Collection[str] = DEFAULT_KEYS
    root: Path = field(default_factory=Path)
    """Below which pictures of the posts may lie, besides their own folders."""
    hidden: tuple[Shadow, ...] = ()
    """The glossaries' rows that do not count, because a nearer file has the same term."""
    rewriting: Corrections = field(default_factory=Corrections)
    """Slips that are put right in the Chinese columns too, as if the post had been written so."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one post."""

    path: str
    name: str
    outputs: tuple[Path, ...] = ()
    segments: int = 0
    remembered: int = 0
    """Segments whose translation came from the memory."""
    human: int = 0
    """Segments whose English a person wrote."""
    machine: int = 0
    """Segments that the engine translated in this run."""
    events: int = 0
    """Lock events."""
    exact: int = 0
    """Lock events whose target stands at its span, byte for byte, in what was written."""
    flags: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    signature: str = ""
    notices: tuple[Diagnostic, ...] = ()
    error: BilingualError | None = None
    """Why there is no output, if there is none."""

    @property
    def failed(self) -> bool:
        """Whether the post, or a part of it, is not translated."""
        return self.error is not None or any(notice.problem for notice in self.notices)


@dataclass(slots=True)
class Progress:
    """Callbacks for whoever watches; each does nothing by default."""

    expect: Callable[[int], None] = lambda sentences: None
    done: Callable[[int], None] = lambda sentences: None
    written: Callable[[int], None] = lambda posts: None


def run(job: Job, progress: Progress | None = None) -> Iterator[Report]:
    """A report for each post, in order; a post that cannot be read, translated or written does not stop the others.

    Raises `EngineError` and `StoreError`: without its engine or its memory the batch cannot go on.
    """
    watching = progress or Progress()
    for group in _groups(job):
        for report in _run_group(job, group, watching):
            watching.written(1)
            yield report


def read(post: Post, job: Job) -> Document:
    """The post, parsed. Raises `DocumentError` where it cannot be read."""
    try:
        data = post.read()
    except OSError as error:
        fact = f"The post cannot be read: {error.strerror or error}."
        raise DocumentError(fact, "Check the name and the rights of the file.", path=post.path) from error
    text, _ = decode(data, post.path)
    speakers = Glossary(post.terms).speakers() | job.glossary.speakers()
    read = partial(parse, name=post.name, path=post.path, speakers=speakers, front_matter=job.front_matter)
    document = read(text)
    if job.rewriting.active:
        document = read(job.rewriting.source(document))
    return replace(document, terms=post.terms) if post.terms else document


def _groups(job: Job) -> Iterator[list[tuple[Post, Document | BilingualError]]]:
    group: list[tuple[Post, Document | BilingualError]] = []
    size = 0
    for post in job.posts:
        found = _read(post, job)
        size += len(found.source) if isinstance(found, Document) else 0
        group.append((post, found))
        if size >= GROUP:
            yield group
            group, size = [], 0
    if group:
        yield group


def _read(post: Post, job: Job) -> Document | BilingualError:
    try:
        return read(post, job)
    except BilingualError as error:
        return error


def _run_group(job: Job, group: Sequence[tuple[Post, Document | BilingualError]], progress: Progress) -> Iterator[Report]:
    started = time.monotonic()
    documents = [found for _, found in group if isinstance(found, Document)]
    results = iter(_translated(job, documents, progress))
    people = job.memory.human() if documents else ()
    share = (time.monotonic() - started) / max(1, sum(len(document.source) for document in documents))
    for post, found in group:
        result = next(results) if isinstance(found, Document) else found
        if isinstance(result, Translation):
            yield _written(job, post, result, people, share * len(result.document.source))
        else:
            yield Report(post.path, post.name, error=result)


def _translated(job: Job, documents: Sequence[Document], progress: Progress) -> list[Translation | BilingualError]:
    """Together, so that they share sentences; one by one where one of them fails, to spare the others."""
    try:
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
        return [own for document in documents for own in _translated(job, [document], progress)]


def _written(job: Job, post: Post, result: Translation, people: Sequence[HumanEntry], seconds: float) -> Report:
    started = time.monotonic()
    notices = (*result.document.notices, *fuzzy.notices(result, people))
    try:
        folder = job.output / post.name
        result = _with_earlier(result, of_post(post.name, job.output))
        made, refused = outputs(result, job.formats, replace(job.export, base=base(result.document.path, folder)), job.root)
        notices = (*notices, *refused)
        files = write(folder, post.name, made)
    except BilingualError as error:
        return Report(post.path, post.name, error=error, notices=notices)
    locks = [(row, lock) for row in result.rows for lock in row.locks]
    origins = Counter(row.origin for row in result.rows)
    return Report(
        post.path,
        post.name,
        outputs=files,
        segments=len(result.rows),
        remembered=origins["memory"],
        human=origins["human"],
        machine=origins["machine"],
        events=len(locks),
        exact=sum(join(row.en)[slice(*lock.span)] == lock.target for row, lock in locks),
        flags=Counter(flag for row in result.rows for flag in row.flags),
        seconds=seconds + time.monotonic() - started,
        signature=str(result.signature),
        notices=notices,
    )


def _with_earlier(result: Translation, records: Path) -> Translation:
    """The post with what its rows said before, as the records say that it is about to replace."""
    try:
        return with_earlier(result, records.read_bytes())
    except OSError:
        return result


def outputs(
    result: Translation, formats: Sequence[str], export: ExportOptions, root: Path
) -> tuple[list[Output], tuple[Diagnostic, ...]]:
    """The post's files; a post per language that would be mangled is left out and said, the others are made.

    Pictures are looked for beside the post and below `root`.
    """
    per_language = export.layout == "per-language"
    carry = not PLAIN.issuperset(formats)
    pictures, notices = images(result.document, root) if carry else ({}, ())
    options = replace(export, layout="side-by-side" if per_language else export.layout, images=pictures)
    made = [output for kind in formats for output in stages.export(result, kind, options)]
    try:
        return [*made, *(stages.posts(result) if per_language and "md" in formats else ())], notices
    except StructureChanged as error:
        return made, (*notices, Diagnostic("structure", error.fact, error.remedy, line=error.line or 1))
