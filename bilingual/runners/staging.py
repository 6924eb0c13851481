"""The files of one post change together: all of them are new, or all of them old, whenever a process is killed.

The new ones, with copies of those that stand in their places, are made in a folder beside them. Its next name says that the
new ones count: what a killed process left before that is taken away by the next command, what it left after that is finished.
Where a file cannot be replaced, the folder's last name says that the others are put back, by the next command at the latest.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bilingual.errors import ExportError, InUse
from bilingual.files import PREFIX, TURN, new_file_mode, sweep
from bilingual.turns import in_turn

COPIES = "replaced"
"""The folder beside a post's files that gets what was changed and is replaced, in a folder for each time."""
STAGED, READY, BACK = (f"{PREFIX}{name}" for name in ("staged", "ready", "back"))
"""The names of the folder: its files are being made, take their places, are taken back."""
NEW, OLD, NONE = "new", "old", "none"
"""In that folder: the new files, copies of those that they replace, and an empty file for each that replaces none."""


def replace_together(files: Mapping[Path, bytes]) -> None:
    """Writes files of one folder, all of them or none.

    Raises `OSError` where they cannot be written, `InUse` where another process is writing there, and `ExportError` where a
    person changes one in that very moment.
    """
    folder = next(iter(files)).parent
    folder.mkdir(parents=True, exist_ok=True)
    with in_turn(folder / TURN, "The folder"):
        _settled(folder)
        try:
            _stage(folder / STAGED, files)
            (folder / STAGED).rename(folder / READY)
        finally:
            shutil.rmtree(folder / STAGED, ignore_errors=True)  # it has the next name by now, unless something failed
        try:
            _take_their_places(folder)
        except KeyboardInterrupt:
            _settled(folder)
            raise
        except OSError:
            (folder / READY).rename(folder / BACK)
            _take_back(folder)
            raise


def ready_for(file: Path) -> Path:
    """Where a file stands until it takes the place of another."""
    return file.parent / READY / NEW / file.name


def settle(folder: Path) -> None:
    """Finishes or takes back what a killed process left, so that the files of a post fit each other. Cheap where it left nothing.

    Raises `ExportError` where it cannot be done, and where a person changed a file since; what was changed is kept.
    """
    if is_settled(folder):
        return
    try:
        with in_turn(folder / TURN, "The folder"):
            _settled(folder)
    except OSError as error:
        fact = f"A command was stopped while it replaced files here, and that cannot be finished: {error.strerror or error}."
        raise ExportError(fact, "Make the folder writable and run again.", path=str(folder)) from error


def is_settled(folder: Path) -> bool:
    """Whether no killed process left something to finish or to take back."""
    return not any((folder / name).exists() for name in (STAGED, READY, BACK))


def clear(folder: Path) -> None:
    """Takes away what a killed process left in a folder of one post and that is of no use; what must be finished stays."""
    sweep(folder)
    if (folder / STAGED).exists() or (folder / TURN).exists():
        with suppress(InUse, OSError), in_turn(folder / TURN, "The folder", patience=0):
            shutil.rmtree(folder / STAGED, ignore_errors=True)


def _settled(folder: Path) -> None:
    shutil.rmtree(folder / STAGED, ignore_errors=True)
    if (folder / BACK).exists():
        _take_back(folder)
    if (folder / READY).exists():
        _take_their_places(folder)


def _stage(stage: Path, files: Mapping[Path, bytes]) -> None:
    for name in (NEW, OLD, NONE):
        (stage / name).mkdir(parents=True)
    for file, data in files.items():
        new = stage / NEW / file.name
        new.write_bytes(data)
        new.chmod(new_file_mode(file))
        if file.exists():
            shutil.copy2(file, stage / OLD)
        else:
            (stage / NONE / file.name).touch()


def _take_their_places(folder: Path) -> None:
    """The new files replace the old ones; what is there already stays. A file that is neither is a person's, and is copied."""
    copied: list[Path] = []
    for new in sorted((folder / READY / NEW).iterdir()):
        file, old = folder / new.name, folder / READY / OLD / new.name
        if file.exists() and not (old.exists() and file.read_bytes() == old.read_bytes()):
            place = folder / COPIES / datetime.now().strftime("%Y-%m-%d %H.%M.%S")
            place.mkdir(parents=True, exist_ok=True)
            copied.append(Path(shutil.copy2(file, place)))
        new.replace(file)
    _discard(folder / READY)
    if copied:
        fact = f"{', '.join(file.name for file in copied)} was changed while the files of its post were replaced."
        raise ExportError(fact, f"What was changed is kept in {copied[0].parent}. Run again.", path=str(folder))


def _take_back(folder: Path) -> None:
    """The old files in their places again."""
    for old in sorted((folder / BACK / OLD).iterdir()):
        old.replace(folder / old.name)
    for none in (folder / BACK / NONE).iterdir():
        if not (folder / BACK / NEW / none.name).exists():
            (folder / none.name).unlink(missing_ok=True)
    _discard(folder / BACK)


def _discard(stage: Path) -> None:
    """Taken away in one step, by a name that nothing is made of any more."""
    shutil.rmtree(stage.rename(stage.with_name(STAGED)))
