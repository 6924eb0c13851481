"""Firefox's models in the user's data: fetched file by file or taken from a folder, verified, then put in place as a whole."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec
from pathlib import Path

from bilingual.engines import catalogue
from bilingual.engines.catalogue import CatalogueFile, Entry
from bilingual.engines.ctranslate.tokenizer import load_pieces
from bilingual.engines.firefox.engine import FirefoxEngine
from bilingual.engines.firefox.files import PACKED, firefox_files, unpacked
from bilingual.engines.packages import download
from bilingual.engines.packages.placing import placed
from bilingual.engines.packages.trial import try_out

PREFIX = "firefox"
OFFLINE = "Try again with a network; or get the files elsewhere and run `translate models install FOLDER`."


def library_is_there() -> bool:
    """Whether the library that runs these models is installed."""
    return find_spec(catalogue.LIBRARIES["firefox"]) is not None


def fetch_model(entry: Entry, progress: download.Progress) -> Path:
    """The folder of a model of the catalogue, fetched anew. Each file is unpacked when all have been verified."""
    fetched: dict[str, Path] = {}
    done = 0
    for file in entry.files:
        part = download.part_of(f"{entry.name}.{file.name}")
        fetched[file.name] = download.fetch(_wanted(entry, file), part, partial(_told, progress, done, entry.size))
        done += file.size
    folder = placed(entry.name, {_unpacked_name(name): unpacked(path) for name, path in fetched.items()})
    for path in fetched.values():
        path.unlink()
    return folder


def add_folder(folder: Path) -> Path:
    """The folder of a model that was taken from another one as it is, packed or not; it is called like that.

    Where that name does not begin with `firefox`, this stands before it: no model may be called `starter` or `argos`.
    """
    paths = firefox_files(folder).paths
    contents = {_unpacked_name(path.name): unpacked(path) for path in paths}
    for path in paths:
        name = _unpacked_name(path.name)
        if name.endswith(".spm"):
            load_pieces(path, contents[name])
    if library_is_there():
        try_out(FirefoxEngine(folder))
    name = folder.resolve().name
    return placed(name if name.startswith(PREFIX) else f"{PREFIX}-{name}", contents)


def _told(progress: download.Progress, before: int, total: int, done: int, _: int) -> None:
    """Tells how much of all files is done."""
    progress(before + done, total)


def _wanted(entry: Entry, file: CatalogueFile) -> download.Wanted:
    return download.Wanted(f"{file.name} of {entry.name}", file.addresses, file.size, file.sha256, OFFLINE)


def _unpacked_name(name: str) -> str:
    return Path(name).stem if name.endswith(PACKED) else name
