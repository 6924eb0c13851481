"""Days of the week and months that a translation confuses. What it says in other words (`the 5th`, `10/1`) is let pass."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.lang.chinese_numbers import DIGITS, chinese_value
from bilingual.lang.residue import without

_DAYS = {"一": "Mon", "二": "Tue", "三": "Wed", "四": "Thu", "五": "Fri", "六": "Sat", "日": "Sun", "天": "Sun"}
_DAY = re.compile(
    r"(?:星期|礼拜|禮拜|(?<![一两兩几幾每数數上下多半整个個\d])[周週](?!日报|日報))(?P<day>[一二三四五六日天])(?![次天年个個分部])"
)
_MONTH = re.compile(
    r"(?<![\d.十])(?P<month>1[0-2]|0?[1-9]|[一二三四五六七八九]|十[一二]?)\s?(?:月(?![饼餅球亮光台])|(?=[-–—~～至到、和][\d十一二]{1,2}\s?月))"
)
"""A month; also the first ones of `1-8月` and `9、10月`."""
DATE = re.compile(r"(?<![\d.])(?:[12]\d{3}年)?(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])[日号號]")
"""A day of a month, with its year or without."""
_MONTHS = "January February March April May June July August September October November December".split()
_NAMES = [name[:3] for name in _MONTHS]
MONTH_NAME = rf"(?:(?:{'|'.join(_NAMES)}|June|July|Sept)\.?|{'|'.join(_MONTHS)})"
"""A pattern: an English month, whole or shortened."""
_ENGLISH_MONTH = re.compile(
    r"\b(Jan(?:uary)?|Feb(?:ruary)?|(?-i:March)|Apr(?:il)?|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)\b(?=\.?,?\s+(?:\d|of\b|and\b|to\b|this\b|last\b)|[.,;)]|$)"
)
"""Names of months where they must be months: `May` is left out, and `March` at a sentence's start may be a verb."""
_ENGLISH_DAY = re.compile(r"\b(Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?s?\b")


def wrong_days(source: str, target: str) -> tuple[str, ...]:
    """The days of the week that the source names, as written, where the target names others instead.

    >>> wrong_days("星期三见。", "See you on Thursday."), wrong_days("周三见。", "See you on Wed.")
    (('星期三',), ())
    """
    written = {match[1][:3] for match in _ENGLISH_DAY.finditer(target)}
    named = {match[0]: _DAYS[match["day"]] for match in _DAY.finditer(source)}
    return tuple(words for words, day in named.items() if written and day not in written)


def wrong_months(source: str, target: str, allowed: Sequence[str] = ()) -> tuple[str, ...]:
    """The months that the target names in the place of those of the source.

    >>> wrong_months("10月1日发布。", "Released on September 10."), wrong_months("去年发布。", "Released in October.")
    (('September',), ())
    """
    named = {_number(match["month"]) for match in _MONTH.finditer(source)}
    written = {match[1]: _NAMES.index(match[1][:3]) + 1 for match in _ENGLISH_MONTH.finditer(without(target, allowed))}
    swapped = named - set(written.values())
    return tuple(name for name, number in written.items() if swapped and number not in named)


def _number(month: str) -> int:
    return int(month) if month.isdecimal() else DIGITS.get(month) or int(chinese_value(month))


def english_date(chinese: str) -> str:
    """A `DATE` in English; what is none stays.

    >>> english_date("1月1日"), english_date("2024年12月31日"), english_date("30")
    ('January 1', 'December 31, 2024', '30')
    """
    if not DATE.fullmatch(chinese):
        return chinese
    *year, month, day = map(int, re.findall(r"\d+", chinese))
    return f"{_MONTHS[month - 1]} {day}" + "".join(f", {number}" for number in year)


def lost_dates(source: str, target: str) -> tuple[str, ...]:
    """The days of months of the source that the target does not name so that nobody can read another day.

    >>> lost_dates("1月1日到1月3日", "from November 1 to January 3"), lost_dates("1月1日-1月3日", "January 1-3")
    (('1月1日',), ())
    >>> lost_dates("5月3日", "on 3 May"), lost_dates("5月3日", "on 5/3"), lost_dates("5月3日", "the 3rd of May")
    ((), (), ())
    """
    return tuple(found[0] for found in DATE.finditer(source) if not _is_named(found[0], target))


def _is_named(date: str, target: str) -> bool:
    *_, month, day = map(int, re.findall(r"\d+", date))
    name = rf"{_NAMES[month - 1]}[a-z]*\b\.?"
    between = r"(?:[\s,–—-]|\d+(?:st|nd|rd|th)?\b|to\b|and\b|until\b|through\b|the\b)*?"
    number = rf"(?<!\d)0?{day}(?:st|nd|rd|th)?(?!\d)"
    spelled, figures = rf"{name}{between}{number}|{number}(?: of)? {name}", rf"0?{month}[./-]{number}|{number}[./-]0?{month}"
    return re.search(rf"{spelled}|(?<!\d)(?:{figures})(?!\d)", target) is not None
