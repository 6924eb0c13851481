"""The ways of getting a sentence with held things through one engine, each verified; tried in turn by `LockedTranslator`.

The ways for a whole sentence:

- `plain`: decoded as if nothing were locked; every target stands there already. `splice`: and where the engine wrote
  something else for a term (what it writes for the term alone), the target is put in its place.
- `slot`: one trained slot a held thing, best hypothesis; `alternative`: a further hypothesis of the same decode.
- `surrogate`: for an engine without slots: words that it is known to carry over stand for the held things.

For what is left: `clause`, the same clause by clause; `piece`, cut before the middle one of the held things, again and
again; and `apart`, the words around a held thing translated alone and joined, which is exact by construction. Which ways
are used, and in what order, was measured: `docs/terminology.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from bilingual.engines.base import Engine, Request, Search
from bilingual.engines.surrogates import Probe, known
from bilingual.lang import repetition
from bilingual.locking import slots as locking
from bilingual.locking import splicing
from bilingual.locking.hypotheses import LOOPED, first_placed, first_sound
from bilingual.locking.masking import Masked
from bilingual.locking.slots import Rendered
from bilingual.model import Carrier, Hypothesis, Strategy

MOST_SLOTS = 4
"""Trained slots in one decode of a model that was not probed: beyond it, small models lose more than context is worth."""
MOST_CHARACTERS = 180
"""Of one decode, or fewer if the engine says so; a longer sentence goes clause by clause."""
_LAST: tuple[Strategy, ...] = ("plain", "splice", "slot", "alternative", "surrogate", "clause", "piece", "apart")
"""The rungs by how much of its context a term keeps."""
_WHOLE = ("plain", "splice", "slot", "surrogate")
"""The ways for a whole sentence or clause."""
WITH_SLOTS = ("plain", "slot", "piece")
WITHOUT_SLOTS = ("splice", "surrogate", "piece")
"""The ways that are used, in their order, by what the engine was trained for; without `piece` all that fails goes apart."""


class Strategies:
    """The ways of one engine."""

    def __init__(self, engine: Engine, order: Sequence[str] = (), probe: Probe | None = None) -> None:
        info = engine.info
        self._engine = engine
        self._order = order or (WITH_SLOTS if info.slots else WITHOUT_SLOTS)
        self._probe = probe or known(engine)
        self._most = MOST_SLOTS if info.slots and not self._probe.engine else self._probe.most
        self._slots = tuple(Carrier(slot, slot) for slot in info.slots)
        self._characters = min(MOST_CHARACTERS, info.limit)

    @property
    def version(self) -> str:
        """Changes when the same engine would be asked otherwise: part of the key of the memory."""
        forms = () if self._slots else self._probe.forms
        return " ".join((locking.LOCK_VERSION, str(self._most), *forms))

    def whole(self, sentences: Sequence[Masked]) -> list[Rendered | None]:
        """Each sentence by the first way that keeps everything it holds; `None` where none does."""
        found: list[Rendered | None] = [None] * len(sentences)
        free = [i for i, s in enumerate(sentences) if not s.held and self._fits(s)]
        self._fill(found, free, self._carried([sentences[i] for i in free], [()] * len(free), "plain"))
        for way in (way for way in self._order if way in _WHOLE):
            left = [i for i, own in enumerate(found) if own is None and sentences[i].held and self._fits(sentences[i])]
            self._fill(found, left, self._by(way, [sentences[i] for i in left]))
        return found

    def by_clauses(self, sentences: Sequence[Masked]) -> list[Rendered]:
        """Each sentence clause by clause; what no way keeps in one clause is translated in pieces, and these apart."""
        split = [locking.clauses(sentence, self._characters) for sentence in sentences]
        return self._joined(split, "clause", ", ")

    def _joined(self, split: Sequence[tuple[Masked, ...]], strategy: Strategy, between: str) -> list[Rendered]:
        """The parts of each sentence, each by the best way, and these together as one."""
        flat = [part for parts in split for part in parts]
        found = iter(self._parts(flat))
        joined = []
        for parts in split:
            own = [next(found) for _ in parts]
            worst = max((strategy, *(one.strategy for one in own)), key=_LAST.index) if own else strategy
            flags = tuple(dict.fromkeys(flag for one in own for flag in one.flags))
            template = locking.chain(parts, [one.template for one in own], between)
            joined.append(Rendered(template, worst, "machine", flags, _shifted(parts, own)))
        return joined

    def _by(self, way: str, sentences: Sequence[Masked]) -> list[Rendered | None]:
        if way == "slot":
            few = [s if len(s.held) <= min(self._most, len(self._slots)) else None for s in sentences]
            return self._tried(few, [self._slots[: len(s.held)] for s in sentences], "slot")
        if way == "surrogate":
            return self._by_surrogates(sentences)
        return self._plainly(sentences, splice=way == "splice")

    def _tried(
        self, sentences: Sequence[Masked | None], carriers: Sequence[tuple[Carrier, ...]], strategy: Strategy
    ) -> list[Rendered | None]:
        """As `_carried`; a sentence that is not to be tried gives `None`."""
        found: list[Rendered | None] = [None] * len(sentences)
        tried = [(i, s, own) for i, (s, own) in enumerate(zip(sentences, carriers, strict=True)) if s is not None]
        self._fill(found, [i for i, _, _ in tried], self._carried([s for _, s, _ in tried], [c for _, _, c in tried], strategy))
        return found

    def _carried(
        self, sentences: Sequence[Masked], carriers: Sequence[tuple[Carrier, ...]], strategy: Strategy
    ) -> list[Rendered | None]:
        """Decodes with carriers for the held things; `None` where no hypothesis has each of them once."""
        sources = [
            locking.slotted(sentence, [one.source for one in own]) for sentence, own in zip(sentences, carriers, strict=True)
        ]
        decoded = self.decode([Request(source) for source in sources])
        return [
            first_sound(source, sentence, hypothesis, [one.english for one in own], strategy)
            for source, sentence, hypothesis, own in zip(sources, sentences, decoded, carriers, strict=True)
        ]

    def _by_surrogates(self, sentences: Sequence[Masked]) -> list[Rendered | None]:
        """The forms one after another, each for the sentences that those before it failed."""
        found: list[Rendered | None] = [None] * len(sentences)
        for form in self._probe.forms:
            left = [i for i, own in enumerate(found) if own is None and len(sentences[i].held) <= self._most]
            carriers = [self._surrogates(sentences[i], form) for i in left]
            fit = [sentences[i] if own else None for i, own in zip(left, carriers, strict=True)]
            self._fill(found, left, self._tried(fit, carriers, "surrogate"))
        return found

    def _surrogates(self, sentence: Masked, form: str) -> tuple[Carrier, ...]:
        """A word for each held thing, none of which stands in the sentence already; nothing where they do not suffice."""
        free = [c for c in self._probe.carriers[form] if c.source not in sentence.text and c.english not in sentence.text]
        return tuple(free[: len(sentence.held)]) if len(free) >= len(sentence.held) else ()

    def _plainly(self, sentences: Sequence[Masked], *, splice: bool) -> list[Rendered | None]:
        """Decoded as if nothing were locked; the targets are found there, or put where their renderings stand."""
        spelled = [splicing.spelled(sentence) for sentence in sentences]
        fit = [i for i, text in enumerate(spelled) if text]
        decoded = self.decode([Request(spelled[i], splicing.wanted_terms(sentences[i])) for i in fit])
        instead = self._renderings([sentences[i] for i in fit]) if splice else [()] * len(fit)
        found: list[Rendered | None] = [None] * len(sentences)
        for i, hypothesis, own in zip(fit, decoded, instead, strict=True):
            found[i] = first_placed(spelled[i], sentences[i], hypothesis, own)
        return found

    def _renderings(self, sentences: Sequence[Masked]) -> list[tuple[tuple[str, ...], ...]]:
        """What the engine makes of each held thing alone."""
        alone = sorted({splicing.own_words(held) for sentence in sentences for held in sentence.held})
        decoded = self._decoded_texts(alone)
        written = {words: splicing.renderings((own.text, *own.alternatives)) for words, own in decoded.items()}
        return [tuple(written[splicing.own_words(held)] for held in sentence.held) for sentence in sentences]

    def _fits(self, sentence: Masked) -> bool:
        return len(sentence.text) <= self._characters

    def _parts(self, parts: Sequence[Masked]) -> list[Rendered]:
        """Parts of sentences: whole if a way keeps all they hold, else in two, and so on until each holds one thing."""
        found: list[Rendered | None] = [without_engine(part) for part in parts]
        found = [own if own and own.template else None for own in found]
        left = [i for i, own in enumerate(found) if own is None]
        self._fill(found, left, self.whole([parts[i] for i in left]))
        few = [i for i in left if found[i] is None and (len(parts[i].held) < 2 or "piece" not in self._order)]
        self._fill(found, few, self._apart([parts[i] for i in few]))
        many = [i for i in left if found[i] is None]
        if many:
            self._fill(found, many, self._joined([locking.halves(parts[i]) for i in many], "piece", " "))
        return [own for own in found if own is not None]

    def _apart(self, sentences: Sequence[Masked]) -> list[Rendered]:
        """The words between the held things, each stretch decoded alone."""
        stretches = [locking.stretches(sentence) for sentence in sentences]
        short = {piece for own in stretches for words in own for piece in _pieces(words) if locking.has_chinese(piece)}
        wanted = sorted(short)
        decoded = self._decoded_texts(wanted)
        rendered = []
        for sentence, own in zip(sentences, stretches, strict=True):
            english = [" ".join(locking.words_only(decoded[p].text) if p in decoded else p for p in _pieces(w)) for w in own]
            used = [decoded[p] for words in own for p in _pieces(words) if p in decoded]
            flags = ("loop",) if any(one.score == LOOPED for one in used) else ()
            lost = [locking.has_chinese(words) and not text.strip() for words, text in zip(own, english, strict=True)]
            doubts = tuple((n, "degraded") for n in range(len(sentence.held)) if lost[n] or lost[n + 1])
            rendered.append(Rendered(locking.rejoin(sentence, english), "apart", "machine", flags, doubts))
        return rendered

    def decode(self, requests: Sequence[Request]) -> list[Hypothesis]:
        """Hypotheses without loops; what still loops under `no_repeat_ngram` is marked with the score `LOOPED`."""
        if not requests:
            return []
        found = self._engine.translate(requests, Search(alternatives=4))
        looping = [i for i, first in enumerate(found) if repetition.is_loop(requests[i].text, first.text)]
        again = self._engine.translate([requests[i] for i in looping], Search(no_repeat_ngram=3)) if looping else []
        for i, second in zip(looping, again, strict=True):
            found[i] = replace(second, score=LOOPED) if repetition.is_loop(requests[i].text, second.text) else second
        return found

    def _decoded_texts(self, texts: Sequence[str]) -> dict[str, Hypothesis]:
        """The hypotheses of texts that stand alone."""
        return dict(zip(texts, self.decode([Request(text) for text in texts]), strict=True))

    @staticmethod
    def _fill(found: list[Rendered | None], places: Sequence[int], own: Sequence[Rendered | None]) -> None:
        for i, one in zip(places, own, strict=True):
            found[i] = one


def without_engine(sentence: Masked) -> Rendered:
    """The rendering of what has no Chinese in it; else an empty template."""
    found = () if locking.has_chinese(sentence.text) else locking.direct(sentence) or ("",)
    return Rendered(found, "plain", "copy")


def _shifted(clauses: Sequence[Masked], own: Sequence[Rendered]) -> tuple[tuple[int, str], ...]:
    """The doubts of a sentence's clauses, counted as the sentence counts what it holds."""
    before = accumulate((len(clause.held) for clause in clauses), initial=0)
    return tuple((n + shift, flag) for shift, one in zip(before, own, strict=False) for n, flag in one.doubts)


def _pieces(words: str) -> tuple[str, ...]:
    """Words short enough for one decode."""
    return tuple(words[i : i + MOST_CHARACTERS] for i in range(0, len(words), MOST_CHARACTERS))
