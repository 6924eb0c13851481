"""Pairs with the terms that stand in them on both sides: what `benchmarks/lock.py` measures the lock with.

A line is `Chinese<TAB>English<TAB>terms`, the terms a JSON object (`{"癌症": "cancer"}`). Without such a file, a set is
made of `Chinese<TAB>English` pairs and a dictionary of the same form: an entry counts where its Chinese stands in the
source and its English, letter for letter and as words of its own, in the reference.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.glossary.matching import Matcher
from bilingual.model import Term

CHARACTERS_A_TERM = 18
"""Finance documents reach one term for so many characters: what counts as dense."""
COMMON = 0.01
"""A dictionary word that stands in more of the segments is no term: 我们, 没有, 中国."""
_LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Sample:
    source: str
    reference: str
    terms: tuple[Term, ...]

    @property
    def is_dense(self) -> bool:
        """At least two terms, and one for each `CHARACTERS_A_TERM` characters."""
        return len(self.terms) >= 2 and len(self.terms) * CHARACTERS_A_TERM >= len(self.source)


def lines(path: Path) -> list[list[str]]:
    """The fields of a tab-separated file, compressed with zstd or not."""
    if path.suffix == ".zst":
        text = subprocess.run(["zstd", "-dc", str(path)], check=True, capture_output=True).stdout.decode("utf-8")
    else:
        text = path.read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if "\t" in line]


def given(path: Path) -> list[Sample]:
    """The samples of a file that names its terms."""
    rows = [row for row in lines(path) if len(row) > 2]
    return [Sample(zh, en, tuple(Term(*pair) for pair in json.loads(terms).items())) for zh, en, terms, *_ in rows]


def made(pairs: Sequence[tuple[str, str]], dictionary: Path) -> list[Sample]:
    """The pairs with the dictionary's terms that stand on both sides."""
    entries: dict[str, list[str]] = {}
    for zh, en, *_ in lines(dictionary):
        if re.fullmatch("[\u4e00-\u9fff]{2,}", zh) and _is_term(en):
            entries.setdefault(zh, []).append(en)
    matcher = Matcher(Term(zh, "") for zh in entries)
    found = [tuple(dict.fromkeys(match.term.source for match in matcher.find(zh))) for zh, _ in pairs]
    often = Counter(zh for own in found for zh in own)
    most = max(3, COMMON * len(pairs))
    samples = []
    for (zh, en), own in zip(pairs, found, strict=True):
        terms = [Term(term, target) for term in own if often[term] <= most and (target := _said(entries[term], en))]
        samples.append(Sample(zh, en, tuple(terms)))
    return samples


def _is_term(english: str) -> bool:
    """Nouns and names, as far as a dictionary's line tells: no verbs, no explanations."""
    return re.fullmatch(r"(?!to )[A-Za-z][A-Za-z' -]*", english) is not None and len(english) >= _LEAST_LETTERS


def _said(choices: Iterable[str], english: str) -> str:
    """The longest of the dictionary's words that stands in the reference, once."""
    there = [word for word in choices if len(re.findall(rf"(?<![\w-]){re.escape(word)}(?![\w-])", english)) == 1]
    return max(there, key=len, default="")


def drawn(samples: Sequence[Sample], count: int) -> list[Sample]:
    """`count` of the samples, drawn with a fixed seed; all of them if there are no more."""
    return random.Random(1).sample(list(samples), min(count, len(samples)))


def shuffled(samples: Sequence[Sample]) -> list[Sample]:
    """The samples with targets of other terms: what locking costs when the glossary is wrong."""
    targets = [term.target for sample in samples for term in sample.terms]
    random.Random(2).shuffle(targets)
    others = iter(targets)
    return [Sample(own.source, own.reference, tuple(Term(term.source, next(others)) for term in own.terms)) for own in samples]
