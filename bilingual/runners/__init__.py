"""How a batch of posts is spread over machines: a `Runner` takes a `JobSpec` and yields a `Report` for each post.

`bilingual.runners.local` is the one that is used by default. A job is plain data (strings, paths, numbers, tuples of them),
so that it can be pickled and run elsewhere: the engine by name or path, the memory by its file, the glossary as rows.
"""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, Protocol

from bilingual.engines.base import Effort
from bilingual.errors import BilingualError, DocumentError, EmptyPost, EngineError
from bilingual.formats.registry import usual_formats
from bilingual.model import DetailsMode, Diagnostic, Document, ExportOptions, GlossMode, Term, Variant

STANDARD_INPUT = "-"
"""What standard input is called where a post is named."""
Corrected = Literal["translator", "text", "none"]
"""What the list of corrections is applied to: what the engine is given, the Chinese columns too, or nothing."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post to be translated: where it is read from, and what its files are called."""

    path: str
    """As the user named it; `-` for standard input."""
    name: str
    """Unique in the batch."""
    file: Path = field(default_factory=Path)
    """Where it is read from."""
    data: bytes | None = None
    """Its bytes, where they are known already."""
    error: BilingualError | None = None
    """Why it cannot be read, where that is known already."""
    terms: tuple[Term, ...] = ()
    """The rows of the glossaries beside it, which count for it alone."""
    kind: str = ""
    """The source that reads it; told by its name or its structure where it is empty."""

    def read(self) -> bytes:
        """The post's bytes. Raises `EmptyPost` for none, `DocumentError` where it cannot be read, or the error that is known."""
        if self.error is not None:
            raise self.error
        data = self._bytes() if self.data is None else self.data
        if not data.removeprefix(BOM_UTF8).strip():
            raise EmptyPost(self.path)
        return data

    def _bytes(self) -> bytes:
        try:
            return sys.stdin.buffer.read() if self.path == STANDARD_INPUT else self.file.read_bytes()
        except OSError as error:
            fact = f"The post cannot be read: {error.strerror or error}."
            raise DocumentError(fact, "Check the name and the rights of the file.", path=self.path) from error

    @property
    def size(self) -> int:
        """Bytes; 0 where that is not known before it is read."""
        if self.error is not None:
            return 0
        try:
            return len(self.data) if self.data is not None else self.file.stat().st_size
        except OSError:
            return 0

    def without_streams(self) -> Post:
        """The same post, its bytes taken from standard input if that is where it comes from."""
        return self.with_data() if self.path == STANDARD_INPUT else self

    def with_data(self) -> Post:
        """The same post with its bytes, or with why there are none: it can be read elsewhere."""
        if self.data is not None or self.error is not None:
            return self
        try:
            return replace(self, data=self.read())
        except DocumentError as error:
            return replace(self, error=error)


@dataclass(frozen=True, slots=True)
class JobSpec:
    """A batch and everything that decides what is made of it, as plain data."""

    posts: tuple[Post, ...]
    output: Path
    """The folder that gets a folder for each post."""
    engine: str | Path = ""
    """A name or the path of a model; the best installed one where it is empty."""
    engine_table: Mapping[str, Any] = field(default_factory=dict)
    """What `[engine.NAME]` of the settings says, for an engine that takes settings."""
    effort: Effort = "normal"
    """How widely the engine searches."""
    memory: Path | None = None
    """The file of the translation memory; without one nothing is remembered."""
    written: Path | None = None
    """The file that remembers which files were written: the memory's, where there is one, even if nothing else is asked of it."""
    overwrite: bool = False
    """Whether files that a person changed are replaced; a dated copy of each stays."""
    glossary: tuple[Term, ...] = ()
    """The rows that count for every post, in the order in which they count."""
    formats: tuple[str, ...] = ()
    """What is written of each post; what is usual for its kind where it is empty."""
    export: ExportOptions = field(default_factory=ExportOptions)
    variant: Variant = "tw"
    glosses: GlossMode = "inline"
    details: DetailsMode = "text"
    corrections: tuple[Term, ...] = ()
    """The rows of the list of corrections."""
    corrected: Corrected = "translator"
    front_matter: tuple[str, ...] | None = None
    """The keys whose values are translated; the usual ones where it is None."""
    off: tuple[str, ...] = ()
    """The checks that are left out, by name."""
    root: Path = field(default_factory=Path)
    """Below which pictures of the posts may lie, besides their folders."""

    def formats_of(self, document: Document) -> tuple[str, ...]:
        """What is written of a post."""
        return self.formats or usual_formats(document.format)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one post."""

    path: str
    name: str
    outputs: tuple[Path, ...] = ()
    segments: int = 0
    remembered: int = 0
    """Segments whose translation came from the memory."""
    human: int = 0
    """Segments whose English a person wrote."""
    machine: int = 0
    """Segments that the engine translated in this run. The others stay as they are: code, numbers, English."""
    events: int = 0
    """Lock events."""
    exact: int = 0
    """Lock events whose target stands at its span, byte for byte, in what was written."""
    flags: Counter[str] = field(default_factory=Counter)
    """What was found, by the names of the checks."""
    flagged: int = 0
    """Segments in which something was found."""
    seconds: float = 0.0
    signature: str = ""
    notices: tuple[Diagnostic, ...] = ()
    error: BilingualError | None = None
    """Why there is no output, if there is none."""

    @property
    def faults(self) -> Counter[str]:
        """The flags that are more than a note."""
        from bilingual.checks.registry import REGISTRY  # it loads every check, which takes half of a start

        return Counter({name: count for name, count in self.flags.items() if name not in REGISTRY or REGISTRY[name].is_problem})

    @property
    def failed(self) -> bool:
        """Whether the post, or a part of it, is not translated."""
        return self.error is not None or any(notice.problem for notice in self.notices)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a batch is done with, once its engine and its memory are open."""

    engine: str
    """The engine's name, as it stands in signatures."""
    draft: str
    """One line for the user where the engine makes drafts; else empty."""
    forbids: str
    """What the licence of the engine's model does not allow; else empty."""
    remote: str
    """The other machine that gets every sentence; empty where none does."""
    memory: Path | None


@dataclass(slots=True)
class Progress:
    """Callbacks for whoever watches a run; each does nothing by default."""

    opened: Callable[[Opening], None] = lambda opening: None
    expect: Callable[[int], None] = lambda sentences: None
    """So many more sentences of posts that were read."""
    ahead: Callable[[int], None] = lambda sentences: None
    """About so many sentences in the posts that were not read yet, by their size."""
    done: Callable[[int], None] = lambda sentences: None
    written: Callable[[int], None] = lambda posts: None
    troubled: Callable[[EngineError], None] = lambda error: None
    """Told what went wrong with the engine where the batch goes on all the same."""


class Runner(Protocol):
    """Does the posts of a job, here or elsewhere."""

    def __call__(self, spec: JobSpec, progress: Progress | None = None, /) -> Generator[Report]:
        """A report for each post, in order, as soon as it is finished; a post that fails does not stop the others.

        Whoever closes the generator ends the run; what is finished by then stays. Raises `EngineError` and `StoreError`:
        without its engine or its memory a batch cannot go on.
        """
