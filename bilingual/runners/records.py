"""The records that runs leave behind: `<post>/<post>.json` in the output folder, and where they belong to."""

from __future__ import annotations

import os
import re
from pathlib import Path

from bilingual.errors import BilingualError, ImportFailed
from bilingual.formats.json.read import restored
from bilingual.model import Document, Translation
from bilingual.sources import decode, parse

OUR_OWN = re.compile(r"\.(bilingual|zh-Hans|zh-Hant|en)$")
"""How the stem of a finished Markdown file ends."""


def of_post(name: str, folder: Path) -> Path:
    """Where a run into `folder` writes the records of the post of that name.

    >>> of_post("talk", Path("outputs")).as_posix()
    'outputs/talk/talk.json'
    """
    return folder / name / f"{name}.json"


def beside(path: Path) -> Path:
    """The records in the folder of a finished document.

    >>> beside(Path("outputs/talk/talk.zh-Hant.md")).as_posix()
    'outputs/talk/talk.json'
    """
    return path.with_name(f"{OUR_OWN.sub('', path.stem)}.json")


def load(path: Path) -> Translation:
    """The post that the records in a file were made from; `ImportFailed` where they cannot be read."""
    return restored(read(path), shown(path))


def read(path: Path) -> bytes:
    """The bytes of a file; `ImportFailed` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        fact = f"The file cannot be read: {error.strerror or error}."
        raise ImportFailed(fact, "Check the name and the rights of the file.", path=shown(path)) from error


def shown(path: Path) -> str:
    """A path as a person would name it from here."""
    return min(os.path.relpath(path), str(path), key=len)


def changed_since(result: Translation) -> bool:
    """Whether the post is another than when its records were made; False where it cannot be found or read any more."""
    return post_now(result) is not None


def post_now(result: Translation) -> Document | None:
    """The post as it is today, read as its records were; none where nothing changed, or it cannot be found or read."""
    path = Path(result.document.path)
    if not path.is_file():
        return None
    keys = {block.key for block in result.document.blocks if block.kind == "front"}
    try:
        text, _ = decode(path.read_bytes(), str(path))
        if text == result.document.source:
            return None
        return parse(text, name=result.document.name, path=str(path), speakers=frozenset(result.speakers), front_matter=keys)
    except (OSError, BilingualError):
        return None
