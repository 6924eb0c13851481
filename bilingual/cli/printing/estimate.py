"""How long a run will take, told once it can be known: from the time that its first sentences took."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

LONG = 120
"""Seconds from which a person wants to know beforehand."""


@dataclass(slots=True)
class Estimate:
    """Tells, once, what the rest of a long run will take."""

    tell: Callable[[str], None]
    ending: str
    """What becomes of the run when it is interrupted."""
    total: int = 0
    further: int = 0
    """Sentences of posts that were not read yet, about."""
    finished: int = 0
    started: float | None = None
    """When the first sentences were done: those that needed no engine."""
    told: bool = False

    def expect(self, sentences: int) -> None:
        """There are so many more sentences."""
        self.total += sentences

    def ahead(self, sentences: int) -> None:
        """In the posts that were not read yet there are about so many."""
        self.further = sentences

    def done(self, sentences: int) -> None:
        """So many more are done."""
        self.finished += sentences
        now = time.monotonic()
        if self.started is None:
            self.started = now
        elif sentences and not self.told:
            self.told = True
            rest = self.total + self.further - self.finished
            each = (now - self.started) / sentences
            if rest * each > LONG:
                self.tell(f"{rest} sentences to go, {each:.1f} seconds each: about {rest * each / 60:.0f} minutes. {self.ending}")
