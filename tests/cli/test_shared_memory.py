"""Two folders without a bilingual.toml share the user's memory: what is undone in one leaves the other's files alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Translate


def test_undo_puts_back_the_file_that_was_changed(project: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (project / name / "glossaries").mkdir(parents=True)
        (project / name / "glossaries" / "g.csv").write_text("source,target\n天气,weather\n", "utf-8")
        monkeypatch.chdir(project / name)
        assert translate("glossary", "set", "天气", "target=climate").code == 0
    monkeypatch.chdir(project / "one")
    assert translate("undo").code == 0
    assert "climate" in (project / "one" / "glossaries" / "g.csv").read_text("utf-8"), "two's command was the last"
    assert "weather" in (project / "two" / "glossaries" / "g.csv").read_text("utf-8")


def test_documents_of_the_same_name_are_told_apart(project: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one folder's run wrote is no excuse to replace what a person wrote in the other."""
    for name in ("one", "two"):
        (project / name).mkdir()
        (project / name / "a.md").write_text("你好。\n", "utf-8")
        monkeypatch.chdir(project / name)
        assert translate("run", "a.md", "--format", "md").code == 0
    written = (project / "one" / "outputs" / "a" / "a.bilingual.md").read_bytes()
    edited = project / "two" / "outputs" / "a" / "a.bilingual.md"
    edited.write_bytes(written.replace(b"-->", b"--> x"))
    assert translate("run", "a.md", "--format", "md").code == 1
    assert b"--> x" in edited.read_bytes()
