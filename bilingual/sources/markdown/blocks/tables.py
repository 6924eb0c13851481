"""The cells of a table row, as GitHub's tables have them (GFM spec, 4.10): bars part cells, `\\|` does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bilingual.model import Span

BAR = re.compile(r"\\.|\|")


def row_cells(text: str, start: int, end: int) -> Iterator[Span]:
    r"""The spans between the bars of a row; the bars at its ends part nothing.

    >>> row = r"| a | b\|c |"
    >>> [row[slice(*cell)] for cell in row_cells(row, 0, len(row))]
    [' a ', ' b\\|c ']
    """
    bars = [match.start() for match in BAR.finditer(text, start, end) if match[0] == "|"]
    edges = [start - 1, *bars, end]
    spans = [(left + 1, right) for left, right in pairwise(edges)]
    if not text[slice(*spans[0])].strip():
        spans = spans[1:]
    if spans and not text[slice(*spans[-1])].strip():
        spans = spans[:-1]
    yield from spans
