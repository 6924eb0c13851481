"""The person's own editor, opened at a line."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bilingual.errors import UsageError

_PLUS = frozenset("vi vim nvim gvim view nano pico micro emacs emacsclient kak joe jed mg ne mcedit gedit ed kakoune".split())
"""Editors that take `+LINE FILE`."""
_COLON = frozenset("hx helix subl zed mate lapce".split())
"""Editors that take `FILE:LINE`."""
_GOTO = frozenset("code code-insiders codium cursor windsurf".split())
"""Editors that take `--goto FILE:LINE`; without `--wait` they return at once."""
_USUAL = ("nano", "vim", "vi", "notepad")


def edit(path: Path, line: int) -> int:
    """Opens a file at a line, waits until the editor is closed, and returns its exit code; raises `UsageError` without one."""
    command = arguments(_command(), path, line)
    try:
        return subprocess.run(command, check=False).returncode
    except OSError as error:
        fact = f"The editor “{command[0]}” cannot be started ({error.strerror})."
        raise UsageError(fact, "Set EDITOR to one that is installed.") from error


def arguments(command: Sequence[str], path: Path, line: int) -> list[str]:
    """The editor's command line.

    >>> arguments(["vim"], Path("a.csv"), 7), arguments(["code", "-w"], Path("a.csv"), 7)
    (['vim', '+7', 'a.csv'], ['code', '-w', '--goto', 'a.csv:7'])
    """
    name = Path(command[0]).stem.lower()
    if name in _PLUS:
        return [*command, f"+{line}", str(path)]
    if name in _GOTO:
        waits = {"-w", "--wait"}.isdisjoint(command)
        return [*command, *(["--wait"] if waits else []), "--goto", f"{path}:{line}"]
    return [*command, f"{path}:{line}" if name in _COLON else str(path)]


def _command() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named:
        return shlex.split(named, posix=os.name != "nt")
    found = next((editor for editor in _USUAL if shutil.which(editor)), None)
    if found is None:
        raise UsageError("No editor is known.", "Set EDITOR, for example: export EDITOR=nano.")
    return [found]
