"""Times by the clock: of the day, and where in a recording something is. They are the same in every language, digit for digit."""

from __future__ import annotations

import re

_TIME = (
    r"(?<![\d.:：])\d{1,3}(?:[:：][0-5]\d(?:[:：][0-5]\d(?:[:;]\d\d(?!\d))?)?(?:[.,]\d{1,3}(?![\d万亿]))?(?!\d)"
    r"|'[0-5]\d\"|′[0-5]\d″)"
)
"""With a frame behind the seconds (SMPTE ST 12-1), or in minutes and seconds: `00:12:33:15`, `12'33"`."""
_DATE = r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:\d{4}年)?\d{1,2}月\d{1,2}日)[T \t]+"
_TO = r"[ \t]*(?:-{1,2}>|[-–—~～→至到/])[ \t]*"
_MORNING, _AFTERNOON = "凌晨|清晨|早上|上午", "中午|下午|傍晚|晚上"
_HALF = f"(?:(?:{_MORNING}|{_AFTERNOON}|[AaPp][Mm])[ ]?)?"
CLOCK = rf"[\[(（【「<#]?(?:{_DATE})?{_HALF}{_TIME}(?:{_TO}{_TIME}|[ ]?[AaPp][Mm]\b|-\d(?=#))?[\])）】」>#]?"
"""A pattern: a time or a range of them, perhaps with its day and in brackets: `00:12`, `[00:00:09.741 --> 00:00:12.087]`,
`2024-05-01 10:00:23` or `上午10:20`, as chats are exported; `#00:12:33-4#` as f4 marks transcripts."""
_HALVED = re.compile(
    rf"(?:(?P<morning>{_MORNING})|{_AFTERNOON})[ ]?(?P<time>(?P<hour>\d{{1,2}})[:：][0-5]\d(?:[:：][0-5]\d)?)(?!\d)"
)
_VERBATIM = re.compile(rf"(?<![A-Za-z_+]){_TIME.replace('：', '')}(?![A-Za-z])")
"""Not inside of a longer token: `2025-10-01T08:00:00Z` is kept as a whole."""
_MARKED = re.compile(rf"#{_TIME}(?:-\d)?#|<{_TIME}>")
"""A time with marks around it that no bracket of a sentence is: those of transcripts, which stay with it."""
_BETWEEN = re.compile(r"[ \t]*(?:-{1,2}>|[-–—~～→/])[ \t]*")


def clock_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where times stand from `start` to `end`, a range as one where its mark is the same in every language; rising.

    >>> text = "请听 00:09:30–00:11:45，12:30开门，9:00到10:00"
    >>> [text[slice(*span)] for span in clock_spans(text, 0, len(text))]
    ['00:09:30–00:11:45', '12:30', '9:00', '10:00']
    >>> clock_spans("好。#00:12:33-4#", 0, 14)
    [(2, 14)]
    """
    found: list[tuple[int, int]] = []
    marked = {match.start() + 1: match.span() for match in _MARKED.finditer(text, start, end)}
    for time in _VERBATIM.finditer(text, start, end):
        if found and _BETWEEN.fullmatch(text, found[-1][1], time.start()):
            found[-1] = (found[-1][0], time.end())
        else:
            found.append(marked.get(time.start(), time.span()))
    return found


def english_clocks(text: str) -> str:
    """The text with the halves of the day of its times as English has them.

    >>> english_clocks("**小林** 上午10:20："), english_clocks("下午14:05")
    ('**小林** 10:20 AM：', '14:05')
    """
    return _HALVED.sub(lambda found: found["time"] + _half(int(found["hour"]), is_morning=bool(found["morning"])), text)


def _half(hour: int, *, is_morning: bool) -> str:
    """AM or PM behind a time by the clock of twelve hours."""
    return "" if hour > 12 else " AM" if is_morning else " PM"
