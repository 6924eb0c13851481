"""What every translation engine offers: requests in, one hypothesis for each out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

from bilingual.errors import EngineError
from bilingual.model import NOWHERE, Context, Hypothesis, Links

Progress = Callable[[int], None]
"""Told how many of the requests are done so far; the last call says all of them."""
Tell = Callable[[EngineError], None]
"""Told what went wrong where the engine goes on all the same."""
Effort = Literal["normal", "low"]
"""How widely an engine searches for a translation; one that has no narrower search passes over it."""
BEAM = 4
"""The usual width of a search."""
Capability = Literal["terms", "before", "speaker"]
"""What of a request besides its text an engine heeds."""


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What is to be known of an engine before it translates anything."""

    name: str
    """For people and for an output's signature: `argos zh_en 0.1`."""
    signature: str
    """The name and a short digest of the model: equal only for the same model. Keys of a memory hold it."""
    slots: tuple[str, ...] = ()
    """The placeholders the model was trained to carry over, `⟦0⟧` … `⟦9⟧`; empty when it knows none."""
    limit: int = 240
    """Code points up to which a source is translated as a whole; a longer one may be cut into parts."""
    folder: Path | None = None
    """Where its model lies; what is measured of the engine is written there."""
    draft: str = ""
    """One line for the user when the model is a draft's quality, naming the better one; else empty."""
    forbids: str = ""
    """What its licence does not allow, as far as that is known; told before each run."""
    remote: str = ""
    """The other machine that gets every sentence; told before each run. Empty where nothing leaves this one."""
    capabilities: frozenset[Capability] = frozenset()
    """What of a request it heeds; the rest is not worth sending."""
    told_second: bool = False
    """Whether it writes better untold: it is told the terms of those sentences alone whose English lacks one."""
    fallback: str = ""
    """The name of the engine that it gives to what it cannot do: such a hypothesis has the flag `FALLBACK`. Mostly none."""
    doubtful: float = float("-inf")
    """The score below which its translations were measured to be worse; nothing is where that was not measured."""
    beam: int = BEAM
    """The width of its search, and the hypotheses wanted of each sentence: fewer with low effort."""
    in_order: bool = False
    """Whether it reads requests that come together as one text; others get short ones first, which is faster."""
    batch: int = 64
    """Sentences between two writes to the memory, which is what an interrupt loses: fewer for a slow engine."""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to translate. Only `text` is translated; the rest helps an engine that heeds it."""

    text: str
    terms: tuple[tuple[str, str], ...] = ()
    """Terms that stand in the text, each with the English that is wanted for it."""
    context: Context = NOWHERE
    """Where the text stands in its post."""


@dataclass(frozen=True, slots=True)
class Search:
    """How hypotheses are looked for; an engine that cannot do one of these passes over it."""

    beam: int = BEAM
    """The width of the search."""
    alternatives: int = 1
    """Hypotheses wanted in all; the further ones stand in `Hypothesis.alternatives`."""
    no_repeat_ngram: int = 0
    """The length in pieces of what may not occur twice; 0: anything may."""
    progress: Progress | None = field(default=None, compare=False)


@runtime_checkable
class Engine(Protocol):
    """Translates Chinese sentences into English ones.

    Others may be added under the entry point group `bilingual.engines`: a callable that is given the table
    `[engine.NAME]` of `bilingual.toml` and returns an object of this shape. `docs/extending.md` has a whole one.
    """

    @property
    def info(self) -> EngineInfo:
        """What is to be known of it; reading it loads no model."""

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        """One hypothesis for each request, in order; a blank text gives a blank one.

        Nothing is ever cut off: a text too long for the model is translated in parts.
        """


@runtime_checkable
class Hurriable(Protocol):
    """An engine that can search less widely."""

    def with_low_effort(self) -> Engine:
        """The same model, faster and a little worse; its name says so."""


@runtime_checkable
class Aligner(Protocol):
    """An engine that can tell which words of a translation come from which of its source."""

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[Links]:
        """The links of each source with its English, in order; none where they cannot be told."""
