"""What the lock keeps and what it costs: exact locks, strategies, faults, and the English against references, locked and not.

    uv run --group benchmarks python benchmarks/lock.py sets/*.tsv --dictionary corpus/cedict.tsv.zst
    uv run --group benchmarks python benchmarks/lock.py finance.tsv --engine path/to/model --order "slot" --order "plain slot"
    … --into docs/terminology.md --part starter

`benchmarks/lock_tables.sh` makes every table of docs/terminology.md anew.

A file's third column may name the terms of each pair (JSON); else `--dictionary` gives those that stand on both sides.
`--order` sets the strategies for a whole sentence, and may be repeated to compare several; `--slotless` hides a
model's slots. Δ is locked minus unlocked with the same engine, chrF2++ / BLEU: chrF rewards length, so that one of them
alone misleads. “Without terms” has the terms' English deleted from hypothesis and reference. Figures a thousand are of
sentences with terms.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF
from terms import Sample, drawn, given, lines, made, shuffled

from bilingual.engines import open_engine, probing
from bilingual.engines.base import Engine, Request, Search
from bilingual.glossary.termbase import Glossary
from bilingual.locking.locked_translation import LockedTranslator
from bilingual.locking.splicing import renderings
from bilingual.locking.strategies import Strategies
from bilingual.memory import NullMemory
from bilingual.model import Hypothesis, Lock, Term, Translation, Unit, join, joined
from bilingual.pipeline.options import Options
from bilingual.pipeline.plan import planned
from bilingual.pipeline.stages import rendered
from bilingual.pipeline.units import finished
from bilingual.sources import parse


class Slotless:
    """A model as if it had never been trained for slots."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        info = engine.info
        name, signature = f"{info.name}, slots hidden", f"{info.signature} slotless"
        self.info = replace(info, name=name, signature=signature, slots=(), folder=None)
        self.probe = probing.probe(self)

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        return self._engine.translate(requests, search)


@dataclass(frozen=True, slots=True)
class Done:
    """A set of samples translated in one way."""

    english: tuple[str, ...]
    rows: tuple[tuple[Unit, ...], ...]
    seconds: float
    """Of processor time, all threads."""

    @property
    def locks(self) -> list[Lock]:
        return [lock for rows in self.rows for row in rows for lock in row.locks]


def translated(samples: Sequence[Sample], glossaries: Sequence[tuple[Term, ...]], engine: Engine, order: str) -> Done:
    """Each sample as a post of one paragraph, with its own glossary."""
    started = time.process_time()
    options = Options()
    plans = [
        planned(parse(sample.source), Glossary(own), options, keeps_names=bool(engine.info.slots))
        for sample, own in zip(samples, glossaries, strict=True)
    ]
    probe = engine.probe if isinstance(engine, Slotless) else None
    translator = LockedTranslator(engine, NullMemory(), strategies=Strategies(engine, tuple(order.split()), probe))
    render = rendered(plans, translator)
    results: list[Translation] = [finished(plan, render, engine.info, options) for plan in plans]
    english = tuple(join(joined(result.units, "en")) for result in results)
    return Done(english, tuple(result.units for result in results), time.process_time() - started)


def expected(samples: Sequence[Sample], glossaries: Sequence[tuple[Term, ...]]) -> int:
    """Lock events as the samples' own text has them, counted without the lock."""
    return sum(
        len(planned(parse(s.source), Glossary(own), Options(), keeps_names=False).matcher.find(s.source))
        for s, own in zip(samples, glossaries, strict=True)
    )


def exact(done: Done) -> int:
    return sum(join(row.en)[slice(*lock.span)] == lock.target for rows in done.rows for row in rows for lock in row.locks)


def deleted(texts: Sequence[str], terms: Sequence[tuple[Term, ...]]) -> list[str]:
    """The texts without the English of their terms, so that what is left can be compared."""
    bare = []
    for text, own in zip(texts, terms, strict=True):
        for term in sorted(own, key=lambda term: -len(term.english)):
            text = re.sub(rf"(?<!\w){re.escape(term.english)}(?!\w)", " ", text, flags=re.IGNORECASE)
        bare.append(re.sub(r"\s+", " ", text).strip())
    return bare


