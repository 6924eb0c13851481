"""A new project: its settings, each with what it does, and the folders of posts and glossaries."""

from __future__ import annotations

from pathlib import Path

from bilingual.errors import UsageError
from bilingual.files import write_whole
from bilingual.glossary.headers import COLUMNS
from bilingual.project.settings import FILE

SETTINGS = Path(__file__).with_name("bilingual.toml")
"""What a new project's settings say: nothing yet, and all that can be said."""
POSTS = "posts"
GLOSSARY = Path("glossaries", "terms.csv")


def start_project(folder: Path) -> tuple[Path, ...]:
    """Makes a project of a folder, which need not exist; gives what is new. What stands there already stays.

    Raises `UsageError` where the folder is a project already, or cannot be written to.
    """
    settings = folder / FILE
    if settings.exists():
        raise UsageError("The folder is a project already: it has its settings.", "Edit them.", path=str(settings))
    wanted = {settings: SETTINGS.read_bytes(), folder / GLOSSARY: f"{','.join(COLUMNS)}\n".encode()}
    files = [(path, data) for path, data in wanted.items() if not path.exists()]
    posts = folder / POSTS
    made = [] if posts.is_dir() else [posts]
    try:
        write_whole(files)
        posts.mkdir(exist_ok=True)
    except OSError as error:
        remedy = "Name a folder that you may write to."
        raise UsageError(f"No project can be made there: {error.strerror or error}.", remedy, path=str(folder)) from error
    return (*(path for path, _ in files), *made)
