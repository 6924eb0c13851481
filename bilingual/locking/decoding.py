"""Requests through an engine without loops: what repeats itself is asked for once more, then marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilingual.engines.base import Engine, Progress, Request, Search
from bilingual.errors import EngineError
from bilingual.lang.dictionary_style import reads_like_entry
from bilingual.lang.repetition import is_loop
from bilingual.lang.stutters import fluent
from bilingual.locking import entries
from bilingual.model import DOUBTFUL, Hypothesis

LOOPED = float("-inf")
"""The score of a hypothesis that repeats itself even when it may not."""

_AGAIN = Search(no_repeat_ngram=3)


def decode(engine: Engine, requests: Sequence[Request], progress: Progress | None = None) -> list[Hypothesis]:
    """Hypotheses without loops, and none in the style of a dictionary, of what is left when stutters are said once.

    What still loops where nothing may occur twice has the score `LOOPED`. What the engine gives a score below its
    `EngineInfo.doubtful` has the flag `DOUBTFUL`. `progress` is told how many have their first answer.
    """
    if not requests:
        return []
    requests = [replace(request, text=fluent(request.text)) for request in requests]
    found = _hypotheses(engine, requests, replace(_first(engine), progress=progress))
    looping = [i for i, first in enumerate(found) if is_loop(requests[i].text, first.text)]
    again = _hypotheses(engine, [requests[i] for i in looping], _AGAIN) if looping else []
    for i, second in zip(looping, again, strict=True):
        found[i] = replace(second, score=LOOPED) if is_loop(requests[i].text, second.text) else second
    low = engine.info.doubtful
    return [
        replace(hypothesis, flags=(*hypothesis.flags, DOUBTFUL)) if LOOPED < hypothesis.score < low else hypothesis
        for hypothesis in _without_entries(engine, requests, found)
    ]


def _without_entries(engine: Engine, requests: Sequence[Request], found: list[Hypothesis]) -> list[Hypothesis]:
    """The hypotheses; for those that read like entries of a dictionary, the request is asked again as a sentence."""
    leaking = [i for i, first in enumerate(found) if reads_like_entry(requests[i].text, first.text)]
    asked = [replace(requests[i], text=entries.as_sentence(requests[i].text)) for i in leaking]
    again = _hypotheses(engine, asked, _first(engine)) if leaking else []
    for i, second in zip(leaking, again, strict=True):
        found[i] = entries.plain(requests[i].text, found[i], second)
    return found


def _first(engine: Engine) -> Search:
    """How hypotheses are looked for, unless the first ones will not do."""
    return Search(engine.info.beam, alternatives=engine.info.beam)


def _hypotheses(engine: Engine, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
    """What the engine answers; an answer that breaks its contract is an `EngineError`."""
    found = list(engine.translate(requests, search))
    right = sum(isinstance(hypothesis, Hypothesis) for hypothesis in found)
    if len(found) == right == len(requests):
        return found
    raise EngineError(
        f"The engine “{engine.info.name}” gave {right} hypotheses for {len(requests)} requests.",
        "It must give one for each, in order: report it to its authors.",
    )


def decode_texts(engine: Engine, texts: Sequence[str]) -> dict[str, Hypothesis]:
    """The hypotheses of texts that stand alone, by text."""
    return dict(zip(texts, decode(engine, [Request(text) for text in texts]), strict=True))


def flags_of(hypothesis: Hypothesis) -> tuple[str, ...]:
    """The flags of what is made of a hypothesis: its engine's, and that it loops.

    >>> flags_of(Hypothesis("so so so", LOOPED, flags=("fallback",)))
    ('fallback', 'loop')
    """
    return (*hypothesis.flags, *(("loop",) if hypothesis.score == LOOPED else ()))
