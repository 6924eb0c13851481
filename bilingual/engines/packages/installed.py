"""Translation models on this machine: which there are, fetching, adding and removing them.

Packages live where Argos Translate keeps them, so that it, LibreTranslate and this program share them. Only `install`
without a file opens a connection; nothing else in this program does.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bilingual.engines.argos_settings import package_index, packages_folder
from bilingual.engines.packages import archive, argos, download
from bilingual.errors import EngineError, ModelMissing, UsageError

STARTER = "starter"
FULL = "argos"
"""Short names: the embedded model, and the newest installed zh→en package."""


@dataclass(frozen=True, slots=True)
class Package:
    """A zh→en model on this machine."""

    name: str
    """What `--engine` and `translate models` take: `starter`, or the package's folder name."""
    version: str
    path: Path
    size: int
    """Of all its files, in bytes."""
    default: bool
    """Whether it is used when none is named."""

    @property
    def embedded(self) -> bool:
        """Whether it is part of the program."""
        return self.name == STARTER


def installed() -> tuple[Package, ...]:
    """Every zh→en model on this machine: the newest installed first, the embedded one last. The first is the default."""
    folders = sorted(_folders(), key=lambda folder: (download.version_key(_version(folder)), folder.name), reverse=True)
    names = [(folder.name, folder) for folder in folders] + [(STARTER, argos.STARTER)]
    return tuple(
        Package(name, _version(folder), folder, _size(folder), default=place == 0) for place, (name, folder) in enumerate(names)
    )


def find(name: str = "", others: Collection[str] = ()) -> Package:
    """The model of that name; without one the default; `argos` is the newest installed package.

    `others` are the names of engines that are no packages, for the message of the `ModelMissing` where there is none.
    """
    found = installed()
    for package in found:
        if name in ("", package.name) or (name == FULL and not package.embedded):
            return package
    have = ", ".join([*(package.name for package in found), *sorted(others)])
    raise ModelMissing(
        f"There is no translation model “{name}”.",
        f"There are: {have}. `translate models install` fetches the full Argos zh→en model.",
    )


def path(name: str = "") -> Path:
    """The folder of a model; without a name that of the default."""
    return find(name).path


def install(spec: str | Path = "", progress: download.Progress = lambda done, total: None) -> Package:
    """Add a zh→en package: a local `.argosmodel` file, or, without one, the newest of the Argos index.

    The package is checked before it is unpacked, and is there whole or not at all. A download that broke off goes on
    where it stopped, the next time too.
    """
    if spec:
        file = _local(Path(spec))
        return _placed(file, archive.check(file))
    file = _downloaded(progress)
    try:
        top = archive.check(file)
    except EngineError:
        file.unlink()
        raise
    package = _placed(file, top)
    file.unlink()
    return package


def remove(name: str) -> Package:
    """The package that was removed from this machine. The embedded one cannot be."""
    package = find(name)
    if package.embedded:
        raise UsageError("The starter model is part of the program.", "It cannot be removed; name another model.")
    try:
        shutil.rmtree(package.path)
    except OSError as error:
        raise EngineError(
            f"The package cannot be removed: {error.strerror}.", "Check the folder's permissions.", path=str(package.path)
        ) from error
    return package


def _folders() -> list[Path]:
    """The zh→en packages in the packages folder; others, and folders that are no packages, are passed over."""
    folder = packages_folder()
    return [path for path in folder.iterdir() if _is_ours(path)] if folder.is_dir() else []


def _is_ours(folder: Path) -> bool:
    try:
        return bool(argos.metadata(folder))
    except EngineError:
        return False


def _version(folder: Path) -> str:
    return str(argos.metadata(folder).get("package_version", ""))


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _local(file: Path) -> Path:
    if not file.is_file():
        raise ModelMissing("There is no such file.", "Name an Argos package (.argosmodel).", path=str(file))
    return file


def _downloaded(progress: download.Progress) -> Path:
    """The newest package of the Argos index, in the cache."""
    import platformdirs

    name, links = download.newest(package_index())
    part = Path(platformdirs.user_cache_dir("bilingual")) / "downloads" / f"{Path(name).name}.argosmodel.part"
    return download.fetch(links, part, progress)


def _placed(file: Path, top: str) -> Package:
    """The package of a checked file, unpacked among the others."""
    try:
        archive.unpack(file, top, packages_folder() / top)
    except OSError as error:
        raise EngineError(
            f"The package cannot be written: {error.strerror}.",
            "Check the folder's permissions and the space on the disk.",
            path=str(packages_folder()),
        ) from error
    return find(top)
