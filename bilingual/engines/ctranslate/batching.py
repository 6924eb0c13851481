"""How a list of sources becomes batches: of one length in pieces, so that nothing is padded, and alike in slots.

Padding changes a model's arithmetic by a hair, and so now and then its answer (OpenNMT/CTranslate2#693). Without it an answer
depends on its source alone, whatever it is decoded with: `benchmarks/company.py` counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import NamedTuple

from bilingual.engines.ctranslate.vocabulary import SLOT

TOKENS = 1024
"""Source tokens in a batch. Measured: 512 and 2,048 take about 7 % more, 4,096 13 % and 80 MB more."""


class Source(NamedTuple):
    """What is decoded: a text, and the terms in it whose English stands beside them."""

    text: str
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Sources that are decoded together."""

    sources: tuple[Source, ...]
    tokens: tuple[tuple[str, ...], ...]
    """The pieces of each source: as many of each."""
    slots: frozenset[str]
    """The placeholders that stand in every source of this batch: the only ones that may be written."""

    @property
    def length(self) -> int:
        """The length of each source in tokens."""
        return len(self.tokens[0])


def batches(tokenised: dict[Source, tuple[str, ...]], limit: int = TOKENS) -> Iterator[Batch]:
    """The sources in batches of at most `limit` tokens (a longer source is a batch of its own), the longest first.

    >>> tokenised = {Source("b"): ("▁b",), Source("ab"): ("▁a", "b"), Source("a"): ("▁a",)}
    >>> [[source.text for source in batch.sources] for batch in batches(tokenised, limit=2)]
    [['ab'], ['a', 'b']]
    """

    def likeness(source: Source) -> tuple[tuple[str, ...], int]:
        return _slots(source), -len(tokenised[source])

    for (slots, negative), group in groupby(sorted(tokenised, key=lambda source: (*likeness(source), source)), likeness):
        for sources in _chunks(group, max(1, limit // max(1, -negative))):
            yield Batch(sources, tuple(tokenised[source] for source in sources), frozenset(slots))


def _slots(source: Source) -> tuple[str, ...]:
    return tuple(sorted(set(SLOT.findall(source.text))))


def _chunks(sources: Iterable[Source], most: int) -> Iterator[tuple[Source, ...]]:
    rest = iter(sources)
    while chunk := tuple(islice(rest, most)):
        yield chunk
