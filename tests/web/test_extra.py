"""Everything but `translate edit` works without the extra `bilingual[web]`, and does not load it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("starlette", "uvicorn", "anyio", "h11"):
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Refuse())
sys.argv = ["translate", *sys.argv[1:]]
from bilingual.cli import main
"""
RUN = WITHOUT + "main()"
RUN_AND_LOOK = (
    WITHOUT
    + """
try:
    main()
finally:
    assert not [name for name in sys.modules if name.startswith("bilingual.web")]
"""
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        "run posts --format md,docx,html,json,csv",
        "check posts",
        "export posts --format md",
        "history",
        "memory list",
        "edit --help",
    ],
)
def test_the_rest_neither_needs_nor_loads_it(command: str, folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", RUN_AND_LOOK, *command.split()], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr


@pytest.mark.slow
def test_without_it_the_command_says_what_to_install(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", RUN, "edit", "posts"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert "pip install 'bilingual[web]'" in done.stderr
