"""The whole command, called in this process or as a process of its own."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bilingual.cli import main

COMMAND = [sys.executable, "-c", "from bilingual.cli import main; main()"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def content(self) -> dict[str, Any]:
        """The one object on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def posts(self) -> dict[str, dict[str, Any]]:
        return {post["post"]: post for post in self.content["posts"]}


Translate = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and no `BILINGUAL_*` variable."""
    for variable in [name for name in os.environ if name.startswith(("BILINGUAL_", "NO_COLOR", "FORCE_COLOR"))]:
        monkeypatch.delenv(variable)
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def translate(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Translate:
    """Runs `translate …` in this process, in the project's folder."""

    def call(*arguments: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["translate", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert not [path for path in project.rglob("*") if path.suffix == ".part"], "something is half-written"
        return Result(int(stopped.value.code or 0), out, err)

    return call


@pytest.fixture
def process(project: Path) -> Translate:
    """Runs `translate …` as a process of its own."""

    def call(*arguments: object, stdin: bytes = b"", **environment: str) -> Result:
        done = subprocess.run(
            [*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, env=os.environ | environment, timeout=120
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"))

    return call


def records(folder: Path) -> dict[str, Any]:
    """The records in an output folder."""
    (path,) = folder.glob("*.json")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def hear_interrupts() -> None:
    """For the `preexec_fn` of a child that is to be sent Ctrl-C: what a shell starts in the background has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, and every empty folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
        if path.is_file() or not any(path.iterdir())
    }
