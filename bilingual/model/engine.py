"""What an engine is given to carry through, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Carrier:
    """What stands for a held thing while an engine decodes: a trained slot, or a word that it is known to carry over."""

    source: str
    """As it is written in the Chinese: `⟦0⟧`, `汤姆`, `Tom`."""
    english: str
    """As it must come back, once: `⟦0⟧`, `Tom`."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text stands in its post; what is not known, or not wanted, is empty."""

    before: str = ""
    """The sentences before it."""
    speaker: str = ""
    """Who says it, as the post has the name."""


NOWHERE = Context()
"""Where nothing is known."""
FALLBACK = "fallback"
"""The flag of what an engine could not do itself and gave to another one."""
DOUBTFUL = "doubtful"
"""The flag of what an engine itself gives a low score."""
NAMES = "names"
"""The flag of what an engine wrote without a name or token of its source, which is no term."""


Links = tuple[tuple[int, int, int, int], ...]
"""What of a translation comes from what of its source: for each of its words or pieces, in order, where it starts and ends, and
where that starts and ends which it comes from, in code points."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What an engine made of one source string."""

    text: str
    score: float = 0.0
    """The engine's own mean log probability of a piece, of texts of all lengths alike; only comparable within one engine."""
    alternatives: tuple[str, ...] = ()
    """Further hypotheses, best first, when they were asked for."""
    flags: tuple[str, ...] = ()
    """What a person should know of how it was made: names of `bilingual.checks.registry.FLAGS`, such as `fallback`."""
