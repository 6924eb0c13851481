"""Firefox's translation models, run by `fxtranslate` (the extra `bilingual[firefox]`) with bytes that are read here.

Of that library only `Translator` is used: its other parts fetch models, or cut sentences at places that are wrong in
Chinese. A translator belongs to the thread that made it, and while it works no other thread of Python runs. So each engine has
one thread, and many sentences go to processes (`firefox_processes.py`). It decodes greedily, and gives no scores.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
import zlib
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bilingual.engines.argos_settings import core_count
from bilingual.engines.base import EngineInfo, Request, Search
from bilingual.engines.ctranslate.halving import halved, joined
from bilingual.engines.ctranslate.tokenizer import load_pieces
from bilingual.engines.firefox_processes import Decode, Processes
from bilingual.errors import EngineError
from bilingual.model import Hypothesis

MOST_PIECES = 127
"""Pieces of a source; what stands behind them would be dropped without a word."""
LIMIT = 120
"""Code points of a source that are one decode, where they are not spelled in bytes."""
GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
PACKED = (".gz", ".zst")
"""How the names of packed files end."""
AGAIN = "Get its files again, or choose another model with --engine."
_NAME = re.compile(
    r"(model|vocab|srcvocab|trgvocab|lex)\.(?:[\w.]+\.)?([a-z]{2})[-_]?([a-z]{2})\.(?:[\w.]+\.)?(?:bin|spm)(\.gz|\.zst)?"
)

_OF_THREAD = threading.local()
"""Holds the translator of an engine's thread, and ends with it: it may not even be thrown away by another."""


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


class FirefoxEngine:
    """A Firefox model. Opening it reads its files for the signature; the model is loaded when first used."""

    def __init__(self, folder: Path, name: str = "") -> None:
        if find_spec("fxtranslate") is None:
            raise EngineError(
                "Firefox's models need the library fxtranslate.",
                "Install it (`pip install 'bilingual[firefox]'`) or choose another model with --engine.",
            )
        self._files = firefox_files(folder)
        name = name or f"firefox {folder.resolve().name}"
        digest = hashlib.sha256()
        for path in self._files.paths:
            digest.update(hashlib.sha256(unpacked(path)).digest())
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="firefox")
        self._processes = Processes(folder, core_count(), self._here)
        self.info = EngineInfo(name, f"{name} {digest.hexdigest()[:8]}", limit=LIMIT, folder=folder)

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        """One hypothesis for each request, in order: see `Engine.translate`. Equal texts are translated once."""
        sources = [request.text for request in requests]
        found: dict[str, Hypothesis] = {}
        done = 0
        counts = Counter(sources)
        several = self._processes.are_worth_it(len(counts))
        each = (
            self._processes.each(self._whole, list(counts)) if several else (self._whole(source, self._here) for source in counts)
        )
        for source, hypothesis in zip(counts, each, strict=True):
            found[source] = hypothesis
            done += counts[source]
            if search.progress:
                search.progress(done)
        return [found[source] for source in sources]

    def _whole(self, source: str, decode: Decode) -> Hypothesis:
        """The hypothesis of a source of any length: one too long for the model is cut in two."""
        if not source.strip():
            return Hypothesis("")
        if len(self._tokenizer.encode(source)) > MOST_PIECES:
            return joined([self._whole(half, decode) for half in halved(source)])
        return Hypothesis(decode(source).strip())

    def _here(self, source: str) -> str:
        """What the model makes of a source, in this process."""
        return self._thread.submit(self._decoded, source).result()

    def _decoded(self, source: str) -> str:
        """What the model makes of a source. Only called in the thread of the translator."""
        try:
            if not hasattr(_OF_THREAD, "translator"):
                _OF_THREAD.translator = load_translator(self._files)
            return str(_OF_THREAD.translator.translate(source))
        except BaseException as error:
            raise self._failure(error) from error

    @cached_property
    def _tokenizer(self) -> Any:
        return load_pieces(self._files.source, unpacked(self._files.source))

    def _failure(self, error: BaseException) -> BaseException:
        """A damaged model ends the library with `ValueError` or, deeper inside, with a panic that is no `Exception`."""
        if not isinstance(error, ValueError) and type(error).__name__ != "PanicException":
            return error
        return EngineError(f"The model cannot be used: {error}.", AGAIN, path=str(self._files.model))
