"""Numbers in Chinese characters: digits, powers of ten, and the values that people mean by a run of them."""

from __future__ import annotations

import re
from decimal import Decimal

POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
"""What each character multiplies the number before it by; several in a row multiply each other: 万亿, 千万."""
_SAME = ("零〇", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九")
DIGITS = {character: value for value, characters in enumerate(_SAME) for character in characters}
"""The value of each digit."""
NUMERALS = "".join((*DIGITS, *POWERS))
"""All of these characters, for patterns."""
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

    >>> chinese_value("两万三千零五"), chinese_value("十五"), chinese_value("七八十")
    (Decimal('23005'), Decimal('15'), Decimal('0'))
    """
    if (text[0] in POWERS and text[0] != "十") or not any(character in POWERS for character in text):
        return Decimal(0)
    total = section = digit = 0
    for character in "一" + text if text[0] == "十" else text:
        if character in DIGITS:
            if digit:
                return Decimal(0)
            digit = DIGITS[character]
        elif POWERS[character] >= 10**4:
            total, section, digit = total + (section + digit) * POWERS[character], 0, 0
        else:
            section, digit = section + digit * POWERS[character], 0
    return Decimal(total + section + digit)


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
