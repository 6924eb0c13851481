"""A draft of a glossary: what was typed becomes the glossary when it is sound, and is never lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bilingual.errors import GlossaryError
from bilingual.glossary.table import read_table
from bilingual.project.glossary.drafting import Draft
from bilingual.project.settings import Settings


@pytest.fixture
def draft(file: Path) -> Draft:
    return Draft(file, read_table(file), Settings({}, file.parent))


def test_a_sound_draft_becomes_the_glossary(draft: Draft) -> None:
    assert draft.begin() is False
    assert draft.is_untouched
    draft.file.write_text(draft.file.read_text("utf-8").replace("Engine", "Motor"), "utf-8")
    after, problems = draft.check()
    assert after is not None
    assert (draft.is_untouched, list(problems)) == (False, [])
    draft.finish(after)
    assert "引擎,Motor" in draft.path.read_text("utf-8")
    assert not draft.file.exists()


def test_faults_are_told_with_their_lines_and_the_draft_stays(draft: Draft) -> None:
    draft.begin()
    draft.file.write_text(draft.file.read_text("utf-8") + "坏,A/B or C,maybe\n", "utf-8")
    after, problems = draft.check()
    assert after is not None
    assert [problem.line for problem in problems] == [6]
    assert draft.file.exists()


def test_a_draft_that_was_left_is_taken_up_unless_the_glossary_is_newer(draft: Draft) -> None:
    draft.begin()
    draft.file.write_text("source,target\n甲,A\n", "utf-8")
    os.utime(draft.path, (1, 1))
    assert draft.begin() is True
    os.utime(draft.file, (1, 1))
    os.utime(draft.path, (2, 2))
    with pytest.raises(GlossaryError, match="was changed after that"):
        draft.begin()


def test_a_glossary_that_somebody_changed_meanwhile_is_not_written_over(draft: Draft) -> None:
    draft.begin()
    draft.file.write_text("source,target\n甲,A\n", "utf-8")
    after, _ = draft.check()
    draft.path.write_text("source,target\n乙,B\n", "utf-8")
    assert after is not None
    with pytest.raises(GlossaryError, match="changed by somebody else"):
        draft.finish(after)
    assert draft.file.exists()


def test_a_new_glossary_begins_with_its_header(folder: Path) -> None:
    from bilingual.glossary.table import parse_table

    path = folder / "new.csv"
    draft = Draft(path, parse_table(b"", path), Settings({}, folder))
    draft.begin()
    assert draft.file.read_text("utf-8").startswith("source,target,")
    draft.discard()
    assert not draft.file.exists()
