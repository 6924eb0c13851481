"""Where the memory is kept."""

from __future__ import annotations

from pathlib import Path

PROJECT_FILE = "bilingual.toml"
"""What makes a folder a project, with a memory of its own."""


def default_path(start: Path) -> Path:
    """The memory for a run from `start`: beside the nearest `bilingual.toml` upwards, else in the user's data folder.

    Nothing is created. The user's data folder, unlike a cache or the temporary folder, is not swept.

    >>> default_path(Path("/")).name
    'memory.sqlite'
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder / ".bilingual" / "memory.sqlite"
    from platformdirs import user_data_dir

    return Path(user_data_dir("bilingual", appauthor=False)) / "memory.sqlite"
