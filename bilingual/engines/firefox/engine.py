"""A Firefox model as an engine: sentences cut where they are too long, one after another or in several processes.

A translator belongs to the thread that made it, and while it works no other thread of Python runs. So each engine has one thread,
and many sentences go to processes. It decodes greedily, and gives no scores.
"""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bilingual.engines.argos_settings import core_count
from bilingual.engines.base import EngineInfo, Request, Search
from bilingual.engines.ctranslate.halving import halved, joined
from bilingual.engines.ctranslate.tokenizer import load_pieces
from bilingual.engines.firefox.files import AGAIN, firefox_files, load_translator, unpacked
from bilingual.engines.firefox.processes import Decode, Processes
from bilingual.errors import EngineError
from bilingual.model import Hypothesis

MOST_PIECES = 127
"""Pieces of a source; what stands behind them would be dropped without a word."""
LIMIT = 120
"""Code points of a source that are one decode, where they are not spelled in bytes."""

_OF_THREAD = threading.local()
"""Holds the translator of an engine's thread, and ends with it: it may not even be thrown away by another."""


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
