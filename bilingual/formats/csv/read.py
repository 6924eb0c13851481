"""CSV and TSV read back, as Excel, LibreOffice or a text editor saved them."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress

from bilingual.errors import ImportFailed
from bilingual.formats.common.sheet_reading import read_sheet
from bilingual.formats.common.sheets import unguarded
from bilingual.model import Edited, ImportOptions
from bilingual.sources.encoding import legacy_encoding

LARGEST = 64 * 1024 * 1024
"""Bytes of a file; a long post's is a few hundred thousand."""
DELIMITERS = ",;\t"


def read_csv(data: bytes, path: str, options: ImportOptions = ImportOptions()) -> Edited:  # noqa: B008 - frozen
    """A row for each line; `ImportFailed` with its number where the file is no sheet of segments."""
    if len(data) > LARGEST:
        raise ImportFailed(f"The file is larger than {LARGEST // 2**20} MiB.", "Split it.", path=path)
    return read_sheet(_lines(_text(data, path), path), path, "csv")


def _text(data: bytes, path: str) -> str:
    """The characters: UTF-8, UTF-16 with its mark, else what Excel writes in China, Taiwan (GB 18030, Big5) or the West."""
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    with suppress(UnicodeDecodeError):
        return data.decode(encoding)
    try:
        return data.decode(legacy_encoding(data) or "cp1252")  # Windows-1252
    except UnicodeDecodeError as error:
        raise ImportFailed("The file's encoding cannot be told.", "Save it as CSV UTF-8.", path=path) from error


def _lines(text: str, path: str) -> Iterator[tuple[int, Sequence[str]]]:
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    if "\0" in text:
        raise ImportFailed("The file holds NUL characters: it is no text.", "Save it as CSV UTF-8.", path=path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    before = csv.field_size_limit(LARGEST)  # a sentence of a post may be longer than the 131,072 characters that are usual
    try:
        for line in reader:
            yield reader.line_num, [unguarded(cell) for cell in line]
    except csv.Error as error:
        raise ImportFailed(f"The line cannot be read: {error}.", "Mend it.", path=path, line=reader.line_num) from error
    finally:
        csv.field_size_limit(before)
