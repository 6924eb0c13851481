"""What people wrote: kept as changes, found by source, undone as one."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.errors import StoreError
from bilingual.memory import Entry, HumanEntry, MemoryKey, SqliteMemory, chosen, open_memory

HELLO = HumanEntry("你好。", "en", "Hello.", "a", "s1")
MONDAY, TUESDAY = "2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


def english(memory: SqliteMemory) -> list[str]:
    return [entry.target for entry in memory.human()]


def test_what_a_person_wrote_is_found_with_who_when_and_from_which_file(path: Path) -> None:
    with open_memory(path) as memory:
        change = memory.write_human([HELLO], file="a.docx", who="Li", when=MONDAY)
    assert (change.number, change.entries) == (1, 1)
    with open_memory(path) as memory:
        assert memory.human(["你好。 "]) == (replace(HELLO, who="Li", when=MONDAY, file="a.docx", change=1),)
        assert memory.human(["再见。"]) == ()


def test_a_later_import_counts_and_undoing_it_brings_back_the_earlier(path: Path) -> None:
    with open_memory(path) as memory:
        memory.write_human([HELLO], file="a.docx", who="Li", when=MONDAY)
        memory.write_human([replace(HELLO, target="Good day.")], file="b.docx", who="Wu", when=TUESDAY)
        assert english(memory) == ["Good day."]
        undone = memory.undo()
        assert (undone.number, undone.file, bool(undone.undone)) == (2, "b.docx", True)
        assert english(memory) == ["Hello."]
        assert memory.undo().number == 1
        assert english(memory) == []
        assert [change.number for change in memory.changes()] == [1, 2]


def test_undoing_an_earlier_import_leaves_the_later_one(path: Path) -> None:
    with open_memory(path) as memory:
        memory.write_human([HELLO, replace(HELLO, source="谢谢。", target="Thanks.")], file="a", who="", when=MONDAY)
        memory.write_human([replace(HELLO, target="Good day.")], file="b", who="", when=TUESDAY)
        memory.undo(1)
        assert english(memory) == ["Good day."]


@pytest.mark.parametrize(("number", "fact"), [(None, "nothing to undo"), (7, "no change 7"), (1, "undone already")])
def test_nothing_to_undo_is_said(path: Path, number: int | None, fact: str) -> None:
    with open_memory(path) as memory:
        memory.write_human([HELLO], file="a", who="", when=MONDAY)
        memory.undo()
        with pytest.raises(StoreError, match=fact):
            memory.undo(number)


def test_undo_makes_no_file(path: Path) -> None:
    with pytest.raises(StoreError, match="no memory here"):
        open_memory(path).undo()
    assert not path.exists()


def test_importing_the_same_again_changes_nothing(path: Path) -> None:
    with open_memory(path) as memory:
        memory.write_human([HELLO], file="a", who="", when=MONDAY)
        again = memory.write_human([HELLO], file="a", who="", when=TUESDAY)
        assert (again.number, again.entries) == (0, 0)
        assert len(memory.changes()) == 1


def test_something_older_does_not_replace_something_newer_unless_asked(path: Path) -> None:
    old = replace(HELLO, target="Hi.", when=MONDAY)
    with open_memory(path) as memory:
        memory.write_human([replace(HELLO, when=TUESDAY)], file="new", who="")
        change = memory.write_human([old], file="old", who="", overwrite=False)
        assert ([e.target for e in change.older], change.number) == (["Hi."], 0)
        assert english(memory) == ["Hello."]
        memory.write_human([old], file="old", who="", overwrite=True)
        assert english(memory) == ["Hi."]


def test_a_change_that_fails_leaves_nothing_of_itself(path: Path) -> None:
    with open_memory(path) as memory:
        with pytest.raises(StoreError):
            memory.write_human([HELLO, replace(HELLO, language="fr")], file="a", who="")  # type: ignore[arg-type]
        assert (memory.human(), memory.changes()) == ((), ())


def test_the_entry_for_the_place_wins_over_one_for_any_and_that_over_others() -> None:
    here, other = HELLO, replace(HELLO, segment="s2", target="Hey.")
    general = replace(HELLO, post="", segment="", target="Good day.")
    assert chosen([here, general, other], "a", "s1") == here
    assert chosen([here, general, other], "b", "s1") == general
    assert chosen([here, other], "b", "s1") == here, "a post of another name keeps its rows"
    assert chosen([here, other], "b", "s9") == other


def test_machines_entries_stay_apart(path: Path) -> None:
    machine = Entry(MemoryKey("你好。", "e", "1", ""), "Hi.", "plain")
    with open_memory(path) as memory:
        memory.put_many([machine])
        memory.write_human([HELLO], file="a", who="")
        assert memory.machine() == (machine,)
        assert memory.stats().human == 1


def test_a_draft_counts_until_it_is_confirmed_and_confirming_it_is_a_step_of_its_own(path: Path) -> None:
    draft = replace(HELLO, draft=1)
    with open_memory(path) as memory:
        memory.write_human([draft], file="edit", who="Li", when=MONDAY)
        assert [(entry.target, entry.draft) for entry in memory.human()] == [("Hello.", 1)]
        assert memory.write_human([draft], file="edit", who="Li", when=MONDAY).number == 0
        assert memory.write_human([HELLO], file="edit", who="Wu", when=TUESDAY).number == 2
        assert [(entry.who, entry.draft) for entry in memory.human()] == [("Wu", 0)]
        assert memory.write_human([draft], file="edit", who="Li").number == 0, "what is confirmed stays so"
        memory.undo()
        assert [(entry.who, entry.draft) for entry in memory.human()] == [("Li", 1)]


def test_a_memory_of_the_first_schema_keeps_what_it_holds(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(
        "CREATE TABLE translation (key BLOB PRIMARY KEY, source TEXT NOT NULL, engine TEXT NOT NULL, lock TEXT NOT NULL,"
        " terms TEXT NOT NULL, target TEXT NOT NULL, rung TEXT NOT NULL,"
        " origin TEXT NOT NULL CHECK (origin IN ('machine', 'human')), created TEXT NOT NULL) WITHOUT ROWID"
    )
    connection.execute("PRAGMA application_id = 1651076199")
    connection.execute("PRAGMA user_version = 1")
    connection.execute("INSERT INTO translation VALUES (x'00', '你好。', 'e', '1', '', 'Hi.', 'plain', 'machine', ?)", [MONDAY])
    connection.commit()
    connection.close()
    with open_memory(path) as memory:
        assert [entry.target for entry in memory.machine()] == ["Hi."]
        memory.write_human([HELLO], file="a", who="")
        memory.put_many([Entry(MemoryKey("谢谢。", "e", "1", ""), "Thanks.", "plain")])


SOURCES = st.sampled_from(["一", "二", "三"])
CHANGES = st.lists(st.lists(st.tuples(SOURCES, st.sampled_from("xyz")), min_size=1, max_size=4), max_size=6)


def folded(changes: list[dict[str, str]]) -> dict[str, str]:
    return {source: target for change in changes for source, target in change.items()}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(imports=CHANGES, data=st.data())
def test_what_is_in_force_is_what_the_imports_that_stand_brought(
    tmp_path: Path, imports: list[list[tuple[str, str]]], data: st.DataObject
) -> None:
    made: dict[int, dict[str, str]] = {}
    with open_memory(tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite") as memory:
        for pairs in imports:
            standing = folded(list(made.values()))
            change = memory.write_human([HumanEntry(s, "en", t) for s, t in dict(pairs).items()], file="f", who="")
            if change.number:
                made[change.number] = {s: t for s, t in dict(pairs).items() if standing.get(s) != t}
        for number in data.draw(st.lists(st.sampled_from(sorted(made)), unique=True)) if made else []:
            memory.undo(number)
            del made[number]
            assert {entry.source: entry.target for entry in memory.human()} == folded(list(made.values()))
