"""The translation memory: what was translated once is not translated again while nothing that it depends on has changed."""

from __future__ import annotations

from bilingual.memory.base import Entry, Memory, MemoryKey, NullMemory, Stats
from bilingual.memory.location import default_path
from bilingual.memory.people import Change, HumanEntry, chosen
from bilingual.memory.sqlite import SqliteMemory, open_memory

__all__ = [
    "Change", "Entry", "HumanEntry", "Memory", "MemoryKey", "NullMemory", "SqliteMemory", "Stats", "chosen", "default_path",
    "open_memory",
]  # fmt: skip
