"""A project with a post that has been translated."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bilingual.project import Project

POST = """# 公园

主持人: 今天的天气很好。我们去公园。

老王: 好。公园里有**护城河**（Moat: 竞争优势）。

主持人: 再见。

老王: 再见。
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a project, which is the working folder; no `BILINGUAL_*` variable."""
    for variable in [name for name in os.environ if name.startswith("BILINGUAL_")]:
        monkeypatch.delenv(variable)
    path = tmp_path / "site"
    (path / "posts").mkdir(parents=True)
    (path / "bilingual.toml").write_text('[run]\nengine = "starter"\n', "utf-8")
    (path / "posts/talk.md").write_text(POST, "utf-8")
    monkeypatch.chdir(path)
    return path


@pytest.fixture
def project(folder: Path) -> Project:
    return Project()


@pytest.fixture
def finished(project: Project) -> Project:
    """After a run."""
    (report,) = project.run(["posts/talk.md"], {"format": "json"})
    assert report.error is None
    return project
