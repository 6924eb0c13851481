"""The files of a post change together, wherever a process is killed: a child of this one is, at each of its steps on the disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from bilingual.errors import ExportError, InUse
from bilingual.files import TURN
from bilingual.runners import staging
from bilingual.runners.records import has_records, read_file
from bilingual.runners.staging import clear, ready_for, replace_together, settle
from bilingual.turns import in_turn
from tests.kills import killed_at

OLD = {"a.md": b"old a", "a.json": b"old json"}
NEVER = 10_000
NEW = {"a.md": b"new a", "a.json": b"new json", "a.docx": b"new docx"}
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")]


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")}


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Path]:
    """Makes a folder with old files."""

    def made() -> Path:
        folder = tmp_path / str(len([*tmp_path.iterdir()]))
        folder.mkdir()
        for name, data in OLD.items():
            (folder / name).write_bytes(data)
        return folder

    return made


def replace(folder: Path) -> None:
    replace_together({folder / name: data for name, data in NEW.items()})


def every_kill(fresh: Callable[[], Path]) -> Iterator[Path]:
    """Folders in which a process was killed while it replaced the files: at its first step, at its second, … at its last."""
    for step in count(1):
        folder = fresh()
        if not killed_at(step, partial(replace, folder)):
            assert step > 20
            return
        yield folder


def test_a_process_killed_at_any_step_leaves_all_old_or_all_new(fresh: Callable[[], Path]) -> None:
    seen = []
    for folder in every_kill(fresh):
        settle(folder)
        clear(folder)
        assert content(folder) in (OLD, NEW), folder
        assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == [], folder
        seen.append(content(folder) == NEW)
    assert seen == sorted(seen), "from one step on, the new ones count"
    assert {*seen} == {False, True}


def test_a_second_kill_while_the_first_is_made_good(fresh: Callable[[], Path]) -> None:
    for folder in every_kill(fresh):
        for step in count(1):
            if not killed_at(step, partial(settle, folder)):
                break
        assert content(folder) in (OLD, NEW), folder


@pytest.mark.parametrize("kills", [[NEVER], [1, 3, 5]])
def test_a_file_that_cannot_be_replaced_leaves_all_old(fresh: Callable[[], Path], kills: list[int]) -> None:
    """The system refuses a rename, whichever; then a kill follows, or none."""
    seen = []
    for refused in range(1, 40):
        for kill in kills:
            folder = fresh()
            killed_at(refused + kill, partial(replace, folder), refused)
            settle(folder)
            assert content(folder) in (OLD, NEW), (refused, kill)
            seen.append(content(folder))
    assert OLD in seen
    assert NEW in seen


def half_way(fresh: Callable[[], Path]) -> Path:
    """A folder in which one file is new, and the others wait."""
    return next(folder for folder in every_kill(fresh) if content(folder) not in (OLD, NEW))


def test_reading_finds_what_is_about_to_be_there(fresh: Callable[[], Path]) -> None:
    folder = half_way(fresh)
    assert has_records(folder / "a.json")
    assert read_file(folder / "a.md") == NEW["a.md"]
    assert content(folder) == NEW


def test_what_a_person_changed_after_the_kill_is_kept_and_told(fresh: Callable[[], Path]) -> None:
    folder = half_way(fresh)
    waiting = next(name for name in NEW if ready_for(folder / name).exists())
    (folder / waiting).write_bytes(b"a person's")
    with pytest.raises(ExportError, match=f"{waiting} was changed"):
        settle(folder)
    assert content(folder) == NEW
    assert [path.read_bytes() for path in (folder / staging.COPIES).rglob(waiting)] == [b"a person's"]
    settle(folder)


def test_two_processes_do_not_mix(fresh: Callable[[], Path]) -> None:
    folder = fresh()
    children = []
    for text in (b"1", b"2", b"3"):
        children.append(os.fork())
        if children[-1] == 0:
            for _ in range(20):
                replace_together({folder / name: text for name in NEW})
            os._exit(0)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    assert len({*content(folder).values()}) == 1


def test_who_is_at_it_is_told(fresh: Callable[[], Path]) -> None:
    folder = fresh()
    with in_turn(folder / TURN, "The folder"):
        child = os.fork()
        if child == 0:
            try:
                with in_turn(folder / TURN, "The folder", patience=0.1):
                    os._exit(1)
            except InUse as error:
                os._exit(0 if f"process {os.getppid()} (" in error.fact else 2)
        assert os.waitpid(child, 0)[1] == 0
    assert content(folder) == OLD
