"""`python -m bilingual` and the command `translate`: ready for Ctrl-C before the rest is loaded."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command."""
    try:
        from bilingual.cli import main as command

        command()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
