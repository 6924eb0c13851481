from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import unicodedata
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.errors import StoreError
from bilingual.memory import Entry, HumanEntry, Memory, MemoryKey, NullMemory, open_memory, opening

KEY = MemoryKey("你好。", "engine 1", "1", "")


def entry(source: str = "你好。", target: str = "Hello.") -> Entry:
    return Entry(replace(KEY, source=source), target, "plain")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "folder" / "memory.sqlite"


def test_what_is_put_is_found_by_the_next_run(path: Path) -> None:
    with open_memory(path) as memory:
        memory.put_many([entry()])
    with open_memory(path) as memory:
        found = memory.get_many([KEY])
    assert found == {KEY: replace(entry(), created=found[KEY].created)}
    assert found[KEY].created.endswith("Z")


@pytest.mark.parametrize("field", ["source", "engine", "lock", "terms"])
def test_another_key_is_another_entry(path: Path, field: str) -> None:
    with open_memory(path) as memory:
        memory.put_many([entry()])
        assert memory.get_many([replace(KEY, **{field: "other"})]) == {}


def test_fields_do_not_run_together(path: Path) -> None:
    one, two = MemoryKey("ab", "c", "1", ""), MemoryKey("a", "bc", "1", "")
    with open_memory(path) as memory:
        memory.put_many([Entry(one, "x", "plain")])
        assert memory.get_many([two]) == {}


def test_the_source_counts_in_nfc(path: Path) -> None:
    composed = "caf\u00e9"
    with open_memory(path) as memory:
        memory.put_many([entry(unicodedata.normalize("NFD", composed))])
        assert list(memory.get_many([replace(KEY, source=composed)])) == [replace(KEY, source=composed)]


def test_a_later_machine_entry_replaces_an_earlier_one(path: Path) -> None:
    with open_memory(path) as memory:
        memory.put_many([entry(target="Hi."), entry(target="Hello.")])
        assert memory.get_many([KEY])[KEY].target == "Hello."


def test_more_keys_than_one_question_holds(path: Path) -> None:
    entries = [entry(f"第{number}句") for number in range(2300)]
    with open_memory(path) as memory:
        memory.put_many(entries)
        keys = [one.key for one in entries]
        assert set(memory.get_many([*keys, *keys, KEY])) == set(keys)
        assert memory.stats().entries == 2300


def test_figures(path: Path) -> None:
    with open_memory(path) as memory:
        memory.put_many([entry("一"), entry("二"), entry("三")])
        memory.write_human([HumanEntry("四", "en", "Four")], file="a.docx", who="Li")
        memory.put_many([Entry(replace(KEY, engine="engine 2"), "x", "slot")])
        stats = memory.stats()
    assert (stats.entries, stats.machine, stats.human) == (5, 4, 1)
    assert stats.engines == (("engine 1", 3), ("engine 2", 1))
    assert stats.size > 0


def test_nothing_is_created_before_there_is_something_to_write(path: Path, tmp_path: Path) -> None:
    with open_memory(path) as memory:
        assert memory.get_many([KEY]) == {}
        assert memory.stats().entries == 0
        memory.put_many([])
    assert list(tmp_path.iterdir()) == []


def test_a_batch_that_fails_leaves_nothing_of_itself(path: Path) -> None:
    with open_memory(path) as memory:
        memory.put_many([entry("一")])
        with pytest.raises(StoreError):
            memory.put_many([entry("二"), replace(entry("三"), strategy=None)])  # type: ignore[arg-type]
        assert memory.stats().entries == 1
        memory.put_many([entry("四")])
        assert memory.stats().entries == 2


