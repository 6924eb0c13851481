"""Which line breaks an author meant: lists without list marks, timetables, verse, addresses. CommonMark makes them spaces.

Chinese prose that an editor wrapped has long lines, and its breaks mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from bilingual.lang.characters import HANZI
from bilingual.lang.clocks import CLOCK
from bilingual.sources.segmentation.sentences import ATOM

SHORT = 40
"""In columns, a Hanzi taking two: prose is wrapped at more."""
VERSE = 32
"""In columns: so long may the lines of a poem be."""
_NUMERALS = "[一二三四五六七八九十百]{1,3}"
ITEM = re.compile(
    rf"[ \t\u3000]*(?:{CLOCK}|[(（【\[](?:\d{{1,3}}|{_NUMERALS}|[A-Za-z])[)）】\]]|(?:\d{{1,4}}|[A-Za-z])(?:[、．)）]|\.(?!\d))"
    r"|[Vv]\d+(?:\.\d+)+(?=[ \t\u3000])"
    rf"|{_NUMERALS}[、.．)）]|第(?:\d{{1,3}}|{_NUMERALS})|[①-⓿❶-➓㊀-㊉]|[·•◦▪▫●○■□◆◇★☆※→►▶✓✔✅☑❌✗+*–—-]"
    rf"|[\U0001f300-\U0001faff]|{ATOM}(?:[ \t]|$))"
)
"""How a line begins that is one of several things: a number, a clock, a bullet."""
LABELLED = re.compile(r"[ \t\u3000]*[^\s，。！？；：:、“”‘’（）()]{1,8}[ \t]?[：:](?!//)")
"""`地点：北京`."""
GOES_ON = re.compile(
    r"(?:[，、,(（“‘「『《—\-]|[和与與或及把被从從向]|只有|因为|因為|如果|但是|而且|以及|比如|由于|由於|虽然|雖然|为了|為了|通过|通過)$"
)
"""Marks and function words (prepositions and conjunctions) that end no line of its own."""


def meant_breaks(lines: Sequence[str]) -> list[bool]:
    r"""For each line but the last, whether it ends what it says: what follows begins anew.

    >>> meant_breaks(["地点：北京", "时间：明天", "票价：免费"])
    [True, True]
    >>> meant_breaks(["今天我们在公园里走了很久很久很久很久很久很久，", "后来回家。"])
    [False]
    """
    lines = [line.strip() for line in lines]
    widths = [sum(2 if east_asian_width(character) in "WF" else 1 for character in line) for line in lines]
    verse = max(widths, default=0) <= VERSE and (len(lines) > 3 or len(set(widths)) == 1)
    return [
        _is_meant(line, following, width <= SHORT, verse)
        for line, following, width in zip(lines, lines[1:], widths, strict=False)
    ]


def _is_meant(line: str, following: str, short: bool, verse: bool) -> bool:
    if ITEM.match(following) or line.endswith(("：", ":", "；")):
        return True
    if not (short and HANZI.search(line)) and not ITEM.match(line):
        return False
    return (
        bool(LABELLED.match(line) or LABELLED.match(following) or verse or not GOES_ON.search(line))
        and not following[:1].islower()
    )
