"""Large numbers as Chinese writes them, in ten thousands and hundred millions, with their value and their English.

`4300亿`, `四千三百亿`, `2千亿`, `3亿5千万`, `两万三千亿`, `100～200亿`, `3000万到1亿`, `四五百万`, `$1.2亿`, `5000多亿`.
One reading for what the translator is given and for what the check expects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bilingual.lang.characters import HANZI
from bilingual.lang.chinese_numbers import DIGITS, POWERS, amount, power
from bilingual.lang.english_numbers import written, written_range
from bilingual.lang.tokens import SIGNS

_ARABIC = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_DIGIT = "".join(DIGITS)
_SMALL = "十百千"
_LARGE = "万萬亿億"
_POWER = f"{_LARGE}兆"
_NO_MONEY = re.compile(
    "兆(?![多余餘]?(?:[美日欧歐韩韓港澳加]?[元圆圓]|[美日]金|块|塊|新?[台臺][币幣]|人民[币幣]|英[镑鎊]|[卢盧][比布]))"
)
"""The 兆 that is no money: of data, or a million of something. That of money is a trillion (重編國語辭典)."""
_RUN = (
    rf"(?:{_ARABIC}\s?|[{_DIGIT}十])"
    rf"(?:[{_DIGIT}{_SMALL}{_POWER}点點]|(?<=[{_SMALL}{_POWER}]){_ARABIC}(?=[{_SMALL}{_POWER}]))*"
)
"""Digits or Hanzi, and Arabic digits again between powers (`3亿5千万`)."""
_REST = (
    rf"(?:[{_DIGIT}十][{_DIGIT}{_SMALL}]*[{_SMALL}][{_DIGIT}十]*|[0-9],?[0-9]{{3}}|[0-9][{_SMALL}]"
    rf"|[1-9](?![0-9.,])|(?:[零〇][{_DIGIT}]+|[{_DIGIT}半])(?=[元块塊多左的了]|$|[^{HANZI.pattern[1:-1]}0-9.,]))"
)
"""What follows 万 or 亿 in a lower power; a single digit does not where it counts something: 两百万一套."""
_NUMBER = rf"(?:{_RUN}[多余餘]?[{_SMALL}]?[{_POWER}]{{1,2}}{_REST}?|{_ARABIC}[百千](?:[0-9][十百])?(?![米克瓦卡伏赫帕]))"
_FORMAL = re.compile("[零壹贰貳叁參肆伍陆陸柒捌玖]+(?=[拾佰仟])[零壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬亿億]+")
_PLAIN = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千")
"""The numerals of cheques and contracts (《支付结算办法》, appendix 1), of which one alone may be a word: 大陆."""
_CURRENCIES = ("$", "€", "£", "¥", "₩", "₹", "₽", "฿")
_LARGE_NUMBER = re.compile(
    rf"(?<![0-9A-Za-z.,第几幾数數{_DIGIT}{_SMALL}])"
    rf"(?:(?P<sign>(?:US|HK|NT|[ACS])?[${SIGNS}]|[<>=~]=?)\s?)?"
    rf"(?:(?P<from>{_RUN}[{_POWER}]?)(?P<to>[元块塊人个個]?\s?(?:[-~～–—－至到]|——)\s?(?:[$€£¥￥]\s?)?))?"
    rf"(?P<number>{_NUMBER})(?P<more>[多余餘](?![少样樣么麼]))?(?![0-9.]|分之|[{_SMALL}{_POWER}])"
)


@dataclass(frozen=True, slots=True)
class LargeNumber:
    """A large number, or a range of them, at `start:end` of a string."""

    start: int
    end: int
    values: tuple[Decimal, ...]
    """One, or the two ends of a range."""
    sign: str = ""
    """What stands right before it and does in English as well: of a currency, or a comparison."""
    is_least: bool = False
    """Whether it is more than that: 5000多亿."""

    @property
    def english(self) -> str:
        """The number as English writes it.

        >>> [number.english for number in large_numbers("四千三百亿，$2～3亿，5千多万，8000到1万")]
        ['430 billion', '$200 million to $300 million', 'more than 50 million', '8,000 to 10,000']
        """
        if len(self.values) == 2 and self.sign[-1:] in _CURRENCIES:
            return " to ".join(self.sign + written(value) for value in self.values)
        amount = self.sign + (written_range(*self.values) if len(self.values) == 2 else written(self.values[0]))
        return f"more than {amount}" if self.is_least else amount


def large_numbers(text: str) -> Iterator[LargeNumber]:
    """The large numbers of a text, in order.

    >>> [tuple(map(int, number.values)) for number in large_numbers("两万三千亿元，3到5万人，四五百万，一万二，十万分之一")]
    [(2300000000000,), (30000, 50000), (4000000, 5000000), (12000,)]
    >>> [number.english for number in large_numbers("一亿半，三兆元，三兆流量")]
    ['150 million', '3 trillion']
    """
    text = _NO_MONEY.sub("\0", _FORMAL.sub(lambda found: found[0].translate(_PLAIN), text))
    position = 0
    while found := _LARGE_NUMBER.search(text, position):
        position = found.end()
        values, start = _values(found)
        if values:
            yield LargeNumber(start, found.end(), values, (found["sign"] or "").replace("￥", "¥"), _is_least(found))


def _is_least(found: re.Match[str]) -> bool:
    return bool(found["more"] or re.search("[多余餘]", found["number"]))


def _values(found: re.Match[str]) -> tuple[tuple[Decimal, ...], int]:
    """The value, or the two of a range, and where the number starts: at its upper end where the lower one is none of it."""
    upper = amount(re.sub(r"[多余餘\s]", "", found["number"]))
    if not found["from"] or len(upper) != 1:
        return upper, found.start("number") if found["from"] else found.start()
    lower = amount(re.sub(r"\s", "", found["from"]))
    for scale in _scales(found["number"]) if len(lower) == 1 and not set(found["from"]) & set(_POWER) else (1,):
        if len(lower) == 1 and lower[0] * scale < upper[0]:
            return (lower[0] * scale, *upper), found.start()
    return upper, found.start("number")


def _scales(number: str) -> Iterator[int]:
    """By what the lower end may be meant: of 3到5千万 by 千万, of 3000到5000万 by 万, of 8000到1万 by nothing."""
    powers = re.search(f"[{''.join(POWERS)}]*$", number)
    for start in range(len(powers[0]) if powers else 0):
        yield power(powers[0][start:]) if powers else 1
    yield 1


_VAGUE = re.compile(
    rf"(?<![{_DIGIT}{_SMALL}{_LARGE}人次总總分字])(?P<some>好?几|好?幾|数|數|(?<!千)上|(?<=[近超过過逾达達]))"
    rf"(?P<power>[{_SMALL}]?[{_LARGE}]{{1,2}})(?![{_DIGIT}{_SMALL}{_LARGE}一])"
)
_SCALES = ("thousand", "million", "billion", "trillion")


def vague_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Large numbers of which only the power is said: where each stands, and its English; what 万一 and 千万别 mean is none.

    >>> [english for _, _, english in vague_numbers("几百万人，数亿元，上千万人，近百万人，好几十万。")]
    ['millions of', 'hundreds of millions of', 'more than 10 million', '1 million', 'hundreds of thousands']
    """
    for found in _VAGUE.finditer(text):
        value = Decimal(power(found["power"]))
        if not found["some"]:
            english = written(value)
        elif found["some"] == "上":
            english = f"more than {written(value)}"
        else:
            of = " of" if HANZI.match(text, found.end()) else ""
            english = f"{_vaguely(value)}{of}"
        yield found.start(), found.end(), english


def _vaguely(value: Decimal) -> str:
    """A power of ten as English says it without a number before it.

    >>> _vaguely(Decimal(10**4)), _vaguely(Decimal(10**6)), _vaguely(Decimal(10**11))
    ('tens of thousands', 'millions', 'hundreds of billions')
    """
    thousands, more = divmod(value.adjusted(), 3)
    return f"{('', 'tens of ', 'hundreds of ')[more]}{_SCALES[min(thousands, 4) - 1]}s"
