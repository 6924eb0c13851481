"""What each shell offers after Tab, once `translate --install-completion` was asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
PROGRAM = "import sys; sys.argv[0] = 'translate'; from bilingual.cli import main; main()"
ASKED = {
    "zsh": {"_TRANSLATE_COMPLETE": "complete_zsh"},
    "fish": {"_TRANSLATE_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
}


def ran(*arguments: str, **environment: str) -> str:
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, timeout=120, check=True)
    return done.stdout


@pytest.mark.parametrize("shell", ASKED)
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("glo", ["glossary"]),
        ("run --effo", ["--effort"]),
        ("run --for ", ["editor", "reader"]),
        ("run --layout ", ["side-by-side", "interleaved", "per-language"]),
    ],
)
def test_commands_flags_and_values_are_offered(shell: str, words: str, offered: list[str]) -> None:
    told = ran(**ASKED[shell], _TYPER_COMPLETE_ARGS=f"translate {words}")
    assert [word for word in offered if word not in told] == []


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes_after_it_was_installed(tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "translate").write_text(f"#!{sys.executable}\n{PROGRAM}\n", "utf-8")
    (folder / "translate").chmod(0o755)
    home = {"HOME": str(tmp_path), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    assert ".bash_completions/translate.sh" in ran("--install-completion", "bash", **home)
    script = '. ~/.bashrc; COMP_WORDS=(translate re); COMP_CWORD=1; _translate_completion translate; echo "${COMPREPLY[@]}"'
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", "--norc", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | home | {"PATH": path}, timeout=120)
    assert (done.stdout.split(), done.stderr) == (["redo"], "")
