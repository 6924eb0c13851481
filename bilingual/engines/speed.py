"""How fast an engine is on this machine."""

from __future__ import annotations

import time

from bilingual.engines.base import Engine, Request, Search
from bilingual.engines.probing import CLAUSES

SENTENCES = tuple(f"{clause.format('小林')}。" for clauses in CLAUSES.values() for clause in clauses)
"""Everyday ones, of nine characters."""


def sentences_per_second(engine: Engine) -> float:
    """Everyday sentences that the engine translates in a second, once it is loaded."""
    engine.translate([Request(SENTENCES[0])], Search())
    started = time.monotonic()
    engine.translate([Request(sentence) for sentence in SENTENCES], Search())
    return len(SENTENCES) / (time.monotonic() - started)
