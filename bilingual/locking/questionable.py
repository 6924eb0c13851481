"""Locks that stand as they must and that a person would call wrong all the same."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate

from bilingual.lang.articles import sounds_vowel
from bilingual.lang.characters import HANZI
from bilingual.lang.words import frequency, known_words
from bilingual.locking.placeholders import PLACEHOLDER, Masked, Placeholder, TermPlaceholder
from bilingual.model import BlockKind, TermKind

_HANZI_PAIR = re.compile(f"{HANZI.pattern}{{2}}")
_MARKUP = re.compile(r"[*_`\[\]]+|<[^<>]*>|\]\([^()]*\)")
_DETERMINERS = frozenset("a an the this that these those my your his her its our their".split())
_SMALL = _DETERMINERS | frozenset("of and or in on to for by with at as is".split())
_PLURAL = re.compile(r"(?:^|[\s-])[a-z]+(?<![sui])s$")
NEAR = 400
"""Characters on each side of a target that tell whether it fits."""
_LONGEST_HEADING = 60
"""Characters of a target in a heading; what is longer is a sentence."""


def terms_inside_words(sentence: Masked) -> tuple[int, ...]:
    """Which placeholders stand for terms of two Hanzi that leave a scrap of a word of jieba's dictionary beside them.

    jieba does not know the glossary here, and its dictionary takes half a second to load: only where such a term is. People's
    names are left out, since it knows none of them: it reads 修长 in 比老修长情.

    >>> from bilingual.model import Term
    >>> meeting = (TermPlaceholder(Term("会议", "meeting"), "会议", (1, 3)),)
    >>> [terms_inside_words(Masked(f"在{PLACEHOLDER}{after}。", meeting)) for after in "室上"]
    [(0,), ()]
    """
    words = [found.text if isinstance(found, TermPlaceholder) else " " for found in sentence.placeholders]
    pairs = [n for n, word in enumerate(words) if _HANZI_PAIR.fullmatch(word) and not _is_person(sentence.placeholders[n])]
    if not pairs:
        return ()
    pieces = [piece for pair in zip(sentence.text.split(PLACEHOLDER), [*words, ""], strict=True) for piece in pair]
    text = "".join(pieces)
    edges = [0, *accumulate(map(len, known_words(text)))]
    ends = list(accumulate(map(len, pieces)))
    return tuple(n for n in pairs if any(map(_is_scrap, _left_over(text, edges, ends[2 * n], ends[2 * n + 1]))))


def _is_person(placeholder: Placeholder) -> bool:
    return isinstance(placeholder, TermPlaceholder) and placeholder.is_person


def _left_over(text: str, edges: list[int], start: int, end: int) -> tuple[str, str]:
    """What is left of the words that reach over the edges of `text[start:end]`: before it and after it; `edges` rise."""
    return text[edges[bisect_right(edges, start) - 1] : start], text[end : edges[bisect_left(edges, end)]]


def _is_scrap(rest: str) -> bool:
    """Whether a piece of a word is no word of its own: 室 of 会议室 is one, 视频 of 音视频 (after 抖音) is not."""
    return bool(rest) and (len(rest) == 1 or not frequency(rest))


def lock_flags(before: str, target: str, after: str, kind: TermKind, block: BlockKind) -> Iterator[str]:
    """The flags of a target between the English before and after it in its row, markup included; `NEAR` of it is enough.

    >>> list(lock_flags("I met Sam ", "Sam Altman", ".", "person", "paragraph"))
    ['doubled']
    >>> list(lock_flags("", "moat", " wars", "term", "heading"))
    ['heading']
    """
    before, after = _MARKUP.sub("", before), _MARKUP.sub("", after)
    if _is_doubled(before, target, after):
        yield "doubled"
    if _misses_article(before, target, kind):
        yield "article"
    if block == "heading" and _spoils_heading(before, target):
        yield "heading"


def _is_doubled(before: str, target: str, after: str) -> bool:
    """Whether the word next to a target is one of the target's own names, or its own first or last word again."""
    words = re.findall(r"\w+", target)
    if not words:
        return False
    left, right = re.search(r"(\w+)[ -]$", before), re.match(r"[ -](\w+)", after)
    names = {word.casefold() for word in words if word[0].isupper() and len(word) > 1 and word.casefold() not in _SMALL}
    for found, edge in ((left, words[0]), (right, words[-1])):
        word = found[1] if found else ""
        again = word.casefold() == edge.casefold() and word.casefold() not in _SMALL and len(word) > 1
        if word and (again or (word[0].isupper() and word.casefold() in names)):
            return True
    return False


def _misses_article(before: str, target: str, kind: TermKind) -> bool:
    """Whether the determiners before a target cannot stand there."""
    last = [word.casefold() for word in re.findall(r"[\w']+", before[-24:])[-2:]]
    touching = re.search(r"\w $", before) is not None
    if not touching or not last or last[-1] not in _DETERMINERS:
        return False
    first = re.match(r"\w+", target)
    if len(last) == 2 and last[0] in _DETERMINERS - {"that"}:
        return True
    if first and first[0].casefold() in ("a", "an", "the") and " " in target:
        return True
    if last[-1] not in ("a", "an"):
        return False
    wrong_sound = (last[-1] == "an") != sounds_vowel(target)
    return wrong_sound or kind in ("person", "speaker") or _PLURAL.search(target) is not None


def _spoils_heading(before: str, target: str) -> bool:
    starts_small = not re.search(r"\w", before) and target[:1].islower() and target == target.lower()
    return starts_small or target[-1:] in ".;:," or len(target) > _LONGEST_HEADING
