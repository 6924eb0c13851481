"""Units of measure that a translation drops or changes: `5公里` without kilometres. A table of units and their English."""

from __future__ import annotations

import re
from functools import cache

from bilingual.lang.english_numbers import NUMBER

_TABLE = """
平方公里|平方千米=square|km|sq
平方米|平米|平方公尺=square|sqm|sq|m2|m²
公里|千米=km|kph|mph|kilomet|klick|mile
厘米|公分=cm|centimet|inch
毫米|公厘=mm|millimet|mil
公斤|千克=kg|kilo|pound|lb
公顷|公頃=hectare|ha
吨|噸=ton|metric
毫升=ml|millilit|cc
摄氏度|攝氏度|℃|°C=celsius|degree|°|℃|C
千瓦时|度电|度電=kwh|kilowatt|unit|power
千瓦=kw|kilowatt
美元|美金|美刀=dollar|$|usd|us
欧元|歐元=euro|€|eur
英镑|英鎊=pound|£|gbp|sterling|quid
日元|日圆|日圓=yen|¥|jpy
港元|港币|港幣|港纸=hk|hong|dollar
台币|台幣|新台币|新台幣=nt|twd|taiwan|dollar
卢布|盧布=rou?ble|rub
元(?!素|件|旦|宇宙|代|组|数据|老|首|气)|块钱|塊錢|人民币|人民幣=yuan|rmb|cny|renminbi|¥|￥|dollar|$|kuai|nt|twd|buck
%|％|个百分点|個百分點=%|percent|per|percentage|point|pct
个?小时|個?小時|个?钟头|個?鐘頭=hour|hr|h|clock|\\d+:|day
分钟|分鐘=minute|min|\\d+:|hour|m
秒[钟鐘]?=second|sec|s|\\d+:|ms
个月|個月=month|year|quarter
个?星期(?![一二三四五六日天])|個?星期(?![一二三四五六日天])|个?礼拜(?![一二三四五六日天])=week|fortnight|day
倍=time|fold|double|twice|triple|quadruple|x|multiple|half|percent|%|as|twofold|increase
"""
"""A unit in Chinese, `=`, and how any of the words may begin that stand for it in English.

Ages are left out: `Tom, 28,` is English.
"""
_NUMERAL = "一二两兩三四五六七八九十百千万萬亿億"
_QUANTITY = rf"(?:{NUMBER}|[{_NUMERAL}]{{2,}})\s?[多几幾余餘来]?[十百千]?[万萬亿億]{{0,2}}[多余餘]?"


_ANY_QUANTITY = re.compile(rf"\d|[{_NUMERAL}]{{2}}")


@cache
def _units() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """For each unit what finds a quantity of it, and its English; compiled for the first text that has a quantity."""
    found = []
    for line in _TABLE.strip().splitlines():
        unit, _, english = line.partition("=")
        words = "|".join(re.escape(word) if word in "$" else word for word in english.split("|"))
        quantity = re.compile(rf"(?<![第A-Za-z\d.{_NUMERAL}]){_QUANTITY}\s?(?:{unit})")
        found.append((quantity, re.compile(rf"(?<![A-Za-z])(?:{words})", re.IGNORECASE)))
    return tuple(found)


def lost_units(source: str, target: str) -> tuple[str, ...]:
    """The quantities, as written in the source, whose unit the target does not name.

    >>> lost_units("走了5公里，花了20元。", "walked 5 and paid 20 yuan")
    ('5公里',)
    """
    found = []
    for unit, english in _units() if _ANY_QUANTITY.search(source) else ():
        match = unit.search(source)
        if match and not english.search(target):
            found.append(match[0].strip())
    return tuple(found)
