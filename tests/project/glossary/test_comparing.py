"""Two glossaries compared and merged; slips put on the list of corrections."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bilingual.errors import GlossaryError
from bilingual.project.corrections import load_corrections
from bilingual.project.glossary.comparing import compare_files, compare_with_commit, merge_files
from bilingual.project.glossary.correcting import add_corrections
from bilingual.project.settings import Settings


def test_two_files_are_compared_term_by_term(folder: Path, file: Path) -> None:
    other = folder / "theirs.csv"
    other.write_text("source,target\n谷歌,Google\n新,New\n", "utf-8")
    found = [(path, difference.source) for path, difference in compare_files([other, file])]
    assert found == [(file, "新"), (file, "谷歌"), (file, "引擎"), (file, "界面")]


def test_a_file_is_compared_with_a_commit(folder: Path, file: Path) -> None:
    with pytest.raises(GlossaryError, match="git has no “HEAD”"):
        compare_with_commit([file])
    git = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *command], check=True)
    assert compare_with_commit([file]) == []
    file.write_text(file.read_text("utf-8").replace("Engine", "Motor"), "utf-8")
    ((path, difference),) = compare_files([file], "HEAD")
    assert (path, difference.source, difference.columns) == (file, "引擎", ("target",))
    with pytest.raises(GlossaryError, match="git has no “nowhere”"):
        compare_with_commit([file], "nowhere")


def test_a_merge_adds_and_never_changes(folder: Path, file: Path) -> None:
    theirs = folder / "theirs.csv"
    theirs.write_text("source,target,status\n谷歌,Alphabet,accepted\n新,New,accepted\n坏,a; b,maybe\n", "utf-8")
    before = file.read_text("utf-8")
    (merged,) = merge_files([theirs], file, Settings({}, file.parent))
    assert [term.source for term in merged.added] == ["新"]
    assert [(shadow.term.english, shadow.by.english) for shadow in merged.differing] == [("Alphabet", "Google")]
    assert [problem.line for problem in merged.problems] == [4]
    assert file.read_text("utf-8").startswith(before)


def test_corrections_are_added_and_changed_in_place(folder: Path, settings: Settings) -> None:
    add_corrections(settings, [("GBT", "GPT"), ("老朽", "老修")], "accepted")
    edits = add_corrections(settings, [("GBT", "GPT")], "rejected", "a name")
    assert [(edit.line, edit.before and edit.before["status"]) for edit in edits] == [(2, "accepted")]
    corrections, problems = load_corrections(settings)
    assert [(row.source, row.target, row.status) for row in corrections.rows] == [
        ("GBT", "GPT", "rejected"), ("老朽", "老修", "accepted"),
    ]  # fmt: skip
    assert problems == ()
