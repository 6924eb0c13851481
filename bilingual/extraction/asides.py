"""English in parentheses in plain text, `尾部事件（Tail Events: …）`, where nothing marks where the term begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bilingual.extraction.classify import Classified, classify_gloss
from bilingual.lang.characters import script
from bilingual.lang.units import names_nothing
from bilingual.lang.words import frequency, tagged
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
    " 并 並 而 但 因为 因為 所以 如果 使用 采用 採用 利用 来自 來自 位于 位於 介绍 介紹 包括 通过 通過 基于 基於 成为 成為"
    " 加入 访问 訪問 等待 做 做了 会做 會做 进入 進入 引入 推出 发布 發布 發佈 采访 採訪"
    " 谈到 談到 提到 见 見 参见 參見".split()
)
_SMALL_WORDS = frozenset("of the a an and for in on to by with or at de la du von".split())
_NOT_IN_TERMS = frozenset("t f d p c r u ul uj uv ug ud uz y e o q zg".split())
"""jieba's parts of speech of words that are in no term: times, adverbs, prepositions, pronouns, particles, measures."""
_BEFORE_TERMS = frozenset("t f p c r u m q".split())
_NAMES = frozenset("nr nrt nrfg ns".split())
_COMMON = frozenset("n vn v an".split())
_NUMBERED = re.compile("第?[\\d一二三四五六七八九十百]+[条條章节節款项項页頁期届屆版部编編卷号號课課集]$")
"""`第8条（Article 8）`."""
_PROPER = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ0-9]+")
_OFTEN = 500
"""How often a segmenter's corpus has a word that everybody knows."""
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
        if (
            len(term) > 1
            and not names_nothing("", match["head"])
            and not is_instance(term, match["head"])
            and script(term) in ("han", "mixed")
        ):
            yield _aside(text, window + before.end("words") - len(term), match.end(), term, match["head"])


def _aside(text: str, start: int, end: int, term: str, head: str) -> Aside:
    reading = classify_gloss(Gloss("", term, "", "（", head, "", (), "）"))
    reason = reading.reason or "Found in plain text, where nothing marks where the term begins."
    classified = Classified(reading.kind, reading.term, reading.target, reading.full, reading.chinese, "doubtful", reason)
    return Aside(classified, text[start:end], start)


def propose_term(before: str, head: str) -> str:
    """The end of `before` that the English names: about as many words as it has, up to a word that no term begins with.

    A name is whole by itself, whatever stands before it.

    >>> propose_term("我们用增强现实", "AR"), propose_term("也等待特朗普", "Donald Trump")
    ('增强现实', '特朗普')
    """
    if numbered := _NUMBERED.search(before) if head[-1:].isdigit() else None:
        return numbered[0]
    found = _words(before)
    if _is_whole(found, head):
        return before
    term, count = "", 0
    for word in reversed(found):
        if word.text in _FUNCTION_WORDS or word.tag in _NOT_IN_TERMS or len(term) + len(word.text) > _LONGEST:
            break
        if len(term) > 1 and (_is_enough(term, count, head) or (word.tag[0] == "v" and _is_a_name(term))):
            break
        term, count = word.text + term, count + 1
        if word.is_name and head[:1].isupper() and len(word.text) > 2:
            break
    return term


class _Word(NamedTuple):
    text: str
    tag: str
    """jieba's part of speech."""
    is_unknown: bool
    """Whether a segmenter lacks it."""

    @property
    def is_name(self) -> bool:
        return self.tag in _NAMES


def _words(text: str) -> list[_Word]:
    """The words; names and characters that a segmenter makes nothing of are joined."""
    found: list[_Word] = []
    for piece, tag in tagged(text):
        is_unknown = not frequency(piece) or (len(piece) == 1 and piece not in _FUNCTION_WORDS) or tag in _NAMES
        word = _Word(piece, tag, is_unknown)
        if found and is_unknown and found[-1].is_unknown and (word.is_name or len(piece) == 1):
            before = found.pop()
            word = _Word(before.text + piece, tag if word.is_name else before.tag, True)
        found.append(word)
    return found


def _is_whole(found: list[_Word], head: str) -> bool:
    """Whether all the words between two marks are the term: no more than the English says, and nothing that leads to it."""
    length = sum(len(word.text) for word in found)
    letters = _letters(head)
    fits_in = length <= 2 * letters + 1 if letters else len(found) <= _named_words(head)
    leads = found[0].tag in _BEFORE_TERMS or any(word.text in _FUNCTION_WORDS for word in found)
    leads = leads or (found[-1].is_name and not found[0].is_name)
    return fits_in and length <= _LONGEST and not leads


def _is_enough(term: str, count: int, head: str) -> bool:
    """Whether a term is as long as its English: a word for each, two characters for each letter of an acronym."""
    letters = _letters(head)
    return count >= max(_named_words(head), letters) or bool(letters and len(term) >= 2 * letters)


def _is_a_name(term: str) -> bool:
    """Whether a term is a name, which no verb before it belongs to."""
    return all(tag in _NAMES for _, tag in tagged(term))


def fits(term: str, english: str) -> bool:
    """Whether a term that no marks enclose is as long as its English: no more words, an acronym's letters counted.

    >>> fits("尾部事件", "Tail Events"), fits("公司采用强化学习", "Reinforcement Learning"), fits("强化学习", "RL")
    (True, False, True)
    """
    return len(_words(term)) <= max(_named_words(english), _letters(english))


def is_instance(term: str, english: str) -> bool:
    """Whether the English may be the name of one such thing (`平台（Jarsy）`): a common word with a lone proper name.

    >>> is_instance("平台", "Jarsy"), is_instance("北京", "Beijing"), is_instance("强化学习", "RL")
    (True, False, False)
    """
    if not _PROPER.fullmatch(english):
        return False
    found = list(tagged(term))
    return len(found) == 1 and found[0][1] in _COMMON and frequency(term) >= _OFTEN


def _letters(english: str) -> int:
    """The letters of an acronym; 0 for anything else."""
    return len(english) if " " not in english and sum(map(str.isupper, english)) > 1 else 0


def _named_words(english: str) -> int:
    return sum(word.lower() not in _SMALL_WORDS for word in re.split(r"[\s-]+", english)) or 1
