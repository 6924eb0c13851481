"""Argos packages as zip files: checked before anything is unpacked, unpacked beside their place, then put there."""

from __future__ import annotations

import json
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from bilingual.engines.packages.folders import take_place, workplace
from bilingual.errors import EngineError

LARGEST = 8 << 30
"""Bytes a package may have when unpacked; the full zh→en package has about 0.2 GB."""
MOST_FILES = 2000
DENSEST = 20
"""How many times as long as packed a package may be; weights hardly get shorter by packing, and zeros a thousand times."""
TOKENIZERS = ("sentencepiece.model", "bpe.model")
AGAIN = "Get the package again."


def check(path: Path) -> str:
    """The name of the folder that the package unpacks into; `EngineError` when it is not a whole zh→en package."""
    with _opened(path) as package:
        top = _folder(path, package.infolist())
        damaged = package.testzip()
        if damaged is not None:
            raise EngineError(f"The package is damaged: {damaged} does not match its checksum.", AGAIN, path=str(path))
        check_metadata(package.read(f"{top}/metadata.json"), path)
        return top


def check_metadata(data: bytes, path: Path) -> dict[str, Any]:
    """The contents of a package's `metadata.json`, which must say that it translates zh to en."""
    try:
        metadata = json.loads(data)
    except ValueError as error:
        raise EngineError("The package's metadata.json is not JSON.", AGAIN, path=str(path)) from error
    codes = (metadata.get("from_code"), metadata.get("to_code")) if isinstance(metadata, dict) else ()
    if codes != ("zh", "en"):
        found = " to ".join(map(str, codes)) or "nothing"
        raise EngineError(f"The package translates {found}, not zh to en.", "Choose a zh to en package.", path=str(path))
    return dict(metadata)


def unpack(
    path: Path, top: str, destination: Path, *, replace: bool = True, approve: Callable[[Path], object] = lambda folder: None
) -> Path:
    """The checked package at `destination`: written to a folder beside it, then renamed into place, whole or not at all.

    `approve` is given its folder before, and raises where it will not do. With `replace` off, one that is there already
    stays, even if another process was faster.
    """
    with _opened(path) as package, workplace(destination) as work:
        package.extractall(work)
        approve(work / top)
        if replace or not destination.exists():
            take_place(work / top, destination)
    return destination


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip file; whatever `zipfile` finds wrong with it is an `EngineError`."""
    try:
        with zipfile.ZipFile(path) as package:
            yield package
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
        raise EngineError(f"This is not a whole Argos package: {error}.", AGAIN, path=str(path)) from error


def _folder(path: Path, members: list[zipfile.ZipInfo]) -> str:
    """The one folder that holds everything; nothing may point out of it, and the size must be sane."""
    size, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if len(members) > MOST_FILES or size > LARGEST or size > DENSEST * max(packed, 1 << 20):
        raise EngineError("The package is far too large for a translation model.", AGAIN, path=str(path))
    for member in members:
        if not _is_inside(member):
            raise EngineError(
                f"The package wants to write outside its folder: {member.filename}.", "Do not use it.", path=str(path)
            )
    tops = {PurePosixPath(member.filename).parts[0] for member in members}
    names = {member.filename for member in members}
    top = min(tops, default="")
    if len(tops) != 1 or not _is_complete(top, names):
        raise EngineError(
            "This is not an Argos package: it needs one folder with metadata.json, model/model.bin and "
            f"{' or '.join(TOKENIZERS)}.",
            AGAIN,
            path=str(path),
        )
    return top


def _is_inside(member: zipfile.ZipInfo) -> bool:
    name = member.filename
    parts = PurePosixPath(name).parts
    plain = bool(parts) and not name.startswith("/") and "\\" not in name and ":" not in name and ".." not in parts
    return plain and not stat.S_ISLNK(member.external_attr >> 16)


def _is_complete(top: str, names: set[str]) -> bool:
    required = {f"{top}/metadata.json", f"{top}/model/model.bin"}
    return required <= names and any(f"{top}/{name}" in names for name in TOKENIZERS)
