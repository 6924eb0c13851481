"""The lines of a post, by the line endings that CommonMark and YAML agree on: LF, CRLF and a lone CR.

`str.splitlines` also breaks at U+2028, U+0085, U+000C and others, which stand inside paragraphs of real posts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from bilingual.model import Span

ENDING = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """Where each line of a text starts and ends."""

    text: str
    starts: tuple[int, ...]
    """Rising; the first is where reading began."""
    ends: tuple[int, ...]
    """Without the line ending."""
    first: int = 1
    """The number of the first of them in the post."""

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, line: int) -> str:
        return self.text[self.starts[line] : self.ends[line]]

    def index(self, offset: int) -> int:
        """The line that holds `offset`, from 0."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def number(self, offset: int) -> int:
        """The number of the line that holds `offset`, as messages name it."""
        return self.index(offset) + self.first


def split_lines(text: str, start: int = 0, first: int = 1) -> Lines:
    r"""The lines of `text` from `start` on, numbered from `first`.

    >>> [*split_lines("a\r\nb\rc\u2028d\n")]
    ['a', 'b', 'c\u2028d', '']
    """
    endings = [match.span() for match in ENDING.finditer(text, start)]
    starts = (start, *(end for _, end in endings))
    return Lines(text, starts, (*(begin for begin, _ in endings), len(text)), first)


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends; empty at its start when nothing else is in it.

    >>> trimmed(" a ", (0, 3))
    (1, 2)
    """
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
