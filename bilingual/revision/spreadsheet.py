"""What a spreadsheet makes of a cell when nobody edits it: `007` becomes 7, `1-2` a date, `1e5` a power of ten.

Opening and saving a CSV file is enough. The program reads each cell as a number, a day, a time or a formula, and saves what
it shows of that. `ENTRIES` are the ways in which a cell is read, `DISPLAYS` those in which it is saved; a cell is damaged
where both have the same value. Sources: Microsoft's support pages "Stop automatically changing numbers to dates", "Keep
leading zeros and large numbers", "Number format codes" and "How to correct a #NAME? error"; LibreOffice's help on number
recognition, date acceptance patterns and error codes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bilingual.model import Column
from bilingual.revision.text_damage import text_damage

Value = Decimal | tuple[int | None, int | None, int | None] | str
"""A number (a time is a share of the day), a day as year, month and day, each perhaps not said, or a word of its own."""


@dataclass(frozen=True, slots=True)
class CellForm:
    """A form of a cell's whole text and what a spreadsheet takes it for."""

    name: str
    pattern: re.Pattern[str]
    values: Callable[[re.Match[str]], Iterator[Value]]
    telling: bool = False
    """Whether nobody writes so in a translation: it tells a spreadsheet where only the English can be compared."""


_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SHORT = rf"(?P<month>{'|'.join(_MONTHS)})"
_FIRST_DAY = date(1899, 12, 30)
"""The day 0 of spreadsheets."""
_EXACT = 15
"""Digits of a number that a spreadsheet keeps."""


def _form(name: str, pattern: str, values: Callable[[re.Match[str]], Iterator[Value]], *, telling: bool = False) -> CellForm:
    return CellForm(name, re.compile(pattern, re.IGNORECASE), values, telling)


def _number(found: re.Match[str]) -> Iterator[Value]:
    digits, share = found["digits"].replace(",", "").replace(" ", ""), found.groupdict().get("share")
    yield Decimal(digits) / (100 if share else 1)


def _negative(found: re.Match[str]) -> Iterator[Value]:
    yield -Decimal(found["digits"].replace(",", ""))


def _mixed(found: re.Match[str]) -> Iterator[Value]:
    if int(found["below"]):
        yield Decimal(found["whole"]) + Decimal(found["above"]) / Decimal(found["below"])


def _two_numbers(found: re.Match[str]) -> Iterator[Value]:
    """A month and a day in either order, or a month and a year, as the country has it."""
    first, second = int(found["first"]), int(found["second"])
    for month, day in ((first, second), (second, first)):
        if 1 <= month <= 12:
            yield from ((None, month, day),) if 1 <= day <= 31 else ()
            yield _year(day), month, None


def _three_numbers(found: re.Match[str]) -> Iterator[Value]:
    first, second, third = int(found["first"]), int(found["second"]), int(found["third"])
    for year, month, day in ((first, second, third), (third, first, second), (third, second, first)):
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield _year(year), month, day


def _day(found: re.Match[str]) -> Iterator[Value]:
    parts = found.groupdict()
    month = _MONTHS.get(parts["month"][:3].lower()) or int(parts["month"])
    year, day = parts.get("year"), parts.get("day")
    yield _year(int(year)) if year else None, month, int(day) if day else None
    if day is None and year and len(year) < 3:
        yield None, month, int(year)  # `Mar-05`: a day to one country, a year to another


def _day_number(found: re.Match[str]) -> Iterator[Value]:
    day = _FIRST_DAY + timedelta(int(found[0]))
    yield day.year, day.month, day.day


def _year(number: int) -> int:
    return number if number > 99 else number + (2000 if number < 30 else 1900)


def _time(found: re.Match[str]) -> Iterator[Value]:
    hours, minutes, seconds = (Decimal(found[part] or 0) for part in ("hours", "minutes", "seconds"))
    half = (found["half"] or "").lower()
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    yield (hours * 3600 + minutes * 60 + seconds) / 86400


def _word(found: re.Match[str]) -> Iterator[Value]:
    yield found[0].upper()


_UNSIGNED = r"[\d,]*\.?\d+\.?(?:e[+-]?\d{1,3})?"
_NUMBER = rf"(?P<digits>[+-]?{_UNSIGNED})"
_TIME = (
    r"(?P<hours>\d{1,4}):(?P<minutes>\d{1,2})(?::(?P<seconds>\d{1,2}(?:\.\d+)?))?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?"
)
_DASH = "[-/.]"

ENTRIES: tuple[CellForm, ...] = (
    _form("number", rf"[$¥€£]?{_NUMBER} ?(?P<share>%?)", _number),
    _form("number by groups of digits", r"(?P<digits>[+-]?\d{1,3}(?: \d{3})+)", _number),
    _form("negative number", rf"\((?P<digits>{_UNSIGNED})\)", _negative),
    _form("number before its minus", rf"(?P<digits>{_UNSIGNED})-", _negative),
    _form("whole and fraction", r"(?P<whole>\d+) (?P<above>\d+)/(?P<below>\d+)", _mixed),
    _form("two numbers of a day", rf"(?P<first>\d{{1,4}}){_DASH}(?P<second>\d{{1,4}})", _two_numbers),
    _form(
        "three numbers of a day", rf"(?P<first>\d{{1,4}}){_DASH}(?P<second>\d{{1,2}}){_DASH}(?P<third>\d{{1,4}})", _three_numbers
    ),
    _form("day in Chinese", r"(?:(?P<year>\d{2,4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号號]?)?", _day),
    _form("month and number", rf"{_MONTH}[ .-]*(?P<day>\d{{1,2}})(?:(?:, ?| |-)(?P<year>\d{{2,4}}))?", _day),
    _form("month and year", rf"{_MONTH}[ .-]*(?P<year>\d{{4}})", _day),
    _form("number and month", rf"(?P<day>\d{{1,2}})[ -]?{_MONTH}(?:[ -]?(?P<year>\d{{2,4}}))?", _day),
    _form("time", _TIME, _time),
    _form("truth", "true|false", _word),
)
"""How a cell is read, before it is saved."""

