"""A post's files in place of those that stand there: only what this program wrote, or has taken in whole, is replaced.

What a person changed since is told and left. A file is known by what is in it (`bilingual.memory.outputs`); one from before that
was remembered counts as changed where it says something else than the records do.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from glob import escape
from pathlib import Path

from bilingual.errors import BilingualError, ExportError, StoreError
from bilingual.files import write_whole
from bilingual.formats.common.languages import TAGS
from bilingual.formats.registry import format_named, format_of_file, read_edited
from bilingual.memory import MadeOf, MemorySaved, SqliteMemory, open_memory
from bilingual.memory.location import PROJECT_FILE
from bilingual.model import Diagnostic, Output, Translation, join
from bilingual.pipeline.earlier import digest
from bilingual.runners import JobSpec
from bilingual.runners.files import as_export_error, check_output_folder, write_outputs
from bilingual.runners.records import display_path, has_records, load_records, with_file
from bilingual.runners.staging import COPIES, settle

READ_ONLY = "read-only"
"""What is said of a file that somebody made so."""
RENEW_IT = "Renew it by the --format and --layout that made it, or delete it."
RENEW_THEM = "Renew them by the --format and --layout that made them, or delete them."
RECORDS = ".json"
"""The ending of records: they are the program's own and must fit the documents, so they are replaced, and a copy is kept."""


@dataclass(frozen=True, slots=True)
class Replacing:
    """Where it is remembered what was written, and what may be done with files that a person changed."""

    store: Path | None = None
    """The memory's file."""
    root: Path = field(default_factory=Path)
    """The project's folder: the names of files are remembered from here."""
    overwrite: bool = False
    """Whether changed files are replaced; a dated copy of each stays."""
    sparing: bool = False
    """Whether the memory's file is not made for this, and not needed where it is not sound."""
    within: Path | None = None
    """The folder that a link to a folder may not lead out of."""
    per_language: bool = False
    """Whether posts in one language are written too."""

    @classmethod
    def of_job(cls, spec: JobSpec) -> Replacing:
        """What a run may do."""
        languages = spec.export.layout == "per-language"
        return cls(spec.written, spec.root, spec.overwrite, spec.memory is None, spec.output, languages)

    def opened(self) -> AbstractContextManager[SqliteMemory | None]:
        """The memory. Raises `StoreError` where it is not sound."""
        try:
            return open_memory(self.store) if self.store and (self.store.exists() or not self.sparing) else nullcontext()
        except StoreError as error:
            if self.sparing and not isinstance(error, MemorySaved):
                return nullcontext()
            raise


class OutputChanged(ExportError):
    """A person changed a file that was to be replaced; nothing of its post was written."""


