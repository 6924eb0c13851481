"""Which words an engine carries over: forms × number in a sentence × place in the clause, measured on the engine itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bilingual.engines.base import Engine, Progress, Request, Search
from bilingual.engines.ctranslate import vocabulary
from bilingual.engines.surrogates import FORMS, MISLEADING, SLOTS, Cell, Probe
from bilingual.model import Carrier

COUNTS = (1, 2, 4, 8)
CLAUSES = {
    "start": (
        "{}很有名", "{}昨天来了", "{}比以前更好", "{}帮助了很多人",
        "{}需要更多时间", "{}已经改变了这个行业", "{}是我最喜欢的", "{}还不够好",
    ),
    "middle": (
        "我们都知道{}很重要", "他说{}明天会来", "我觉得{}非常好", "你可以把{}带回家",
        "人们喜欢{}的故事", "她每天用{}工作", "老师告诉我们{}的名字", "很多公司在{}的帮助下成功了",
    ),
    "end": (
        "我想看看{}", "他们都喜欢{}", "你应该试试{}", "昨天我见到了{}",
        "我还不了解{}", "请给我介绍{}", "我们一起去找{}", "这就是他说的{}",
    ),
}  # fmt: skip
"""Everyday clauses, each with a hole; a sentence with several carriers has as many clauses."""
ENOUGH = 0.5
"""Of the sentences a form must come through, or it is not worth a decode: what fails goes on to the next strategy."""
SLOTS_ENOUGH = 0.75
"""The same for trained slots, of the largest number in one decode."""
VOCABULARY = "vocabulary"
"""The form made of names in the engine's own vocabulary."""
_MOST_NAMES = 60


@dataclass(frozen=True, slots=True)
class Trial:
    """One sentence and the carriers that must come back in its English."""

    source: str
    carriers: tuple[Carrier, ...]
    form: str
    place: str

    def survives(self, english: str) -> bool:
        """Whether each carrier stands once, as a word of its own."""
        return all(len(re.findall(rf"(?<!\w){re.escape(word.english)}(?!\w)", english)) == 1 for word in self.carriers)


def probe(engine: Engine, progress: Progress = lambda done: None) -> Probe:
    """What the engine carries over. First each carrier alone, so that the best of a form are known; then these in numbers."""
    forms = _forms(engine)
    alone = [trial for form, carriers in forms.items() for carrier in carriers for trial in _alone(form, carrier)]
    counts: dict[tuple[str, Carrier], int] = {}
    for trial, english in zip(alone, _decoded(engine, alone, progress, 0), strict=True):
        counts[trial.form, trial.carriers[0]] = counts.get((trial.form, trial.carriers[0]), 0) + trial.survives(english)
    most = max(COUNTS) + 2
    best = {
        form: carriers if form == SLOTS else tuple(sorted(carriers, key=lambda carrier: -counts[form, carrier])[:most])
        for form, carriers in forms.items()
    }
    trials = [trial for form, carriers in best.items() for count in COUNTS for trial in _together(form, carriers, count)]
    decoded = _decoded(engine, trials, progress, len(alone))
    survived = [trial.survives(english) for trial, english in zip(trials, decoded, strict=True)]
    return _concluded(engine, best, tuple(_cells(trials, survived)))


def _forms(engine: Engine) -> dict[str, tuple[Carrier, ...]]:
    """The forms to be tried: the fixed ones, names of the engine's own vocabulary, and its slots if it has any."""
    slots = tuple(Carrier(slot, slot) for slot in engine.info.slots)
    names = _vocabulary_names(engine)
    return ({SLOTS: slots} if slots else {}) | FORMS | ({VOCABULARY: names} if names else {})


def _vocabulary_names(engine: Engine) -> tuple[Carrier, ...]:
    """Whole-word pieces that look like names and are none of the fixed forms, the more frequent first."""
    folder = engine.info.folder
    if folder is None or not (folder / "model.bin").is_file():
        return ()
    fixed = {carrier.english for carriers in FORMS.values() for carrier in carriers}
    names = (piece[1:] for piece in vocabulary.pieces(folder) if re.fullmatch("▁[A-Z][a-z]{3,8}", piece))
    return tuple(Carrier(name, name) for name in names if name not in fixed)[-_MOST_NAMES:]


def _alone(form: str, carrier: Carrier) -> Iterator[Trial]:
    for place, clauses in CLAUSES.items():
        for clause in clauses[:2]:
            yield Trial(_filled((clause,), (carrier,)), (carrier,), form, place)


def _together(form: str, carriers: Sequence[Carrier], count: int) -> Iterator[Trial]:
    """Eight sentences for each place: every clause comes first once, and the carriers take turns."""
    for place, clauses in CLAUSES.items():
        for turn in range(len(clauses) if len(carriers) >= count else 0):
            chosen = tuple(carriers[(turn + n) % len(carriers)] for n in range(count))
            yield Trial(_filled([clauses[(turn + n) % len(clauses)] for n in range(count)], chosen), chosen, form, place)


def _filled(clauses: Sequence[str], carriers: Sequence[Carrier]) -> str:
    """Clauses with carriers in their holes, as one sentence.

    >>> _filled(("{}很有名", "我想看看{}"), (Carrier("汤姆", "Tom"), Carrier("Mary", "Mary")))
    '汤姆很有名，我想看看Mary。'
    """
    filled = (clause.format(carrier.source) for clause, carrier in zip(clauses, carriers, strict=True))
    return "，".join(filled) + "。"


def _decoded(engine: Engine, trials: Sequence[Trial], progress: Progress, before: int) -> list[str]:
    search = Search(progress=lambda done: progress(before + done))
    return [found.text for found in engine.translate([Request(trial.source) for trial in trials], search)]


def _cells(trials: Sequence[Trial], survived: Sequence[bool]) -> Iterator[Cell]:
    tallies: dict[tuple[str, int, str], list[bool]] = {}
    for trial, whole in zip(trials, survived, strict=True):
        tallies.setdefault((trial.form, len(trial.carriers), trial.place), []).append(whole)
    for (form, count, place), all_ in tallies.items():
        yield Cell(form, count, place, sum(all_), len(all_))


def share(cells: Sequence[Cell], form: str, count: int) -> float:
    """The share of sentences that kept all of `count` carriers of a form, over all places; 0 where none was tried."""
    tried = [cell for cell in cells if (cell.form, cell.slots) == (form, count)]
    return sum(cell.survived for cell in tried) / max(1, sum(cell.sentences for cell in tried))


def _concluded(engine: Engine, best: dict[str, tuple[Carrier, ...]], cells: tuple[Cell, ...]) -> Probe:
    """The forms worth trying by what they keep, and how many of the best one a decode may hold."""
    ranked = sorted((form for form in best if form not in (SLOTS, *MISLEADING)), key=lambda form: -share(cells, form, 1))
    forms = tuple(form for form in ranked if share(cells, form, 1) >= ENOUGH)[:2]
    first, enough = (SLOTS, SLOTS_ENOUGH) if SLOTS in best else (forms[0] if forms else "", ENOUGH)
    most = max((count for count in COUNTS if share(cells, first, count) >= enough), default=1)
    return Probe(engine.info.signature, forms, most, {form: best[form] for form in forms}, cells)


def trials(engine: Engine) -> int:
    """How many sentences a probe decodes, for a progress bar."""
    forms = _forms(engine)
    alone = sum(1 for form, carriers in forms.items() for carrier in carriers for _ in _alone(form, carrier))
    return alone + sum(1 for form, carriers in forms.items() for count in COUNTS for _ in _together(form, carriers, count))
