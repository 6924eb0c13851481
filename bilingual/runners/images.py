"""The pictures that lie beside a post, for documents that carry them along."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from bilingual.formats.common.images import media_type
from bilingual.formats.common.links import image_addresses
from bilingual.formats.common.post_source import references
from bilingual.model import Diagnostic, Document

LARGEST = 5_000_000
"""Bytes of a picture that is still carried along; a larger one stays a name."""
TOGETHER = 25_000_000
"""Bytes of all pictures of a post: what a mail server usually takes."""


def read_pictures(document: Document, root: Path) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The post's local pictures by the address that stands in it, and what could not be carried along.

    A picture lies in the post's folder, or below `root`, where an address that begins with `/` is looked for too:
    a post from elsewhere must not collect files of this machine. Addresses on the web are left alone.
    """
    found: dict[str, bytes] = {}
    notices: list[Diagnostic] = []
    defined = references(document.source)
    for block in document.blocks:
        for address in image_addresses(block.parts, defined):
            if address in found or not _local(address):
                continue
            data, problem = _read(_path(address, document, root), root, document)
            if not problem and sum(map(len, found.values())) + len(data) > TOGETHER:
                problem = f"The picture “{{}}” is one too many: up to {TOGETHER // 1_000_000} MB of pictures are carried along."
            if problem:
                fact = problem.format(address)
                notices.append(Diagnostic("picture", fact, "It is shown by its name.", line=block.line, severity="note"))
            else:
                found[address] = data
    return found, tuple(dict.fromkeys(notices))


def _local(address: str) -> bool:
    parts = urlsplit(address) if "[" not in address else None
    return bool(parts and parts.path and not parts.scheme and not parts.netloc)


def _path(address: str, document: Document, root: Path) -> Path:
    name = unquote(urlsplit(address).path)
    return root / name.lstrip("/") if name.startswith("/") else Path(document.path).parent / name


def _read(path: Path, root: Path, document: Document) -> tuple[bytes, str]:
    """The picture's bytes, or why there are none, with `{}` for its address."""
    try:
        real = path.resolve()
        if not any(real.is_relative_to(folder.resolve()) for folder in (root, Path(document.path).parent)):
            return b"", "The picture “{}” lies outside the post's folder and the working folder."
        if not real.is_file():
            return b"", "The picture “{}” is not there."
        if real.stat().st_size > LARGEST:
            return b"", f"The picture “{{}}” is too large: up to {LARGEST // 1_000_000} MB are carried along."
        data = real.read_bytes()
    except (OSError, ValueError):
        return b"", "The picture “{}” cannot be read."
    return (data, "") if media_type(data) else (b"", "The picture “{}” is no picture that a browser shows.")