DISPLAYS: tuple[CellForm, ...] = (
    _form("number", rf"[$¥€£]?{_NUMBER} ?(?P<share>%?)", _number),
    _form("power of ten", r"(?P<digits>-?\d(?:\.\d+)?e[+-]\d{2,3})", _number, telling=True),
    _form("negative number", rf"\((?P<digits>{_UNSIGNED})\)", _negative),
    _form("day in Chinese", r"(?:(?P<year>\d{2,4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?", _day, telling=True),
    _form("day and short month", rf"(?P<day>\d{{1,2}})-{_SHORT}(?:-(?P<year>\d{{2,4}}))?", _day, telling=True),
    _form("short month and year", rf"{_SHORT}-(?P<year>\d{{2,4}})", _day, telling=True),
    _form(
        "day by numbers", rf"(?P<first>\d{{1,4}}){_DASH}(?P<second>\d{{1,2}}){_DASH}(?P<third>\d{{1,4}})(?: 0?0:00(?::00)?)?",
        _three_numbers,
    ),
    _form("month and day by numbers", r"(?P<first>\d{1,2})[-/](?P<second>\d{1,2})", _two_numbers),
    _form("number of a day", r"[3-7]\d{4}", _day_number),
    _form("time", _TIME, _time),
    _form("truth", "TRUE|FALSE", _word),
)  # fmt: skip
"""How it is saved."""

ERRORS = re.compile(r"#(?:NAME\?|VALUE!|REF!|DIV/0!|NULL!|NUM!|N/A|SPILL!|CALC!)|Err:5\d\d|#{3,}")
"""What is saved where a formula fails, or where a column is too narrow for a number; nothing of the cell is left."""


def damage(before: str, after: str) -> CellForm | None:
    """What a spreadsheet took a cell for where it saved `after` in its place; None where a person wrote it.

    >>> for before, after in (("007", "7"), ("1-2", "1月2日"), ("1e5", "1.00E+05"), ("007", "8"), ("1-2", "one or two")):
    ...     print((found := damage(before, after)) and found.name)
    number
    day in Chinese
    power of ten
    None
    None
    """
    if before.strip() == after.strip():
        return None
    if ERRORS.fullmatch(after.strip()) and not ERRORS.fullmatch(before.strip()):
        return CellForm("error", ERRORS, _word, telling=True)
    if name := text_damage(before, after):
        return CellForm(name, re.compile(re.escape(after.strip())), _word, telling=True)
    entered = [value for form, value in _values(before, ENTRIES)]
    shown = [(form, value) for form, value in _values(after, DISPLAYS) if any(_same(entry, value, after) for entry in entered)]
    return max((form for form, _ in shown), key=lambda form: form.telling, default=None)


def damaged_columns(before: Mapping[Column, str], after: Mapping[Column, str | None]) -> frozenset[Column]:
    """The columns of a row that a spreadsheet changed.

    It changes a cell in every column alike, so English that alone is another is a person's where the Chinese was the same;
    where it was not, only what nobody writes is a spreadsheet's.

    >>> sorted(damaged_columns({"hans": "007", "en": "007"}, {"hans": "7", "en": "7"}))
    ['en', 'hans']
    >>> sorted(damaged_columns({"hans": "007", "en": "007"}, {"hans": "007", "en": "7"}))
    []
    """
    found = {column: form for column, text in after.items() if text is not None and (form := damage(before[column], text))}
    return frozenset(column for column, form in found.items() if column != "en" or _not_by_hand(form, before, after))


def _not_by_hand(form: CellForm, before: Mapping[Column, str], after: Mapping[Column, str | None]) -> bool:
    alike = [after[column] for column in after if column != "en" and before[column].strip() == before["en"].strip()]
    english = after["en"]
    return all(text is None or text == english for text in alike) if alike else form.telling


def _values(text: str, forms: tuple[CellForm, ...]) -> Iterator[tuple[CellForm, Value]]:
    plain = unicodedata.normalize("NFKC", text).strip()
    for form in forms:
        if found := form.pattern.fullmatch(plain):
            yield from ((form, value) for value in form.values(found))


def _same(entry: Value, shown: Value, text: str) -> bool:
    if isinstance(entry, Decimal) and isinstance(shown, Decimal):
        return abs(entry - shown) <= _tolerance(shown, text)
    if isinstance(entry, tuple) and isinstance(shown, tuple):
        told = [pair for pair in zip(entry, shown, strict=True) if None not in pair]
        return len(told) > 1 and all(one == other for one, other in told)
    return entry == shown


def _tolerance(shown: Decimal, text: str) -> Decimal:
    """How far the value may be from what is shown of it: half of the last digit of a power of ten, what 15 digits cannot hold."""
    mantissa, _, power = text.strip().lower().partition("e")
    if power:
        return Decimal(5).scaleb(int(power) - len(mantissa.partition(".")[2]) - 1)
    last = Decimal(1).scaleb(shown.adjusted() - _EXACT + 1) if shown else Decimal(0)
    return last if sum(map(str.isdigit, text)) >= _EXACT else Decimal(0)
