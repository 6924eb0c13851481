"""A damaged memory: a copy of it is kept, and what can still be read of it becomes a new memory in its place.

SQLite stops at the first page that it cannot read (https://www.sqlite.org/howtocorrupt.html). What people wrote stands in tables
with numbered rows: of those every range of numbers that can be read is read. Machines' translations are read from both ends.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from bilingual.files import temporary_folder
from bilingual.memory.opening import ADDED, DamagedMemory, MemorySaved, as_store_errors, connected
from bilingual.turns import in_turn

NUMBERED = {"change": "changes", "human": "texts by people", "comment": "comments", "term": "rows of glossaries"}
"""What people did: tables with a column `number`, in words."""
KEYED = {"translation": "key", "output": "digest, file"}
"""Tables without numbers, and their keys."""
_SMALLEST_ROW = 50
"""Bytes that a row of people's takes at least: so many fit in a file."""
_HOPELESS = ("no such table", "file is not a database")
"""What SQLite says where no other row will be read either."""
_OWNERLESS = """
INSERT OR IGNORE INTO change (number, file, who, made) SELECT DISTINCT change, '', '', '' FROM {} WHERE change NOT IN
(SELECT number FROM change)
"""
Rows = list[tuple[object, ...]]
"""Of one table."""


@contextmanager
def sound(path: Path, close: Callable[[], None]) -> Iterator[None]:
    """Within it, what the system says of a memory is told as errors of ours, and what can be read of a damaged one is saved.

    `close` lets go of the file before that.
    """
    with as_store_errors(path):
        try:
            with as_store_errors(path):
                yield
        except DamagedMemory as damage:
            close()
            raise salvage(path, damage) from damage


def salvage(path: Path, damage: DamagedMemory) -> DamagedMemory | MemorySaved:
    """Puts a memory with what can be read in the place of a damaged one, of which a copy is kept.

    What is to be told: `MemorySaved`, or the damage itself where nothing can be read; then the file stays.
    """
    with in_turn(path.with_name(f"{path.name}.saving"), "The damaged translation memory"):
        if _is_sound(path):  # another process was faster
            return MemorySaved("The translation memory was damaged, and has been put right.", "Run again.", path=str(path))
        with temporary_folder(path.parent) as folder:
            new = folder / path.name
            found, lost = _made_anew(path, new)
            if not any(found.values()):
                return damage
            copy = path.with_name(f"{path.stem}.damaged {datetime.now():%Y-%m-%d %H.%M.%S}{path.suffix}")
            for ending in ("", "-wal"):
                with suppress(FileNotFoundError):
                    shutil.copy2(f"{path}{ending}", f"{copy}{ending}")
            for ending in ("-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            new.replace(path)
    told = ", ".join(f"{found[table]} {words}" for table, words in NUMBERED.items())
    fact = f"The translation memory was damaged. What could be read is in a new one: {told}, {found['translation']} translations."
    more = f" Not all {' and '.join(lost)} could be read." if lost else ""
    return MemorySaved(f"{fact}{more} The damaged one is kept as {copy.name}.", "Run again.", path=str(path))


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _made_anew(path: Path, new: Path) -> tuple[Counter[str], list[str]]:
    """A memory of what can be read: how many rows of each table, and which tables of people's are not whole, in words."""
    found = Counter[str]()
    with closing(connected(new)) as target:
        for as_it_is in (True, False):
            with closing(sqlite3.connect(path if as_it_is else _with_first_page(path, new))) as source:
                source.text_factory = lambda data: data.decode("utf-8")
                target.execute("BEGIN")
                lost = [table for table in (*NUMBERED, *KEYED) if not _copied(source, target, table, path, found)]
                for table in ("human", "comment", "term"):
                    target.execute(_OWNERLESS.format(table))
                target.execute("COMMIT")
            if any(found.values()):
                break
    return found, [NUMBERED[table] for table in lost]


def _with_first_page(path: Path, new: Path) -> Path:
    """A copy whose first page, where SQLite begins to read, is that of a new memory: tables are made in the same order."""
    copy = new.with_name("first")
    shutil.copy(path, copy)
    with closing(connected(new)) as fresh:
        (size,) = fresh.execute("PRAGMA page_size").fetchone()
        fresh.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with new.open("rb") as start, copy.open("r+b") as file:
        page = bytearray(start.read(size))
        page[18:20] = b"\1\1"  # no log beside it (https://www.sqlite.org/fileformat.html, 1.3.3)
        page[28:32] = (path.stat().st_size // size).to_bytes(4, "big")
        file.write(page)
    return copy


def _copied(source: sqlite3.Connection, target: sqlite3.Connection, table: str, path: Path, found: Counter[str]) -> bool:
    """Copies the rows of a table that can be read; whether those are all."""
    names = [column[1] for column in target.execute(f"PRAGMA table_info({table})")]
    question = f"SELECT {', '.join(_known(source, table, names))} FROM {table}"
    rows, whole = _numbered(source, question, path) if table in NUMBERED else (_keyed(source, question, KEYED[table]), True)
    marks = ", ".join("?" * len(names))
    for row in rows:
        found[table] += target.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row).rowcount
    return whole


def _known(source: sqlite3.Connection, table: str, names: Sequence[str]) -> list[str]:
    """The columns to ask for; what a file of an earlier schema lacks is its default."""
    defaults = {column: default for of_table, column, _, default in ADDED if of_table == table}
    with suppress(sqlite3.DatabaseError):
        there = {column[1] for column in source.execute(f"PRAGMA table_info({table})")}
        return [name if name in there else defaults.get(name, "''") for name in names]
    return list(names)


def _numbered(source: sqlite3.Connection, question: str, path: Path) -> tuple[Rows, bool]:
    """Every row that can be read, and whether those are all: ranges of numbers that fail are halved."""
    rows, whole = Rows(), True
    ranges = [(1, path.stat().st_size // _SMALLEST_ROW)]
    while ranges:
        first, last = ranges.pop()
        try:
            rows += source.execute(f"{question} WHERE number BETWEEN ? AND ?", (first, last)).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            whole = False
            if first < last and str(error).partition(":")[0] not in _HOPELESS:
                middle = (first + last) // 2
                ranges += [(middle + 1, last), (first, middle)]
    return rows, whole


def _keyed(source: sqlite3.Connection, question: str, key: str) -> Rows:
    """The rows before the first one that cannot be read, and behind the last one."""
    ends = (f"{question} ORDER BY {key}", f"{question} ORDER BY {', '.join(f'{name} DESC' for name in key.split(', '))}")
    return [row for end in ends for row in _until_it_fails(source, end)]


def _until_it_fails(source: sqlite3.Connection, question: str) -> Iterator[tuple[object, ...]]:
    with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
        yield from source.execute(question)
