"""A model takes the place of another whole or not at all, wherever the process is killed, and no model is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from bilingual.engines.packages.folders import settle, write_folder
from tests.kills import killed_at

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")]
OLD, NEW = {"model.bin": b"old", "vocabulary": b"old"}, {"model.bin": b"new", "config.json": b"new"}


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Path]:
    """Makes a folder of models in which one is."""

    def made() -> Path:
        models = tmp_path / str(len([*tmp_path.iterdir()])) / "models"
        write_folder(models / "tiny", OLD)
        return models

    return made


def test_a_process_killed_at_any_step_leaves_the_old_model_or_the_new_one(fresh: Callable[[], Path]) -> None:
    seen = []
    for step in count(1):
        models = fresh()
        killed = killed_at(step, partial(write_folder, models / "tiny", NEW))
        settle(models)
        assert content(models / "tiny") in (OLD, NEW), step
        assert [path.name for path in models.iterdir() if path.is_dir()] == ["tiny"], step
        seen.append(content(models / "tiny") == NEW)
        write_folder(models / "other", NEW)
        assert sorted(path.name for path in models.iterdir()) == ["other", "tiny"], step
        assert [path.name for path in models.parent.iterdir()] == ["models"], step
        if not killed:
            break
    assert seen == sorted(seen), "from one step on, the new one counts"
    assert {*seen} == {False, True}


def test_a_second_kill_while_the_first_is_made_good(fresh: Callable[[], Path]) -> None:
    for first in count(1):
        models = fresh()
        killed = killed_at(first, partial(write_folder, models / "tiny", NEW))
        second = count(1)
        while killed_at(next(second), partial(settle, models)):
            pass
        assert content(models / "tiny") in (OLD, NEW), first
        if not killed:
            break


@pytest.mark.parametrize("refused", range(1, 20))
def test_a_rename_that_the_system_refuses_leaves_the_old_model_or_the_new_one(fresh: Callable[[], Path], refused: int) -> None:
    models = fresh()
    killed_at(10_000, partial(write_folder, models / "tiny", NEW), refused)
    settle(models)
    assert content(models / "tiny") in (OLD, NEW)


def test_a_link_is_replaced_and_what_it_leads_to_stays(fresh: Callable[[], Path], tmp_path: Path) -> None:
    models = fresh()
    (models / "tiny").rename(tmp_path / "elsewhere")
    (models / "tiny").symlink_to(tmp_path / "elsewhere")
    write_folder(models / "tiny", NEW)
    assert (content(models / "tiny"), content(tmp_path / "elsewhere")) == (NEW, OLD)
    assert [path.name for path in models.iterdir()] == ["tiny"]
