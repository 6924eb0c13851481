"""Finished posts in further formats, from their records; nothing is translated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import BilingualError, contained
from bilingual.formats.common.sheets import CONFLICTS_BETWEEN, conflict_line
from bilingual.formats.json.cutting import cut_notice
from bilingual.formats.registry import format_named, format_names, usual_formats
from bilingual.memory import default_path
from bilingual.model import Diagnostic, SegmentId
from bilingual.project.inputs import named_posts, settled_names
from bilingual.project.jobs import Request, export_options, formats, named_folder, output_folder
from bilingual.project.memories import project_memory
from bilingual.project.people_now import as_people_have_it
from bilingual.runners import files, records
from bilingual.runners.outputs import made_outputs, pictures
from bilingual.runners.replacing import Replacing, made_of, replace_outputs
from bilingual.runners.sites import write_pages

if TYPE_CHECKING:
    from bilingual.model import Translation
    from bilingual.runners import Post


NO_CONFLICTS = Diagnostic("output", "No text waits for a decision.", "The column of conflicts is empty.", line=1, severity="note")


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of one post."""

    post: str
    """As the user named it."""
    path: str = ""
    """The post's file, whose lines the notices name; empty where its records do not say it."""
    files: tuple[Path, ...] = ()
    stale: str = ""
    """The post's file, where it has changed since its records were made."""
    notices: tuple[Diagnostic, ...] = ()
    error: BilingualError | None = None

    @property
    def failed(self) -> bool:
        """Whether nothing was written, or not the post as it is now."""
        failed = self.error is not None and self.error.is_failure
        return bool(failed or self.stale or any(notice.problem for notice in self.notices))


def export_posts(names: Sequence[str], request: Request, folder: Path | None = None) -> Iterator[Exported]:
    """The posts, written into `folder`, else where their records are; a post that cannot be written does not stop the others.

    What is asked for wrongly is refused before anything is written: `UsageError`, `ExportError`.
    """
    export_options(request, "tw")
    wanted = formats(request)
    if request.value("conflicts", False) and not any(format_named(name).has_conflicts for name in wanted):
        having = ", ".join(name for name in format_names() if format_named(name).has_conflicts)
        raise request.error("conflicts", f"There is no column of conflicts in {', '.join(wanted)}.", f"There is in {having}.")
    return _each(names, wanted, request, named_folder(folder) if folder else None)


def _each(names: Sequence[str], wanted: Sequence[str], request: Request, folder: Path | None) -> Iterator[Exported]:
    for name, file in records_of(names, output_folder(replace(request, flags={}))):
        try:
            if isinstance(file, BilingualError):
                raise file
            with contained(name):
                exported = _written(name, file, wanted, request, folder)
            yield exported
        except BilingualError as error:
            yield Exported(name, error=error)


def records_of(names: Sequence[str], folder: Path) -> Iterator[tuple[str, Path | BilingualError]]:
    """For each post, records or folder of a run, as the user named it: where its records are, or why there are none."""
    posts: list[str] = []
    for name in names:
        path = Path(name)
        if path.suffix.lower() == ".json":
            yield name, path
        elif records.has_records(path / f"{path.absolute().name}.json"):
            yield name, path / f"{path.absolute().name}.json"
        else:
            posts.append(name)
    for post in settled_names(named_posts(posts), folder) if posts else ():
        file = records.records_path(post.name, folder)
        yield post.path, file if records.has_records(file) else _missing(post, file)


def _missing(post: Post, file: Path) -> BilingualError:
    """Why there are no records of a post: it is not there itself, or was never translated."""
    try:
        post.read()
    except BilingualError as error:
        return error
    return records.NoRecords(post.path, file)


def _written(name: str, file: Path, wanted: Sequence[str], request: Request, named: Path | None) -> Exported:
    """One post in the formats that are wanted, in those that a run writes where none are."""
    result, conflicts, notices_of_people = _with_conflicts(records.load_records(file), request)
    folder = named or file.parent
    options, wanted = export_options(request, result.signature.variant), wanted or usual_formats(result.document.format)
    images, missing = pictures(result.document, wanted, request.settings.root)
    base = files.base_address(result.document.path, folder)
    outputs, notices = made_outputs(result, wanted, replace(options, base=base, conflicts=conflicts, images=images))
    within = None if named else folder.parent
    replacing = Replacing(
        default_path(request.settings.root), request.settings.root, request.value("overwrite", False), within=within
    )
    with replacing.opened() as memory:
        post, text = result.document.name, made_of(result)
        written, standing = replace_outputs(folder, post, outputs, file, replacing, memory, text)
        if options.site is not None and named is None:
            pages, told_of_pages = write_pages(result, options.site, options.columns, file, replacing, memory)
            written, standing = (*written, *pages), (*standing, *told_of_pages)
    stale = result.document.path if records.has_changed_since(result) else ""
    notice = cut_notice(result.document)
    told = (*([] if notice is None else [notice]), *notices_of_people, *missing, *notices, *standing)
    return Exported(name, result.document.path, written, stale, told)


def _with_conflicts(
    result: Translation, request: Request
) -> tuple[Translation, dict[SegmentId, str] | None, tuple[Diagnostic, ...]]:
    """The post with the texts that count now, the conflicts that are asked for, and what a person should know."""
    asked = request.value("conflicts", False)
    with project_memory(request.settings) as memory:
        now, notices = as_people_have_it(result, memory, request.settings)
        lost = memory.waiting(result.document.name) if asked else ()
    texts: dict[SegmentId, list[str]] = {}
    for entry in lost:
        texts.setdefault(entry.segment, []).append(conflict_line(entry))
    conflicts = {row: CONFLICTS_BETWEEN.join(of_row) for row, of_row in texts.items()} if asked else None
    return now, conflicts, (*notices, *([NO_CONFLICTS] if conflicts == {} else ()))
