"""What every translation engine offers: a list of strings in, one hypothesis for each out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from bilingual.model import Hypothesis

Progress = Callable[[int], None]
"""Told how many of the sources are done so far; the last call says all of them."""


@runtime_checkable
class Engine(Protocol):
    """Translates Chinese sentences into English ones.

    Others may be added under the entry point group `bilingual.engines`: a callable without arguments that
    returns an object of this shape.
    """

    @property
    def name(self) -> str:
        """For people and for an output's signature: `argos zh_en 0.1`."""

    @property
    def signature(self) -> str:
        """The name and a short digest of the model: equal only for the same model. Keys of a memory hold it."""

    @property
    def slots(self) -> tuple[str, ...]:
        """The placeholders the model was trained to carry over, `⟦0⟧` … `⟦9⟧`; empty when it knows none."""

    @property
    def draft(self) -> str:
        """One line for the user when the model is a draft's quality, naming the better one; else empty."""

    @property
    def limit(self) -> int:
        """Code points up to which a source is translated as a whole; a longer one may be cut into parts."""

    def translate(
        self,
        sources: Sequence[str],
        *,
        beam: int = 4,
        alternatives: int = 1,
        no_repeat_ngram: int = 0,
        progress: Progress | None = None,
    ) -> list[Hypothesis]:
        """One hypothesis for each source, in order; a blank source gives a blank one.

        `beam` is the width of the search, `alternatives` the number of hypotheses wanted in all (the further ones
        stand in `Hypothesis.alternatives`), `no_repeat_ngram` the length in pieces of what may not occur twice
        (0: anything may). Nothing is ever cut off: a source too long for the model is translated in parts.
        """
