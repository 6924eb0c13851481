"""Hypotheses in the style of a dictionary are not taken: asked for again as a sentence, read as a name, at last cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bilingual.glossary.speakers import name_in_english
from bilingual.glossary.termbase import Glossary
from bilingual.lang.dictionary_style import reads_like_entry, without_entry
from bilingual.lang.names import is_name_like
from bilingual.lang.repetition import is_loop
from bilingual.lang.words import tagged
from bilingual.model import Hypothesis

_HAN = re.compile("[\u3400-\u9fff]{2,4}")
_LIKE = 0.75
"""How alike a name and its pinyin are: Taipei and Taibei."""
_ENDS = "。！？.!?…"
_PLACES = {
    character: english
    for line in """省 Province
市 City
县縣 County
区區 District
镇鎮 Town
乡鄉 Township
村 Village
山 Mountain
河江 River
湖 Lake
岛島 Island
路 Road
街 Street
州 Prefecture""".splitlines()
    for characters, english in [line.split(" ")]
    for character in characters
}
"""What the last character of a place says in English."""


def as_sentence(source: str) -> str:
    """The source as a sentence of its own, for which a model does not write an entry."""
    return source if source.endswith(tuple(_ENDS)) else f"{source}。"


def plain(source: str, first: Hypothesis, again: Hypothesis) -> Hypothesis:
    """A hypothesis without what only a dictionary says; `again` is what the engine makes of `as_sentence(source)`."""
    found = [text for text in _candidates(source, first, again) if text and not reads_like_entry(source, text)]
    if not found:
        return replace(first, text=without_entry(source, first.text), alternatives=())
    return replace(first, text=found[0], alternatives=tuple(dict.fromkeys(found[1:])))


def _candidates(source: str, first: Hypothesis, again: Hypothesis) -> Iterator[str]:
    """What may stand there instead, the best first."""
    texts = (again.text, *again.alternatives, *first.alternatives)
    others = [_unended(source, text) for text in texts if not is_loop(source, text)]
    name = _name(source, others)
    if name:
        yield name
    cut = without_entry(source, first.text)
    if cut and not cut.startswith("to ") and "lit." in first.text:
        yield cut
    yield from others
    yield cut


def _unended(source: str, text: str) -> str:
    """The text without the full stop that its source has not."""
    return text if source.endswith(tuple(_ENDS)) else text.rstrip(". ")


def _name(source: str, others: Sequence[str]) -> str:
    """The English of a lone name of a person or a place: what begins as its pinyin does, else the pinyin."""
    if not _HAN.fullmatch(source):
        return ""
    found = list(tagged(source))
    is_place = len(found) == 1 and found[0][1] == "ns"
    if not is_place and not (is_name_like(source) and (len(found) > 1 or found[0][1] in ("nr", "x"))):
        return ""
    pinyin = _place(source) if is_place else name_in_english(source, Glossary()).english
    return next((text for text in others if _is_alike(text, pinyin)), pinyin) if is_place else pinyin


def _is_alike(text: str, pinyin: str) -> bool:
    first, read = text.partition(" ")[0], pinyin.partition(" ")[0]
    return first[:1] == read[:1] and SequenceMatcher(None, first, read).ratio() > _LIKE


def _place(source: str) -> str:
    """A place in pinyin, as one word: 武邑县 is Wuyi County."""
    kind = _PLACES.get(source[-1], "") if len(source) > 2 else ""
    stem = source[:-1] if kind else source
    word = "".join(name_in_english(stem, Glossary()).english.split()).capitalize()
    return f"{word} {kind}".strip()
