"""Terms worth locking that nobody glossed: Latin names, names of people and places, words no dictionary has, noun phrases.

Ranked by how much more often a post uses them than Chinese at large does (keyness), so that 算力 comes before 问题.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from bilingual.glossary.matching import Matcher
from bilingual.glossary.places import line_numbers, text_stretches
from bilingual.lang.characters import HANZI_RUN, script
from bilingual.lang.surnames import SURNAMES
from bilingual.lang.verbatim import verbatim_words
from bilingual.lang.words import frequency, known_words, tagged
from bilingual.model import Document, Term

_CORPUS = 60_000_000
"""Words in the corpus that jieba's frequencies come from."""
_USUAL = 3_000
"""A word that stands there more often is everyday Chinese, which an engine knows."""
_RARE = 100
"""A word or a part of one that stands there more often is no part of a person's name."""
_LATIN_NAME = re.compile(r"[A-Za-z0-9À-ɏ][\w.+'’&/-]*(?: [\w.+'’&/-]+)*#?")
"""Tokens that are names: no code, no formula, no address."""
_LEAST = 3
"""Places of a word or phrase; a name is worth a row from one place on."""
_LONGEST = 8
_SHARE = 0.8
"""A candidate of which so many places lie inside a longer one is not shown beside it."""
_OF_PERSONS = (2, 3)
"""Characters of a person's name."""
_COHESION = 0.7
"""Of the places of the rarer of two characters, how many must be beside the other for a new word."""
_ALONE = frozenset(("n", "nz", "nt", "nr", "nrt", "nrfg", "ns", "j"))
_IN_PHRASE = _ALONE | {"vn", "b"}
_SMALL = frozenset(
    "的了是在不有和与也就都而及着或们这那我你他她它为会要能到说很还去吗呢吧啊地得把被给对从以之其于个些么没再又才只最更太挺"
)
"""Function words: what holds one is no term unless it is a usual word."""
_LIGHT = _SMALL | frozenset("像让上下里来出过好多大小一两几看想做用当己每各先后帮条张件位名场次")
"""Characters that no new word is made of."""
_VAGUE = frozenset(
    "东西 大家 事情 时候 问题 样子 感觉 情况 人家 地方 结果 全部 有点 专门 起码 方面 办法 整体 部分 机会 方式 形式 关系 过程 实际"
    " 时间 原因 意思 节目 话题 体验 效果 旗下 领先 面向 干嘛 理论 能力 内容 公司 人们 朋友 有人 别人 个人"
    " 自己 本身 期间 程度 水平 阶段 条件 结构 目的 作用 影响 发展 生活 工作 社会 国家 世界 今天 明天 昨天 今年 去年 现在"
    " 以前 以后 后来 刚才 最后"
    " 旁边 里面 外面 上面 下面 前面 后面 中间 附近 之间 一种 一个 声音 星期 早上 晚上 老师 师傅 先生 女士".split()
)
"""Nouns that say too little to be terms."""
_NO_NAMES = frozenset("OK APP App AM PM TV PC ID NO YES Yes No Hi Hello Like Wow The And But Bye VS PPT WiFi CEO CTO CFO".split())


