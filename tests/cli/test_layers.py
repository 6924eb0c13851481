"""Glossaries beside a post, of the project and of the user: the nearest wins, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Translate, records

POST = "今天谈谈护城河和物理引擎。\n"


@pytest.fixture
def files(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """A post with a glossary at each place."""
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: tmp_path / "config")
    found = {
        "post": project / "posts/talk.glossary.csv",
        "folder": project / "posts/glossary.csv",
        "project": project / "glossaries/terms.csv",
        "user": tmp_path / "config/glossary.csv",
    }
    for name, path in found.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"source,target\n护城河,{name.upper()}\n", "utf-8")
    (project / "posts/talk.md").write_text(POST, "utf-8")
    return found


def english(translate: Translate, project: Path, *flags: str) -> tuple[str, str]:
    result = translate("run", "posts/talk.md", "--no-memory", *flags)
    assert result.code == 0, result.err
    return records(project / "outputs/talk")["rows"][0]["en"], result.err


def test_the_nearest_wins_and_says_so(project: Path, files: dict[str, Path], translate: Translate) -> None:
    names = list(files)
    for near, far in zip(names, [*names[1:], ""], strict=True):
        text, said = english(translate, project)
        assert near.upper() in text
        if far:
            assert f"“护城河” is “{near.upper()}” here, in the nearer glossary, not “{far.upper()}” as in " in said
        else:
            assert "nearer" not in said
        files[near].unlink()


def test_rows_that_say_the_same_are_not_told(project: Path, files: dict[str, Path], translate: Translate) -> None:
    for path in files.values():
        path.write_text("source,target\n护城河,MOAT\n", "utf-8")
    text, said = english(translate, project)
    assert "MOAT" in text
    assert "nearer" not in said


def test_a_rejected_row_hides_what_is_further_away(project: Path, files: dict[str, Path], translate: Translate) -> None:
    files["post"].write_text("source,target,status\n护城河,,rejected\n", "utf-8")
    text, said = english(translate, project)
    assert not any(name.upper() in text for name in files)
    assert "is rejected here" in said


def test_a_named_glossary_counts_alone(project: Path, files: dict[str, Path], translate: Translate) -> None:
    assert "PROJECT" in english(translate, project, "-g", "glossaries")[0]


def test_a_glossary_beside_a_post_counts_for_it_alone(project: Path, files: dict[str, Path], translate: Translate) -> None:
    (project / "posts/other.md").write_text(POST, "utf-8")
    files["folder"].unlink()
    translate("run", "posts/", "--no-memory", "-q")
    assert "POST" in records(project / "outputs/talk")["rows"][0]["en"]
    assert "PROJECT" in records(project / "outputs/other")["rows"][0]["en"]


def test_faults_beside_a_post_are_told_once(project: Path, files: dict[str, Path], translate: Translate) -> None:
    (project / "posts/other.md").write_text(POST, "utf-8")
    files["folder"].write_text("source,target\n——,x\n", "utf-8")
    result = translate("run", "posts/", "--no-memory")
    assert result.code == 1
    assert result.err.count("only punctuation") == 1
