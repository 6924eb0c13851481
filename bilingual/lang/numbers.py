"""Numbers of the source that are missing in the translation. Doubtful cases are let pass.

How often it is wrong, on drafts and on what people translated, stands in docs/findings.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from bilingual.lang.chinese_numbers import DIGITS, NUMERALS, POWERS, amount, chinese_value, power, readings
from bilingual.lang.english_numbers import NUMBER, SCALES, decimal, unspaced
from bilingual.lang.english_numbers import values as english_values
from bilingual.lang.large_numbers import large_numbers
from bilingual.lang.likeness import occurring
from bilingual.lang.residue import without
from bilingual.lang.tokens import tokens
from bilingual.lang.years import years

_WIDE = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("．"): "."}
_SLOT = re.compile("⟦[0-9]⟧")
_LETTER = re.compile("[A-Za-z0-9]")
_GOES_ON = re.compile(r"[A-Za-z0-9]|[.,]\d")
"""What follows a part of a longer word, or of a number."""

_ARABIC = re.compile(
    rf"(?P<number>{NUMBER})(?P<latin>[kKwW](?![A-Za-z]))?\s?多?(?P<power>[十百千]?[万萬亿億]{{1,2}}|[百千](?![米克瓦卡伏赫帕]))?\s?(?P<unit>世[纪紀]|年代|[年点點时時成后後])?"
)
_CHINESE = re.compile(
    rf"(?<![几幾数數多好若{NUMERALS}])(?P<number>[{NUMERALS}]{{2,}})"
    rf"(?P<unit>[年月日号號时時岁歲个個名位家种種次倍天周元块塊米斤人分秒页頁度条條台部届屆章集期]|[点點](?![{''.join(DIGITS)}十半]))"
)
"""A number in Chinese characters counts only with a measure word after it, so that 万一 and 十一 (a holiday) do not."""


_LATIN = {"k": 10**3, "w": 10**4}
"""What people type for 千 and 万."""
_ANY = re.compile(f"[{NUMERALS}半点點]+")
_OTHERWISE: tuple[tuple[re.Pattern[str], tuple[Callable[[Decimal], Decimal], ...]], ...] = (
    (re.compile("成(?![立为為员員功果长長本熟就绩績交品年人])"), (lambda n: 10 * n,)),
    (re.compile("折(?![叠疊磨腾騰])"), (lambda n: 100 - n, lambda n: 100 - 10 * n)),
    (re.compile(r"[\d零〇一二三四五六七八九十]\s?年|\d0[后後]"), (lambda n: 1900 + n, lambda n: 2000 + n)),
    (re.compile("兆(?![瓦帕赫字比])"), (lambda n: n * 10**12,)),
    (re.compile("[点點时時:：]"), (lambda n: n + 12, lambda n: abs(n - 12))),
)
"""What else a number may mean: 三成 is 30 %, 八折 20 % off, 08年 2008, 十兆 in Taiwan 10 trillion, 晚上八点 20:00."""
_AND_PART = re.compile(
    rf"(?P<whole>\d+|[{NUMERALS}]+)(?:米|块|塊|公里|斤|元|尺|丈|里|度)(?P<part>半|\d{{1,2}}|[{''.join(DIGITS)}]{{1,2}})(?![{NUMERALS}\d])"
)
"""`一米八` is 1.8 metres, `三块五` 3.5 yuan, `两斤半` 2.5 jin."""
_OFFSETS: Mapping[str, tuple[int, ...]] = {
    "年代": tuple(range(1000, 2100, 100)), **dict.fromkeys(("年", "后", "後"), (1900, 2000)),
    **dict.fromkeys(("点", "點", "时", "時", ":", "："), (-12, 12)),
}  # fmt: skip
"""What may be added to a number of less than 100 before a unit."""
_SOME = re.compile(r"(?<=[十百千万萬\d])[多余餘几幾](?=[万萬亿億])")
_WORDS_OF_SCALE = ("hundred", "thousand", "million", "billion", "trillion")
_SCALE = rf"\s?-?(?P<{{}}>{'|'.join(sorted(SCALES, key=len, reverse=True))})\b"
_ENGLISH = re.compile(
    rf"(?<![\w.,/:#-])(?P<number>(?>{NUMBER}))(?![-–/:]\d|\.\s?\d|-?[ap]\.?m\b|\s[ap]\.?m\b|\w*-[a-z])"
    rf"(?:{_SCALE.format('scale')}|(?=\s(?:to|and|or)\s\W?(?:{NUMBER}){_SCALE.format('shared')}))?",
    re.IGNORECASE,
)
"""A number that stands for itself: no part of a name (`GPT-5`), a date, a time or a range of digits. What it is counted in
may stand after the other end of a range: `10 to 20 billion`."""
_COUNTED = NUMERALS.replace("兆", "")
"""The numerals that stand before the end of a longer number."""
_ABOUT = re.compile(rf"(?<![\d{_COUNTED}])(?:一[二两兩]|[二两兩]三|三四|四五|五六|六七|七八|八九)[十百千](?![万萬亿億分年])")
"""`一两百`: a number between two, of which one is enough."""
_FEW = re.compile(
    rf"(?<![\d第{_COUNTED}周週星期])(?P<number>[二两兩]三|三[四五]|四五|五六|六七|七八|八九)"
    r"(?=[个個名位家种種次倍天周週块塊米斤人页頁条條台本件张張杯只隻句行步公]|分[钟鐘]|小[时時])"
)
"""`三五个`: one of two numbers, or between them. 五六年 may be 1956, and 三四月 are two months."""
_MEGA = re.compile(r"(?<![\d零〇一二两兩三四五六七八九十百千万萬几幾数數])(?P<number>[十百千])兆")
"""`百兆宽带`, 100 Mbit/s, and in Taiwan `百兆元`, 100 trillion."""
_POINT = re.compile(
    rf"(?<![\d第有这這那几幾每上前以下{_COUNTED}])(?P<number>[两兩三四五六七八九十])[点點]"
    rf"(?![{''.join(DIGITS)}十式水状狀阵陣心名头頭击擊线線])"
)
"""`两点`, of the clock or of what is listed; 一点 is a bit."""
_VAGUE = re.compile(
    r"(?i)\b(?:tens|dozens?|scores?|hundreds|thousands|several|few|couple|handful|both|pair|noon|midnight|some)\b"
)
"""How English says it without a number."""
_IS_ABOUT = re.compile(rf"(?:{_ABOUT.pattern})|(?:[二两兩三四五六七八九]){{2}}|[两兩三四五六七八九十][点點]")
"""What English may say without a number."""
_HOUR = re.compile(
    "(?:上午|下午|早上|早晨|清晨|中午|傍晚|晚上|夜里|夜裡|凌晨)(?P<hour>[一二两兩三四五六七八九十]|十一)[点點](?!三刻|一?[线線])"
)
"""`晚上两点`, which 24 hours write as 14 or 2; noon and midnight are words."""
_DOTTED = re.compile(r"(?<![\d.])\d+(?:\.\d+){2,}(?!\.?\d)")
"""A version, a section, an address of a network, or a date: one number, whatever stands between the dots."""
_CLOCK = re.compile(r"[:：][0-5]\d(?!\d)")
_MONTH = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)\.(?P<month>0[1-9]|1[0-2])(?![\d.])")
"""`2024.03` may be March 2024, and 2024.03."""
_Wanted = tuple[str, tuple[frozenset[Decimal], ...]]
"""A number as written, and for each value that it has those that may stand for it."""


def missing(source: str, target: str) -> tuple[str, ...]:
    """The numbers, as written in the source, that stand nowhere in the target in any form.

    >>> missing("2025年有3.5亿用户，增长20%。", "In 2025 it had 350 million users.")
    ('20',)
    >>> missing("三百五十个人，10月开始。", "Three hundred and fifty people, from October.")
    ()
    >>> missing("三五个人要百兆宽带，两点来。", "They come."), missing("三五个人两点来。", "A few people come at 2.")
    (('三五', '百兆', '两点'), ())
    >>> missing("v2.13.5花了2千亿", "v2.13.4 cost 2 million"), missing("2018.1.5那天", "on January 5, 2018")
    (('2.13.5', '2千亿'), ())
    """
    source, target = _without_shared_tokens(_narrowed(source), _SLOT.sub(" ", target))
    wanted = _wanted(source)
    have = english_values(target) if wanted else frozenset()
    lost = (text for text, parts in wanted if not all(part & have for part in parts))
    return tuple(dict.fromkeys(text for text in lost if not (_IS_ABOUT.fullmatch(text) and _VAGUE.search(target))))


def added(source: str, target: str, allowed: Sequence[str] = ()) -> tuple[str, ...]:
    """The numbers in digits of the target that the source does not have in any form; those in `allowed` are right.

    >>> added("苦心经营30年", "in 300 years"), added("二零二五年有两万三", "23,000 in 2025"), added("升到2.1.3", "to 2.1.4")
    (('300',), (), ('2.1.4',))
    >>> added("增至2.6 billion美元", "It grew to $2.6 billion.")
    ()
    """
    source, rest = _without_shared_tokens(_narrowed(source), unspaced(without(target, allowed)))
    have = _possible(source) if any(map(str.isdigit, rest)) else frozenset()
    dotted = [match[0] for match in _DOTTED.finditer(rest) if not {*map(Decimal, match[0].split("."))} <= have]
    numbers = (match for match in _ENGLISH.finditer(_DOTTED.sub(" ", rest)) if len(match["number"]) > 1)
    return tuple(dict.fromkeys([*dotted, *(match[0] for match in numbers if not _readings(match) & have)]))


def _without_shared_tokens(source: str, target: str) -> tuple[str, str]:
    """Both without the tokens that stand in both as they are: there is nothing to ask of their numbers."""
    wanted = dict.fromkeys(
        token.text
        for token in (tokens(source) if any(map(str.isdigit, source)) else ())
        if any(map(str.isdigit, token.text)) and source[token.end : token.end + 1] not in POWERS
    )
    there = occurring(wanted, target)
    shared = {target[start:end] for start, end in _places(there, target)} if there else set()
    source, target = _without_shared_versions(source, target)
    if not shared:
        return source, target
    return _blotted(source, _places(shared, source)), _blotted(target, _places(shared, target))


def _without_shared_versions(source: str, target: str) -> tuple[str, str]:
    """Both without the versions that stand in both, whatever letters stand before: `V2.1.0`, `v2.1.0`, `iOS17.2.1`."""
    shared = {match[0] for match in _DOTTED.finditer(source)} & {match[0] for match in _DOTTED.finditer(target)}
    return _without_versions(source, shared), _without_versions(target, shared)


def _without_versions(text: str, versions: Collection[str]) -> str:
    spans = (match.span() for match in _DOTTED.finditer(text) if match[0] in versions)
    return _blotted(text, spans) if versions else text


def _places(words: Collection[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that are no parts of longer ones or of numbers, the longest first."""
    sizes = sorted({len(word) for word in words}, reverse=True)
    position = 0
    for start in range(len(text)):
        if start >= position and not (start and _LETTER.match(text, start - 1)):
            ends = (start + size for size in sizes if text[start : start + size] in words)
            position = next((end for end in ends if not _GOES_ON.match(text, end)), start)
            if position > start:
                yield start, position


