"""A project with a glossary, which is the working folder; no variables, no glossary of the user's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bilingual.project.settings import Settings, load_settings

ROWS = "source,target,status,aliases,note\n谷歌,Google,,谷哥,\n# a comment\n引擎,Engine,candidate,,\n界面,Interface,rejected,,\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in [name for name in os.environ if name.startswith(("BILINGUAL_", "XDG_"))]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    path = tmp_path / "site"
    (path / "glossaries").mkdir(parents=True)
    (path / "bilingual.toml").touch()
    (path / "glossaries/terms.csv").write_text(ROWS, "utf-8")
    monkeypatch.chdir(path)
    return path


@pytest.fixture
def settings(folder: Path) -> Settings:
    return load_settings(folder)


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "glossaries/terms.csv"
