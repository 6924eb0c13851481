"""The order of a glossary's rows: Chinese by its reading, as a dictionary has it; numbers by their value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_STATUSES = {"candidate": "0", "": "1", "accepted": "1", "rejected": "2"}
"""What is to be reviewed comes first."""


def sort_key(column: str) -> Callable[[Mapping[str, str]], str]:
    """What rows are compared by when they are sorted by a column.

    >>> rows = [{"source": source} for source in ("谷歌", "Sora 10", "阿宁", "sora 2")]
    >>> [row["source"] for row in sorted(rows, key=sort_key("source"))]
    ['阿宁', '谷歌', 'sora 2', 'Sora 10']
    """
    if column == "status":
        return lambda cells: _STATUSES.get(cells.get(column, ""), "3")
    return lambda cells: _reading(cells.get(column, ""))


def _reading(text: str) -> str:
    from pypinyin import Style, lazy_pinyin

    read = "".join(lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True))
    return re.sub(r"\d+", lambda digits: digits[0].zfill(9), read.casefold()) + "\0" + text
