"""The number, letter or bullet before one of several things: `1、洗米`, `（二）切菜`, `• 苹果`, and how English writes it."""

from __future__ import annotations

import re

_NUMERALS = "一二三四五六七八九十"
_VALUES = {numeral: str(value) for value, numeral in enumerate(_NUMERALS, 1)} | {
    first + second: str(tens + value)
    for tens, first in ((10, "十"), (20, "二十"))
    for value, second in enumerate(_NUMERALS[:9], 1)
}
_STEMS = dict(zip("甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJ", strict=True))
_WIDTHS = str.maketrans("０１２３４５６７８９（）．", "0123456789().")
_COUNT = rf"(?:[0-9０-９]{{1,3}}|[{_NUMERALS}]{{1,3}}|[{''.join(_STEMS)}](?=[、.．)）])|[A-Za-z])"
_BULLETS = "·•◦▪▫●○■□◆◇★☆※►▶✓✔✅☑❌✗①-⓿❶-➓㊀-㊉"
MARKER = re.compile(
    rf"(?P<bullet>[{_BULLETS}])[ \t\u3000]*|[（(](?P<within>{_COUNT})[）)][ \t\u3000]*"
    rf"|(?P<count>{_COUNT})(?P<mark>、(?![{_NUMERALS}0-9A-Za-z])|[．.](?![0-9０-９])|[）)])[ \t\u3000]*"
)
"""At the beginning of a line or a sentence."""


def english_marker(found: re.Match[str]) -> str:
    """A marker as English writes it, with the space after it.

    >>> [english_marker(MARKER.match(text)) for text in ("1、洗米", "（二）切菜", "十二. 关火", "•苹果", "2）加水", "A、梨")]
    ['1. ', '(2) ', '12. ', '• ', '2) ', 'A. ']
    """
    if found["bullet"]:
        return f"{found['bullet']} "
    count = found["within"] or found["count"]
    count = (_VALUES | _STEMS).get(count, count.translate(_WIDTHS))
    return f"({count}) " if found["within"] else f"{count}{')' if found['mark'] in '）)' else '.'} "
