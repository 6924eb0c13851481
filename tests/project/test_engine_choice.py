"""`translate models use`: one line of the settings changes, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import UsageError
from bilingual.project.engine_choice import choose_engine


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, '[run]\nengine = "argos"\n'),
        ("", '[run]\nengine = "argos"\n'),
        ('[run]\noutput = "x"  # mine\n', '[run]\nengine = "argos"\noutput = "x"  # mine\n'),
        ('[run]\r\nengine="a" # old\r\nlayout = "docs"\r\n', '[run]\r\nengine = "argos"\r\nlayout = "docs"\r\n'),
        ('\ufeff[run]\nmodel = "m"\n\n[check]\noff = []', '\ufeff[run]\nengine = "argos"\n\n[check]\noff = []'),
        ("[check]\noff = []", '[check]\noff = []\n\n[run]\nengine = "argos"\n'),
        ("[run]", '[run]\nengine = "argos"\n'),
        ('[engine.x]\nengine = "y"\n[run] # ours\n', '[engine.x]\nengine = "y"\n[run] # ours\nengine = "argos"\n'),
    ],
)
def test_one_line_changes(tmp_path: Path, before: str | None, after: str) -> None:
    path = tmp_path / "bilingual.toml"
    if before is not None:
        path.write_bytes(before.encode())
    assert choose_engine("argos", tmp_path) == path
    assert path.read_bytes().decode() == after


def test_the_nearest_file_upwards(tmp_path: Path) -> None:
    (tmp_path / "bilingual.toml").touch()
    (tmp_path / "posts").mkdir()
    assert choose_engine("argos", tmp_path / "posts") == tmp_path / "bilingual.toml"


@pytest.mark.parametrize(
    "before", ['run.engine = "x"\n', 'run = { engine = "x" }\n', '[run]\nengine = """\nx"""\n', "[run\n", b"\xff"]
)
def test_a_file_in_which_the_line_cannot_be_put_stays_as_it_is(tmp_path: Path, before: str | bytes) -> None:
    path = tmp_path / "bilingual.toml"
    data = before if isinstance(before, bytes) else before.encode()
    path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        choose_engine("argos", tmp_path)
    assert caught.value.path == str(path)
    assert path.read_bytes() == data
