"""SIGTERM ends a command as Ctrl-C does: what is finished is saved and told, nothing is half-written."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED, TERMINATED = 128 + signal.SIGINT, 128 + signal.SIGTERM
"""Exit codes, as shells give them."""


@contextmanager
def stopped_by_sigterm() -> Iterator[None]:
    """Within it SIGTERM raises `KeyboardInterrupt`; the exit code of what ends by it is that of SIGTERM."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    received: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        received.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except SystemExit as ended:
        if received and ended.code == INTERRUPTED:
            sys.exit(TERMINATED)
        raise
    finally:
        signal.signal(signal.SIGTERM, before)
