"""What a person is told once a day and not more often."""

from __future__ import annotations

import time
from pathlib import Path

DAY = 24 * 60 * 60


def is_due() -> bool:
    """Whether nothing was told for a day; from now on it was. Where that cannot be written down, nothing is told."""
    import platformdirs

    stamp = Path(platformdirs.user_cache_dir("bilingual")) / "advice"
    try:
        if stamp.exists() and 0 <= time.time() - stamp.stat().st_mtime < DAY:
            return False
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()
    except OSError:
        return False
    return True
