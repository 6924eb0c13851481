"""The posts of a batch and their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import DocumentError
from bilingual.project.inputs import named_posts, settled_names
from bilingual.runners.records import records_path


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
    assert names("out/talk/talk.en.md", "out/talk/talk.md") == [("out/talk/talk.md", "talk")], "as a shell names *.md"


def test_a_pattern_that_means_nothing_is_a_post_that_fails() -> None:
    missing, talk = named_posts(["none.md", "talk.md"])
    assert (missing.path, talk.read()) == ("none.md", "你好。\n".encode())
    with pytest.raises(DocumentError, match="no such file"):
        missing.read()


def test_standard_input_has_a_name() -> None:
    assert names("-") == [("-", "stdin")]


def test_a_post_in_a_folder_of_its_own_is_called_by_it() -> None:
    assert names("a/index.md") == [("a/index.md", "a-index")]


def test_what_a_run_wrote_is_told_beside_its_post_and_by_its_links() -> None:
    Path("site").mkdir()
    for name, text in {
        "tea.md": "茶。",
        "tea.en.md": "Tea.",
        "rice.en.md": "[简体](rice.zh-Hans.md) · English\n\nRice.",
        "v1.en.md": "版本。",
    }.items():
        Path("site", name).write_text(text, "utf-8")
    assert names("site") == [("site/tea.md", "tea"), ("site/v1.en.md", "v1.en")]


def test_a_post_keeps_the_folder_of_its_records() -> None:
    for name in ("a/post.md", "b/post.md"):
        Path(name).write_text("你好。\n", "utf-8")
    first = settled_names(named_posts(["a/post.md", "b/post.md"]), Path("outputs"))
    assert [post.name for post in first] == ["a-post", "b-post"]
    for post in first:
        records = records_path(post.name, Path("outputs"))
        records.parent.mkdir(parents=True)
        records.write_text(f'{{\n"signature": "",\n"post": {{"path": "{post.path}"}},\n"rows": []}}\n', "utf-8")
    assert [post.name for post in settled_names(named_posts(["a/post.md"]), Path("outputs"))] == ["a-post"]
    Path("c").mkdir()
    Path("c/a-post.md").write_text("你好。\n", "utf-8")
    assert [post.name for post in settled_names(named_posts(["c/a-post.md"]), Path("outputs"))] == ["c-a-post"]