def _readings(match: re.Match[str]) -> frozenset[Decimal]:
    """What a number of an English text may be: with a scale in words no more than that, but 5 m are also 5 metres."""
    value, scale = decimal(match["number"]), (match["scale"] or match["shared"] or "").lower()
    scaled = value * SCALES.get(scale, 1)
    return frozenset({scaled} if match["scale"] and scale in _WORDS_OF_SCALE else {value, scaled})


def _narrowed(source: str) -> str:
    """A source without slots, its digits and the marks inside of numbers as English writes them, `.5` as `0.5`."""
    narrow = re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", _SLOT.sub(" ", source).translate(_WIDE))
    return re.sub(r"(?<![A-Za-z0-9_.)\]])\.(?=\d)", "0.", narrow)


def _possible(source: str) -> frozenset[Decimal]:
    """Every value that anything in a Chinese text could mean; more than it does mean."""
    source = _SOME.sub("", source)
    values = {decimal(match[0]) for match in re.finditer(NUMBER, source)}
    values |= {Decimal(part) for match in (*_DOTTED.finditer(source), *_MONTH.finditer(source)) for part in match[0].split(".")}
    values |= {value for number in large_numbers(source) for value in number.values}
    values |= {Decimal(year.value) for year in years(source)}
    for match in _ANY.finditer(source):
        values |= _meant(match[0]) | {*amount(match[0])}
    for match in _AND_PART.finditer(source):
        part = Decimal(5 if match["part"] == "半" else "".join(str(DIGITS.get(digit, digit)) for digit in match["part"]))
        wholes = {Decimal(match["whole"])} if match["whole"].isascii() else readings(match["whole"])
        values |= {whole + part / 10 ** len(match["part"]) for whole in wholes}
    values |= {value for match in _ARABIC.finditer(source) for value in _arabic(match)}
    values |= english_values(source)  # `2.6 billion美元`, as a person writes it, or as an engine is told it
    for unit, others in _OTHERWISE:
        if unit.search(source):
            values |= {other(value) for value in values if 0 < value < 100 for other in others}
    return frozenset(values)