class Report:
    """The figures of one set, one engine and one order."""

    def __init__(self, samples: Sequence[Sample], engine: Engine) -> None:
        self.samples, self.engine = samples, engine
        self.own = [sample.terms for sample in samples]
        self.wrong = [sample.terms for sample in shuffled(samples)]
        self.references = [sample.reference for sample in samples]
        self.unlocked = translated(samples, [()] * len(samples), engine, "")
        self.alone = self._alone()

    def row(self, label: str, order: str) -> str:
        done = translated(self.samples, self.own, self.engine, order)
        other = translated(self.samples, self.wrong, self.engine, order)
        events = expected(self.samples, self.own)
        strategies = Counter(lock.strategy for lock in done.locks)
        thousand = 1000 / len(self.samples)
        cells = [
            label,
            str(events),
            f"{100 * exact(done) / events:.2f}",
            f"{100 * exact(other) / events:.2f}",
            ", ".join(f"{strategy} {100 * count / events:.0f}" for strategy, count in strategies.most_common()),
            f"{100 * self._flagged(done, 'degraded') / events:.1f}",
            f"{thousand * self._competing(done):.0f}",
            f"{thousand * self._doubled(done):.0f}",
            f"{thousand * self._flagged(done, 'article'):.0f}",
            "/".join(f"{score:.1f}" for score in scores(self.unlocked.english, self.references)),
            gained(scores(done.english, self.references), scores(self.unlocked.english, self.references)),
            self._bare(done, self.own),
            self._bare(other, self.wrong),
            f"{done.seconds / self.unlocked.seconds:.1f}",
        ]
        return f"| {' | '.join(cells)} |"

    def _alone(self) -> dict[str, tuple[str, ...]]:
        """What the engine makes of each term alone."""
        words = sorted({term.source for own in self.own for term in own})
        found = self.engine.translate([Request(word) for word in words], Search())
        return {word: renderings([first.text]) for word, first in zip(words, found, strict=True)}

    def _competing(self, done: Done) -> int:
        """Terms whose own rendering by the engine stands beside the target: said twice."""
        found = 0
        for text, own in zip(deleted(done.english, self.own), self.own, strict=True):
            for term in own:
                words = "|".join(map(re.escape, self.alone[term.source]))
                found += bool(words and re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE))
        return found

    def _doubled(self, done: Done) -> int:
        """Targets that stand more often than their terms do."""
        extra = 0
        for text, rows in zip(done.english, done.rows, strict=True):
            wanted = Counter(lock.target for row in rows for lock in row.locks)
            extra += sum(max(0, len(re.findall(rf"(?<!\w){re.escape(t)}(?!\w)", text)) - n) for t, n in wanted.items())
        return extra

    @staticmethod
    def _flagged(done: Done, flag: str) -> int:
        return sum(flag in lock.flags for lock in done.locks)

    def _bare(self, done: Done, terms: Sequence[tuple[Term, ...]]) -> str:
        """Δ of what is not a term."""
        references = deleted(self.references, self.own)
        locked, unlocked = deleted(done.english, terms), deleted(self.unlocked.english, self.own)
        return gained(scores(locked, references), scores(unlocked, references))


def scores(hypotheses: Sequence[str], references: Sequence[str]) -> tuple[float, float]:
    """chrF2++ and BLEU."""
    metrics = CHRF(word_order=2), BLEU(force=True)
    chrf, bleu = (metric.corpus_score(list(hypotheses), [list(references)]).score for metric in metrics)
    return chrf, bleu


def gained(new: tuple[float, float], old: tuple[float, float]) -> str:
    return "/".join(f"{a - b:+.1f}" for a, b in zip(new, old, strict=True))


HEAD = (
    "| way | events | exact % | exact %, wrong targets | strategies, % of events | degraded % | competing ‰ | doubled ‰"
    " | articles ‰ | chrF2++/BLEU unlocked | Δ locked | Δ without terms | Δ without terms, wrong targets | time × |\n"
    + "|---" * 14
    + "|"
)


def false_locks(samples: Sequence[Sample], terms: Sequence[Term], engine: Engine) -> tuple[int, int]:
    """Locks in samples that hold none of all the terms, and how many such samples there are."""
    free = [sample for sample in samples if not any(term.source in sample.source for term in terms)]
    whole = Sample("\n\n".join(sample.source for sample in free), "", tuple(terms))
    return len(translated([whole], [whole.terms], engine, "").locks), len(free)


def samples_of(path: Path, dictionary: Path | None) -> list[Sample]:
    return given(path) or (made([(row[0], row[1]) for row in lines(path)], dictionary) if dictionary else [])


def opened(name: str | None, *, slotless: bool) -> Engine:
    engine = open_engine(name)
    return Slotless(engine) if slotless else engine


def tables(asked: argparse.Namespace) -> str:
    engine = opened(asked.engine, slotless=asked.slotless)
    samples = [sample for path in asked.files for sample in samples_of(path, asked.dictionary)]
    terms = {term.source: term for sample in samples for term in sample.terms}
    sparse = drawn([s for s in samples if s.terms and not s.is_dense], asked.segments)
    dense = drawn([s for s in samples if s.is_dense], asked.segments)
    said = [f"{engine.info.signature}; sacrebleu {version('sacrebleu')}; {len(sparse)} and {len(dense)} segments.", ""]
    for name, own in (("Terms here and there", sparse), ("Dense: a term for every 18 characters or fewer", dense)):
        if own:
            report = Report(own, engine)
            said += [f"{name}:", "", HEAD, *(report.row(order or "as shipped", order) for order in asked.order or [""]), ""]
    wrong, free = false_locks(drawn([s for s in samples if not s.terms], asked.segments), list(terms.values()), engine)
    said.append(f"False locks in {free} segments that hold none of {len(terms)} terms: {wrong}.")
    return "\n".join(said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--dictionary", type=Path)
    parser.add_argument("--segments", type=int, default=150, help="Of each kind, drawn with a fixed seed.")
    parser.add_argument("--engine")
    parser.add_argument("--slotless", action="store_true")
    parser.add_argument("--order", action="append")
    parser.add_argument("--into", type=Path, help="A Markdown file of which a part is replaced.")
    parser.add_argument("--part", default="starter", help="The part, between <!-- lock:PART --> and <!-- /lock:PART -->.")
    asked = parser.parse_args()
    report = tables(asked)
    print(report)
    if asked.into:
        begin, end = f"<!-- lock:{asked.part} -->", f"<!-- /lock:{asked.part} -->"
        before, _, rest = asked.into.read_text("utf-8").partition(begin)
        asked.into.write_text(f"{before}{begin}\n{report}\n{end}{rest.partition(end)[2]}", "utf-8")


if __name__ == "__main__":
    main()
