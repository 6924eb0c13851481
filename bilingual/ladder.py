"""Sentences through an engine with their terms locked: the cheapest way first, each result verified, the last always works.

1. `slot`: the sentence with one slot symbol a term, best hypothesis.
2. `alternative`: a further hypothesis of the same decode in which every slot stands once.
3. `clause`: the sentence in clauses, each with fewer slots.
4. `apart`: the words between the terms translated alone and joined; exact by construction.

A sentence that holds nothing is decoded once (`plain`). Results go to the memory batch by batch, so that an interrupted
run loses one batch at most.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bilingual.engines import phrases
from bilingual.engines.base import Engine
from bilingual.memory import Entry, Memory, MemoryKey
from bilingual.model import Hypothesis, Rung
from bilingual.quality import repetition
from bilingual.quality.numbers import missing
from bilingual.terms import locking, numbers
from bilingual.terms.english import finished
from bilingual.terms.locking import Rendered
from bilingual.terms.masking import HOLD, Masked, key_terms

BATCH = 64
"""Sentences between two writes to the memory."""
MOST_SLOTS = 4
"""Slots in one decode: beyond it, small models lose more than the context is worth."""
MOST_CHARACTERS = 180
"""Of one decode, or fewer if the engine says so; a longer sentence goes clause by clause."""

Progress = Callable[[int], None]
"""Called with the number of sentences just done."""


class Ladder:
    """Translates masked sentences with one engine and one memory."""

    def __init__(self, engine: Engine, memory: Memory, progress: Progress = lambda done: None) -> None:
        self._engine = engine
        self._memory = memory
        self._progress = progress
        self._slots = min(MOST_SLOTS, len(engine.slots))
        self._characters = min(MOST_CHARACTERS, engine.limit)

    def key(self, sentence: Masked) -> MemoryKey:
        """Under which the translation of a sentence is remembered."""
        return MemoryKey(sentence.text, self._engine.signature, locking.LOCK_VERSION, key_terms(sentence))

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
        for i, own in zip(open_, self._by_slots([sentences[i] for i in open_]), strict=True):
            found[i] = own
        found = self._with_numbers(sentences, found)
        failed = [i for i, own in enumerate(found) if own is None]
        for i, own in zip(failed, self._by_clauses([sentences[i] for i in failed]), strict=True):
            found[i] = own
        return [_ended(sentence, own) for sentence, own in zip(sentences, found, strict=True) if own is not None]

    def _by_slots(self, sentences: Sequence[Masked]) -> list[Rendered | None]:
        """Decodes with slots; `None` where no hypothesis keeps each of them once, or where they are too many."""
        fit = [i for i, sentence in enumerate(sentences) if self._fits(sentence)]
        found: list[Rendered | None] = [None] * len(sentences)
        sources = [locking.slotted(sentences[i], self._engine.slots) for i in fit]
        for i, source, hypothesis in zip(fit, sources, self._decode(sources), strict=True):
            used = self._engine.slots[: len(sentences[i].held)]
            found[i] = _first_sound(source, hypothesis, used)
        return found

    def _with_numbers(self, sentences: Sequence[Masked], found: list[Rendered | None]) -> list[Rendered | None]:
        """A second decode, the numbers held, where the first one lost any; kept only if it has them all."""
        lost = [i for i, own in enumerate(found) if own and own.origin == "machine" and _loses_number(sentences[i], own)]
        if not self._engine.slots or not lost:
            return found
        wide = self._by_slots([numbers.widened(sentences[i]) for i in lost])
        for i, own in zip(lost, wide, strict=True):
            if own is not None:
                found[i] = replace(own, template=numbers.narrowed(own.template, sentences[i]))
        return found

    def _fits(self, sentence: Masked) -> bool:
        return len(sentence.held) <= self._slots and len(sentence.text) <= self._characters

    def _by_clauses(self, sentences: Sequence[Masked]) -> list[Rendered]:
        split = [locking.clauses(sentence, self._characters) for sentence in sentences]
        flat = [clause for clauses in split for clause in clauses]
        found = iter(self._clause_by_clause(flat))
        joined = []
        for clauses in split:
            own = [next(found) for _ in clauses]
            rung: Rung = "apart" if any(one.rung == "apart" for one in own) else "clause"
            flags = tuple(dict.fromkeys(flag for one in own for flag in one.flags))
            joined.append(Rendered(locking.chain(clauses, [one.template for one in own]), rung, "machine", flags))
        return joined

    def _clause_by_clause(self, clauses: Sequence[Masked]) -> list[Rendered]:
        found: list[Rendered | None] = [without_engine(clause) for clause in clauses]
        found = [own if own and own.template else None for own in found]
        open_ = [i for i, own in enumerate(found) if own is None]
        for i, own in zip(open_, self._by_slots([clauses[i] for i in open_]), strict=True):
            found[i] = own
        open_ = [i for i in open_ if found[i] is None]
        for i, own in zip(open_, self._apart([clauses[i] for i in open_]), strict=True):
            found[i] = own
        return [own for own in found if own is not None]

    def _apart(self, sentences: Sequence[Masked]) -> list[Rendered]:
        """The words between the held things, each stretch decoded alone."""
        stretches = [locking.stretches(sentence) for sentence in sentences]
        short = {piece for own in stretches for words in own for piece in _pieces(words) if locking.has_chinese(piece)}
        wanted = sorted(short)
        decoded = dict(zip(wanted, self._decode(wanted), strict=True))
        rendered = []
        for sentence, own in zip(sentences, stretches, strict=True):
            english = [" ".join(locking.words_only(decoded[p].text) if p in decoded else p for p in _pieces(w)) for w in own]
            used = [decoded[p] for words in own for p in _pieces(words) if p in decoded]
            flags = ("loop",) if any(one.score == LOOPED for one in used) else ()
            rendered.append(Rendered(locking.rejoin(sentence, english), "apart", "machine", flags))
        return rendered

    def _decode(self, sources: Sequence[str]) -> list[Hypothesis]:
        """Hypotheses without loops; what still loops under `no_repeat_ngram` is marked with the score `LOOPED`."""
        if not sources:
            return []
        found = self._engine.translate(sources, alternatives=4)
        looping = [i for i, own in enumerate(found) if repetition.is_loop(sources[i], own.text)]
        again = self._engine.translate([sources[i] for i in looping], no_repeat_ngram=3) if looping else []
        for i, own in zip(looping, again, strict=True):
            found[i] = replace(own, score=LOOPED) if repetition.is_loop(sources[i], own.text) else own
        return found


LOOPED = float("-inf")


def without_engine(sentence: Masked) -> Rendered:
    """The rendering of what has no Chinese in it; else an empty template."""
    found = () if locking.has_chinese(sentence.text) else locking.direct(sentence) or ("",)
    return Rendered(found, "plain", "copy")


def _first_sound(source: str, hypothesis: Hypothesis, used: Sequence[str]) -> Rendered | None:
    """The first hypothesis in which every slot stands once; one that has the numbers too, if there is one."""
    flags = ("loop",) if hypothesis.score == LOOPED else ()
    sound: list[Rendered] = []
    for number, text in enumerate((hypothesis.text, *hypothesis.alternatives)):
        if not locking.verify(text, used) and not (number and repetition.is_loop(source, text)):
            rung: Rung = "plain" if not used else "alternative" if number else "slot"
            sound.append(Rendered(locking.template(text, used), rung, "machine", flags))
    complete = (own for own in sound if not missing(source, _words(own)))
    return next(complete, sound[0] if sound else None)


def _loses_number(sentence: Masked, own: Rendered) -> bool:
    return bool(missing(sentence.text, _words(own)))


def _words(own: Rendered) -> str:
    """The words of a rendering, without what is held."""
    return " ".join(piece for piece in own.template if isinstance(piece, str))


def _pieces(words: str) -> tuple[str, ...]:
    """Words short enough for one decode."""
    return tuple(words[i : i + MOST_CHARACTERS] for i in range(0, len(words), MOST_CHARACTERS))


def _ended(sentence: Masked, own: Rendered) -> Rendered:
    """The rendering with the end of its source."""
    last = own.template[-1] if own.template else 0
    if not isinstance(last, str):
        return own if not sentence.text.endswith(("。", "！", "？")) else _with_end(own, finished(sentence.text, "x")[1:])
    return replace(own, template=(*own.template[:-1], finished(sentence.text, last)))


def _with_end(own: Rendered, end: str) -> Rendered:
    return replace(own, template=(*own.template, end)) if end else own


def _entry(key: MemoryKey, own: Rendered) -> Entry:
    value = {"template": list(own.template), "flags": list(own.flags)}
    return Entry(key, json.dumps(value, ensure_ascii=False), own.rung)


def _recalled(entry: Entry) -> Rendered:
    value = json.loads(entry.target)
    return Rendered(tuple(value["template"]), entry.rung, "memory", tuple(value["flags"]))  # type: ignore[arg-type]
