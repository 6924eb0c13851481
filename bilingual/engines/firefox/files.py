"""The files of a Firefox model, as Firefox, its repository and mirrors have them, and the library's translator for them.

Of `fxtranslate` (the extra `bilingual[firefox]`) only `Translator` is used, with bytes that are read here: its other parts fetch
models, or cut sentences at places that are wrong in Chinese.
"""

from __future__ import annotations

import gzip
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingual.engines.ctranslate.tokenizer import load_pieces
from bilingual.errors import EngineError

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
PACKED = (".gz", ".zst")
"""How the names of packed files end."""
AGAIN = "Get its files again, or choose another model with --engine."
_NAME = re.compile(
    r"(model|vocab|srcvocab|trgvocab|lex)\.(?:[\w.]+\.)?([a-z]{2})[-_]?([a-z]{2})\.(?:[\w.]+\.)?(?:bin|spm)(\.gz|\.zst)?"
)


@dataclass(frozen=True, slots=True)
class FirefoxFiles:
    """The files of a Firefox model, packed with gzip or zstd, or not."""

    model: Path
    source: Path
    """The vocabulary of the Chinese side."""
    target: Path
    """Of the English side; often the same file."""
    shortlist: Path | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Each file once."""
        found = (self.model, self.source, self.target, self.shortlist)
        return tuple(dict.fromkeys(path for path in found if path is not None))


def is_firefox_folder(folder: Path) -> bool:
    """Whether a folder holds a Firefox model, whole or not."""
    return folder.is_dir() and any(match[1] == "model" for match in _matches(folder).values())


def firefox_files(folder: Path) -> FirefoxFiles:
    """The files of the zh→en model in a folder; `EngineError` where one is missing or it is for other languages."""
    found: dict[str, Path] = {}
    for path, match in _matches(folder).items():
        if (match[2], match[3]) != ("zh", "en"):
            fact = f"{path.name} translates {match[2]} to {match[3]}, not zh to en."
            raise EngineError(fact, "Choose a folder with a zh to en model.", path=str(folder))
        found.setdefault(match[1], path)
    source, target = found.get("srcvocab", found.get("vocab")), found.get("trgvocab", found.get("vocab"))
    if "model" not in found or source is None or target is None:
        fact = "The folder lacks a file of a Firefox model: model.zhen.….bin, and vocab.zhen.spm or both srcvocab and trgvocab."
        raise EngineError(fact, AGAIN, path=str(folder))
    return FirefoxFiles(found["model"], source, target, found.get("lex"))


def unpacked(path: Path) -> bytes:
    """A file's contents, without gzip or zstd around them; `EngineError` where it cannot be read or is not whole."""
    try:
        data = path.read_bytes()
        if data.startswith(ZSTD):
            return _unzstd(data, path)
        return gzip.decompress(data) if data.startswith(GZIP) else data
    except OSError as error:  # gzip's own complaint is one, too
        raise EngineError(f"The file cannot be read: {error.strerror or error}.", AGAIN, path=str(path)) from error
    except (EOFError, zlib.error) as error:
        raise EngineError(f"The file is not whole: {error}.", AGAIN, path=str(path)) from error


def _unzstd(data: bytes, path: Path) -> bytes:
    try:
        import zstandard
    except ImportError as error:
        remedy = "Install it (`pip install 'bilingual[firefox]'`), or unpack the file (`unzstd FILE`)."
        raise EngineError("A file packed with zstd needs the library zstandard.", remedy, path=str(path)) from error
    frame = zstandard.ZstdDecompressor().decompressobj()
    try:
        contents = frame.decompress(data)
    except zstandard.ZstdError as error:
        raise EngineError(f"The file is not whole: {error}.", AGAIN, path=str(path)) from error
    if not frame.eof:
        raise EngineError("The file is not whole: its end is missing.", AGAIN, path=str(path))
    return contents


def _matches(folder: Path) -> dict[Path, re.Match[str]]:
    """The files of a model by their names; an unpacked one before the same one packed."""
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    return {path: match for path in paths if (match := _NAME.fullmatch(path.name))}


def load_translator(files: FirefoxFiles) -> Any:
    """The library's translator for a model, of the thread that calls this."""
    from fxtranslate import Translator

    load_pieces(files.target, unpacked(files.target))  # the library would take anything for a vocabulary
    shortlist = unpacked(files.shortlist) if files.shortlist else None
    return Translator(unpacked(files.model), unpacked(files.source), unpacked(files.target), shortlist)
