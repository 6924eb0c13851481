"""Sentences through an engine with their terms locked: the best way first, each result verified, the last always works.

The ways are those of `bilingual.locking.strategies`. What holds nothing is decoded once. Results go to the memory batch by
batch, so that an interrupted run loses one batch at most.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bilingual.engines import phrases
from bilingual.engines.base import Engine
from bilingual.lang.numbers import missing
from bilingual.locking import number_retry, questionable
from bilingual.locking.english import finished
from bilingual.locking.hypotheses import words
from bilingual.locking.masking import HOLD, Masked, key_terms
from bilingual.locking.slots import Rendered
from bilingual.locking.strategies import Strategies, without_engine
from bilingual.memory import Entry, Memory, MemoryKey

BATCH = 64
"""Sentences between two writes to the memory."""

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

    def translate(self, sentences: Iterable[Masked]) -> dict[MemoryKey, Rendered]:
        """A rendering for every sentence, by key: equal sentences with equal terms are translated once."""
        wanted = {self.key(sentence): sentence for sentence in sentences}
        done = {key: found for key, sentence in wanted.items() if (found := without_engine(sentence)).template}
        remembered = self._memory.get_many([key for key in wanted if key not in done])
        done |= {key: _recalled(entry) for key, entry in remembered.items()}
        self._progress(len(done))
        rest = sorted((key for key in wanted if key not in done), key=lambda key: (len(key.source), key.source))
        for start in range(0, len(rest), BATCH):
            keys = rest[start : start + BATCH]
            rendered = dict(zip(keys, self._climb([wanted[key] for key in keys]), strict=True))
            self._memory.put_many([_entry(key, own) for key, own in rendered.items()])
            done |= rendered
            self._progress(len(keys))
        return done

    def _climb(self, sentences: Sequence[Masked]) -> list[Rendered]:
        """One batch through all rungs; short spoken answers are read off a list, since small models loop on them."""
        answers = ["" if HOLD in s.text else phrases.answer(s.text) for s in sentences]
        open_ = [i for i, answer in enumerate(answers) if not answer]
        found: list[Rendered | None] = [Rendered((answer,), "plain", "machine") for answer in answers]
        for i, own in zip(open_, self._strategies.whole([sentences[i] for i in open_]), strict=True):
            found[i] = own
        found = self._with_numbers(sentences, found)
        failed = [i for i, own in enumerate(found) if own is None]
        for i, own in zip(failed, self._strategies.by_clauses([sentences[i] for i in failed]), strict=True):
            found[i] = own
        return [_doubted(s, _ended(s, own)) for s, own in zip(sentences, found, strict=True) if own is not None]

    def _with_numbers(self, sentences: Sequence[Masked], found: list[Rendered | None]) -> list[Rendered | None]:
        """A second decode, the numbers held, where the first one lost any; kept only if it has them all."""
        lost = [i for i, own in enumerate(found) if own and own.origin == "machine" and _loses_number(sentences[i], own)]
        if not self._engine.info.slots or not lost:
            return found
        wide = self._strategies.whole([number_retry.widened(sentences[i]) for i in lost])
        for i, own in zip(lost, wide, strict=True):
            if own is not None:
                found[i] = replace(own, template=number_retry.narrowed(own.template, sentences[i]))
        return found


def _loses_number(sentence: Masked, own: Rendered) -> bool:
    return bool(missing(sentence.text, words(own.template)))


def _doubted(sentence: Masked, own: Rendered) -> Rendered:
    """The rendering with what can be doubted of its source: told once, here, and remembered, since jieba is slow to load."""
    return replace(own, doubts=(*own.doubts, *((number, "inside") for number in questionable.inside(sentence))))


def _ended(sentence: Masked, own: Rendered) -> Rendered:
    """The rendering with the end of its source."""
    last = own.template[-1] if own.template else 0
    if not isinstance(last, str):
        return own if not sentence.text.endswith(("。", "！", "？")) else _with_end(own, finished(sentence.text, "x")[1:])
    return replace(own, template=(*own.template[:-1], finished(sentence.text, last)))


def _with_end(own: Rendered, end: str) -> Rendered:
    return replace(own, template=(*own.template, end)) if end else own


def _entry(key: MemoryKey, own: Rendered) -> Entry:
    value = {"template": list(own.template), "flags": list(own.flags)} | ({"doubts": own.doubts} if own.doubts else {})
    return Entry(key, json.dumps(value, ensure_ascii=False), own.strategy)


def _recalled(entry: Entry) -> Rendered:
    value = json.loads(entry.target)
    doubted = tuple((number, flag) for number, flag in value.get("doubts", ()))
    return Rendered(tuple(value["template"]), entry.strategy, "memory", tuple(value["flags"]), doubted)  # type: ignore[arg-type]
