"""The ways of getting a sentence with placeholders through one engine, each verified; tried in turn by `LockedTranslator`.

The ways for a whole sentence:

- `plain`: decoded as if nothing were locked; every target stands there already. `splice`: and where the engine wrote
  something else for a term (what it writes for the term alone), the target is put in its place.
- `told`: as `plain`, by a model that is told the terms only where it lacks one untold.
- `slot`: one trained slot a placeholder, best hypothesis; `alternative`: a further hypothesis of the same decode.
- `surrogate`: for an engine without slots: words that it is known to carry over stand in the placeholders’ place.

For what is left: `clause`, the same clause by clause; `piece`, cut before the middle one of the placeholders, again
and again; and `apart`, the words around a placeholder translated alone and joined, which is exact by construction. Which ways
are used, and in what order, was measured: `docs/terminology.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from bilingual.engines.base import BEAM, Engine, Progress, Request
from bilingual.engines.surrogates import Probe, known
from bilingual.lang.characters import has_chinese
from bilingual.locking import clauses, splicing
from bilingual.locking.decoding import decode, decode_texts, flags_of
from bilingual.locking.hypotheses import first_lacking, first_placed, first_sound
from bilingual.locking.placeholders import Masked
from bilingual.locking.rendering import LOCK_VERSION, Rendering
from bilingual.locking.slots import slotted, words_only
from bilingual.model import Carrier, Hypothesis, Strategy

MOST_SLOTS = 4
"""Trained slots in one decode of a model that was not probed: beyond it, small models lose more than context is worth."""
MOST_CHARACTERS = 180
"""Of one decode, or fewer if the engine says so; a longer sentence goes clause by clause."""
_LAST: tuple[Strategy, ...] = ("plain", "splice", "slot", "alternative", "surrogate", "clause", "piece", "apart")
"""The strategies by how much of its context a term keeps."""
WHOLE = ("plain", "told", "splice", "slot", "alternative", "surrogate")
"""The ways for a whole sentence or clause."""
SPELLED = ("plain", "told", "splice")
"""Those in which terms and names are written out."""
WITH_SLOTS = ("plain", "told", "slot", "piece")
WITHOUT_SLOTS = ("splice", "surrogate", "piece")
"""The ways that are used, in their order, by what the engine was trained for; without `piece` all that fails goes apart."""


class Strategies:
    """The ways of one engine."""

    def __init__(self, engine: Engine, order: Sequence[str] = (), probe: Probe | None = None) -> None:
        info = engine.info
        self._engine = engine
        usual = WITH_SLOTS if info.slots else WITHOUT_SLOTS
        self._order = tuple(way for way in order or usual if way != "told" or info.told_second)
        self._probe = probe or known(engine)
        self._most = MOST_SLOTS if info.slots and not self._probe.engine else self._probe.most
        self._slots = tuple(Carrier(slot, slot) for slot in info.slots)
        self._characters = min(MOST_CHARACTERS, info.limit)
        self._told = ("told",) if info.told_second else ("plain", "splice") if "terms" in info.capabilities else ()
        """The ways in which the engine is told the terms of a sentence."""
        self._ahead: dict[Request, Hypothesis] = {}

    @property
    def version(self) -> str:
        """Changes when the same engine would be asked otherwise: part of the key of the memory."""
        forms = () if self._slots else self._probe.forms
        beam = self._engine.info.beam
        return " ".join((LOCK_VERSION, str(self._most), *forms, *(() if beam == BEAM else (f"beam {beam}",))))

    def decode_ahead(self, sentences: Sequence[Masked], progress: Progress | None = None) -> None:
        """Decodes what the first way asks of each sentence, and of each clause of one that is too long, all together.

        The ways find the answers there. They are the same as if each way asked by itself; but batches hold sources of one
        length, so that many sources make few and full ones. An engine that reads sentences in their order is asked in it.
        """
        self._ahead = {}
        if self._engine.info.in_order:
            return
        parts = (part for sentence in sentences for part in self._first_parts(sentence))
        asked = dict.fromkeys(request for part in parts if (request := self._first_request(part)))
        self._ahead = dict(zip(asked, decode(self._engine, list(asked), progress), strict=True))

    def _first_parts(self, sentence: Masked) -> Sequence[Masked]:
        """The sentence, or its clauses if it is too long for one decode; without those that no engine need see."""
        fits = len(sentence.text) <= self._characters
        parts = (sentence,) if fits else clauses.clauses(sentence, self._characters)
        return [part for part in parts if len(part.text) <= self._characters and not without_engine(part).template]

    def _first_request(self, sentence: Masked) -> Request | None:
        """What `whole` asks first of a sentence; `None` where that has carriers."""
        if not sentence.placeholders:
            return _request(sentence, ())
        return self._plain_request(sentence, self._order[0]) if self._order[0] in SPELLED else None

    def _decode(self, requests: Sequence[Request]) -> list[Hypothesis]:
        """The hypotheses of requests; only what was not decoded ahead is asked for."""
        if not self._ahead:
            return decode(self._engine, requests)
        left = [request for request in dict.fromkeys(requests) if request not in self._ahead]
        found = self._ahead | dict(zip(left, decode(self._engine, left), strict=True))
        return [found[request] for request in requests]

    def whole(self, sentences: Sequence[Masked]) -> list[Rendering | None]:
        """Each sentence by the first way that gets all its placeholders through; `None` where none does."""
        found: list[Rendering | None] = [None] * len(sentences)
        fit = [i for i, sentence in enumerate(sentences) if len(sentence.text) <= self._characters]
        free = [i for i in fit if not sentences[i].placeholders]
        _fill(found, free, self._carried([sentences[i] for i in free], [()] * len(free), "plain"))
        for way in (way for way in self._order if way in WHOLE):
            left = [i for i in fit if found[i] is None and sentences[i].placeholders]
            _fill(found, left, self._by(way, [sentences[i] for i in left]))
        return found

    def by_clauses(self, sentences: Sequence[Masked]) -> list[Rendering]:
        """Each sentence clause by clause; a clause that no way gets through is translated in pieces, and these apart."""
        return self._joined([clauses.clauses(sentence, self._characters) for sentence in sentences], "clause", ", ")

    def without_names(self, sentences: Sequence[Masked]) -> list[Rendering | None]:
        """Each sentence decoded as a whole as if nothing were locked; names and tokens need not stand there, terms must."""
        found: list[Rendering | None] = [None] * len(sentences)
        for i, spelled, hypothesis in self._plain(sentences, "plain"):
            found[i] = first_lacking(spelled, sentences[i], hypothesis)
        return found

    def in_parts(self, sentences: Sequence[Masked]) -> list[Rendering | None]:
        """Each sentence in two or more parts, cut at clauses near its middle; `None` for one that has no clauses."""
        split = [clauses.clauses(sentence, len(sentence.text) // 2) for sentence in sentences]
        several = [i for i, parts in enumerate(split) if len(parts) > 1]
        found: list[Rendering | None] = [None] * len(sentences)
        _fill(found, several, self._joined([split[i] for i in several], "clause", ", "))
        return found

    def _joined(self, split: Sequence[tuple[Masked, ...]], strategy: Strategy, between: str) -> list[Rendering]:
        """The parts of each sentence, each by the best way, and these together as one."""
        found = iter(self._parts([part for parts in split for part in parts]))
        return [_chained(parts, [next(found) for _ in parts], strategy, between) for parts in split]

    def _by(self, way: str, sentences: Sequence[Masked]) -> list[Rendering | None]:
        if way == "slot":
            most = min(self._most, len(self._slots))
            few = [sentence if len(sentence.placeholders) <= most else None for sentence in sentences]
            return self._tried(few, [self._slots[: len(sentence.placeholders)] for sentence in sentences], "slot")
        if way == "surrogate":
            return self._by_surrogates(sentences)
        return self._plainly(sentences, way)

    def _tried(
        self, sentences: Sequence[Masked | None], carriers: Sequence[tuple[Carrier, ...]], strategy: Strategy
    ) -> list[Rendering | None]:
        """As `_carried`; a sentence that is not to be tried gives `None`."""
        found: list[Rendering | None] = [None] * len(sentences)
        tried = [(i, s, words) for i, (s, words) in enumerate(zip(sentences, carriers, strict=True)) if s is not None]
        _fill(found, [i for i, _, _ in tried], self._carried([s for _, s, _ in tried], [c for _, _, c in tried], strategy))
        return found

    def _carried(
        self, sentences: Sequence[Masked], carriers: Sequence[tuple[Carrier, ...]], strategy: Strategy
    ) -> list[Rendering | None]:
        """Decodes with carriers for the placeholders; `None` where no hypothesis has each of them once."""
        asked = [_request(sentence, words) for sentence, words in zip(sentences, carriers, strict=True)]
        return [
            first_sound(request.text, sentence, hypothesis, [word.english for word in words], strategy)
            for request, sentence, hypothesis, words in zip(asked, sentences, self._decode(asked), carriers, strict=True)
        ]

    def _by_surrogates(self, sentences: Sequence[Masked]) -> list[Rendering | None]:
        """The forms one after another, each for the sentences that those before it failed."""
        found: list[Rendering | None] = [None] * len(sentences)
        few = [i for i, sentence in enumerate(sentences) if len(sentence.placeholders) <= self._most]
        for form in self._probe.forms:
            left = [i for i in few if found[i] is None]
            carriers = [self._surrogates(sentences[i], form) for i in left]
            fit = [sentences[i] if words else None for i, words in zip(left, carriers, strict=True)]
            _fill(found, left, self._tried(fit, carriers, "surrogate"))
        return found

    def _surrogates(self, sentence: Masked, form: str) -> tuple[Carrier, ...]:
        """A word for each placeholder, none of which stands in the sentence already; nothing where they do not suffice."""
        free = [c for c in self._probe.carriers[form] if c.source not in sentence.text and c.english not in sentence.text]
        wanted = len(sentence.placeholders)
        return tuple(free[:wanted]) if len(free) >= wanted else ()

    def _plainly(self, sentences: Sequence[Masked], way: str) -> list[Rendering | None]:
        """Decoded as if nothing were locked; the targets are found there, or put where their renderings stand."""
        decoded = self._plain(sentences, way)
        instead = self._renderings([sentences[i] for i, _, _ in decoded]) if way == "splice" else [()] * len(decoded)
        found: list[Rendering | None] = [None] * len(sentences)
        for (i, spelled, hypothesis), renderings in zip(decoded, instead, strict=True):
            found[i] = first_placed(spelled, sentences[i], hypothesis, renderings)
        return found

    def _plain(self, sentences: Sequence[Masked], way: str) -> list[tuple[int, str, Hypothesis]]:
        """The places of the sentences that can be written out, as they are so, and what the engine makes of that."""
        asked = {i: request for i, sentence in enumerate(sentences) if (request := self._plain_request(sentence, way))}
        decoded = self._decode(list(asked.values()))
        return [(i, request.text, hypothesis) for (i, request), hypothesis in zip(asked.items(), decoded, strict=True)]

    def _plain_request(self, sentence: Masked, way: str) -> Request | None:
        """The sentence written out, with its terms beside it where that is the way; `None` if it cannot be asked so."""
        text = splicing.spelled(sentence)
        terms = splicing.wanted_terms(sentence) if way in self._told else ()
        return Request(text, terms, sentence.context) if text and (terms or way != "told") else None

    def _renderings(self, sentences: Sequence[Masked]) -> list[tuple[tuple[str, ...], ...]]:
        """What the engine makes of each term and name alone."""
        seen = [[splicing.visible_words(placeholder) for placeholder in sentence.placeholders] for sentence in sentences]
        decoded = decode_texts(self._engine, sorted({words for of_sentence in seen for words in of_sentence}))
        written = {words: splicing.renderings((found.text, *found.alternatives)) for words, found in decoded.items()}
        return [tuple(written[words] for words in of_sentence) for of_sentence in seen]

    def _parts(self, parts: Sequence[Masked]) -> list[Rendering]:
        """Parts of sentences: whole if a way gets them through, else in two, and so on until each has one placeholder."""
        found: list[Rendering | None] = [copied if (copied := without_engine(part)).template else None for part in parts]
        left = [i for i, rendering in enumerate(found) if rendering is None]
        _fill(found, left, self.whole([parts[i] for i in left]))
        few = [i for i in left if found[i] is None and (len(parts[i].placeholders) < 2 or "piece" not in self._order)]
        _fill(found, few, self._apart([parts[i] for i in few]))
        many = [i for i in left if found[i] is None]
        if many:
            _fill(found, many, self._joined([clauses.halves(parts[i]) for i in many], "piece", " "))
        return [rendering for rendering in found if rendering is not None]

    def _apart(self, sentences: Sequence[Masked]) -> list[Rendering]:
        """The words between the placeholders, each stretch decoded alone."""
        pieces = [[_pieces(words) for words in clauses.stretches(sentence)] for sentence in sentences]
        chinese = {piece for stretches in pieces for stretch in stretches for piece in stretch if has_chinese(piece)}
        decoded = decode_texts(self._engine, sorted(chinese))
        return [_reassembled(sentence, stretches, decoded) for sentence, stretches in zip(sentences, pieces, strict=True)]


def without_engine(sentence: Masked) -> Rendering:
    """The rendering of what has no Chinese in it; else an empty template."""
    found = () if has_chinese(sentence.text) else clauses.direct(sentence) or ("",)
    return Rendering(found, "plain", "copy")


def _request(sentence: Masked, carriers: Sequence[Carrier]) -> Request:
    """The sentence with carriers for its placeholders."""
    return Request(slotted(sentence, [word.source for word in carriers]), context=sentence.context)


def _fill(found: list[Rendering | None], places: Sequence[int], renderings: Sequence[Rendering | None]) -> None:
    for i, rendering in zip(places, renderings, strict=True):
        found[i] = rendering


def _chained(parts: Sequence[Masked], renderings: Sequence[Rendering], strategy: Strategy, between: str) -> Rendering:
    """The parts of one sentence as one; its strategy is the last that any of them needed."""
    last = max((strategy, *(rendering.strategy for rendering in renderings)), key=_LAST.index) if renderings else strategy
    flags = tuple(dict.fromkeys(flag for rendering in renderings for flag in rendering.flags))
    template = clauses.chain(parts, [rendering.template for rendering in renderings], between)
    before = accumulate((len(part.placeholders) for part in parts), initial=0)
    pairs = zip(before, renderings, strict=False)
    doubts = tuple((number + shift, flag) for shift, rendering in pairs for number, flag in rendering.doubts)
    return Rendering(template, last, "machine", flags, doubts)


def _reassembled(sentence: Masked, stretches: Sequence[Sequence[str]], decoded: Mapping[str, Hypothesis]) -> Rendering:
    """A sentence of its stretches, each in pieces with their hypotheses; a term beside a lost one is degraded."""
    english = [" ".join(words_only(decoded[p].text) if p in decoded else p for p in pieces) for pieces in stretches]
    used = [decoded[piece] for pieces in stretches for piece in pieces if piece in decoded]
    flags = tuple(dict.fromkeys(flag for hypothesis in used for flag in flags_of(hypothesis)))
    pairs = zip(stretches, english, strict=True)
    lost = [any(map(has_chinese, pieces)) and not text.strip() for pieces, text in pairs]
    doubts = tuple((n, "degraded") for n in range(len(sentence.placeholders)) if lost[n] or lost[n + 1])
    return Rendering(clauses.rejoin(sentence, english), "apart", "machine", flags, doubts)


def _pieces(words: str) -> tuple[str, ...]:
    """Words short enough for one decode."""
    return tuple(words[i : i + MOST_CHARACTERS] for i in range(0, len(words), MOST_CHARACTERS))
