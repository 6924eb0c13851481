"""What the block rules share: the text of a line, a block that is kept as it is, the line that closes one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from bilingual.model import Span

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

Rule = Callable[["StateBlock", int, int, bool], bool]
REACH = 200
"""How many lines a formula, shortcode or module may span: an opening without a closing costs no more than that."""


def line_text(state: StateBlock, line: int) -> str:
    """The line without the prefix of its container."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def opaque(state: StateBlock, start: int, end: int, what: str, *, stop: int = -1, title: Span = (0, 0)) -> bool:
    """Make lines `start` to `end` a block that is kept as it is; nothing after its character `stop`, its `title` is text."""
    token = state.push("opaque", "", 0)
    token.map = [start, end]
    token.meta = {"what": what, "start": state.bMarks[start] + state.tShift[start], "stop": stop, "title": title}
    state.line = end
    return True


def until(state: StateBlock, start: int, end: int, closing: re.Pattern[str]) -> int:
    """The line after the first one from `start` that holds `closing`; 0 when there is none before `end`.

    What is missing once is missing for every later line too: remembered, so that a thousand openings cost one search.
    """
    missing = state.env.setdefault("missing", {})
    first, last = missing.get(closing.pattern, (end, 0))
    if first <= start and end <= last:
        return 0
    for line in range(start, end):
        if closing.search(line_text(state, line)):
            return line + 1
    missing[closing.pattern] = (start, end)
    return 0