_BEFORE_THINGS = re.compile(
    r"(?P<counted>[一二两三四五六七八九十几每这那\d][支只台根条张块杯瓶件套种颗朵辆盒包袋本部双把片粒副]|[一二两三四五六七八九十几每\d]个)"
    r"|[用买装插戴吃喝穿](?:着|了|过)?"
)
"""What stands before the name of a thing and hardly before a person's: a measure word, a verb of handling."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term worth a row."""

    term: str
    """As it stands at its first place."""
    kind: str
    """`name` for Latin, `person`, `place`, `word`, or `phrase`."""
    times: int
    posts: int
    """In how many posts."""
    where: str
    """`file:line` of its first place."""
    score: float


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate at its first place."""

    word: str
    """In Simplified."""
    written: str
    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class _Post:
    """The words of a post between the terms that are known."""

    path: str
    stretches: tuple[tuple[str, str, int], ...]
    """As written, in Simplified, and the line."""
    names: tuple[tuple[str, int], ...]
    """Its Latin names with their lines."""
    joined: str
    """All the stretches in Simplified, apart from each other."""


def suggest_terms(documents: Sequence[Document], known: Iterable[Term], fold: Mapping[int, int]) -> tuple[Suggestion, ...]:
    """The candidates of the posts, best first. `known` are rows of any status and what posts gloss: they are not suggested."""
    matcher = Matcher([*known], fold)
    posts = [_post(document, matcher, fold) for document in documents]
    labels = {block.label.name.translate(fold) for document in documents for block in document.blocks if block.label}
    found: dict[str, _Found] = {}
    for candidate in (*_names(posts), *_words(posts), *_new_words(posts)):
        if candidate.word not in labels:
            found.setdefault(candidate.word, candidate)
    for word in found.keys() & set(_things(posts)):
        if found[word].kind == "person":
            found[word] = replace(found[word], kind="word")
    size = sum(len(post.joined) for post in posts) or 1
    suggestions = {word: _suggestion(candidate, posts, size) for word, candidate in found.items()}
    worth = {suggestion.term: suggestion for word, suggestion in suggestions.items() if _is_worth(suggestion, word)}
    return tuple(sorted(_outermost(list(worth.values())), key=lambda suggestion: -suggestion.score))


def _post(document: Document, matcher: Matcher, fold: Mapping[int, int]) -> _Post:
    line_of, path = line_numbers(document.source), document.path or document.name
    free: list[tuple[str, str, int]] = []
    names: list[tuple[str, int]] = []
    for stretch, _ in text_stretches(document):
        text, places = stretch.text, matcher.find(stretch.text)
        edges = [0, *(edge for place in places for edge in (place.start, place.end)), len(text)]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if start < end:
                free.append((text[start:end], text[start:end].translate(fold), line_of(stretch.start + start)))
        for name in verbatim_words(text):
            is_known = any(place.start <= name.start and name.end <= place.end for place in places)
            if text[name.start : name.end] == name.english and not is_known:
                line = line_of(stretch.start + name.start)
                names += ((part, line) for part in name.english.split(", ") if _LATIN_NAME.fullmatch(part))
    return _Post(path, tuple(free), tuple(names), "\n".join(folded for _, folded, _ in free))


def _names(posts: Sequence[_Post]) -> Iterator[_Found]:
    """The Latin names: words with a capital, as written."""
    for post in posts:
        for name, line in post.names:
            if script(name) == "latin" and len(name) > 1 and name != name.lower() and name not in _NO_NAMES:
                yield _Found(name, name, "name", f"{post.path}:{line}")


def _words(posts: Sequence[_Post]) -> Iterator[_Found]:
    """Nouns, and runs of two or three of them."""
    for post in posts:
        for written, text, line in post.stretches:
            for run in _noun_runs(text):
                for word, start, kind in (*_nouns(run), *_phrases(run)):
                    yield _Found(word, written[start : start + len(word)], kind, f"{post.path}:{line}")


def _nouns(run: Sequence[tuple[str, str, int]]) -> Iterator[tuple[str, int, str]]:
    for word, tag, start in run:
        if len(word) > 1 and tag in _ALONE:
            yield word, start, "person" if _is_person(word, tag) else "place" if tag == "ns" else "word"


def _phrases(run: Sequence[tuple[str, str, int]]) -> Iterator[tuple[str, int, str]]:
    for first, last in ((i, i + n) for n in (2, 3) for i in range(len(run) - n + 1)):
        pieces = run[first:last]
        whole = "".join(word for word, _, _ in pieces)
        if len(whole) <= _LONGEST and all(len(word) > 1 and word not in _VAGUE for word, _, _ in pieces):
            yield whole, pieces[0][2], "phrase"


def _noun_runs(text: str) -> Iterator[list[tuple[str, str, int]]]:
    """Nouns that stand one right after another: word, part of speech, place."""
    run: list[tuple[str, str, int]] = []
    position = 0
    for word, tag in tagged(text):
        if tag in _IN_PHRASE and HANZI_RUN.fullmatch(word):
            run.append((word, tag, position))
        elif run:
            yield run
            run = []
        position += len(word)
    if run:
        yield run


def _is_person(word: str, tag: str) -> bool:
    """Whether a word that the tagger takes for a name begins with a surname and is no phrase.

    >>> [_is_person(word, "nr") for word in ("李飞飞", "段时间", "川普会", "明星", "高中生")]
    [True, False, False, False, False]
    """
    is_name = tag.startswith("nr") and word[0] in SURNAMES and len(word) in _OF_PERSONS
    parts = (word, *((word[:2], word[1:]) if len(word) > 2 else ()))
    return is_name and _LIGHT.isdisjoint(word[1:]) and all(frequency(part) < _RARE for part in parts)


def _things(posts: Iterable[_Post]) -> Iterator[str]:
    """What looks like the name of a person and is counted or handled as things are somewhere: 一个麦克风, 用麦克风."""
    for post in posts:
        for before in _BEFORE_THINGS.finditer(post.joined):
            for end in (before.end() + length for length in _OF_PERSONS):
                if before["counted"] or not post.joined.startswith("的", end):
                    yield post.joined[before.end() : end]


def _new_words(posts: Sequence[_Post]) -> Iterator[_Found]:
    """Two or three characters that the dictionary leaves alone and that keep each other's company: 抖音, 剪映."""
    together: Counter[str] = Counter()
    single: Counter[str] = Counter()
    first: dict[str, _Found] = {}
    for post in posts:
        for written, text, line in post.stretches:
            single.update(text)
            for word, start in _lone_characters(text):
                together[word] += 1
                first.setdefault(word, _Found(word, written[start : start + len(word)], "word", f"{post.path}:{line}"))
    for word, times in together.items():
        if times >= _LEAST and times >= _COHESION * min(single[character] for character in word):
            yield first[word]