def test_the_file_says_what_it_is(path: Path) -> None:
    with open_memory(path) as memory:
        memory.put_many([entry()])
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (8,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("SELECT source, target FROM translation").fetchone() == ("你好。", "Hello.")
    connection.close()


def test_a_closed_memory_opens_again(path: Path) -> None:
    memory = open_memory(path)
    with memory:
        memory.put_many([entry()])
    assert memory.get_many([KEY])[KEY].target == "Hello."
    memory.close()


def test_no_memory_forgets() -> None:
    with NullMemory() as memory:
        memory.put_many([entry()])
        assert memory.get_many([KEY]) == {}
        assert memory.stats().entries == 0


def test_both_are_memories(path: Path) -> None:
    memories: list[Memory] = [NullMemory(), open_memory(path)]
    assert len(memories) == 2


# --- Bad files ----------------------------------------------------------------------------------


def refused(path: Path) -> str:
    with pytest.raises(StoreError) as caught:
        open_memory(path).put_many([entry()])
    assert caught.value.path == str(path)
    assert caught.value.remedy
    return caught.value.fact


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_text("这不是数据库。" * 200, encoding="utf-8")
    assert "no sound translation memory" in refused(path)
    assert path.read_text(encoding="utf-8").startswith("这不是")


def test_another_program_s_database(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    assert "another program" in refused(path)


def test_a_later_schema(path: Path) -> None:
    with open_memory(path) as memory:
        memory.put_many([entry()])
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    assert "schema 9" in refused(path)


def test_a_folder(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert "cannot be made" in refused(tmp_path / "file" / "memory.sqlite")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "cannot be used" in refused(tmp_path / "memory.sqlite")


def test_an_empty_file_is_a_new_memory(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    path.touch()
    with open_memory(path) as memory:
        memory.put_many([entry()])
        assert memory.stats().entries == 1


# --- Several processes --------------------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from bilingual.memory import opening
from bilingual.memory import Entry, MemoryKey, open_memory
path, name, sizes = Path(sys.argv[1]), sys.argv[2], map(int, sys.argv[3:])
with open_memory(path) as memory:
    for batch, size in enumerate(sizes):
        entries = [Entry(MemoryKey(f"{name} {batch} {i}", "e", "1", ""), "x" * 200, "plain") for i in range(size)]
        memory.put_many(entries)
        print(batch, flush=True)
"""


def writer(path: Path, name: str, *sizes: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, str(path), name, *map(str, sizes)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_several_processes_write_at_once(path: Path) -> None:
    processes = [writer(path, name, *[50] * 20) for name in "abcd"]
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    with open_memory(path) as memory:
        assert memory.stats().entries == 4 * 20 * 50


@pytest.mark.slow
def test_a_run_killed_while_it_writes_leaves_a_sound_file_and_every_batch_that_was_done(path: Path) -> None:
    process = writer(path, "a", 10, 100_000)
    assert process.stdout is not None
    assert process.stdout.readline() == "0\n"
    log = path.with_name(path.name + "-wal")
    before = log.stat().st_size
    while log.stat().st_size < before + 200_000:  # SQLite writes ahead within the transaction once its cache is full
        assert process.poll() is None, "the batch was over too soon to show anything"
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate(timeout=60)
    assert (process.returncode, rest) == (-signal.SIGKILL, "")
    with open_memory(path) as memory:
        assert memory.stats().entries == 10, "a batch is kept whole or not at all"
        memory.put_many([entry()])
        assert memory.get_many([KEY])[KEY].target == "Hello."
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


WAITING_WRITER = """
import sys
from pathlib import Path
from bilingual.memory import open_memory
def write():
    print("in", flush=True)
    sys.stdin.readline()
    return []
with open_memory(Path(sys.argv[1])) as memory:
    memory.write_terms(who="", write=write)
"""


@pytest.mark.slow
def test_who_has_it_and_for_how_long_is_told_after_a_while(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", WAITING_WRITER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "in\n"
        monkeypatch.setattr(opening, "_WAIT", 0.2)
        with pytest.raises(StoreError, match=rf"in use by process {other.pid} \(.*\) for \d+ seconds"):
            open_memory(path).put_many([entry()])
        monkeypatch.undo()
        other.communicate("\n")
    with open_memory(path) as memory:
        memory.put_many([entry()])
    assert not opening.writer_note(path).exists()


def test_a_program_that_does_not_say_who_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_memory(path) as memory:
        memory.put_many([entry()])
    monkeypatch.setattr(opening, "_WAIT", 0.05)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="in use by another program"):
            open_memory(path).put_many([entry()])


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=20))
def test_any_text_comes_back(tmp_path: Path, items: list[tuple[str, str, str]]) -> None:
    entries = {(key := MemoryKey(source, "e", "1", terms)): Entry(key, target, "plain") for source, terms, target in items}
    with open_memory(tmp_path / "any.sqlite") as memory:
        memory.put_many(entries.values())
        assert memory.get_many(list(entries)) == entries
