"""Memories of shards and of colleagues become one: nothing is lost, and what a person must decide is listed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.errors import StoreError
from bilingual.memory import Entry, HumanEntry, MemoryKey, PlacedComment, open_memory
from bilingual.memory.merging import merge
from bilingual.model import Comment

MONDAY, TUESDAY, FRIDAY = "2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z", "2026-03-06T10:00:00Z"


def hello(english: str, post: str = "a") -> HumanEntry:
    return HumanEntry("你好。", "en", english, post, "s1")


def machine(source: str, english: str) -> Entry:
    return Entry(MemoryKey(source, "engine", "1", ""), english, "plain", MONDAY)


def begun_as_copies(folder: Path) -> tuple[Path, Path]:
    """Two memories with one change that both have."""
    for name in ("a", "b"):
        with open_memory(folder / f"{name}.sqlite") as memory:
            memory.write_human([hello("Hello.")], file="a.docx", who="Li", when=MONDAY)
    return folder / "a.sqlite", folder / "b.sqlite"


def test_what_machines_and_people_wrote_is_all_there(tmp_path: Path) -> None:
    first, second = begun_as_copies(tmp_path)
    with open_memory(first) as memory:
        memory.put_many([machine("一。", "One."), machine("三。", "Three.")])
        memory.remember_files({"a.md": b"a"})
    with open_memory(second) as memory:
        memory.put_many([machine("二。", "Two."), machine("三。", "Three.")])
        comment = PlacedComment("b", "s1", Comment("Why?", "Wang", TUESDAY, ""))
        memory.write_human([hello("Good day.", "b")], file="b.docx", who="Wang", when=TUESDAY, remarks=[comment])
    merged = merge([first, second], tmp_path / "new" / "c.sqlite")
    assert (merged.machine, merged.human, merged.changes, merged.conflicts) == (3, 2, 2, ())
    with open_memory(tmp_path / "new" / "c.sqlite") as memory:
        assert [change.who for change in memory.changes()] == ["Li", "Wang"]
        assert {entry.target for entry in memory.human()} == {"Hello.", "Good day."}
        assert [comment.text for comments in memory.comments("b").values() for comment in comments] == ["Why?"]
        assert memory.knows_file(b"a")


def test_what_is_not_confirmed_is_not_confirmed_by_merging(tmp_path: Path) -> None:
    first, second = begun_as_copies(tmp_path)
    with open_memory(second) as memory:
        memory.write_human([replace(hello("Hi."), draft=1)], file="b.docx", who="Wang", when=TUESDAY)
    assert merge([first, second], tmp_path / "c.sqlite").conflicts == ()
    with open_memory(tmp_path / "c.sqlite") as memory:
        assert [(entry.target, entry.draft) for entry in memory.human()] == [("Hi.", 1)]


def test_who_knew_the_other_text_wins_without_a_question(tmp_path: Path) -> None:
    first, second = begun_as_copies(tmp_path)
    with open_memory(second) as memory:
        memory.write_human([hello("Hi.")], file="b.docx", who="Wang", when=TUESDAY)
    for order in ([first, second], [second, first]):
        target = tmp_path / f"{order[0].stem}.merged.sqlite"
        assert merge(order, target).conflicts == ()
        with open_memory(target) as memory:
            assert [entry.target for entry in memory.human()] == ["Hi."]


def test_of_two_that_did_not_the_later_counts_and_the_other_is_kept_aside(tmp_path: Path) -> None:
    first, second = begun_as_copies(tmp_path)
    with open_memory(first) as memory:
        memory.write_human([hello("Hi.")], file="c.docx", who="Li", when=FRIDAY)
    with open_memory(second) as memory:
        memory.write_human([hello("Hey.")], file="b.docx", who="Wang", when=TUESDAY)
    (conflict,) = merge([first, second], tmp_path / "c.sqlite").conflicts
    assert (conflict.counting.target, [entry.target for entry in conflict.aside]) == ("Hi.", ["Hey."])
    with open_memory(tmp_path / "c.sqlite") as memory:
        assert [entry.target for entry in memory.human()] == ["Hi."]
        assert [c.text for comments in memory.comments("a").values() for c in comments] == ["Another text: Hey."]
        assert [entry.target for entry in memory.everything()] == ["Hello.", "Hey.", "Hi.", "Hey."]


def test_what_was_undone_in_one_stays_undone(tmp_path: Path) -> None:
    first, second = begun_as_copies(tmp_path)
    with open_memory(first) as memory:
        memory.undo()
    merge([second, first], tmp_path / "c.sqlite")
    with open_memory(tmp_path / "c.sqlite") as memory:
        assert (memory.human(), len(memory.changes())) == ((), 1)
        memory.redo()
        assert [entry.target for entry in memory.human()] == ["Hello."]


def test_nothing_is_replaced_and_a_missing_memory_is_told(tmp_path: Path) -> None:
    first, second = begun_as_copies(tmp_path)
    before = second.read_bytes()
    with pytest.raises(StoreError, match="already"):
        merge([first], second)
    with pytest.raises(StoreError, match="no such memory"):
        merge([first, tmp_path / "none"], tmp_path / "c.sqlite")
    assert second.read_bytes() == before
    assert not (tmp_path / "c.sqlite").exists()
