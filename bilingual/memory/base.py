"""What a translation memory is: keys, entries, and what may be asked of a store of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Protocol, Self

from bilingual.memory.changes import Change
from bilingual.memory.people import HumanEntry
from bilingual.model import Comment, SegmentId


@dataclass(frozen=True, slots=True)
class MemoryKey:
    """What a translation depends on, and nothing else: change one of these and it is made again."""

    source: str
    """The sentence as the engine is given it, with its terms masked; stored in NFC."""
    engine: str
    """The signature of the engine: the same only for the same model and settings."""
    lock: str
    """The version of the lock's algorithm."""
    terms: str
    """The terms that matched in this sentence with their targets, as one canonical string."""

    def __post_init__(self) -> None:
        if not unicodedata.is_normalized("NFC", self.source):
            object.__setattr__(self, "source", unicodedata.normalize("NFC", self.source))


def now() -> str:
    """The time in UTC, to the second.

    >>> len(now())
    20
    """
    return in_utc(datetime.now(UTC))


def in_utc(time: datetime) -> str:
    """A time as the memory writes times, to the second.

    >>> in_utc(datetime.fromtimestamp(0, UTC))
    '1970-01-01T00:00:00Z'
    """
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Entry:
    """A machine's translation to be remembered. What people write is a `HumanEntry`."""

    key: MemoryKey
    target: str
    """What the caller wrote; the memory does not look inside."""
    strategy: str
    """How the terms were kept in it."""
    created: str = field(default_factory=now)
    """UTC, as `2025-10-01T08:30:00Z`."""


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a memory holds."""

    entries: int
    machine: int
    human: int
    engines: tuple[tuple[str, int], ...]
    """Each engine's signature and the number of its entries, most first."""
    size: int
    """Bytes on disk."""


class Memory(Protocol):
    """Where translations are kept between runs. A context manager; leaving it closes the store."""

    def get_many(self, keys: Sequence[MemoryKey]) -> dict[MemoryKey, Entry]:
        """The entries that there are for `keys`."""
        ...

    def put_many(self, entries: Iterable[Entry]) -> None:
        """Remember all of `entries` or, where that fails, none."""
        ...

    def human(self, sources: Sequence[str] | None = None) -> tuple[HumanEntry, ...]:
        """What people wrote and is in force, oldest first: for these sources, or all of it."""
        ...

    def comments(self, post: str) -> dict[SegmentId, tuple[Comment, ...]]:
        """What people wrote about the units of a post."""
        ...

    def changes(self) -> tuple[Change, ...]:
        """Every change by a person, the first one first, undone ones included."""
        ...

    def undone(self, post: str) -> tuple[int, ...]:
        """The numbers of the changes with texts of a post that are taken back."""
        ...

    def stats(self) -> Stats:
        """How much there is."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


class NullMemory:
    """Remembers nothing.

    >>> NullMemory().get_many([MemoryKey("你好", "engine", "1", "")])
    {}
    """

    def get_many(self, keys: Sequence[MemoryKey]) -> dict[MemoryKey, Entry]:
        """Nothing."""
        return {}

    def put_many(self, entries: Iterable[Entry]) -> None:
        """Forget them."""

    def human(self, sources: Sequence[str] | None = None) -> tuple[HumanEntry, ...]:
        """Nothing."""
        return ()

    def comments(self, post: str) -> dict[SegmentId, tuple[Comment, ...]]:
        """Nothing."""
        return {}

    def changes(self) -> tuple[Change, ...]:
        """Nothing."""
        return ()

    def undone(self, post: str) -> tuple[int, ...]:
        """Nothing."""
        return ()

    def stats(self) -> Stats:
        """Nothing there."""
        return Stats(0, 0, 0, (), 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        pass
