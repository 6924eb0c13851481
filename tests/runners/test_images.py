"""Pictures beside a post: read where they may be, and said where not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.runners import images as module
from bilingual.runners.images import read_pictures
from bilingual.sources import parse

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def found(folder: Path, address: str, root: Path | None = None) -> tuple[dict[str, bytes], list[str]]:
    document = parse(f"中文![图]({address})中文。\n", name="post", path=str(folder / "post.md"))
    pictures, notices = read_pictures(document, root or folder)
    return pictures, [notice.fact for notice in notices]


def test_a_picture_beside_the_post_is_carried_along(tmp_path: Path) -> None:
    (tmp_path / "a b.png").write_bytes(PNG)
    assert found(tmp_path, "a%20b.png") == ({"a%20b.png": PNG}, [])


def test_an_address_from_the_root_is_looked_for_below_it(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "a.png").write_bytes(PNG)
    (tmp_path / "posts").mkdir()
    assert found(tmp_path / "posts", "/img/a.png", tmp_path)[0] == {"/img/a.png": PNG}
    assert found(tmp_path / "posts", "../img/a.png", tmp_path)[0] == {"../img/a.png": PNG}


@pytest.mark.parametrize("address", ["https://example.com/a.png", "//example.com/a.png", "data:image/png;base64,AAAA", "", "#a"])
def test_what_is_no_file_here_is_left_alone(tmp_path: Path, address: str) -> None:
    assert found(tmp_path, address) == ({}, [])


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("../secret.png", "lies outside the post's folder"),
        ("link.png", "lies outside the post's folder"),
        ("none.png", "is not there"),
        ("folder", "is not there"),
        ("text.png", "is no picture"),
        ("large.png", "is too large"),
        ("%00.png", "cannot be read"),
        ("x" * 5000, "cannot be read"),
    ],
)
def test_a_post_collects_no_files_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, reason: str
) -> None:
    monkeypatch.setattr(module, "LARGEST", 1000)
    posts = tmp_path / "posts"
    (posts / "folder").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(PNG)
    (posts / "link.png").symlink_to(tmp_path / "secret.png")
    (posts / "text.png").write_text("root:x:0:0")
    (posts / "large.png").write_bytes(PNG + b"\0" * 1000)
    pictures, facts = found(posts, address)
    assert pictures == {}
    assert len(facts) == 1
    assert reason in facts[0]


def test_pictures_of_a_post_are_limited_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TOGETHER", 50)
    for name in "abc":
        (tmp_path / f"{name}.png").write_bytes(PNG)
    document = parse("![一](a.png)![二](b.png)![三](c.png)中文\n", name="post", path=str(tmp_path / "post.md"))
    pictures, notices = read_pictures(document, tmp_path)
    assert (list(pictures), len(notices)) == (["a.png"], 2)
