"""The posts of a batch and their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import DocumentError
from bilingual.project.inputs import named_posts


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a/index.md", "b/index.md", "talk.md", "out/talk/talk.en.md", "out/talk/talk.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("你好。\n", "utf-8")


def names(*patterns: str) -> list[tuple[str, str]]:
    return [(post.path, post.name) for post in named_posts(patterns)]


def test_posts_of_one_name_are_told_apart_by_their_folders() -> None:
    assert names("a", "b", "talk.md") == [("a/index.md", "a-index"), ("b/index.md", "b-index"), ("talk.md", "talk")]


def test_a_post_that_is_named_twice_is_one() -> None:
    assert names("talk.md", "./talk.md", "*.md") == [("talk.md", "talk")]


def test_what_a_run_wrote_is_no_post_unless_it_is_named() -> None:
    assert names("out") == [("out/talk/talk.md", "talk")]
    assert names("out/talk/talk.en.md") == [("out/talk/talk.en.md", "talk.en")]


def test_a_pattern_that_means_nothing_is_a_post_that_fails() -> None:
    missing, talk = named_posts(["none.md", "talk.md"])
    assert (missing.path, talk.read()) == ("none.md", "你好。\n".encode())
    with pytest.raises(DocumentError, match="no such file"):
        missing.read()


def test_standard_input_has_a_name() -> None:
    assert names("-") == [("-", "stdin")]
