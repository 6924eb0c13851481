"""A damaged memory: what people wrote is read page by page, a copy stays, and the rest is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bilingual.errors import StoreError
from bilingual.memory import Entry, HumanEntry, MemoryKey, MemorySaved, TermEdit, open_memory

pytestmark = pytest.mark.slow
PAGE = 4096
COUNT = 400
Damage = Callable[[bytes, dict[str, list[int]]], bytes]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A memory of many texts by people, translations and rows of glossaries."""
    path = tmp_path / "memory.sqlite"
    with open_memory(path) as memory:
        for number in range(0, COUNT, 100):
            texts = [HumanEntry(f"第{n}句。" * 5, "en", f"Sentence {n}. " * 5) for n in range(number, number + 100)]
            memory.write_human(texts, file=f"{number}.docx", who="Ming")
        memory.write_terms(who="Ming", write=lambda: [TermEdit("terms.csv", None, {"source": "天气", "target": "weather"})])
        memory.put_many([Entry(MemoryKey(f"{n}", "e", "1", ""), "x" * 50, "plain") for n in range(500)])
        memory.remember_files({"a.md": b"a"})
    return path


def pages(path: Path) -> dict[str, list[int]]:
    """Where the pages with rows of each table stand, by what rows say."""
    data = path.read_bytes()
    marks = {"human": b"Sentence 1", "translation": b"x" * 50, "change": b"100.docx"}
    return {
        table: [at for at in range(PAGE, len(data), PAGE) if data[at] == 13 and mark in data[at : at + PAGE]]
        or [at for at in range(PAGE, len(data), PAGE) if mark in data[at : at + PAGE]]
        for table, mark in marks.items()
    }


def damaged_at(data: bytes, at: int, page: bytes = bytes(PAGE)) -> bytes:
    return data[:at] + page + data[at + len(page) :]


def read_all(path: Path) -> None:
    with open_memory(path) as memory:
        memory.everything()
        memory.machine()


DAMAGES: dict[str, Damage] = {
    "a page of texts": lambda data, of: damaged_at(data, of["human"][1]),
    "noise on a page of texts": lambda data, of: damaged_at(data, of["human"][1], b"\xa7" * PAGE),
    "a page of changes": lambda data, of: damaged_at(data, of["change"][0]),
    "a page of translations": lambda data, of: damaged_at(data, of["translation"][1]),
    "the header": lambda data, of: damaged_at(data, 0, b"no database here"),
    "the first page": lambda data, of: damaged_at(data, 0),
    "the end": lambda data, of: data[: len(data) * 4 // 5],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_can_be_read_is_read_and_a_copy_stays(path: Path, damage: str) -> None:
    damaged = DAMAGES[damage](path.read_bytes(), pages(path))
    path.write_bytes(damaged)
    with pytest.raises(MemorySaved, match=r"kept as memory\.damaged") as told:
        read_all(path)
    (copy,) = path.parent.glob("memory.damaged *.sqlite")
    assert copy.read_bytes() == damaged
    with open_memory(path) as memory:
        texts = {entry.target for entry in memory.human()}
        assert len(texts) >= COUNT * 0.7
        assert texts <= {f"Sentence {n}. " * 5 for n in range(COUNT)}
        assert ("Not all texts by people" in told.value.fact) == (len(texts) < COUNT) or damage == "the end"
        assert f"{len(texts)} texts by people" in told.value.fact
        memory.write_human([HumanEntry("新", "en", "New")], file="b.docx", who="Li")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert sorted(file.name for file in path.parent.iterdir()) == sorted([copy.name, path.name])


def test_where_nothing_can_be_read_the_file_stays(path: Path) -> None:
    path.write_bytes(b"\xa7" * path.stat().st_size)
    with pytest.raises(StoreError, match="no sound translation memory") as told, open_memory(path):
        pass
    assert "keep it" in told.value.remedy
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_sound_memory_is_not_touched(path: Path) -> None:
    before = path.read_bytes()
    with open_memory(path) as memory:
        assert len(memory.human()) == COUNT
    assert path.read_bytes() == before
