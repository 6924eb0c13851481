"""Files are written whole or not at all, and leave nothing behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bilingual
from bilingual.files import new_file_mode, sweep, temporary_folder, write_whole


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


def killed(place: Path) -> None:
    """Another process in a temporary folder there is killed."""
    code = "import os, signal, sys; from pathlib import Path; from bilingual.files import temporary_folder\n"
    code += "with temporary_folder(Path(sys.argv[1])) as folder:\n    (folder / 'deep').mkdir()\n"
    code += "    os.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", code, str(place)], check=False)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_a_killed_process_left_is_taken_away_and_what_is_in_use_stays(tmp_path: Path) -> None:
    killed(tmp_path)
    left = sorted(tmp_path.iterdir())
    assert [path.is_dir() for path in left] == [True, False]
    with temporary_folder(tmp_path) as folder:
        assert not any(path.exists() for path in left)
        sweep(tmp_path)
        assert folder.is_dir()
    assert [*tmp_path.iterdir()] == []


def test_what_is_another_users_is_no_hindrance(tmp_path: Path) -> None:
    """In the system's folder for temporary files others have theirs."""
    (tmp_path / ".bilingual-a.part").symlink_to("nowhere")
    (tmp_path / ".bilingual-b.part").touch()
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".bilingual-a.part"]


def test_every_temporary_folder_is_one_that_is_swept() -> None:
    """`tempfile` is called in one place; elsewhere only for the report of a fault, which is to stay."""
    package = Path(bilingual.__file__).parent
    calls = re.compile(r"\b(mkdtemp|mkstemp|TemporaryDirectory|NamedTemporaryFile|TemporaryFile)\(")
    users = {path.relative_to(package).as_posix() for path in package.rglob("*.py") if calls.search(path.read_text("utf-8"))}
    assert users == {"files.py", "cli/console.py"}
