"""The text of a block, with its markup, as parts that join to the source. No rendering, no trees of tokens: spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bilingual.lang.addresses import file_spans
from bilingual.lang.clocks import clock_spans
from bilingual.lang.expressions import expression_spans
from bilingual.model import CodeKind, Span, Text
from bilingual.sources.markdown.inline.glosses import glosses
from bilingual.sources.markdown.inline.nodes import Atom, Findings
from bilingual.sources.markdown.inline.scanner import scanned
from bilingual.sources.markdown.inline.tree import text_of

__all__ = ["read_inline"]


def read_inline(
    text: str,
    pieces: Sequence[Span],
    codes: Sequence[tuple[int, int, CodeKind]] = (),
    references: frozenset[str] = frozenset(),
    *,
    forced: bool = False,
    glossed: bool = True,
) -> Text:
    """The parts of a block that stands on the lines `pieces`; `codes` are known to be opaque; `forced`: so are line ends.

    `glossed`: terms explained where they stand are looked for.

    >>> read_inline("**AI**（人工智能）真**好**", [(0, 18)])[1:]
    ('真', PairedCode(open='**', inner=('好',), close='**', kind='emphasis'))
    """
    found = Findings(text, pieces[0][0], pieces[-1][1], references)
    clocks = [Atom(start, end, "other") for start, end in clock_spans(text, found.start, found.end)]
    words = [*expression_spans(text, found.start, found.end), *file_spans(text, found.start, found.end)]
    tags = [Atom(start, end, "tag") for start, end in words]
    known = sorted([*_breaks(text, pieces, forced), *(Atom(*code) for code in codes), *clocks, *tags])
    scanned(found, known)
    found.nodes += glosses(found) if glossed else ()
    return text_of(found)


def _breaks(text: str, pieces: Sequence[Span], always: bool) -> Iterator[Atom]:
    """What stands between the lines: the line ending with the spaces before it and the prefix after it.

    Two spaces or a backslash before it force the break (CommonMark 6.7), and so does a line of nothing but white space.
    """
    for (first, end), (start, _) in pairwise(pieces):
        backslashes = end - first - len(text[first:end].rstrip("\\"))
        spaces = len(text[end:start]) - len(text[end:start].lstrip(" \t"))
        blank = text[end:start].replace("\r\n", "\n").count("\n") > 1
        forced = always or backslashes % 2 == 1 or text.startswith("  ", end) or blank or spaces > 1
        yield Atom(end - backslashes % 2, start, "hardbreak" if forced else "break")
