"""What cannot be read is not taken for empty: nothing is written without the terms of a glossary or in the place of a post."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, Result, Translate, tree

BOUND = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
"""A root whom permissions bind as they bind others (util-linux)."""


@pytest.fixture
def site(project: Path) -> Path:
    """A project with a glossary and posts in two folders, finished once."""
    for name in ("posts", "posts/deep", "glossaries"):
        (project / name).mkdir()
    (project / "posts" / "a.md").write_text("天气很好。\n", "utf-8")
    (project / "posts" / "deep" / "b.md").write_text("天气不好。\n", "utf-8")
    (project / "glossaries" / "g.csv").write_text("source,target\n天气,the Weather\n", "utf-8")
    return project


def bound(*arguments: str) -> Result:
    """The command as a user whom permissions bind."""
    before = BOUND if os.getuid() == 0 else []
    done = subprocess.run([*before, *COMMAND, *arguments], capture_output=True, timeout=120)
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.slow
@pytest.mark.skipif(os.getuid() == 0 and not shutil.which("setpriv"), reason="root is bound by permissions with setpriv only")
@pytest.mark.parametrize("closed", ["glossaries", "glossaries/g.csv", "posts", "posts/deep"])
def test_what_may_not_be_read_stops_the_run(site: Path, closed: str) -> None:
    assert bound("run", "posts").code == 0
    before = tree(site / "outputs")
    (site / "posts" / "a.md").write_text("天气真好。\n", "utf-8")
    (site / closed).chmod(0)
    for command in (["run", "posts"], ["glossary", "build", "posts"]):
        result = bound(*command)
        assert (result.code, "Traceback" in result.err) == (1, False), (command, result.err)
        assert closed in result.err
        assert "Permission denied" in result.err
        assert tree(site / "outputs") == before
    (site / closed).chmod(0o755)


@pytest.mark.slow
@pytest.mark.skipif(os.getuid() == 0 and not shutil.which("setpriv"), reason="root is bound by permissions with setpriv only")
def test_a_memory_that_may_not_be_read_is_told(site: Path) -> None:
    (site / "bilingual.toml").touch()
    assert bound("run", "posts").code == 0
    before = tree(site / "outputs")
    (site / ".bilingual").chmod(0)
    for command in (["run", "posts"], ["glossary", "set", "天气", "target=x"], ["history"], ["memory", "list"]):
        result = bound(*command)
        assert (result.code, "Traceback" in result.err, "has a fault" in result.err) == (1, False, False), (command, result.err)
        assert "memory.sqlite" in result.err
        assert tree(site / "outputs") == before
    (site / ".bilingual").chmod(0o755)


def test_a_glossary_that_is_no_text_stops_the_run(project: Path, translate: Translate) -> None:
    """UTF-16 without a mark, among glossaries that can be read: the documents would be without its locks."""
    (project / "a.md").write_text("天气很好。\n", "utf-8")
    (project / "glossaries").mkdir()
    (project / "glossaries" / "a.csv").write_text("source,target\n公园,park\n", "utf-8")
    (project / "glossaries" / "b.csv").write_bytes("source,target\n天气,the Weather\n".encode("utf-16-le"))
    result = translate("run", "a.md")
    assert result.code == 1
    assert "b.csv" in result.err
    assert not (project / "outputs").exists()


def test_several_are_told_together(project: Path, translate: Translate) -> None:
    (project / "a.md").write_text("天气很好。\n", "utf-8")
    (project / "glossaries").mkdir()
    for name in "ab":
        (project / "glossaries" / f"{name}.csv").write_bytes("source,target\n天气,the Weather\n".encode("utf-16-le"))
    result = translate("run", "a.md")
    assert "2 glossaries cannot be read." in result.err
    assert "a.csv" in result.err
    assert "b.csv" in result.err


@pytest.mark.parametrize("settings", ["a = " + "[" * 5000, 'output = "a\0b"', "\0", '[run]\noutput = "a\\u0000b"'])
def test_settings_that_are_none(project: Path, translate: Translate, settings: str) -> None:
    (project / "a.md").write_text("你好。\n", "utf-8")
    (project / "bilingual.toml").write_text(settings, "utf-8")
    result = translate("run", "a.md")
    assert result.code in (1, 2)
    assert "The program has a fault" not in result.err
