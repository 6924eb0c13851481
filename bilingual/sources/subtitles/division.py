"""A sentence divided over its cues, and a cue over its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from bilingual.lang.characters import HANZI

LINE = 42
"""Characters of a line of English (Netflix, Timed Text Style Guide: English)."""
_OPENERS = frozenset(
    "and but or so because although though if when while as since until that which who whom whose where what how why than for"
    " with from into about after before in on at by to of".split()
)
"""Words that begin a clause or a phrase: a line ends well before them."""
_CLINGING = frozenset("a an the my your his her its our their this these those very not no to of".split())
"""Words that belong to the next one: a line does not end with them."""
_AFTER_MARK, _BEFORE_OPENER, _ELSEWHERE, _CLINGS = 0, 8, 16, 30
"""How many characters out of proportion a better border is worth."""
_TOO_LONG = 1000
_MARK = re.compile(r"[,;:.!?—…，、；：。！？][\"'”’)）」』]*$")
_OPENING = re.compile("<[A-Za-z]")
_TAG = re.compile(r"<[^<>]*>|\{[^{}]*\}")


def divided(text: str, weights: Sequence[int], longest: int = 0) -> tuple[str, ...]:
    """The text in as many parts as there are weights, cut at clause borders about in their proportion.

    With fewer words than parts, the last one goes on over what is left. No part has more than `longest` characters, if
    that is given and can be.

    >>> divided("When he came home, the lights were already out.", (6, 8))
    ('When he came home,', 'the lights were already out.')
    >>> divided("今天天氣真好", (2, 4)), divided("Fine.", (2, 2))
    (('今天', '天氣真好'), ('Fine.', 'Fine.'))
    """
    text = text.strip()
    if len(weights) < 2 or not text:
        return (text,) * len(weights)
    parts = _parted(text, _cuts(text, weights, longest))
    return (*parts, *[parts[-1]] * (len(weights) - len(parts)))


def in_lines(text: str, longest: int = LINE) -> tuple[str, ...]:
    """A text in as few lines as it needs, by what a reader sees of it: a tag may go on over several lines.

    >>> in_lines("Today we talk about tea, and where in the old town one can still drink it.")
    ('Today we talk about tea, and where', 'in the old town one can still drink it.')
    >>> in_lines("We talk about tea, and where one can drink it.")
    ('We talk about tea,', 'and where one can drink it.')
    >>> in_lines("<i>We talk about tea, and where one can drink it.</i>")
    ('<i>We talk about tea,', 'and where one can drink it.</i>')
    """
    seen = _TAG.sub("", text)
    count = -(-len(seen) // longest)
    if count < 2:
        return (text,)
    cuts = _cuts(seen, (1,) * count, longest)
    for tag in _TAG.finditer(text):
        cuts = [cut + len(tag[0]) if tag.start() < cut else cut for cut in cuts]
    return _parted(text, cuts)


def _cuts(text: str, weights: Sequence[int], longest: int) -> list[int]:
    """Where the text is cut to be in as many parts as there are weights, or in as many as it has words for."""
    total = max(sum(weights), 1)
    wanted = [len(text) * part // total for part in accumulate(weights)][:-1]
    if HANZI.search(text) and len(text) == total:
        return wanted
    borders = dict(_borders(text))
    return _best(borders, wanted[: len(borders)], len(text), longest)


def _parted(text: str, cuts: Sequence[int]) -> tuple[str, ...]:
    return tuple(text[start:end].strip() for start, end in pairwise([0, *cuts, len(text)]))


def _borders(text: str) -> Iterator[tuple[int, int]]:
    """Where a text may be cut, and what is against it there: between words, in Chinese between characters."""
    for blank in re.finditer(r"(?<=\S)\s+(?=\S)", text):
        if not _is_tagged(text, blank.start()):
            yield blank.end(), _against(text[: blank.start()].rsplit(None, 1)[-1], text[blank.end() :].split(None, 1)[0])
    if HANZI.search(text):
        for at in range(1, len(text)):
            if HANZI.match(text[at]) and not _is_tagged(text, at) and not text[at - 1].isspace() and not text[at - 1].isascii():
                yield at, _AFTER_MARK if _MARK.search(text[:at]) else _ELSEWHERE


def _is_tagged(text: str, at: int) -> bool:
    """Whether a place is within a tag, or between two that belong together."""
    opened = len(_OPENING.findall(text, 0, at))
    return opened > text.count("</", 0, at) or text.rfind("<", 0, at) > text.rfind(">", 0, at)


def _against(before: str, after: str) -> int:
    """What is against a cut between two words, in characters."""
    if _MARK.search(before):
        return _AFTER_MARK
    if before.lower() in _CLINGING:
        return _CLINGS
    return _BEFORE_OPENER if after.lower() in _OPENERS else _ELSEWHERE


def _best(borders: dict[int, int], wanted: Sequence[int], length: int, longest: int) -> list[int]:
    """The borders, rising, that are together nearest to the wanted places."""
    best: dict[int, tuple[int, list[int]]] = {0: (0, [])}

    def cost(start: int, end: int, place: int, against: int) -> int:
        too_long = _TOO_LONG if longest and end - start > longest + 1 else 0
        return abs(end - place) + against + too_long

    for place in wanted:
        best = {
            end: min(
                (sum_ + cost(start, end, place, against), [*cuts, end]) for start, (sum_, cuts) in best.items() if start < end
            )
            for end, against in borders.items()
            if any(start < end for start in best)
        }
    return min((sum_ + cost(start, length, length, 0), cuts) for start, (sum_, cuts) in best.items())[1]
