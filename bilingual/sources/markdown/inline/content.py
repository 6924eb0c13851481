"""What stands in the parentheses of a gloss: a name, a name and its explanation, a description, or something else."""

from __future__ import annotations

import re
from typing import NamedTuple

from bilingual.lang.characters import HAN_OR_KANA
from bilingual.lang.names import is_chinese_name
from bilingual.lang.units import names_nothing
from bilingual.sources.markdown.inline.nodes import OPAQUE, STRUCTURE

LONGEST = 800
"""How long a gloss may be, in characters."""
LONGEST_HEAD = 120
LETTER = re.compile(r"[^\W\d_]")
NOTE = re.compile(
    r"(?:译者?[注按]|譯者?[註注按]|编者?[注按]|編者?[註注按]|校?[注註按][:：]|注释|註釋|编者|編者|原文|原话|原話|此处|此處|下同|同上"
    r"|[图圖表]\s*[\d一二三四五六七八九十]|[参參详詳]?[见見](?:[图圖表下上第附文]|\W|$)|如[图圖下上]"
    r"|[大众眾全场場微苦偷]{0,3}笑+[声聲]?$|[热熱烈全场場]{0,4}(?:掌声|掌聲|鼓掌)|(?:背景)?(?:音乐|音樂)$|停顿|停頓|沉默|[叹嘆]气?氣?$|咳嗽?$|哈+$"
    r"|[上中下前后後左右]$|[一二三四五六七八九十]{1,3}$)"
)
"""Notes of a translator, editor or transcriber, asides, and references to elsewhere: they explain no term."""
NUMBER = re.compile(
    r"(?!百度)[约約近共超逾合第公元前西至今\s]{0,5}[$¥€£￥]?\s*[\d一二三四五六七八九十百千][\d\s.,:，：/\-–—－~～至到年月日号號时時分秒－‐+]*"
    r"(?:[%％‰°℃]|年代?|月|世纪|世紀|万|萬|亿|億|美?元|人民币|人民幣|人次?|次|岁|歲|个|個|公里|千?米|厘米|公斤|千克|吨|噸|度|分钟|分鐘|小时|小時|天|周|倍"
    r"|[页頁集期章节節版届屆位名篇]|[kKMGT]?[BbWw]|[kKmcn]?[mg]|[mn]?s|[kMG]?Hz|[kKMBT]|AD|BC|[ap]\.?m\.?){0,3}\s*$"
)
"""A year, a number, a quantity with its unit."""
COLON = re.compile(r"\s*[:：]\s*")
COMMA = re.compile(r"\s*[,，]\s*(?=[\u3400-\u9fff])|[,，]\s*(?=[*_\ue000])")
OPENING = dict(zip("（([【《「『“", "））]】》」』”", strict=True))
EDGE = re.compile(r"[*_]{1,3}")


class Content(NamedTuple):
    """Where the parts of a gloss's content stand."""

    head: int
    head_end: int
    inner: int
    """Start of the explanation."""
    inner_end: int

    def latin_head(self, masked: str) -> bool:
        """Whether the head is a name in Latin letters."""
        head = masked[self.head : self.head_end]
        return LETTER.search(head) is not None and not HAN_OR_KANA.search(head)

    def with_name(self, masked: str, term: str) -> Content:
        """The same with a lone Chinese name of a Latin term as its head: `**Jensen Huang（黄仁勋）**`."""
        is_lone = self.head == self.head_end and not HAN_OR_KANA.search(term)
        return (
            Content(self.inner, self.inner_end, self.inner_end, self.inner_end)
            if is_lone and (is_chinese_name(term, masked[self.inner : self.inner_end]))
            else self
        )

    def names(self, masked: str, term: str) -> bool:
        """Whether it can say what the term is called: not where a unit, a quantity or a mark stands in it."""
        return not (self.latin_head(masked) and names_nothing(term, masked[self.head : self.head_end]))


def content_of(masked: str, start: int, end: int) -> Content | None:
    """The content from `start` to `end`, read; nothing when it explains no term."""
    if not start < end <= start + LONGEST:
        return None
    while start < end and masked[start].isspace():
        start += 1
    while end > start and masked[end - 1].isspace():
        end -= 1
    text = masked[start:end]
    if not LETTER.search(text.strip(OPAQUE)) or NOTE.match(text) or NUMBER.match(text) or text[0] == STRUCTURE:
        return None
    return _named(masked, start, end) or _lone_name(masked, start, end) or Content(start, start, start, end)


def _named(masked: str, start: int, end: int) -> Content | None:
    """Head, colon, explanation."""
    colon = _first_colon(masked, start, end)
    if colon is None:
        return None
    head = _head(masked, start, colon.start())
    return Content(*head, min(colon.end(), end), end) if head else None


def _first_colon(masked: str, start: int, end: int) -> re.Match[str] | None:
    """The first colon outside brackets that is not between digits (`12:30`)."""
    awaited: list[str] = []
    for index in range(start, min(end, start + LONGEST_HEAD)):
        character = masked[index]
        if awaited and character in (awaited[-1], "）" if awaited[-1] == ")" else ")" if awaited[-1] == "）" else ""):
            awaited.pop()
        elif character in OPENING:
            awaited.append("）" if character == "(" else OPENING[character])
        elif character in ":：" and not awaited and not _clock(masked, index):
            space = len(masked[start:index]) - len(masked[start:index].rstrip())
            return COLON.match(masked, index - space, end)
    return None


def _clock(masked: str, index: int) -> bool:
    return masked[index - 1 : index].isdigit() and masked[index + 1 : index + 2].isdigit()


def _head(masked: str, start: int, end: int) -> tuple[int, int] | None:
    """The head without emphasis marks around it; nothing when there is other markup in it or no letter."""
    opening = EDGE.match(masked, start, end)
    mark = opening[0] if opening else ""
    if mark and masked.endswith(mark, start + len(mark), end):
        start, end = start + len(mark), end - len(mark)
    text = masked[start:end]
    clean = not any(sign in text for sign in (OPAQUE, STRUCTURE, "*", "__", "~~", "。"))
    return (start, end) if clean and LETTER.search(text) and text == text.strip() else None


def _lone_name(masked: str, start: int, end: int) -> Content | None:
    """A name in Latin letters alone, or before a comma.

    `（Artificial Intelligence，简称AI）`, `（Growth Factor 1, **IGF-1**）`.
    """
    if not HAN_OR_KANA.search(masked, start, end):
        head = _head(masked, start, end)
        if head:
            return Content(*head, head[1], head[1])
    comma = COMMA.search(masked, start, min(end, start + LONGEST_HEAD))
    if comma is None or HAN_OR_KANA.search(masked, start, comma.start()):
        return None
    head = _head(masked, start, comma.start())
    return Content(*head, comma.end(), end) if head and head[1] - head[0] > 1 else None
