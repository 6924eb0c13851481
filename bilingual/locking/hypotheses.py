"""Which of an engine's hypotheses is taken for a sentence with held things: the first that keeps all of them."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.lang import repetition
from bilingual.lang.numbers import missing
from bilingual.locking import slots as locking
from bilingual.locking import splicing
from bilingual.locking.masking import Masked
from bilingual.locking.slots import Rendered
from bilingual.model import Hypothesis, Strategy

LOOPED = float("-inf")
"""The score of a hypothesis that repeats itself even when it may not."""


def first_sound(
    source: str, sentence: Masked, hypothesis: Hypothesis, used: Sequence[str], strategy: Strategy
) -> Rendered | None:
    """The first hypothesis in which every carrier stands once; one that has the numbers too, if there is one."""
    flags = ("loop",) if hypothesis.score == LOOPED else ()
    sound: list[Rendered] = []
    for number, text in enumerate((hypothesis.text, *hypothesis.alternatives)):
        if not locking.verify(text, used) and not (number and repetition.is_loop(source, text)):
            own: Strategy = "alternative" if number and strategy == "slot" else strategy
            sound.append(Rendered(locking.template(text, used), own, "machine", flags))
    return _complete(sentence, sound)


def first_placed(source: str, sentence: Masked, hypothesis: Hypothesis, instead: Sequence[Sequence[str]]) -> Rendered | None:
    """The first hypothesis of a plain decode in which every target, or what stands for it, has its place."""
    targets = [splicing.wanted(held) for held in sentence.held]
    flags = ("loop",) if hypothesis.score == LOOPED else ()
    texts = (hypothesis.text, *(text for text in hypothesis.alternatives if not repetition.is_loop(source, text)))
    ways: tuple[tuple[Strategy, Sequence[Sequence[str]]], ...] = (("plain", ()), ("splice", instead))
    for strategy, own in ways if instead else ways[:1]:
        templates = (splicing.placed(text, targets, own) for text in texts)
        sound = [found for found in templates if found and not locking.verify(words(found), ())]
        if sound:
            return _complete(sentence, [Rendered(found, strategy, "machine", flags) for found in sound])
    return None


def _complete(sentence: Masked, sound: Sequence[Rendered]) -> Rendered | None:
    """The first that has the sentence's numbers; else the first of all."""
    complete = (own for own in sound if not missing(sentence.text, words(own.template)))
    return next(complete, sound[0] if sound else None)


def words(template: locking.Template) -> str:
    """The words of a template, without what is held."""
    return " ".join(piece for piece in template if isinstance(piece, str))
