"""The number, letter or bullet before one of several things: `1、洗米`, `（二）切菜`, `• 苹果`, and how English writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bilingual.lang.characters import HANZI

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

_WRITTEN = _VALUES | _STEMS
"""How English writes them."""
_PLACES = _VALUES | {sign: str(place) for place, stem in enumerate(_STEMS.items(), 1) for sign in stem}
"""The place in a row that a numeral, a stem or a letter says."""
_THING = rf"[ \t\u3000]*(?:\ufffc|{HANZI.pattern})"
_INSIDE = re.compile(
    rf"[（(](?P<within>{_COUNT})[）)](?={_THING})"
    rf"|(?:^|(?<=[：:；;，,。、 \t\u3000]))(?P<count>{_COUNT})(?P<mark>、(?![{_NUMERALS}])|[．.]|[）)])(?={_THING})"
)
"""A marker of an item within a sentence; one without an opening bracket stands apart or after a mark."""


def item_starts(text: str) -> tuple[int, ...]:
    """Where the items begin that a sentence counts from one on, two at least; none where it counts nothing.

    >>> text = "材料：1) 面粉 2) 鸡蛋 3) 牛奶。"
    >>> [text[start : start + 5] for start in item_starts(text)]
    ['1) 面粉', '2) 鸡蛋', '3) 牛奶']
    >>> item_starts("他在（一）班，我在（三）班"), item_starts("一、二、三年级"), item_starts("苹果、梨")
    ((), (), ())
    """
    starts: dict[str, list[int]] = {}
    for found in _INSIDE.finditer(text):
        shape = found["mark"] or "()"
        known = starts.setdefault(shape, [])
        if _counted(found, _PLACES) == str(len(known) + 1):
            known.append(found.start())
    items = max(starts.values(), key=len, default=[])
    return tuple(items) if len(items) > 1 else ()


def _counted(found: re.Match[str], signs: Mapping[str, str]) -> str:
    """What a marker counts, by the meaning of its signs; a number as it is, in narrow digits."""
    count: str = found["within"] or found["count"]
    return signs.get(count.upper(), count.translate(_WIDTHS))


def english_marker(found: re.Match[str]) -> str:
    """A marker as English writes it, with the space after it.

    >>> [english_marker(MARKER.match(text)) for text in ("1、洗米", "（二）切菜", "十二. 关火", "•苹果", "2）加水", "A、梨")]
    ['1. ', '(2) ', '12. ', '• ', '2) ', 'A. ']
    """
    if found["bullet"]:
        return f"{found['bullet']} "
    count = _counted(found, _WRITTEN)
    return f"({count}) " if found["within"] else f"{count}{')' if found['mark'] in '）)' else '.'} "
