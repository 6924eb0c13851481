"""English in parentheses in plain text, `尾部事件（Tail Events: …）`, where nothing marks where the term begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bilingual.extraction.classify import Classified, classify_gloss
from bilingual.lang.characters import script
from bilingual.lang.units import names_nothing
from bilingual.lang.words import words
from bilingual.model import Gloss


@dataclass(frozen=True, slots=True)
class Aside:
    """A term and its English as they seem to stand in a text."""

    reading: Classified
    """Always doubtful."""
    text: str
    """Term and parenthesis as written."""
    start: int
    """Where the term begins, in code points of the text."""


_ENGLISH = re.compile(
    r"[（(][ ]?(?P<head>[A-Za-zÀ-ɏ][^（）()：:\n\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF09\uFF0C-\uFFEF。、，；]{1,79}?)"
    r"[ ]?(?:[:：][^（）()\n]{0,200})?[）)]"
)
_BEFORE = re.compile(r"(?P<words>[^\s，。！？；：、,.!?;:（）()\[\]【】“”‘’《》「」『』…—]{2,40})(?P<closer>[”’》」』]?)[ ]?\Z")
"""The unbroken words before a parenthesis; searched for from it, since long lines have far more words than those."""
_NO_NAME = re.compile(
    r"(?i)https?\b|www\.|[^ ]+\.(?:com|org|net|cn|io|md|py|js|html?)\b|\S*[=<>{}\\@_]|via\b|see\b|source\b|p{1,2}\.\s*\d"
    r"|(?:ad|bc|bce|ce|ok|lol|op|ed)$"
)
_FUNCTION_WORDS = frozenset(
    "的 了 着 过 是 在 和 与 與 及 或 以及 把 被 给 給 对 對 从 從 向 到 让 讓 使 由 于 於 为 為 有 没有 也 都 就 还 還 又 再"
    " 才 很 更 最 这 這 那 哪 这个 這個 那个 那個 这种 這種 那种 一个 一個 一种 一種 所谓 所謂 叫 叫做 叫作 称 稱 称为 稱為"
    " 称作 即 如 例如 比如 提出 用 我 你 他 她 它 我们 我們 你们 他们 他們 等 们 們 吗 呢 吧 啊 嘛 地 得 之 其 该 該 每 各"
    " 并 並 而 但 因为 因為 所以 如果".split()
)
_SMALL_WORDS = frozenset("of the a an and for in on to by with or at de la du von".split())
_LONGEST = 12
"""Hanzi in a proposed term."""


def find_asides(text: str) -> Iterator[Aside]:
    """What looks like a term with its English in a text without marks, in order.

    >>> [(a.reading.term, a.reading.target, a.start) for a in find_asides("这就是尾部事件（Tail Events: 概率极小）（笑）")]
    [('尾部事件', 'Tail Events', 3)]
    """
    for match in _ENGLISH.finditer(text):
        window = max(0, match.start() - 42)
        before = _BEFORE.search(text[window : match.start()])
        if before is None or script(before["words"][-1]) != "han" or _NO_NAME.match(match["head"]):
            continue
        is_marked = before["closer"] and text[window + before.start() - 1 : window + before.start()] in tuple("“‘《「『")
        term = before["words"] if is_marked else propose_term(before["words"], match["head"])
        if len(term) > 1 and not names_nothing("", match["head"]) and script(term) in ("han", "mixed"):
            yield _aside(text, window + before.end("words") - len(term), match.end(), term, match["head"])


def _aside(text: str, start: int, end: int, term: str, head: str) -> Aside:
    reading = classify_gloss(Gloss("", term, "", "（", head, "", (), "）"))
    reason = reading.reason or "Found in plain text, where nothing marks where the term begins."
    classified = Classified(reading.kind, reading.term, reading.target, reading.full, reading.chinese, "doubtful", reason)
    return Aside(classified, text[start:end], start)


def propose_term(before: str, head: str) -> str:
    """The end of `before` that the English names: about as many words as it has, up to a function word."""
    wanted = _named_words(head)
    term = ""
    for count, word in enumerate(reversed(words(before))):
        if word in _FUNCTION_WORDS or len(term) + len(word) > _LONGEST or (count >= wanted and len(term) > 1):
            break
        term = word + term
    return term


def fits(term: str, english: str) -> bool:
    """Whether a term that no marks enclose is as long as its English: no more words, an acronym's letters counted.

    >>> fits("尾部事件", "Tail Events"), fits("公司采用强化学习", "Reinforcement Learning"), fits("强化学习", "RL")
    (True, False, True)
    """
    letters = sum(map(str.isupper, english)) if " " not in english else 0
    return len(words(term)) <= max(_named_words(english), letters)


def _named_words(english: str) -> int:
    return sum(word.lower() not in _SMALL_WORDS for word in re.split(r"[\s-]+", english)) or 1
