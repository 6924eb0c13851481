"""The translation memory of a project: what people wrote, exchanged as TMX and taken back import by import."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import ImportFailed
from bilingual.memory import SqliteMemory, default_path, open_memory
from bilingual.memory.base import in_utc

if TYPE_CHECKING:
    from bilingual.formats.tmx.memory import TmxEntries
    from bilingual.memory import Change, HumanEntry, Stats, Swept
    from bilingual.project.settings import Settings


@dataclass(frozen=True, slots=True)
class MemoryContents:
    """What the memory holds."""

    path: Path
    stats: Stats
    changes: tuple[Change, ...]
    """Those that brought sentences, the first one first, undone ones included; commands of the glossary bring none."""
    entries: tuple[HumanEntry, ...]
    """The sentences by people that were asked for, oldest first."""


@dataclass(frozen=True, slots=True)
class MemoryImport:
    """What became of one TMX file."""

    file: Path
    found: TmxEntries
    change: Change | None
    """None where nothing was written."""

    @property
    def known(self) -> int:
        """Sentences that the memory had already."""
        return len(self.found.entries) - self.change.entries - len(self.change.older) if self.change else 0


def project_memory(settings: Settings) -> SqliteMemory:
    """The translation memory of a project; it need not exist yet. Raises `StoreError` where the file is none."""
    return open_memory(default_path(settings.root))


def user_name() -> str:
    """The user's name for the record: the environment's, else that of the account; empty where neither knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def memory_contents(settings: Settings, words: Sequence[str] = ()) -> MemoryContents:
    """How much the memory holds, its changes, and the sentences by people that hold one of `words`; all without any."""
    with project_memory(settings) as memory:
        entries = tuple(entry for entry in memory.human() if not words or holds_any(entry, words))
        changes = tuple(change for change in memory.changes() if change.kind != "glossary")
        return MemoryContents(memory.path, memory.stats(), changes, entries)


def holds_any(entry: HumanEntry, words: Sequence[str]) -> bool:
    """Whether one of the words stands in a sentence or its translation, in upper or lower case."""
    text = f"{entry.source}\n{entry.target}".casefold()
    return any(word.casefold() in text for word in words)


def memory_as_tmx(settings: Settings) -> tuple[bytes, int]:
    """What people wrote as a TMX file, and how many sentences that are."""
    from bilingual.formats.tmx.memory import write_tmx_memory

    with project_memory(settings) as memory:
        entries = memory.human()
    return write_tmx_memory(entries), len(entries)


def import_memory(
    files: Sequence[Path], settings: Settings, who: str | None = None, *, overwrite: bool = False, dry_run: bool = False
) -> list[MemoryImport]:
    """The sentences of TMX files, written as by people: each file one import. All are read before the first is taken.

    `who` wrote them where a file does not say, else the user. `overwrite` lets a file count where the memory has something
    newer. Raises `ImportFailed` for a file that cannot be read.
    """
    from bilingual.formats.tmx.memory import read_tmx_memory

    found = [(file, read_tmx_memory(_bytes(file), str(file))) for file in files]
    if dry_run:
        return [MemoryImport(file, read, None) for file, read in found]
    name = who or user_name()
    with project_memory(settings) as memory:
        return [
            MemoryImport(
                file, read, memory.write_human(read.entries, file=file.name, who=name, overwrite=overwrite, kind="memory")
            )
            for file, read in found
        ]


def sweep_memory(settings: Settings, days: int, *, dry_run: bool = False) -> Swept:
    """Takes away what has not counted for so many days: what was undone, written over, or lost against another text."""
    date = in_utc(datetime.now(UTC) - timedelta(days=days))
    with project_memory(settings) as memory:
        return memory.sweep(date, dry_run=dry_run)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ImportFailed(f"The file cannot be read ({error.strerror}).", "Check the name.", path=str(file)) from error
