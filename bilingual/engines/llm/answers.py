"""What counts as an answer of a language model: every segment there, whole, in English, with its numbers and marks."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from bilingual.engines.base import Request
from bilingual.lang.length import units, words
from bilingual.lang.numbers import added, missing
from bilingual.lang.repetition import is_loop
from bilingual.lang.residue import has_hanzi, without

_MARK = re.compile("⟦[^⟦⟧]*⟧")
SHORTEST, LONGEST = 0.15, 3.5
"""English words for each Chinese character or word: outside of this something was left out or made up."""
USUAL = 0.5
"""As many or more have nine of ten answers; of the rest, people's translations have more in four cases of five."""
LOST = "lost number"
"""The fault of an answer that lacks a number and is sound otherwise: better than another engine's, since the lock asks for the
number again, as a mark to be copied, and flags the sentence where that fails."""
SHORT = "short"
"""The fault of a sound answer that says much less than most do: among several segments a small model tends to leave clauses out.
Of 24 such answers 15 came back longer when they were asked for alone, and had 45 chrF2++ instead of 40."""
MILD = ("", SHORT, LOST)
"""What is no reason to give a segment away, the best first."""
_DIGITS = re.compile(r"\d+")
_OPEN_END = re.compile(
    r"(?:,|\b(?:an?|the|and|or|but|of|to|in|on|at|by|for|from|with|as|that|which|is|are|was|were))$", re.IGNORECASE
)
"""How no sentence ends: a model that begins to quote may take its own quotation mark for the end of the answer."""
_CLAUSE_ENDS = ("，", "、", "：", "；", ",", ":", ";")
"""How a part of a sentence ends that is asked for alone: its English may end openly, too."""
_LONG_ENOUGH = 8
"""Units of Chinese from which the proportion says something."""


def read_answers(content: str, count: int) -> dict[int, str]:
    """The texts of a JSON answer by the place of their segment, from 0; those that are there, whatever else is.

    >>> read_answers('{"1": "One.", "3": "Three."}', 3), read_answers("Sure!", 1)
    ({0: 'One.', 2: 'Three.'}, {})
    """
    try:
        found = json.loads(content)
    except (json.JSONDecodeError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    places = ((place, found.get(str(place + 1))) for place in range(count))
    return {place: " ".join(text.split()) for place, text in places if isinstance(text, str) and text.strip()}


def echoes(requests: Sequence[Request], answers: Mapping[int, str]) -> frozenset[int]:
    """The places of answers of which one says again what another says: the model slipped by a segment, or merged two.

    >>> sources = (Request("你会发现什么时长都不是问题。"), Request("老修可以跟我们讲一下马斯克的事。"))
    >>> sorted(echoes(sources, {0: "It is no problem. Lao Xiu can tell us about Musk.", 1: "Lao Xiu can tell us about Musk."}))
    [0, 1]
    """
    english = {place: _runs(words(answer)) for place, answer in answers.items()}
    chinese = {place: _runs(units(requests[place].text)) for place in answers}
    pairs = combinations(answers, 2)
    found = [(n, m) for n, m in pairs if _shared(english[n], english[m]) >= ECHO > _shared(chinese[n], chinese[m])]
    return frozenset(place for pair in found for place in pair)


ECHO = 0.5
"""The part of the shorter one's runs of three words that stand in both, from which it is an echo."""


def _runs(found: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(found, found[1:], found[2:], strict=False))


def _shared(first: frozenset[tuple[str, ...]], second: frozenset[tuple[str, ...]]) -> float:
    least = min(len(first), len(second))
    return len(first & second) / least if least > 2 else 0.0


def answer_fault(request: Request, answer: str) -> str:
    """Why a text is no translation of the request, as a word; empty where nothing speaks against it.

    >>> answer_fault(Request("他用⟦0⟧写了3封邮件。"), "He wrote 3 emails with ⟦0⟧.")
    ''
    >>> answer_fault(Request("他写了3封邮件。"), "He wrote 5 emails."), answer_fault(Request("你好。"), "你好。")
    ('numbers', 'hanzi')
    >>> answer_fault(Request("在调查的21个行业中，"), "In the 21 industries surveyed,")
    ''
    >>> answer_fault(Request("他写了3封邮件。"), "He wrote emails.") == LOST
    True
    >>> answer_fault(Request("我们去公园散步，晚上再一起去城里吃饭，然后回家。"), "We take a walk in the park.") == SHORT
    True
    """
    if Counter(_MARK.findall(request.text)) != Counter(_MARK.findall(answer)):
        return "marks"
    allowed = [target for _, target in request.terms]
    source, target = _MARK.sub(" X ", request.text), _MARK.sub(" X ", answer)
    if has_hanzi(without(target, allowed)):
        return "hanzi"
    if is_loop(source, target):
        return "loop"
    lost = missing(source, target)
    if added(source, target, allowed) or (lost and not set(_DIGITS.findall(target)) <= set(_DIGITS.findall(source))):
        return "numbers"
    spoken, written = len(units(source)), len(words(target))
    if spoken >= _LONG_ENOUGH and not SHORTEST <= written / spoken <= LONGEST:
        return "length"
    if spoken >= _LONG_ENOUGH and _OPEN_END.search(target.rstrip()) and not source.rstrip().endswith(_CLAUSE_ENDS):
        return "end"
    if lost:
        return LOST
    return SHORT if spoken >= _LONG_ENOUGH and written / spoken < USUAL else ""
