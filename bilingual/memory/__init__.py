"""The translation memory: what was translated once is not translated again while nothing that it depends on has changed."""

from __future__ import annotations

from bilingual.memory.base import Entry, Memory, MemoryKey, NullMemory, Stats
from bilingual.memory.changes import Change, ChangeKind
from bilingual.memory.comments import PlacedComment
from bilingual.memory.location import default_path
from bilingual.memory.opening import MemoryBarred, MemorySaved
from bilingual.memory.outputs import MadeOf
from bilingual.memory.people import DOUBTFUL, DRAFT, HumanEntry, chosen
from bilingual.memory.sqlite import SqliteMemory, open_memory
from bilingual.memory.sweeping import Swept
from bilingual.memory.terms import TermEdit

__all__ = [
    "DOUBTFUL", "DRAFT", "Change", "ChangeKind", "Entry", "HumanEntry", "MadeOf", "Memory", "MemoryBarred", "MemoryKey",
    "MemorySaved", "NullMemory", "PlacedComment", "SqliteMemory", "Stats", "Swept", "TermEdit", "chosen", "default_path",
    "open_memory",
]  # fmt: skip
