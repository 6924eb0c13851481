r"""Regular expressions in running text, `^\d{3}-\d+$`: each is one word, the same in every language.

To Markdown and to a reader of tokens they are full of marks. One is told by what nothing else has (Perl's perlre, which
JavaScript, Python and Java follow): a class of characters by its letter, a set with a range and how often it stands, a group
that opens with a question mark, or both anchors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.model import Span

_OFTEN = r"(?:[*+?]|\{\d+(?:,\d*)?\})"
_RUN = re.compile(rf"(?<![!-~])(?:\[[^\[\]\s]{{1,40}}\](?={_OFTEN})|[!-;=-_a-~]|(?<=\(\?)<)+")
"""Characters without a blank; in a set there may be Hanzi, `[一-龥]{2,4}`."""
_SURE = re.compile(
    r"(?<!\\)\\[dDwWsSbB](?![A-Za-z])|\(\?[:=!<P]"
    rf"|\[(?:\^|(?=[^\[\]\s]{{0,40}}(?:\w-\w|\\)))[^\[\]\s]{{1,40}}\]{_OFTEN}"
    r"|^\^[!-~]+\$(?=[.,;:!]*$)"
)
_BEFORE = re.compile(r"[*_~=\"']*")
_BEHIND = re.compile(r"(?:[.,;:!\"']|\*\*+|__+|~~|==)+$")
"""Marks of the sentence and of emphasis around it."""


def expression_spans(text: str, start: int, end: int) -> Iterator[Span]:
    r"""Where regular expressions stand from `start` to `end`, rising.

    >>> text = r"写成^\d{3}-\d+$，或 [a-z]+\.txt, **(?:a|b)+** 和[一-龥]{2}；不是 [注](x)、C:\dir、a[0]* 和 x^2$"
    >>> [text[slice(*span)] for span in expression_spans(text, 0, len(text))]
    ['^\\d{3}-\\d+$', '[a-z]+\\.txt', '(?:a|b)+', '[一-龥]{2}']
    """
    for run in _RUN.finditer(text, start, end):
        if _SURE.search(run[0]):
            before, behind = _BEFORE.match(run[0]), _BEHIND.search(run[0])
            yield run.start() + (before.end() if before else 0), run.start() + behind.start() if behind else run.end()