def _lone_characters(text: str) -> Iterator[tuple[str, int]]:
    """Two and three neighbours that are no words of the dictionary, with their places."""
    words, position = known_words(text), 0
    for index, word in enumerate(words):
        for last in (index + 2, index + 3):
            whole = "".join(words[index:last])
            if len(whole) == last - index == len(words[index:last]) and HANZI_RUN.fullmatch(whole):
                yield whole, position
        position += len(word)


def _suggestion(candidate: _Found, posts: Sequence[_Post], size: int) -> Suggestion:
    is_name = candidate.kind == "name"
    counts = [sum(name == candidate.word for name, _ in p.names) if is_name else p.joined.count(candidate.word) for p in posts]
    times, usual = sum(counts), (frequency(candidate.word) + 1) / _CORPUS
    keyness = times * log(max(times / size / usual, 1.01))
    return Suggestion(candidate.written, candidate.kind, times, sum(map(bool, counts)), candidate.where, round(keyness, 1))


def _is_worth(suggestion: Suggestion, word: str) -> bool:
    if suggestion.kind in ("name", "person"):
        return True
    is_new = frequency(word) == 0 and suggestion.kind == "word"
    is_usual = word in _VAGUE or frequency(word) >= _USUAL
    is_phrase = frequency(word) < _RARE and not (_LIGHT if is_new else _SMALL).isdisjoint(word)
    return suggestion.times >= _LEAST and not is_usual and not is_phrase


def _outermost(found: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """The candidates without those that stand nearly always inside a longer one."""
    for suggestion in found:
        longer = (other for other in found if suggestion.term != other.term and suggestion.term in other.term)
        if suggestion.kind == "name" or not any(other.times >= _SHARE * suggestion.times for other in longer):
            yield suggestion
