"""Where a term begins that no marks enclose, `我们用增强现实（AR）`: about as long as its English, of words that are in terms."""

from __future__ import annotations

import re
from typing import NamedTuple

from bilingual.lang.roles import is_role
from bilingual.lang.words import frequency, tagged

_FUNCTION_WORDS = frozenset(
    "的 了 着 过 是 在 和 与 與 及 或 以及 把 被 给 給 对 對 从 從 向 到 让 讓 使 由 于 於 为 為 有 没有 也 都 就 还 還 又 再"
    " 才 很 更 最 这 這 那 哪 这个 這個 那个 那個 这种 這種 那种 一个 一個 一种 一種 所谓 所謂 叫 叫做 叫作 称 稱 称为 稱為"
    " 称作 即 如 例如 比如 提出 用 我 你 他 她 它 我们 我們 你们 他们 他們 等 们 們 吗 呢 吧 啊 嘛 地 得 之 其 该 該 每 各"
    " 并 並 而 但 因为 因為 所以 如果 使用 采用 採用 利用 来自 來自 位于 位於 介绍 介紹 包括 通过 通過 基于 基於 成为 成為"
    " 加入 访问 訪問 等待 想 想要 需要 做 做了 会做 會做 进入 進入 引入 推出 发布 發布 發佈 采访 採訪"
    " 谈到 談到 提到 见 見 参见 參見".split()
)
_SMALL_WORDS = frozenset("of the a an and for in on to by with or at de la du von".split())
_NOT_IN_TERMS = frozenset("t f d p c r u ul uj uv ug ud uz y e o q zg".split())
"""jieba's parts of speech of words that are in no term: times, adverbs, prepositions, pronouns, particles, measures."""
_BEFORE_TERMS = frozenset("t f p c r u m q".split())
_NAMES = frozenset("nr nrt nrfg ns".split())
_COMMON = frozenset("n vn v an".split())
_DESCRIBING = frozenset("n b a vn".split())
"""Words that stand before a noun of the same term."""
_PREFIXES = frozenset("可 非 反 超 元 无 無 伪 偽 子 准 準 亚 亞 半 单 單 多 双 雙".split())
"""Characters that make a word of the word behind them (可扩展, 非结构化), whatever a segmenter takes them for."""
_NUMBERED = re.compile("第?[\\d一二三四五六七八九十百]+[条條章节節款項页頁期届屆版部编編卷号號课課集]$")
"""`第8条（Article 8）`."""
_COUNTED = re.compile(
    "(?:[这那哪某每這]?[一两兩几幾]|[这那哪某每這])[款台个個家层層种種类類项項本部辆輛只隻条條件块塊位名座间間支款](?P<thing>.*)"
)
"""`一款新手机（…）`: what is counted is meant as such a thing."""
_MODEL = re.compile(r"[A-Z][A-Za-z]+ \d+[A-Za-z]?")
_PROPER = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ0-9]+")
_PRODUCT = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+[A-Z]\w*|" + _MODEL.pattern + "|" + _PROPER.pattern)
"""Names of single things by their looks: `DeLonghi`, `Pixel 9`, `Jarsy`."""
_NUMERAL = re.compile("[\\d一二三四五六七八九十]")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|[\s-]+")
_DOT = "·"
"""Between the parts of a transliterated name."""
_OFTEN = 500
"""How often a segmenter's corpus has a word that everybody knows."""
_USUAL = 2500
"""How often it has a character that stands for a word of its own."""
_LONGEST = 12
"""Hanzi in a proposed term."""


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
    for index, word in reversed([*enumerate(found)]):
        if word.text in _PREFIXES and count:
            term = word.text + term
            continue
        if _begins_no_term(found, index) or len(term) + len(word.text) > _LONGEST:
            break
        if len(term) > 1 and (_is_enough(term, count, word, head) or (word.tag[0] == "v" and _is_a_name(term))):
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
        is_unknown = not frequency(piece) or _is_loose(piece, tag) or tag in _NAMES
        word = _Word(piece, tag, is_unknown)
        if found and (_DOT in piece or found[-1].text.endswith(_DOT)):
            word = _Word(found.pop().text + piece, "nrt", True)
        elif found and is_unknown and found[-1].is_unknown and (word.is_name or len(piece) == 1):
            before = found.pop()
            word = _Word(before.text + piece, tag if word.is_name else before.tag, True)
        found.append(word)
    return found


def _is_loose(piece: str, tag: str) -> bool:
    """Whether a lone character may be a part of a name: not one that everybody uses as a word."""
    return (
        len(piece) == 1
        and piece not in _FUNCTION_WORDS
        and (tag not in ("v", "n", "q", "m", "r", "p") or frequency(piece) < _USUAL)
    )


def _begins_no_term(found: list[_Word], index: int) -> bool:
    """Whether a word is in no term; an adverb right before a noun describes it (`特别办公室`)."""
    word = found[index]
    describes = word.tag == "d" and len(word.text) > 1 and found[index + 1 :] and found[index + 1].tag[0] == "n"
    return word.text in _FUNCTION_WORDS or (word.tag in _NOT_IN_TERMS and not describes)


def _is_whole(found: list[_Word], head: str) -> bool:
    """Whether all the words between two marks are the term: no more than the English says, and nothing that leads to it."""
    length = sum(len(word.text) for word in found)
    letters = _letters(head)
    fits_in = length <= 2 * letters + 1 if letters else len(found) <= _named_words(head)
    leads = found[0].tag in _BEFORE_TERMS or any(word.text in _FUNCTION_WORDS for word in found)
    leads = leads or (found[-1].is_name and not found[0].is_name)
    return fits_in and length <= _LONGEST and not leads


def _is_enough(term: str, count: int, word: _Word, head: str) -> bool:
    """Whether a term is as long as its English, so that `word` before it is none of it.

    That is a word for each, two characters for each letter of an acronym; a common word (`benchmarking`) may take two.
    """
    letters, named = _letters(head), _named_words(head)
    if word.tag in ("v", "vn") and len(term) >= 2 * max(named, letters, 2):
        return True
    if head.islower() and named == 1 and word.tag in _DESCRIBING and len(word.text) > 1:
        return count > 1
    return count >= max(named, letters) or bool(letters and len(term) >= 2 * letters)


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

    >>> is_instance("平台", "Jarsy"), is_instance("北京", "Beijing"), is_instance("电动车", "Model 3")
    (True, False, True)
    """
    if counted := _COUNTED.fullmatch(term):
        return _PRODUCT.match(english) is not None or len(counted["thing"]) < 2
    if _MODEL.fullmatch(english):
        return not _NUMERAL.search(term)
    if not _PROPER.fullmatch(english):
        return False
    found = list(tagged(term))
    return is_role(term) or (len(found) == 1 and found[0][1] in _COMMON and frequency(term) >= _OFTEN)


def _letters(english: str) -> int:
    """The letters of an acronym, without the small ones of small words (`DoS`, `PoC`); 0 for anything else."""
    capitals = sum(map(str.isupper, english))
    return (capitals if english[1:-1].islower() else len(english)) if " " not in english and capitals > 1 else 0


def _named_words(english: str) -> int:
    return sum(word.lower() not in _SMALL_WORDS for word in _CAMEL.split(english)) or 1