def _arabic(match: re.Match[str]) -> Iterator[Decimal]:
    value = decimal(match["number"])
    yield value * power(match["power"] or "") * _LATIN.get((match["latin"] or "").lower(), 1)
    yield from _accepted(value, match["unit"] or "")


def _meant(characters: str) -> set[Decimal]:
    """The values of every stretch of a run of numerals, read in each of the ways that people write them."""
    found: set[Decimal] = set()
    for start in range(len(characters)):
        for end in range(start + 1, min(start + 12, len(characters)) + 1):
            found |= readings(characters[start:end])
    return found


def _wanted(source: str) -> list[_Wanted]:
    """Each number of the source with the values that may stand for it, in order; what one rule has read the next does not see."""
    found: dict[int, _Wanted] = {}
    for number in large_numbers(source):
        found[number.start] = source[number.start : number.end], tuple(frozenset({value}) for value in number.values)
    for year in years(source):
        found[year.start] = source[year.start : year.end], (frozenset({Decimal(year.value), Decimal(year.written)}),)
    source = _blotted(source, _spans(found))
    found |= {match.start(): (match[0], _of_date(match[0])) for match in _DOTTED.finditer(source)}
    for match in _MONTH.finditer(source):
        found[match.start()] = match[0], tuple(frozenset({Decimal(match[0]), Decimal(part)}) for part in match.groups())
    source = _blotted(source, _spans(found))
    for match in _ARABIC.finditer(source):
        value = decimal(match["number"]) * power(match["power"] or "")
        others = {value * _LATIN[match["latin"].lower()]} if match["latin"] else set()
        unit = match["unit"] or (source[match.end()] if _CLOCK.match(source, match.end()) else "")
        found[match.start()] = match[0].strip(), (_accepted(value, unit) | others,)
    for match in _ABOUT.finditer(source):
        found[match.start()] = match[0], (frozenset(amount(match[0])),)
    for match in _FEW.finditer(source):
        found[match.start()] = match[0], (frozenset(Decimal(DIGITS[digit]) for digit in match[0]),)
    for match in _MEGA.finditer(source):
        value = Decimal(POWERS[match["number"]])
        found[match.start()] = match[0], (frozenset({value, value / 1000, value * 10**6, value * 10**12}),)
    for match in _POINT.finditer(source):
        point = Decimal(DIGITS.get(match["number"], 10))
        found[match.start()] = match[0], (frozenset({point, point + 12}),)
    for match in _HOUR.finditer(source):
        hour = chinese_value(match["hour"]) or DIGITS[match["hour"]]
        found[match.start("hour")] = f"{match['hour']}点", (frozenset({Decimal(hour), Decimal(hour + 12)}),)
    for match in _CHINESE.finditer(source):
        if value := chinese_value(match["number"]):
            found[match.start()] = match[0], (_accepted(value, match["unit"]),)
    return [found[start] for start in sorted(found)]


def _spans(found: Mapping[int, _Wanted]) -> Iterator[tuple[int, int]]:
    return ((start, start + len(words)) for start, (words, _) in found.items())


def _blotted(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with commas in place of these parts of it."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = "，" * (end - start)
    return "".join(characters)


def _of_date(dotted: str) -> tuple[frozenset[Decimal], ...]:
    """Year, month and day, which English may write in another form; nothing stands for any other number with dots."""
    parts = [Decimal(part) for part in dotted.split(".")]
    is_date = len(parts) == 3 and 1000 <= parts[0] <= 2999 and parts[1] <= 12 and parts[2] <= 31
    return tuple(frozenset({part}) for part in parts) if is_date else (frozenset(),)


def _accepted(value: Decimal, unit: str) -> frozenset[Decimal]:
    """The value, and what it is called in English: 08年 is 2008, 20世纪80年代 the 1980s, 20点 eight in the evening."""
    if unit in ("世纪", "世紀"):
        return frozenset({value, *((value - 1) * 100 + 10 * decade for decade in range(10))})
    if unit == "成":
        return frozenset({value, 10 * value})
    return frozenset({value, *(value + other for other in _OFFSETS.get(unit, ()) if 0 < value < 100)})
