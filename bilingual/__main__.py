"""`python -m bilingual` and the command `translate`: ready for Ctrl-C and SIGTERM before the rest is loaded."""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType

INTERRUPTED, TERMINATED = 128 + signal.SIGINT, 128 + signal.SIGTERM
"""Exit codes, as shells give them."""


def main() -> None:
    """Runs the command; SIGTERM ends it as Ctrl-C does: what is finished is saved and told, nothing is half-written."""
    received: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        received.append(number)
        raise KeyboardInterrupt

    try:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, stop)
        from bilingual.cli import main as command

        command()
    except (KeyboardInterrupt, RuntimeError) as error:
        if isinstance(error, RuntimeError) and not isinstance(error.__cause__, KeyboardInterrupt):
            raise  # Python 3.11 gives a RuntimeError for what is raised while a class is being made
        sys.exit(TERMINATED if received else INTERRUPTED)
    except SystemExit as ended:
        sys.exit(TERMINATED if received and ended.code == INTERRUPTED else ended.code)


if __name__ == "__main__":
    main()
