"""Firefox's models in the user's data: fetched file by file or taken from a folder, verified, then put in place as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from bilingual.engines import catalogue
from bilingual.engines.catalogue import CatalogueFile, Entry
from bilingual.engines.ctranslate.tokenizer import load_pieces
from bilingual.engines.firefox import firefox_files, is_firefox_folder, unpacked
from bilingual.engines.packages import archive, download
from bilingual.errors import EngineError

PREFIX = "firefox"
OFFLINE = "Try again with a network; or get the files elsewhere and run `translate models install FOLDER`."


def models_folder() -> Path:
    """Where the models are kept; it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_data_dir("bilingual")) / "models"


def installed_folders() -> list[Path]:
    """The folder of each model, those of the catalogue first and by their rank."""
    folder = models_folder()
    found = [path for path in folder.iterdir() if is_firefox_folder(path)] if folder.is_dir() else []
    ranks = {entry.name: entry.rank for entry in catalogue.entries()}
    return sorted(found, key=lambda path: (ranks.get(path.name, len(ranks) + 1), path.name))


def library_is_there() -> bool:
    """Whether the library that runs these models is installed."""
    return find_spec(catalogue.LIBRARIES["firefox"]) is not None


def fetch_model(entry: Entry, progress: download.Progress) -> Path:
    """The folder of a model of the catalogue, fetched anew. Each file is unpacked when all have been verified."""
    import platformdirs

    parts = Path(platformdirs.user_cache_dir("bilingual")) / "downloads"
    fetched: dict[str, Path] = {}
    done = 0
    for file in entry.files:
        part = parts / f"{entry.name}.{file.name}.part"
        fetched[file.name] = download.fetch(_wanted(entry, file), part, partial(_told, progress, done, entry.size))
        done += file.size
    placed = _placed(entry.name, dict(_ungzipped(name, path) for name, path in fetched.items()))
    for path in fetched.values():
        path.unlink()
    return placed


def add_folder(folder: Path) -> Path:
    """The folder of a model that was taken from another one as it is, packed or not; it is called like that.

    Where that name does not begin with `firefox`, this stands before it: no model may be called `starter` or `argos`.
    """
    paths = firefox_files(folder).paths
    contents = dict(_ungzipped(path.name, path) for path in paths)
    for path in paths:
        if path.name.removesuffix(".gz").endswith(".spm"):
            load_pieces(path, contents[path.name.removesuffix(".gz")])
    name = folder.resolve().name
    return _placed(name if name.startswith(PREFIX) else f"{PREFIX}-{name}", contents)


def _told(progress: download.Progress, before: int, total: int, done: int, _: int) -> None:
    """Tells how much of all files is done."""
    progress(before + done, total)


def _wanted(entry: Entry, file: CatalogueFile) -> download.Wanted:
    return download.Wanted(f"{file.name} of {entry.name}", file.addresses, file.size, file.sha256, OFFLINE)


def _ungzipped(name: str, path: Path) -> tuple[str, bytes]:
    return name.removesuffix(".gz"), unpacked(path)


def _placed(name: str, contents: Mapping[str, bytes]) -> Path:
    destination = models_folder() / name
    try:
        return archive.write_folder(destination, contents)
    except OSError as error:
        fact = f"The model cannot be written: {error.strerror}."
        remedy = "Check the folder's permissions and the space on the disk; what was fetched is not fetched again."
        raise EngineError(fact, remedy, path=str(destination.parent)) from error
