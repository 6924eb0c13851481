"""The records that runs leave behind: `<post>/<post>.json` in the output folder, and where they belong to."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterator, Set
from dataclasses import replace
from itertools import islice
from pathlib import Path

from bilingual.errors import BilingualError, ImportFailed
from bilingual.formats.common.languages import language_of_file
from bilingual.model import Document, Translation
from bilingual.runners.staging import ready_for, settle
from bilingual.sources import decode, read_document, source_named

MARKDOWN = "markdown"
"""The source whose files are their text: whether it changed is told without reading its blocks."""
BILINGUAL = ".bilingual"
"""How the stem of the Markdown file in all languages ends."""


class NoRecords(ImportFailed):
    """A post has no records: it was never translated, they are elsewhere, or its runs were told to write other formats.

    >>> print(NoRecords("posts/talk.md", Path("outputs/talk/talk.json")).remedy)
    Make them: translate run posts/talk.md --format json.
    """

    def __init__(self, post: str, file: Path) -> None:
        fact = f"There are no records of it at {display_path(file)}."
        super().__init__(fact, f"Make them: translate run {shlex.quote(post)} --format json.", path=post)


def records_path(name: str, folder: Path) -> Path:
    """Where a run into `folder` writes the records of the post of that name.

    >>> records_path("talk", Path("outputs")).as_posix()
    'outputs/talk/talk.json'
    """
    return folder / name / f"{name}.json"


def has_records(path: Path) -> bool:
    """Whether there are records, or a killed command has some ready that reading them puts in their place.

    Where a name is too long for a file, or a folder may not be looked into, there are none.
    """
    try:
        return path.is_file() or ready_for(path).is_file()
    except OSError:
        return False


def post_stem(file: Path) -> str:
    """What the post is called that a finished Markdown file was made from; the file's stem where it is none by its name.

    >>> post_stem(Path("talk.bilingual.md")), post_stem(Path("talk.zh-tw.md")), post_stem(Path("talk.md"))
    ('talk', 'talk', 'talk')
    """
    stem = file.stem.removesuffix(f".{language_of_file(file)}")
    return stem.removesuffix(BILINGUAL) if stem == file.stem else stem


def records_beside(path: Path) -> Path:
    """The records in the folder of a finished document.

    >>> records_beside(Path("outputs/talk/talk.zh-Hant.md")).as_posix()
    'outputs/talk/talk.json'
    """
    return path.with_name(f"{post_stem(path)}.json")


def load_records(path: Path) -> Translation:
    """The post that the records in a file were made from; `ImportFailed` where they cannot be read."""
    from bilingual.formats.json.read import restored

    return restored(read_file(path), display_path(path))


def finished_posts(folder: Path) -> Iterator[Translation | BilingualError]:
    """The finished posts below a folder, from their records, by name; or why some cannot be read."""
    from bilingual.formats.json.read import restored

    for path in sorted(folder.glob("*/*.json")):
        try:
            yield restored(read_file(path), str(path))
        except BilingualError as error:
            yield error


def recorded_names(folder: Path) -> dict[Path, str]:
    """The posts whose records are in a folder that runs write to, by where they are, and what their files are called.

    Posts that are not there any more, and files that are no records, are left out.
    """
    files = (file for file in sorted(folder.glob("*/*.json")) if file.stem == file.parent.name)
    found = ((_post_path(file), file.stem) for file in files)
    return {path.resolve(): name for path, name in found if path is not None and path.is_file()}


def records_with(rows: Set[str], folder: Path) -> Path | None:
    """The records below a folder that have most of some rows, by their ids; none where none have half of them."""
    shares = {file: len(rows & _row_ids(file)) for file in sorted(folder.glob("*/*.json")) if file.stem == file.parent.name}
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best and 2 * shares[best] >= len(rows) > 0 else None


def _row_ids(file: Path) -> set[str]:
    try:
        return {row["id"] for row in json.loads(file.read_bytes())["rows"]}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return set()


def _post_path(file: Path) -> Path | None:
    """The post that records were made from: it stands on one of their first lines."""
    try:
        with file.open(encoding="utf-8") as lines:
            line = next((line for line in islice(lines, 4) if line.startswith('"post": ')), "")
            path = json.loads(line.removeprefix('"post": ').rstrip().rstrip(",")).get("path") if line else ""
    except (OSError, ValueError):
        return None
    return Path(path) if path else None


def read_file(path: Path) -> bytes:
    """The bytes of a file, which fits those beside it; `ImportFailed` where it cannot be read."""
    settle(path.parent)
    try:
        return path.read_bytes()
    except OSError as error:
        fact = f"The file cannot be read: {error.strerror or error}."
        raise ImportFailed(fact, "Check the name and the rights of the file.", path=display_path(path)) from error


def display_path(path: Path) -> str:
    """A path as a person would name it from here: relative where that is shorter."""
    return min(os.path.relpath(path), str(path), key=len)


def has_changed_since(result: Translation) -> bool:
    """Whether the post is another than when its records were made; False where it cannot be found or read any more."""
    now = post_now(result)
    return now is not None and now.source != result.document.source


def post_now(result: Translation) -> Document | None:
    """The post as it is today, read as its records were; none where nothing changed, or it cannot be found or read.

    A post that is the same, but is cut otherwise by this version, is given as this version cuts it.
    """
    from bilingual.formats.json.cutting import cut_notice

    path = Path(result.document.path)
    if not path.is_file():
        return None
    try:
        data = path.read_bytes()
        changed = reread(result, data, str(path))
        return _read_as(result, data, str(path)) if changed is None and cut_notice(result.document) else changed
    except (OSError, BilingualError):
        return None


def with_file(result: Translation) -> Translation:
    """The post with the file that it is written again from, if it is of such a kind and its file says what it said."""
    if result.document.file or not source_named(result.document.format).packed:
        return result
    try:
        now = _read_as(result, Path(result.document.path).read_bytes(), result.document.path)
    except (OSError, BilingualError):
        return result
    same = now.source == result.document.source
    return replace(result, document=replace(result.document, file=now.file)) if same else result


def reread(result: Translation, data: bytes, path: str) -> Document | None:
    """What a post's file holds now, read as its records were; none where its text is the same. Raises `DocumentError`."""
    if result.document.format == MARKDOWN and decode(data, path)[0] == result.document.source:
        return None
    document = _read_as(result, data, path)
    return None if document.source == result.document.source else document


def _read_as(result: Translation, data: bytes, path: str) -> Document:
    keys = frozenset(block.key for block in result.document.blocks if block.kind == "front")
    speakers = frozenset(result.speakers)
    name, kind = result.document.name, result.document.format
    return read_document(data, name=name, path=path, speakers=speakers, front_matter=keys, format=kind)
