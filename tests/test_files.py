"""Files are written whole or not at all, and leave nothing behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bilingual.files import new_file_mode, write_whole


def test_files_and_their_folders_are_made(tmp_path: Path) -> None:
    first, second = tmp_path / "a/b/one.md", tmp_path / "a/two.md"
    write_whole([(first, b"1"), (second, b"2")])
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    assert first.stat().st_mode & 0o777 == new_file_mode(first)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["one.md", "two.md"]


def test_where_a_later_file_fails_no_file_is_written(tmp_path: Path) -> None:
    first, blocked = tmp_path / "one.md", tmp_path / "file/two.md"
    first.write_bytes(b"before")
    blocked.parent.write_bytes(b"a file, not a folder")
    with pytest.raises(OSError, match=r"file"):
        write_whole([(first, b"after"), (blocked, b"2")])
    assert first.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "one.md"]


def test_a_mode_may_be_asked_for(tmp_path: Path) -> None:
    write_whole([(tmp_path / "secret", b"")], lambda file: 0o600)
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_the_umask_is_respected_and_left_as_it_was() -> None:
    before = os.umask(0o077)
    try:
        assert new_file_mode(Path("a")) == 0o600
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)


def test_long_names_get_a_temporary_one_that_fits(tmp_path: Path) -> None:
    name = "很" * 80 + ".md"
    write_whole([(tmp_path / name, b"1")])
    assert [path.name for path in tmp_path.iterdir()] == [name]
