"""Which of an engine's hypotheses is taken for a sentence with placeholders: the first that has all of them."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.lang import repetition
from bilingual.lang.numbers import missing
from bilingual.lang.words import frequency, known_words
from bilingual.locking import slots, splicing
from bilingual.locking.decoding import flags_of
from bilingual.locking.placeholders import Masked, NamePlaceholder
from bilingual.locking.rendering import Rendering, Template, template_words
from bilingual.model import NAMES, Hypothesis, Strategy


def first_sound(
    source: str, sentence: Masked, hypothesis: Hypothesis, used: Sequence[str], strategy: Strategy
) -> Rendering | None:
    """The first hypothesis in which every carrier stands once; one that has the numbers too, if there is one."""
    flags = flags_of(hypothesis)
    sound: list[Rendering] = []
    for number, text in enumerate((hypothesis.text, *hypothesis.alternatives)):
        if not slots.verify(text, used) and not (number and repetition.is_loop(source, text)):
            way: Strategy = "alternative" if number and strategy == "slot" else strategy
            found = slots.read_template(text, used)
            sound += [Rendering(found, way, "machine", flags)] if _says(sentence, found) else []
    return _complete(sentence, sound)


def first_placed(source: str, sentence: Masked, hypothesis: Hypothesis, instead: Sequence[Sequence[str]]) -> Rendering | None:
    """The first hypothesis of a plain decode in which every target, or what stands for it, has its place."""
    targets = [splicing.target_words(placeholder) for placeholder in sentence.placeholders]
    names = _names(sentence)
    flags = flags_of(hypothesis)
    texts = (hypothesis.text, *(text for text in hypothesis.alternatives if not repetition.is_loop(source, text)))
    ways: tuple[tuple[Strategy, Sequence[Sequence[str]]], ...] = (("plain", ()), ("splice", instead))
    for strategy, renderings in ways if instead else ways[:1]:
        templates = (splicing.placed(text, targets, renderings, names) for text in texts)
        sound = [found for found in templates if found and not slots.verify(template_words(found), ()) and _says(sentence, found)]
        if sound:
            return _complete(sentence, [Rendering(found, strategy, "machine", flags) for found in sound])
    return None


def first_lacking(source: str, sentence: Masked, hypothesis: Hypothesis) -> Rendering | None:
    """The first hypothesis of a plain decode that has every term and number; one that writes a name otherwise is flagged."""
    targets = [splicing.target_words(placeholder) for placeholder in sentence.placeholders]
    for text in (hypothesis.text, *hypothesis.alternatives):
        found = splicing.placed(text, targets, names=_names(sentence), lacking=True)
        if found and not missing(source, text) and not slots.verify(template_words(found), ()):
            everything = sum(isinstance(piece, int) for piece in found) == len(targets)
            return Rendering(found, "plain", "machine", (*flags_of(hypothesis), *(() if everything else (NAMES,))))
    return None


def _says(sentence: Masked, template: Template) -> bool:
    """Whether a hypothesis says something where the sentence has a word besides its placeholders: `正文￼。` is no `￼.`."""
    is_bare = not any(map(str.isalnum, template_words(template)))
    return not is_bare or not any(len(word) > 1 and frequency(word) for word in known_words(sentence.text))


def _names(sentence: Masked) -> frozenset[int]:
    """The numbers of the placeholders that are no locks."""
    return frozenset(n for n, found in enumerate(sentence.placeholders) if isinstance(found, NamePlaceholder))


def _complete(sentence: Masked, sound: Sequence[Rendering]) -> Rendering | None:
    """The first that has the sentence's numbers; else the first of all."""
    complete = (rendering for rendering in sound if not missing(sentence.text, rendering.words))
    return next(complete, sound[0] if sound else None)
