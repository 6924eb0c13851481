"""Numbers in Chinese characters: digits, powers of ten, and the values that people mean by a run of them."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
"""What each character multiplies the number before it by; several in a row multiply each other: 万亿, 千万."""
_LARGE = "".join(character for character, value in POWERS.items() if value >= 10**4)
"""The powers that multiply all that was counted before them."""
_SAME = ("零〇", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九")
DIGITS = {character: value for value, characters in enumerate(_SAME) for character in characters}
"""The value of each digit."""
NUMERALS = "".join((*DIGITS, *POWERS))
"""All of these characters, for patterns."""
MEASURES = "年月日号號时時岁歲个個名位家种種次倍天周元块塊米斤人分秒页頁度条條台部届屆章集期万萬亿億千百十多余餘"
"""What follows a number that counts something: measure words, and the powers of ten in which it goes on."""
_ITEMS = re.compile(rf"[0-9][0-9,]*(?:\.[0-9]+)?|[点點][{''.join(DIGITS)}]+|.")
_PAIR = re.compile(f"([一二两兩三四五六七八])([二两兩三四五六七八九])(?=[{''.join(POWERS)}])")
_WAVE = re.compile(r"(?<=[\d%％])[ ]?[～〜~][ ]?(?=\d)")
_DAYS = re.compile(r"(?<=[周期拜][一二三四五六日天])[～〜~](?=周|星期|礼拜)|(?<=[年月日号點点])[～〜~](?=\d)")
_IN_A_ROW = re.compile(
    rf"(?<![{NUMERALS}第])(?:一二(?:三(?:四(?:五六?)?)?)?|二三(?:四(?:五六?)?)?|三四(?:五六?)?|四五六?|五六)(?=年[级級]|等[奖獎])"
)
_SHORT = re.compile(f"(.*([百千{_LARGE}]))([1-9{''.join(DIGITS)}半])")
"""一万二 is 12,000, not 10,002: the last digit goes on in the next lower power; 一亿半 is 150,000,000."""
_DECIMAL = re.compile(f"([^点點]+)[点點]([{''.join(DIGITS)}]+)([{''.join(POWERS)}]*)")


def power(characters: str) -> int:
    """What a run of powers multiplies a number by; 1 for none.

    >>> power("万"), power("万亿"), power("")
    (10000, 1000000000000, 1)
    """
    result = 1
    for character in characters:
        result *= POWERS[character]
    return result


def chinese_value(text: str) -> Decimal:
    """The value of a number in Chinese characters; 0 for an approximate one (七八十) or one that is none (千万).

    >>> chinese_value("两万三千零五"), chinese_value("两万三千亿") == 23 * 10**11, chinese_value("七八十")
    (Decimal('23005'), True, Decimal('0'))
    """
    if (text[0] in POWERS and text[0] != "十") or not any(character in POWERS for character in text):
        return Decimal(0)
    return _in_full(text)


def with_marks_between(text: str) -> str:
    """The text with commas between digits that are classes or prizes in a row, which an engine takes for a number.

    >>> with_marks_between("一二三四年级都来了，一二等奖，一二三四五")
    '一、二、三、四年级都来了，一、二等奖，一二三四五'
    """
    return _IN_A_ROW.sub(lambda found: "、".join(found[0]), text)


def with_plain_ranges(text: str) -> str:
    """The text with ranges as engines know them: the waves of Chinese print between digits are hyphens, between days words.

    >>> with_plain_ranges("要等3～5天，涨了10%~20%，周一～周五上班，好的～")
    '要等3-5天，涨了10%-20%，周一至周五上班，好的～'
    """
    return _DAYS.sub("至", _WAVE.sub("-", text))


def amount(text: str) -> tuple[Decimal, ...]:
    """What a number in Hanzi, or in digits and Hanzi, means where people speak of amounts; nothing where it is none.

    >>> [tuple(map(str, amount(number))) for number in ("3亿5千万", "一万二", "四五百万", "十五点二亿", "三一")]
    [('350000000',), ('12000',), ('4000000', '5000000'), ('1520000000',), ()]
    """
    pair = _PAIR.search(text)
    if pair and DIGITS[pair[2]] - DIGITS[pair[1]] in ((1, 2) if pair[0] == "三五" else (1,)):
        ends = (_in_full(text[: pair.start()] + digit + text[pair.end() :]) for digit in pair[0])
        return tuple(value for value in ends if value)
    short = _SHORT.fullmatch(text)
    value = _in_full(short[1]) + _digit(short[3]) * POWERS[short[2]] / 10 if short else _in_full(text)
    return (value.quantize(Decimal(1)) if value == value.to_integral() else value,) if value else ()


def _in_full(text: str) -> Decimal:
    """The value of digits and powers that follow each other as the rules of counting want it; else 0."""
    total = section = digit = Decimal(0)
    for before, item in pairwise(["-", *_ITEMS.findall("一" + text if text[0] == "十" else text)]):
        if item in POWERS and POWERS[item] < 10**4:
            section, digit = section + digit * POWERS[item], Decimal(0)
        elif item in POWERS:
            # 两万三千亿 and 四万万: the last power counts all before it; 3亿5千万: the 万 only what follows the 亿
            below = total < POWERS[item] or before in _LARGE
            section = section + digit + (total if below else 0)
            total, section, digit = (0 if below else total) + section * POWERS[item], Decimal(0), Decimal(0)
        elif item[0] in "点點":
            digit += Decimal("0." + "".join(str(DIGITS[character]) for character in item[1:]))
        elif digit:
            return Decimal(0)
        else:
            digit = _digit(item)
    return total + section + digit


def _digit(item: str) -> Decimal:
    return Decimal(5 if item == "半" else DIGITS[item] if item in DIGITS else item.replace(",", ""))


def readings(text: str) -> set[Decimal]:
    """Every value that people may mean by a number: 二三 is 23 by its digits, 百万 a million, 半 30 minutes.

    >>> [sorted(map(int, readings(number))) for number in ("二三", "两万三", "五点二亿", "半")]
    [[23], [20003, 23000], [520000000], [0, 30, 50]]
    """
    if (decimals := _DECIMAL.fullmatch(text)) is not None:
        whole, rest, powers = decimals.groups()
        digits = "".join(str(DIGITS[character]) for character in rest)
        units = {Decimal(DIGITS[whole])} if whole in DIGITS else readings(whole)
        return {(unit + Decimal(f"0.{digits}")) * power(powers) for unit in units}
    if "点" in text or "點" in text:
        return set()
    if all(character in DIGITS for character in text):
        return {Decimal("".join(str(DIGITS[character]) for character in text))}
    if text == "半":
        return {Decimal(30), Decimal(50), Decimal("0.5")}
    if "半" in text:
        return set()
    values = {chinese_value(text)}
    if all(character in POWERS for character in text):
        values.add(Decimal(power(text)))
    if len(text) > 2 and text[-1] in DIGITS and text[-2] in POWERS:
        values.add(chinese_value(text[:-1]) + DIGITS[text[-1]] * POWERS[text[-2]] / Decimal(10))
    return values - {Decimal(0)}
