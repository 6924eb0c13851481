"""Translation models on this machine: which there are, fetching, adding and removing them.

Argos packages live where Argos Translate keeps them, so that it, LibreTranslate and this program share them; Firefox's
models in the user's data. Only `install` without a file opens a connection; nothing else in this program does.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.engines import catalogue
from bilingual.engines.argos_settings import package_index, packages_folder
from bilingual.engines.firefox import is_firefox_folder
from bilingual.engines.packages import archive, argos, download, firefox_models
from bilingual.errors import EngineError, ModelMissing, UsageError

STARTER = "starter"
FULL = "argos"
"""Short names: the embedded model, and the newest installed zh→en package."""


@dataclass(frozen=True, slots=True)
class Package:
    """A zh→en model on this machine."""

    name: str
    """What `--engine` and `translate models` take: `starter`, or the model's folder name."""
    version: str
    path: Path
    size: int
    """Of all its files, in bytes."""
    default: bool
    """Whether it is used when none is named."""
    firefox: bool = False
    """Whether it is Firefox's: no Argos package."""

    @property
    def embedded(self) -> bool:
        """Whether it is part of the program."""
        return self.name == STARTER


def installed() -> tuple[Package, ...]:
    """Every zh→en model on this machine, the first being the default and the embedded one the last.

    Firefox's come before the Argos packages, in the catalogue's order; those that lack their library stand behind. Of Argos'
    the newest is the first.
    """
    folders = sorted(_folders(), key=lambda folder: (download.version_key(_version(folder)), folder.name), reverse=True)
    argos_packages = [Package(folder.name, _version(folder), folder, _size(folder), default=False) for folder in folders]
    firefox = firefox_models.installed_folders()
    ready = firefox_models.library_is_there()
    models = [Package(folder.name, "", folder, _size(folder), default=False, firefox=True) for folder in firefox]
    starter = Package(STARTER, _version(argos.STARTER), argos.STARTER, _size(argos.STARTER), default=False)
    ordered = [*models, *argos_packages, starter] if ready else [*argos_packages, starter, *models]
    return (replace(ordered[0], default=True), *ordered[1:])


def find(name: str = "", others: Collection[str] = ()) -> Package:
    """The model of that name; without one the default; `argos` is the newest installed package.

    `others` are the names of engines that are no packages, for the message of the `ModelMissing` where there is none.
    """
    found = installed()
    for package in found:
        if name in ("", package.name) or (name == FULL and not package.embedded and not package.firefox):
            return package
    have = ", ".join([*(package.name for package in found), *sorted(others)])
    fetched = f"`translate models install {name}` fetches it" if catalogue.find_entry(name) else _FETCHED
    raise ModelMissing(f"There is no translation model “{name}”.", f"There are: {have}. {fetched}.")


_FETCHED = "`translate models install` fetches the full Argos zh→en model; `translate models available` lists more"


def is_installed(name: str) -> bool:
    """Whether there is a model of that name on this machine."""
    try:
        return bool(find(name))
    except ModelMissing:
        return False


def path(name: str = "") -> Path:
    """The folder of a model; without a name that of the default."""
    return find(name).path


def install(spec: str | Path = "", progress: download.Progress = lambda done, total: None) -> Package:
    """Add a model: one of the catalogue by its name, a local `.argosmodel` file, a folder with a Firefox model, or, without
    any, the newest package of the Argos index.

    It is checked before it is unpacked, and is there whole or not at all. A download that broke off goes on where it
    stopped, the next time too.
    """
    entry = catalogue.find_entry(str(spec))
    if entry is not None and entry.kind == "firefox":
        return find(firefox_models.fetch_model(entry, progress).name)
    if spec and entry is None:
        return _added(Path(spec))
    file = _downloaded(progress)
    try:
        top = archive.check(file)
    except EngineError:
        file.unlink()
        raise
    package = _placed(file, top)
    file.unlink()
    return package


def _added(path: Path) -> Package:
    """The model of a path."""
    if is_firefox_folder(path):
        return find(firefox_models.add_folder(path).name)
    file = _local(path)
    return _placed(file, archive.check(file))


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
        raise ModelMissing(
            "There is no such file.",
            "Name an Argos package (.argosmodel), a folder with a Firefox model, or a name of `translate models available`.",
            path=str(file),
        )
    return file


def _downloaded(progress: download.Progress) -> Path:
    """The newest package of the Argos index, in the cache."""
    import platformdirs

    name, links = download.newest(package_index())
    part = Path(platformdirs.user_cache_dir("bilingual")) / "downloads" / f"{Path(name).name}.argosmodel.part"
    return download.fetch(download.Wanted(links=links), part, progress)


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