def replace_outputs(
    folder: Path,
    name: str,
    outputs: Sequence[Output],
    records: Path,
    replacing: Replacing,
    memory: SqliteMemory | None,
    text: MadeOf = MadeOf(),  # noqa: B008 - frozen
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Writes a post's files, all of them or none, and gives where they are and what a person should know of those there.

    `records` is what the files there were made from, `text` what `outputs` are made of, `memory` that which `replacing` opens.
    Raises `OutputChanged` where a person changed one, or put a link in its place; `ExportError` where they cannot be written.
    """
    check_place(folder, replacing.within)
    settle(folder)
    files = [folder / f"{name}{output.suffix}" for output in outputs]
    with as_export_error(folder):
        standing = _Standing(memory, replacing, records)
        changed = standing.checked(files)
        notices = (*standing.notices(files), *standing.older(files, text))
        copies = _copied([*changed], folder) if changed else ()
        if memory is not None:  # before they are written: whoever is killed in between has written nothing unknown
            contents = zip(files, (output.data for output in outputs), strict=True)
            memory.remember_files({remembered_name(file, replacing.root): data for file, data in contents}, text)
        written = write_outputs(folder, name, outputs)
    return written, (*copies, *notices)


def check_place(folder: Path, within: Path | None) -> None:
    """Raises `ExportError` where a folder cannot be made, or is a link that leads out of the one that it should be in."""
    check_output_folder(folder)
    if within and not folder.resolve().is_relative_to(within.resolve()):
        fact = f"The folder is a link that leads out of {display_path(within)}: to {display_path(folder.resolve())}."
        raise ExportError(fact, "Take the link away, or choose another folder with -o.", path=str(folder))


def check_outputs(
    folder: Path, name: str, formats: Sequence[str], records: Path, replacing: Replacing, memory: SqliteMemory | None
) -> None:
    """Raises what `replace_outputs` would for the files there, by the memory that `replacing` opens; nothing is written."""
    check_place(folder, replacing.within)
    wanted = [format_named(format) for format in formats]
    files = [folder / f"{name}{format.ending or f'.{format.name}'}" for format in wanted]
    if replacing.per_language and any(format.per_language for format in wanted):
        files += [file for tag in TAGS.values() for file in folder.glob(f"{escape(name)}.{tag}.*")]
    with as_export_error(folder):
        _Standing(memory, replacing, records).checked(files)


def remembered_name(file: Path, root: Path) -> str:
    """What a file is called in the memory: from the project's folder where the project has a memory of its own.

    A memory that the user's projects share must tell their files apart: there, a file has its whole path.

    >>> remembered_name(Path("/site/outputs/talk/talk.md"), Path("/site"))
    '/site/outputs/talk/talk.md'
    """
    whole, top = Path(os.path.abspath(file)), Path(os.path.abspath(root))
    shared = not (top / PROJECT_FILE).is_file()
    return (whole if shared or not whole.is_relative_to(top) else whole.relative_to(top)).as_posix()


@dataclass(frozen=True, slots=True)
class _Standing:
    """What stands where a post's files go."""

    memory: SqliteMemory | None
    replacing: Replacing
    records: Path

    def checked(self, files: Sequence[Path]) -> dict[Path, str]:
        """What a person changed in files that may be replaced all the same. Raises `ExportError` where one may not be."""
        changed = {file: words for file in files if (words := self.changed(file))}
        refused = {file: words for file, words in changed.items() if file.suffix != RECORDS or is_read_only(file)}
        if refused and not self.replacing.overwrite:
            raise _refusal(refused)
        return changed

    def changed(self, file: Path) -> str:
        """What a person changed in a file, in a few words; nothing where it may be replaced."""
        if file.is_symlink():
            return f"a link to {display_path(file.resolve())}"
        if not file.is_file():
            return ""
        if is_read_only(file):
            return READ_ONLY
        data = file.read_bytes()
        if self.memory and self.memory.knows_file(data):
            return ""
        return self._in_short(file, data, remembered=self._was_written(file))

    def _in_short(self, file: Path, data: bytes, *, remembered: bool) -> str:
        """The rows and words that differ from the records. Of a file that is not remembered only a difference is believed."""
        from bilingual.revision.compare import compare_edited  # it loads every reader
        from bilingual.revision.words import count_changed_words

        if not is_readable(file):
            return "it cannot be told what" if remembered else ""
        if not has_records(self.records):
            return "without records it cannot be told what"
        try:
            edited = read_edited(data, str(file))
            found = compare_edited(with_file(load_records(self.records)), edited, str(file))
        except BilingualError as error:
            return error.fact.rstrip(".")
        rows = len({difference.row.id for difference in found.differences})
        rows += len(found.rows.merged) + len(found.rows.deleted) + len(found.rows.unknown) + len(found.rows.moved)
        words = sum(count_changed_words(difference.before, difference.after) for difference in found.differences)
        if rows:
            return f"{rows} row{'s' if rows > 1 else ''}, {words} word{'' if words == 1 else 's'}"
        return "its looks only" if remembered else ""

    def notices(self, files: Sequence[Path]) -> Iterator[Diagnostic]:
        """Files that were written before and stand under another name now, or nowhere."""
        if self.memory is None or not any(file.exists() for file in files):
            return
        for file in files:
            if not file.exists() and self._was_written(file):
                others = (
                    other for other in sorted(file.parent.glob(f"*{file.suffix}")) if other not in files and other.is_file()
                )
                now = next((other for other in others if self.memory.knows_file(other.read_bytes())), None)
                called = f"{display_path(file)} is called {display_path(now)} now, which stays." if now else ""
                fact = called or f"{display_path(file)} was deleted since."
                yield Diagnostic("output", fact, "It is written anew.", line=1, severity="note")
        for file in self._other_languages(files):
            fact = f"{display_path(file)} is of an earlier run; this one makes no post in its language."
            yield Diagnostic("output", fact, "Delete it, or ask for the language again.", line=1, severity="note")

    def _other_languages(self, files: Sequence[Path]) -> Iterator[Path]:
        """Posts in one language that a run wrote beside those that are written now."""
        languages = [f".{tag}" for tag in TAGS.values()]
        written = [(file, Path(file.stem)) for file in files if Path(file.stem).suffix in languages]
        others = dict.fromkeys(
            file.with_name(f"{stem.stem}{language}{file.suffix}") for file, stem in written for language in languages
        )
        return (file for file in others if file not in files and file.is_file() and self._was_written(file))

    def older(self, files: Sequence[Path], text: MadeOf) -> Iterator[Diagnostic]:
        """Files of the post that an earlier run or export wrote, and that lack what its text says now."""
        beside = sorted(files[0].parent.glob(f"{escape(text.post)}.*")) if files and text.post else ()
        others = (file for file in beside if file not in files and file.suffix != RECORDS)
        found = [display_path(file) for file in others if self._is_older(file, text)]
        if found:
            fact = f"{', '.join(found)} {'is' if len(found) == 1 else 'are'} older than the text."
            yield Diagnostic("output", fact, RENEW_IT if len(found) == 1 else RENEW_THEM, line=1, severity="note")

    def _is_older(self, file: Path, text: MadeOf) -> bool:
        """Whether a file was made of other texts; a post in one language, whether of others in that language."""
        if self.memory is None or not file.is_file():
            return False
        was = self.memory.file_made_of(remembered_name(file, self.replacing.root), file.read_bytes())
        if was is None or was.post != text.post:
            return False
        pairs = zip(TAGS.values(), was.text.split(), text.text.split(), strict=True)
        languages = {Path(file.stem).suffix.removeprefix(".")} & {*TAGS.values()} or {*TAGS.values()}
        return any(before != now for tag, before, now in pairs if tag in languages)

    def _was_written(self, file: Path) -> bool:
        """Whether the memory knows a file by its name."""
        return self.memory is not None and self.memory.has_written(remembered_name(file, self.replacing.root))


def made_of(result: Translation) -> MadeOf:
    """What the documents of a post are made of: a digest of the texts of each column, in the order of the languages."""
    texts = (digest("\n".join(join(getattr(unit, column)) for unit in result.units), column) for column in TAGS)
    return MadeOf(result.document.name, " ".join(texts))


def is_read_only(file: Path) -> bool:
    """Whether somebody took away the right to write to a file: it may not be replaced by another one either."""
    return not file.lstat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def is_readable(file: Path) -> bool:
    """Whether a file can be imported, by its name."""
    try:
        return format_of_file(str(file)) is not None
    except BilingualError:
        return False


def can_be_imported(file: Path) -> bool:
    """Whether a file can be read back: what is named like a document may be a post in one language, or damaged."""
    try:
        read_edited(file.read_bytes(), str(file))
    except (BilingualError, FileNotFoundError, IsADirectoryError):
        return False
    return True


def _refusal(changed: dict[Path, str]) -> OutputChanged:
    edited = [f"{display_path(file)} ({words})" for file, words in changed.items() if words != READ_ONLY]
    barred = [display_path(file) for file, words in changed.items() if words == READ_ONLY]
    told = [f"Changed since it was written: {', '.join(edited)}." if edited else ""]
    told += [f"Read-only: {', '.join(barred)}." if barred else "", "No file of this post is replaced."]
    fact = " ".join(filter(None, told))
    left = {display_path(file): can_be_imported(file) for file, words in changed.items() if words != READ_ONLY}
    readable, others = ([name for name, can in left.items() if can is wanted] for wanted in (True, False))
    take = f"To take the changes: translate import {' '.join(readable)}. " if readable else ""
    take += f"What was changed in {', '.join(others)} cannot be imported; to keep it, move it away. " if others else ""
    return OutputChanged(fact, f"{take}To replace what is there and keep a dated copy: --overwrite. To write elsewhere: -o DIR.")


def _copied(files: Sequence[Path], folder: Path) -> tuple[Diagnostic, ...]:
    """Copies of the files in a folder of this time; links are moved there."""
    place = folder / COPIES / datetime.now().strftime("%Y-%m-%d %H.%M.%S")
    write_whole([(place / file.name, file.read_bytes()) for file in files if not file.is_symlink()])
    for link in (file for file in files if file.is_symlink()):
        place.mkdir(parents=True, exist_ok=True)
        link.rename(place / link.name)
    told = [display_path(place / file.name) for file in files]
    return (Diagnostic("output", f"What was changed is kept: {', '.join(told)}.", "", line=1, severity="note"),)
