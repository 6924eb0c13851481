"""Translation models on this machine: which there are, fetching, adding and removing them.

Argos packages live where Argos Translate keeps them, so that it, LibreTranslate and this program share them; all others in
the user's data. Only `install` without a file or folder opens a connection; nothing else in this program does.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from bilingual.engines import catalogue
from bilingual.engines.argos_settings import package_index, packages_folder
from bilingual.engines.catalogue import Kind
from bilingual.engines.packages import added_models, archive, argos, download, firefox_models
from bilingual.engines.packages.folders import settle
from bilingual.engines.packages.kinds import KINDS, gguf_file, model_kind
from bilingual.engines.packages.placing import models_folder
from bilingual.engines.packages.trial import try_out
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
    kind: Kind = "argos"

    @property
    def embedded(self) -> bool:
        """Whether it is part of the program."""
        return self.name == STARTER


def installed() -> tuple[Package, ...]:
    """Every zh→en model on this machine, the first being the default.

    The catalogue's go by its rank; Firefox's others before the Argos packages, of which the newest is the first; then other
    CTranslate2 folders, then the embedded one. Behind it stand those that lack their library, and language models, which are
    slow: these are used when they are named.
    """
    folder = models_folder()
    for models in (packages_folder(), folder):
        settle(models)
    found = [*_argos_packages(), Package(STARTER, _version(argos.STARTER), argos.STARTER, _size(argos.STARTER), default=False)]
    kinds = {path: kind for path in (sorted(folder.iterdir()) if folder.is_dir() else ()) if (kind := _kind(path))}
    found += [Package(path.name, "", path, _size(path), default=False, kind=kind) for path, kind in kinds.items()]
    first, *others = sorted(found, key=_place)
    return (replace(first, default=True), *others)


_KINDS: Sequence[Kind] = ("firefox", "argos", "ctranslate2")


def _place(package: Package) -> tuple[bool, bool, bool, int, int]:
    """What a model stands before, and behind."""
    entry = catalogue.find_entry(package.name)
    lacking = package.kind == "firefox" and not firefox_models.library_is_there()
    kind = _KINDS.index(package.kind) if package.kind in _KINDS else len(_KINDS)
    rank = entry.rank if entry else len(catalogue.entries()) + 1
    return lacking, package.kind == "gguf", package.embedded, kind, rank


def _argos_packages() -> list[Package]:
    """Argos packages, the newest first."""
    folders = sorted(_folders(), key=lambda folder: (download.version_key(_version(folder)), folder.name), reverse=True)
    return [Package(folder.name, _version(folder), folder, _size(folder), default=False) for folder in folders]


def _kind(path: Path) -> Kind | None:
    try:
        return model_kind(path) if path.is_dir() else None
    except EngineError:
        return None


def find(name: str = "", others: Collection[str] = ()) -> Package:
    """The model of that name; without one the default; `argos` is the newest installed package.

    `others` are the names of engines that are no packages, for the message of the `ModelMissing` where there is none.
    """
    found = installed()
    for package in found:
        if name in ("", package.name) or (name == FULL and package.kind == "argos" and not package.embedded):
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


Consent = Callable[[str], bool]
"""Asked whether a model is wanted whose licence forbids something: a sentence that says so."""


def install(
    spec: str | Path = "",
    progress: download.Progress = lambda done, total: None,
    consent: Consent = lambda sentence: False,
    sha256: str = "",
) -> Package:
    """Add a model: one of the catalogue by its name, one at a web address, a file or folder, or, without any, the newest package
    of the Argos index.

    It is checked before it is unpacked, and is there whole or not at all. A download that broke off goes on where it
    stopped, the next time too. `sha256` is what a file at an address must have. `consent` is asked before a model is fetched or
    copied whose licence forbids something; `UsageError` where it is not given.
    """
    entry = catalogue.find_entry(str(spec))
    if entry is not None and entry.forbids:
        _ask(consent, entry.name, entry.forbids)
    if entry is not None and entry.kind == "firefox":
        return find(firefox_models.fetch_model(entry, progress).name)
    if str(spec).startswith(("https://", "http://")):
        return _fetched(str(spec), sha256, progress)
    if spec and entry is None:
        return _added(Path(spec), consent)
    file = _downloaded(progress)
    return _placed_once(file)


def _ask(consent: Consent, name: str, forbids: str) -> None:
    if not consent(f"The licence of {name} forbids {forbids}."):
        raise UsageError(f"The licence of {name} forbids {forbids}; nothing was installed.", "Agree, or give --yes.")


def _added(path: Path, consent: Consent) -> Package:
    """The model of a path."""
    if not path.exists():
        raise ModelMissing("There is no such file.", f"{KINDS}, or a name of `translate models available`.", path=str(path))
    kind = model_kind(path)
    if kind == "argos":
        return _placed(path)
    if kind == "ctranslate2" and (forbids := added_models.forbidden_use(path)):
        _ask(consent, path.resolve().name, forbids)
    return find(_ADDERS[kind](path).name)


_ADDERS: Mapping[Kind, Callable[[Path], Path]] = {
    "firefox": firefox_models.add_folder,
    "ctranslate2": added_models.add_ctranslate,
    "gguf": added_models.add_gguf,
}


def _fetched(address: str, sha256: str, progress: download.Progress) -> Package:
    """The model of a file at a web address: an Argos package or a language model."""
    name = PurePosixPath(unquote(urlsplit(address).path)).name or "model"
    wanted = download.Wanted(f"The file {name}", (address,), 0, sha256.lower(), _ELSEWHERE)
    file = download.fetch(wanted, download.part_of(name), progress)
    if gguf_file(file) is None:
        return _placed_once(file)
    package = find(added_models.add_gguf(file, Path(name).stem).name)
    file.unlink()
    return package


_ELSEWHERE = "Check the address, or get the file elsewhere and run `translate models install FILE`."


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


def _downloaded(progress: download.Progress) -> Path:
    """The newest package of the Argos index, in the cache."""
    name, links = download.newest(package_index())
    return download.fetch(download.Wanted(links=links), download.part_of(f"{Path(name).name}.argosmodel"), progress)


def _placed_once(file: Path) -> Package:
    """The package of a file that was fetched; the file is thrown away, unless there is no room for the package."""
    try:
        package = _placed(file)
    except _Unwritable:
        raise
    except EngineError:
        file.unlink()
        raise
    file.unlink()
    return package


class _Unwritable(EngineError):
    """There is no room for a package, or no right to write it."""


def _placed(file: Path) -> Package:
    """The package of a file, unpacked among the others once it was checked and has translated a sentence."""
    top = archive.check(file)
    try:
        archive.unpack(file, top, packages_folder() / top, approve=lambda folder: try_out(argos.open_package(folder)))
    except EngineError as error:
        raise EngineError(error.fact, error.remedy, path=str(file)) from error
    except OSError as error:
        raise _Unwritable(
            f"The package cannot be written: {error.strerror}.",
            "Check the folder's permissions and the space on the disk.",
            path=str(packages_folder()),
        ) from error
    return find(top)
