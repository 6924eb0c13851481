from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.memory import default_path


def test_beside_the_nearest_project_file(tmp_path: Path) -> None:
    deep = tmp_path / "posts" / "2025"
    deep.mkdir(parents=True)
    (tmp_path / "bilingual.toml").touch()
    assert default_path(deep) == tmp_path / ".bilingual" / "memory.sqlite"
    (deep.parent / "bilingual.toml").touch()
    assert default_path(deep) == deep.parent / ".bilingual" / "memory.sqlite"


def test_else_in_the_user_s_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert default_path(tmp_path) == tmp_path / "data" / "bilingual" / "memory.sqlite"
    assert not (tmp_path / "data").exists()
