"""An edited file as rows: what somebody changed in Word, in a CAT tool, in a sheet or in Markdown, on its way back.

An importer is a function from the bytes of a file to an `Edited`. It says what stands in the file and nothing more:
`bilingual.revision.compare` compares that with the records. Importers touch no disk and raise `ImportFailed` for a file that is
not ours, damaged or dangerous.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from bilingual.errors import ImportFailed
from bilingual.model import Edited, ImportOptions

BUILT_IN = {
    "docx": "bilingual.formats.docx.read",
    "xliff": "bilingual.formats.xliff.read",
    "tmx": "bilingual.formats.tmx.read",
    "csv": "bilingual.formats.csv.read",
    "xlsx": "bilingual.formats.xlsx.read",
    "md": "bilingual.formats.markdown.read",
}
"""Formats and the modules whose `read` reads them; loaded when asked for."""

SUFFIXES = {
    ".docx": "docx",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".tmx": "tmx",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "xlsx",
    ".md": "md",
    ".markdown": "md",
}
"""What a file's name ends with, and the format it is taken for."""


class Importer(Protocol):
    """Reads one format."""

    def __call__(self, data: bytes, path: str, options: ImportOptions) -> Edited:
        """The rows of the file; `path` is only for messages. Raises `ImportFailed` with the place and the reason."""
        ...


def formats() -> tuple[str, ...]:
    """The names of the formats that can be read.

    >>> "xliff" in formats()
    True
    """
    return tuple(BUILT_IN)


def format_of(path: str) -> str:
    """The format that a file's name promises.

    >>> format_of("post.XLF")
    'xliff'
    >>> format_of("post.doc")
    Traceback (most recent call last):
    bilingual.errors.ImportFailed: post.doc: Files with the ending “.doc” cannot be read back. Use one of: .docx, .xlf, .xliff, \
.tmx, .csv, .tsv, .xlsx, .md, .markdown.
    """
    suffix = PurePath(path).suffix
    if suffix.lower() not in SUFFIXES:
        said = f"Files with the ending “{suffix}”" if suffix else "Files without an ending"
        raise ImportFailed(f"{said} cannot be read back.", f"Use one of: {', '.join(SUFFIXES)}.", path=path)
    return SUFFIXES[suffix.lower()]


def read(data: bytes, path: str, options: ImportOptions = ImportOptions()) -> Edited:  # noqa: B008 - frozen
    """The rows of an edited file, read as what its name promises; raises `ImportFailed`."""
    return importer(format_of(path))(data, path, options)


def importer(format: str) -> Importer:
    """The importer of that name."""
    return cast(Importer, import_module(BUILT_IN[format]).read)


__all__ = ["BUILT_IN", "SUFFIXES", "Importer", "format_of", "formats", "importer", "read"]
