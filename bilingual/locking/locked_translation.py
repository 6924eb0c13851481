"""Sentences through an engine with their terms locked: the best way first, each result verified, the last always works.

The ways are those of `bilingual.locking.strategies`. What has no placeholder is decoded once. Results go to the memory batch
by batch, so that an interrupted run loses one batch at most. What its fallback wrote has a key of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bilingual.engines import phrases
from bilingual.engines.base import Aligner, Engine
from bilingual.lang.articles import agreeing
from bilingual.lang.dates import lost_dates
from bilingual.lang.dictionary_style import reads_like_entry
from bilingual.lang.numbers import missing
from bilingual.lang.quotation_marks import with_one_mark
from bilingual.lang.repetition import without_doubles
from bilingual.lang.tokens import joined_again
from bilingual.locking import number_retry, questionable
from bilingual.locking.english import finished
from bilingual.locking.inventions import without_inventions
from bilingual.locking.placeholders import PLACEHOLDER, Masked, key_terms
from bilingual.locking.rendering import Rendering
from bilingual.locking.strategies import Strategies, without_engine
from bilingual.memory import Entry, Memory, MemoryKey
from bilingual.model import FALLBACK

_Way = Callable[[Sequence[Masked]], Sequence[Rendering | None]]
"""A way of several sentences through the engine: the rendering of each, `None` where it gives none."""

Progress = Callable[[int], None]
"""Called with the number of sentences just done."""


class LockedTranslator:
    """Translates masked sentences with one engine and one memory."""

    def __init__(
        self, engine: Engine, memory: Memory, progress: Progress = lambda done: None, strategies: Strategies | None = None
    ) -> None:
        self._engine = engine
        self._memory = memory
        self._progress = progress
        self._strategies = strategies or Strategies(engine)
        self._version = self._strategies.version

    def key(self, sentence: Masked) -> MemoryKey:
        """Under which the translation of a sentence is remembered."""
        return MemoryKey(sentence.text, self._engine.info.signature, self._version, key_terms(sentence))

    def _written_key(self, key: MemoryKey, rendering: Rendering) -> MemoryKey:
        """Under which a rendering is remembered: what another engine had to do is told apart, and the engine is asked again."""
        info = self._engine.info
        return replace(key, engine=f"{info.fallback} for {info.signature}") if FALLBACK in rendering.flags else key

    def translate(self, sentences: Iterable[Masked]) -> dict[MemoryKey, Rendering]:
        """A rendering for every sentence, by key: equal sentences with equal terms are translated once.

        The short ones go to the engine first, since one long sentence makes a batch slow; all in order where that counts.
        """
        wanted = _wanted((self.key(sentence), sentence) for sentence in sentences)
        done = {key: found for key, sentence in wanted.items() if (found := without_engine(sentence)).template}
        remembered = self._memory.get_many([key for key in wanted if key not in done])
        recalled = {key: _sober(key.source, _recalled(entry)) for key, entry in remembered.items()}
        recalled = {key: found for key, found in recalled.items() if not reads_like_entry(key.source, found.words)}
        bare = {key: rendering for key, rendering in recalled.items() if not rendering.links}
        late = self._aligned(bare, wanted)
        self._memory.put_many([_entry(key, rendering) for key, rendering in late.items()])
        done |= recalled | late
        self._progress(len(done))
        rest = [key for key in wanted if key not in done]
        if not self._engine.info.in_order:
            rest.sort(key=lambda key: (len(key.source), key.source))
        size = self._engine.info.batch
        for start in range(0, len(rest), size):
            keys = rest[start : start + size]
            portion = _Portion(self._progress, len(keys))
            renderings = dict(zip(keys, self._translate_batch([wanted[key] for key in keys], portion), strict=True))
            renderings |= self._aligned(renderings, wanted)
            self._memory.put_many([_entry(self._written_key(key, rendering), rendering) for key, rendering in renderings.items()])
            done |= renderings
            portion.ended()
        return done

    def _aligned(
        self, renderings: Mapping[MemoryKey, Rendering], wanted: Mapping[MemoryKey, Masked]
    ) -> dict[MemoryKey, Rendering]:
        """The renderings of sentences with emphasis, with what of them comes from what, if the engine can tell."""
        if not isinstance(self._engine, Aligner):
            return {}
        stressed = [key for key, rendering in renderings.items() if wanted[key].stressed and FALLBACK not in rendering.flags]
        pairs = [(_lettered(wanted[key].text), _lettered(renderings[key].text)) for key in stressed]
        found = zip(stressed, self._engine.align(pairs) if pairs else (), strict=True)
        return {key: replace(renderings[key], links=links) for key, links in found if links}

    def _translate_batch(self, sentences: Sequence[Masked], portion: _Portion) -> list[Rendering]:
        """One batch by all strategies; short spoken answers are read off a list, since small models loop on them."""
        answers = ["" if PLACEHOLDER in s.text else phrases.answer(s.text) for s in sentences]
        open_ = [i for i, answer in enumerate(answers) if not answer]
        found: list[Rendering | None] = [Rendering((answer,), "plain", "machine") for answer in answers]
        self._strategies.decode_ahead([sentences[i] for i in open_], portion.decoded)
        for i, whole in zip(open_, self._strategies.whole([sentences[i] for i in open_]), strict=True):
            found[i] = whole
        found = self._with_numbers(sentences, found, self._strategies.whole, number_retry.NUMBERS)
        found = self._by_itself(sentences, found, self._strategies.in_parts)
        failed = [i for i, rendering in enumerate(found) if rendering is None]
        for i, joined in zip(failed, self._strategies.by_clauses([sentences[i] for i in failed]), strict=True):
            found[i] = joined
        found = self._by_itself(sentences, found, self._strategies.without_names)
        found = self._with_numbers(sentences, found, self._strategies.by_clauses, number_retry.AMOUNTS)
        pairs = zip(sentences, found, strict=True)
        return [
            _doubted(s, _ended(s, _fluent(s.text, _sober(s.text, rendering)))) for s, rendering in pairs if rendering is not None
        ]

    def _by_itself(self, sentences: Sequence[Masked], found: list[Rendering | None], way: _Way) -> list[Rendering | None]:
        """What the engine gave to its fallback in another way, where it can do all of it itself so.

        In parts: a language model that makes up a number, or ends a quotation too early, seldom does so twice in half as many
        words. Without names: it writes “III” for Ⅲ, and a sentence of its own is worth more than that.
        """
        given = [i for i, first in enumerate(found) if first and FALLBACK in first.flags]
        for i, second in zip(given, way([sentences[i] for i in given]), strict=True):
            if second and FALLBACK not in second.flags:
                found[i] = second
        return found

    def _with_numbers(
        self, sentences: Sequence[Masked], found: list[Rendering | None], way: _Way, numbers: re.Pattern[str]
    ) -> list[Rendering | None]:
        """A second decode, placeholders for the numbers, where the first one lost any; taken only if it has them all.

        With the starter model on 2,400 lines of the development sets it leaves about half of the findings of `numbers` that
        stand there without it by clauses (`benchmarks/findings.py`); chrF2++ is the same.
        """
        lost = [i for i, first in enumerate(found) if first and first.origin == "machine" and _loses_number(sentences[i], first)]
        if not self._engine.info.slots or not lost:
            return found
        again = way([number_retry.mask_numbers(sentences[i], numbers) for i in lost])
        for i, second in zip(lost, again, strict=True):
            first = found[i]
            if second is not None and first is not None and (FALLBACK in first.flags or FALLBACK not in second.flags):
                found[i] = replace(second, template=number_retry.unmask_numbers(second.template, sentences[i], numbers))
        return found


@dataclass(slots=True)
class _Portion:
    """How far a portion of sentences has come, told as it goes: a first answer may still be asked again."""

    progress: Progress
    sentences: int
    told: int = 0

    def decoded(self, requests: int) -> None:
        """So many requests have their first answer; a tenth is left for what fails."""
        self._tell(min(requests, self.sentences * 9 // 10))

    def ended(self) -> None:
        self._tell(self.sentences)

    def _tell(self, done: int) -> None:
        if done > self.told:
            self.progress(done - self.told)
            self.told = done


def _wanted(sentences: Iterable[tuple[MemoryKey, Masked]]) -> dict[MemoryKey, Masked]:
    """The sentences by key; of equal ones, one with emphasis, if there is one."""
    wanted: dict[MemoryKey, Masked] = {}
    for key, sentence in sentences:
        if key not in wanted or sentence.stressed:
            wanted[key] = sentence
    return wanted


def _lettered(text: str) -> str:
    """A text as a model reads it, as long as it was: a letter for a placeholder."""
    return text.replace(PLACEHOLDER, "X")


def _loses_number(sentence: Masked, rendering: Rendering) -> bool:
    return bool(missing(sentence.text, rendering.words) or lost_dates(sentence.text, rendering.words))


def _doubted(sentence: Masked, rendering: Rendering) -> Rendering:
    """The rendering with what can be doubted of its source: told once, here, and remembered, since jieba is slow to load."""
    inside = ((number, "inside") for number in questionable.terms_inside_words(sentence))
    return replace(rendering, doubts=(*rendering.doubts, *inside))


def _sober(source: str, rendering: Rendering) -> Rendering:
    """The rendering without signs that nothing in its source calls for."""
    return _reworded(rendering, without_inventions(source))


def _fluent(source: str, rendering: Rendering) -> Rendering:
    """The rendering without what no editor need be asked about: words twice in a row, `a` for `an`, a full stop and a comma."""
    return _reworded(rendering, lambda words: with_one_mark(agreeing(source, without_doubles(source, words))))


def _reworded(rendering: Rendering, change: Callable[[str], str]) -> Rendering:
    """The rendering with its words changed; what it carries stays."""
    template = (change(piece) if isinstance(piece, str) else piece for piece in rendering.template)
    return replace(rendering, template=tuple(piece for piece in template if piece != ""))


def _ended(sentence: Masked, rendering: Rendering) -> Rendering:
    """The rendering with the end of its source."""
    template = joined_again(sentence.text, rendering.template)
    last = template[-1] if template else 0
    if isinstance(last, str):
        return replace(rendering, template=(*template[:-1], finished(sentence.text, last)))
    end = finished(sentence.text, "x")[1:] if sentence.text.endswith(("。", "！", "？")) else ""
    return replace(rendering, template=(*template, end) if end else template)


def _entry(key: MemoryKey, rendering: Rendering) -> Entry:
    value: dict[str, object] = {"template": list(rendering.template), "flags": list(rendering.flags)}
    value |= {"doubts": rendering.doubts} if rendering.doubts else {}
    value |= {"links": rendering.links} if rendering.links else {}
    return Entry(key, json.dumps(value, ensure_ascii=False), rendering.strategy)


def _recalled(entry: Entry) -> Rendering:
    value = json.loads(entry.target)
    doubts = tuple((number, flag) for number, flag in value.get("doubts", ()))
    links = tuple(map(tuple, value.get("links", ())))
    template, flags = tuple(value["template"]), tuple(value["flags"])
    return Rendering(template, entry.strategy, "memory", flags, doubts, links)  # type: ignore[arg-type]
