"""Years that Chinese writes otherwise than in digits of our era: 二〇二三年, and 民国三十八年 (the first is 1912)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bilingual.lang.chinese_numbers import DIGITS, chinese_value

_ZEROS = "○◯Ｏ"
"""What people type for 〇."""
_NUMERALS = f"{''.join(DIGITS)}十百"
_YEAR = re.compile(
    rf"(?<![{_NUMERALS}千万萬亿億])(?P<digits>[一二][{''.join(DIGITS)}{_ZEROS}]{{3}})(?=年(?![级級]))"
    rf"|民[国國](?P<republic>\d{{1,3}}|[{_NUMERALS}]{{1,5}}|元)(?=年(?!代))"
)
_BEFORE_THE_REPUBLIC = 1911


@dataclass(frozen=True, slots=True)
class Year:
    """A year at `start:end` of a text, which ends before its 年."""

    start: int
    end: int
    value: int
    written: int
    """The number that stands there: of 民国三十八年 38, else the value."""


def years(text: str) -> Iterator[Year]:
    """The years of a text, in order.

    >>> [year.value for year in years("二〇二三年，二○○八年，民国三十八年，民國113年，民国元年，三五年")]
    [2023, 2008, 1949, 2024, 1912]
    """
    for found in _YEAR.finditer(text):
        if found["digits"]:
            value = written = int("".join(str(DIGITS.get(character, 0)) for character in found["digits"]))
        else:
            written = _number(found["republic"])
            value = _BEFORE_THE_REPUBLIC + written
        if written:
            yield Year(found.start(), found.end(), value, written)


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    return 1 if written == "元" else DIGITS.get(written) or int(chinese_value(written))


def with_years_in_digits(text: str) -> str:
    """The text with its years in digits of our era, as every engine reads them.

    >>> with_years_in_digits("二〇二三年和民国三十八年")
    '2023年和1949年'
    """
    pieces, position = [], 0
    for year in years(text):
        pieces += [text[position : year.start], str(year.value)]
        position = year.end
    return "".join([*pieces, text[position:]])
