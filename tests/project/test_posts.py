"""What POSTS means."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import DocumentError, UsageError
from bilingual.project.posts import STDIN, expand_patterns


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.md", "a.md", "deep/er/c.md", ".hidden/d.md", "node_modules/e.md", "outputs/a/f.md", "notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["."], ["a.md", "b.md", "deep/er/c.md"]),
        (["*.md"], ["a.md", "b.md"]),
        (["**/*.md"], ["a.md", "b.md", "deep/er/c.md", "node_modules/e.md", "outputs/a/f.md"]),
        (["b.md", ".", "./b.md"], ["b.md", "a.md", "deep/er/c.md"]),
        (["notes.txt"], ["notes.txt"]),
        (["outputs"], ["outputs/a/f.md"]),
        (["-", "a.md", "-"], ["-", "a.md"]),
    ],
)
def test_what_is_found(folder: Path, patterns: list[str], expected: list[str]) -> None:
    assert [path.as_posix() for path in expand_patterns(patterns)] == expected
    assert str(STDIN) == "-"


def test_names_that_end_in_capitals_are_posts_too(folder: Path) -> None:
    (folder / "a.md").rename(folder / "A.MD")
    (folder / "t.Srt").touch()
    assert [path.as_posix() for path in expand_patterns(["."])] == ["A.MD", "b.md", "deep/er/c.md", "t.Srt"]


def test_a_name_with_brackets_is_a_file_first(folder: Path) -> None:
    (folder / "[x].md").touch()
    assert expand_patterns(["[x].md"]) == (Path("[x].md"),)


MISSING = [("z.md", "no such file"), ("*.rst", "No post matches"), ("empty", r"holds no posts \(\*\.md, .*\*\.docx.*\*\.srt")]


@pytest.mark.parametrize(("pattern", "fact"), MISSING)
def test_what_is_missing(folder: Path, pattern: str, fact: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(DocumentError, match=fact) as raised:
        expand_patterns([pattern])
    assert raised.value.path == pattern


def test_nothing_at_all() -> None:
    with pytest.raises(UsageError):
        expand_patterns([])
