"""A child of this process that is killed at a step of its work on the disk."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from itertools import count

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.utime", "os.truncate"}
"""What changes something on a disk, as the interpreter announces it (https://docs.python.org/3/library/audit_events.html)."""


def killed_at(step: int, act: Callable[[], object], refused: int = 0) -> bool:
    """Whether a child that does something is killed at a step; at another one, a rename is refused by the system."""
    child = os.fork()
    if child == 0:
        steps = count(1)

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            if event in STEPS and (event != "open" or (isinstance(arguments[2], int) and arguments[2] & os.O_CREAT)):
                at = next(steps)
                if at == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                if at == refused and event == "os.rename":
                    raise PermissionError(1, "Operation not permitted")

        sys.addaudithook(hook)
        try:
            act()
        except OSError:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
