"""Signs that mean something and that a translation loses or makes up: currency, comparison, arrows, pictures.

The English may say many of them in words. The table has what English writes for a sign, and what in the Chinese lets it
stand in the English: names of currencies by ISO 4217, the rest by the Unicode names of the signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bilingual.lang.chinese_numbers import DIGITS
from bilingual.lang.tokens import sign_sequences

_TABLE = """
€      = euro, eur                           = 欧, 歐
£      = pound, gbp, sterling, quid          = 镑, 鎊
¥      = yuan, yen, rmb, cny, jpy, renminbi  = 元, 块, 塊, 日, 人民币, 人民幣
$      = dollar, usd, us, hk, nt, buck       = 元, 美, 刀, 块, 塊, 港, 币, 幣
₩      = won, krw                            = 韩, 韓
₹      = rupee, inr                          = 卢比, 盧比
₽      = rouble, ruble, rub                  = 卢布, 盧布
฿      = baht, thb                           = 泰铢, 泰銖
≥      = at least, or more, no less, >=, >, minimum, from, or above, or higher, not below = 至少, 不低于, 以上, 大于
≤      = at most, or less, no more, <=, <, maximum, up to, or below, or lower, not exceed, within = 最多, 不超过, 以下, 小于
≠      = not equal, !=, differ, is not       = 不等
≈      = about, approx, around, roughly, ~, nearly = 约, 約, 大概
±      = plus or minus, +/-, give or take    = 正负, 正負, 上下
×      = times, by, x, *, multipl            = 乘, 倍
÷      = divided, /                          = 除
→      = to, ->, >, into, then, becom, lead, right = 右, 到
←      = from, <-, left                      = 左
↑      = up, rise, rose, increas, higher     = 上, 升, 涨, 漲
↓      = down, fall, fell, decreas, drop, lower = 下, 降, 跌
°      = degree, celsius, fahrenheit         = 度
²      = square, squared, sq, ^2, 2          = 平方
³      = cube, cubic, cubed, ^3, 3           = 立方
½      = half, 1/2, 0.5, .5                  = 半
¼      = quarter, 1/4, 0.25                  = 刻, 四分之一
‰      = per mille, per thousand             = 千分
№      = no, number, #                       = 号, 號
§      = section, article                    = 节, 節, 条, 條
㎡      = m², m2, square, sqm, sq             = 平
㎞      = km, kilomet                         = 公里
㎏      = kg, kilo                            = 公斤
"""
_NONE = re.compile(rf"(?<=[{''.join(DIGITS)}十])○|─")
_SAME = str.maketrans("￥￡￠℃℉", "¥£¢°°")


@dataclass(frozen=True, slots=True)
class _Words:
    """What may stand for a sign."""

    english: re.Pattern[str]
    chinese: tuple[str, ...]


def _words() -> Iterator[tuple[str, _Words]]:
    for line in _TABLE.strip().splitlines():
        sign, english, chinese = (cell.strip() for cell in re.split(r"\s=\s", line))
        words = "|".join(re.escape(word.strip()) for word in english.split(", ") if word.strip())
        yield sign, _Words(re.compile(rf"(?<![a-z])(?:{words})", re.IGNORECASE), tuple(chinese.split(", ")))


_WORDS: Mapping[str, _Words] = dict(_words())


def lost_signs(source: str, target: str) -> tuple[str, ...]:
    """The signs of the source that the target has less often, and does not say in words.

    >>> lost_signs("会员价是€25，要≥18℃。", "25 for members, at least 18°C."), lost_signs("⭐⭐⭐好", "⭐ good")
    (('€',), ('⭐',))
    """
    lost = _signs(source) - _signs(target)
    return tuple(sign for sign in lost if not _is_said(sign, target))


def invented_signs(source: str, target: str) -> tuple[str, ...]:
    """The signs that only the target has, and no word of the source asks for.

    >>> invented_signs("要25元。", "It is €25."), invented_signs("要25欧元，外面20度。", "€25, and 20° outside.")
    (('€',), ())
    """
    mine = _signs(source)
    return tuple(
        sign
        for sign in _signs(target)
        if sign not in mine and not (sign in _WORDS and any(word in source for word in _WORDS[sign].chinese))
    )


def _is_said(sign: str, target: str) -> bool:
    """Whether the English says it in words, or in letters and digits that are the same to Unicode: `①`, `Ⅲ`, `㎡`, `№`."""
    plain = unicodedata.normalize("NFKC", sign)
    is_spelled = plain != sign and re.search(rf"(?<![A-Za-z0-9]){re.escape(plain)}", target, re.IGNORECASE) is not None
    return is_spelled or (sign in _WORDS and _WORDS[sign].english.search(target) is not None)


def _signs(text: str) -> Counter[str]:
    """The signs of a text, each as a reader sees it, and how often; the ○ of 八○年代 and the line of a box as a dash are none."""
    return Counter(sign_sequences(_NONE.sub("", text.translate(_SAME))))
