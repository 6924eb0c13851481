"""`--dry-run`: what a run would do, read from the posts and the memory; nothing is translated or written."""

from __future__ import annotations

from typing import Any

from bilingual.cli.console import stdout
from bilingual.cli.summary import counted, error_object, folder_shown, notice_objects, print_problems
from bilingual.errors import BilingualError
from bilingual.locking.locked_translation import LockedTranslator
from bilingual.locking.masking import lock_count
from bilingual.locking.strategies import without_engine
from bilingual.model import Document
from bilingual.pipeline import human_edits
from bilingual.pipeline.plan import planned, sentences_of
from bilingual.runners.local import Job, Report, read


def plan(job: Job, *, quiet: bool) -> tuple[list[dict[str, Any]], bool]:
    """For each post its segments, its lock events, and how many sentences are new to the memory; whether any failed."""
    rows: list[dict[str, Any]] = []
    failed = False
    with job.memory:
        for post in job.posts:
            try:
                document = read(post, job)
            except BilingualError as error:
                report = Report(post.path, post.name, error=error)
                rows.append({"post": post.path, "name": post.name, "error": error_object(error)})
            else:
                report = Report(post.path, post.name, notices=document.notices)
                rows.append(_planned(job, document))
            print_problems(report, quiet=quiet)
            failed |= report.failed
    return rows, failed


def print_plan(rows: list[dict[str, Any]]) -> None:
    """A line a post, for people."""
    for row in rows:
        if row["error"] is None:
            said = (counted(row[key], one) for key, one in (("segments", "segment"), ("locks", "lock event")))
            new = f"{row['new']} of {counted(row['sentences'], 'sentence')} to translate"
            folder = folder_shown(row["folder"])
            stdout().print(f"{row['post']}: {', '.join(said)}, {new}; would write to {folder}", soft_wrap=True)


def _planned(job: Job, document: Document) -> dict[str, Any]:
    own = planned(document, job.glossary, job.options, keeps_names=bool(job.engine.info.slots))
    ladder = LockedTranslator(job.engine, job.memory)
    (written,) = human_edits.written([own], job.memory)
    wanted = {ladder.key(s): s for s in sentences_of(human_edits.without(own, written))}
    open_ = [key for key, sentence in wanted.items() if not without_engine(sentence).template]
    return {
        "post": document.path,
        "name": document.name,
        "folder": str((job.output / document.name).absolute()),
        "segments": sum(map(len, own.segments.values())),
        "locks": sum(map(lock_count, own.masked.values())),
        "sentences": len(wanted),
        "new": len(open_) - len(job.memory.get_many(open_)),
        "notices": notice_objects(document.notices),
        "error": None,
    }
