"""Finished posts and edited files under check: which records belong to each, and what is found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from bilingual.checks.post import CheckReport, check_edit, check_records
from bilingual.checks.registry import CHECKS, diagnostic
from bilingual.errors import BilingualError, ImportFailed, UsageError, contained
from bilingual.formats.json.cutting import cut_notice
from bilingual.formats.registry import format_named, read_edited
from bilingual.model import Diagnostic, Document, Translation
from bilingual.office.word import is_made_here
from bilingual.project.inputs import named_posts, settled_names
from bilingual.project.memories import project_memory
from bilingual.project.people_now import as_people_have_it
from bilingual.project.settings import Settings, split_list
from bilingual.revision.untouched import restore_untouched
from bilingual.runners import Post, records
from bilingual.sources import post_suffixes


def check_files(
    files: Sequence[str], folder: Path, settings: Settings, off: frozenset[str] = frozenset()
) -> Iterator[CheckReport | BilingualError]:
    """A report for each file, or why it cannot be checked; `off` are checks that are left out.

    A file is a post, whose records a run wrote into `folder`; records; or a document beside its records, after editing.
    A folder that runs write to means all the records in it. Records are checked with what people wrote since.
    """
    if not files:
        raise UsageError("Nothing is named.", "Name posts, records (.json) or edited documents.")
    names = [name for given in files for name in (_records_in(Path(given)) or [given])]
    posts = [name for name in names if not _is_finished(name)]
    for name in names:
        if name not in posts:
            yield _guarded(partial(_check_file, Path(name), settings, off), off)
    for post in settled_names(named_posts(posts), folder) if posts else ():
        yield _guarded(partial(_check_post, post, folder, settings, off), off)


def left_out(settings: Settings, off: Sequence[str] = (), only: Sequence[str] = ()) -> frozenset[str]:
    """The checks that are left out: by flags, else by the settings. `UsageError` for one that there is not."""
    configured = settings.get("check.off", [])
    without, wanted = split_list(off), split_list(only)
    for names, path in ((without, None), (wanted, None), (configured, settings.files.get("check.off"))):
        if unknown := next((name for name in names if name not in CHECKS), None):
            raise UsageError(f"There is no check “{unknown}”.", f"There are: {', '.join(CHECKS)}.", path=path)
    if wanted:
        return frozenset(CHECKS) - {*wanted} | {*without}
    return frozenset((*without, *configured))


def _records_in(folder: Path) -> list[str]:
    """The records in a folder that runs write to, or in that of one post."""
    if not folder.is_dir():
        return []
    places = [folder, *(place for place in folder.iterdir() if place.is_dir())]
    found = (place / f"{place.absolute().name}.json" for place in places)
    return sorted(str(file) for file in found if records.has_records(file))


def _is_finished(name: str) -> bool:
    path = Path(name)
    suffix = path.suffix.lower()
    return (
        suffix not in ("", *post_suffixes()) or records.post_stem(path) != path.stem or (suffix == ".docx" and is_made_here(path))
    )


def _guarded(check: Callable[[], CheckReport], off: frozenset[str]) -> CheckReport | BilingualError:
    try:
        with contained():
            return check()
    except (records.NoRecords, _NotBeside) as error:
        path = error.path or ""
        missing = diagnostic("records", error.fact, error.remedy, path)
        return CheckReport(path, diagnostics=() if "records" in off else (missing,))
    except BilingualError as error:
        return error


class _NotBeside(ImportFailed):
    """A document stands where there are no records."""


def _check_post(post: Post, folder: Path, settings: Settings, off: frozenset[str]) -> CheckReport:
    data = post.read()
    file = records.records_path(post.name, folder)
    if not records.has_records(file):
        raise records.NoRecords(post.path, file)
    result = records.load_records(file)
    return _checked_now(result, post.path, settings, off, records.reread(result, data, post.path))


def _check_file(path: Path, settings: Settings, off: frozenset[str]) -> CheckReport:
    if path.suffix.lower() == ".json":
        result = records.load_records(path)
        post = result.document.path
        return _checked_now(result, post if post and Path(post).is_file() else str(path), settings, off)
    file = records.records_beside(path)
    if path.is_file() and not records.has_records(file):
        fact = f"Its records are not beside it at {records.display_path(file)}."
        remedy = "Put it into the folder that the run wrote. Where there are none, make them: translate run POST --format json."
        raise _NotBeside(fact, remedy, path=str(path))
    edited = read_edited(records.read_file(path), str(path))
    result = records.load_records(file)
    if format_named(edited.format).rewritten:
        edited = restore_untouched(result, edited)
    return _told(result, check_edit(result, edited, str(path), off))


def _checked_now(
    result: Translation, path: str, settings: Settings, off: frozenset[str], post: Document | None = None
) -> CheckReport:
    """The records of a post under check, with what people wrote since."""
    with project_memory(settings) as memory:
        now, notices = as_people_have_it(result, memory, settings)
    return _told(result, check_records(now, path, off, post=post), notices)


def _told(result: Translation, report: CheckReport, notices: Sequence[Diagnostic] = ()) -> CheckReport:
    """The report with what a person should know of the records."""
    notice = cut_notice(result.document)
    return replace(report, notices=(*([] if notice is None else [notice]), *notices))
