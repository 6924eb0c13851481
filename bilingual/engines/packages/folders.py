"""The folder of a model takes its place whole or not at all, even where a process is killed while it replaces another.

No folder can take the place of one that holds something in a single step. So the old one goes aside, by a name that says whose
place it had, and the next command that looks for models puts it back where nothing stands there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from bilingual.errors import InUse
from bilingual.files import PREFIX, TURN, temporary_folder
from bilingual.turns import in_turn

ASIDE = f"{PREFIX}aside-"
"""How the name of a folder begins that another one replaces."""


def write_folder(destination: Path, contents: Mapping[str, bytes | Path]) -> Path:
    """A folder of these files at `destination`, whole or not at all, in place of what is there.

    Each by its name: what it holds, or the file that is copied. Raises `OSError`.
    """
    with workplace(destination) as work:
        new = work / "new"
        new.mkdir()
        for name, data in contents.items():
            if isinstance(data, Path):
                shutil.copyfile(data, new / name)
            else:
                (new / name).write_bytes(data)
        return take_place(new, destination)


@contextmanager
def workplace(destination: Path) -> Iterator[Path]:
    """A temporary folder on the destination's disk.

    It stands beside the packages folder, not in it: Argos Translate takes every folder in there for a package and
    fails at one without metadata. Only where that is another disk, or may not be written, it stands inside.
    """
    packages = destination.parent
    packages.mkdir(parents=True, exist_ok=True)
    beside = packages.parent
    fit = beside.stat().st_dev == packages.stat().st_dev and os.access(beside, os.W_OK)
    with temporary_folder(beside if fit else packages) as work:
        yield work


def take_place(new: Path, destination: Path) -> Path:
    """The new folder at its place; what stood there goes aside, and comes back if that fails. Raises `OSError`, `InUse`."""
    models = destination.parent
    with in_turn(models / TURN, "The folder"):
        _settled(models)
        try:
            if destination.exists():
                destination.rename(models / f"{ASIDE}{destination.name}")
            new.rename(destination)
        finally:
            _settled(models)
    return destination


def settle(models: Path) -> None:
    """Puts back what a killed process had put aside in a folder of models, or takes it away where a new one is in its place.

    Cheap where there is nothing. What may not be changed stays as it is.
    """
    if _aside(models):
        with suppress(OSError, InUse), in_turn(models / TURN, "The folder"):
            _settled(models)


def _settled(models: Path) -> None:
    for old in _aside(models):
        place = models / old.name.removeprefix(ASIDE)
        if not place.exists():
            old.rename(place)
        elif old.is_symlink():
            old.unlink()
        else:
            shutil.rmtree(old, ignore_errors=True)


def _aside(models: Path) -> list[Path]:
    return [*models.glob(f"{ASIDE}*")]
