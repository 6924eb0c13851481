"""Glossary terms marked in a finished text whose characters are given: from records, or from what a person wrote."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from bilingual.model.text import Code, PairedCode, Part, TermSpan, Text

STAND_IN = "\ue000"
"""A character of private use: no mark of any markup."""

Place = tuple[int, TermSpan]
"""Where a mention starts in `join(text)`, and the mention."""
_AT = itemgetter(0)


def with_mentions(text: Text, places: Sequence[Place]) -> Text:
    """The text with its words at `places` as mentions; one that is not plain words there is left out.

    >>> use = TermSpan("AI", "AI", (1, 3), "plain")
    >>> with_mentions(("Use ", PairedCode("**", ("AI",), "**", "emphasis"), "."), [(6, use)])[1].inner == (use,)
    True
    """
    return _marked(text, sorted(places, key=_AT), 0)


def _marked(text: Text, places: Sequence[Place], start: int) -> Text:
    parts: list[Part] = []
    for part in text:
        end = start + len(str(part))
        inside = places[bisect_left(places, start, key=_AT) : bisect_left(places, end, key=_AT)]
        if inside and isinstance(part, str):
            parts += _cut(part, inside, start)
        elif inside and isinstance(part, PairedCode):
            # not `with_inner`: a reference keeps its form while its words are the same
            parts.append(PairedCode(part.open, _marked(part.inner, inside, start + len(part.open)), part.close, part.kind))
        else:
            parts.append(part)
        start = end
    return tuple(parts)


def hidden(written: str, places: Sequence[Place]) -> str:
    """`written` with a letter for each character of the terms at `places`: read as markup, they are words, whatever is in them.

    >>> hidden("Use `x`.", [(4, TermSpan("`x`", "x", (0, 1), "plain"))]) == f"Use {STAND_IN * 3}."
    True
    """
    characters = list(written)
    for at, term in places:
        characters[at : at + len(term.text)] = STAND_IN * len(term.text)
    return "".join(characters)


def revealed(text: Text, written: str, start: int = 0) -> Text:
    """The parts that were read of a `hidden` text, with the characters of `written` in the place of letters."""
    parts: list[Part] = []
    for part in text:
        end = start + len(str(part))
        if isinstance(part, str):
            parts.append(written[start:end])
        elif isinstance(part, Code):
            parts.append(replace(part, text=written[start:end]))
        elif isinstance(part, PairedCode):
            parts.append(PairedCode(part.open, revealed(part.inner, written, start + len(part.open)), part.close, part.kind))
        else:
            parts.append(part)
        start = end
    return tuple(parts)


def _cut(words: str, places: Sequence[Place], start: int) -> list[Part]:
    parts: list[Part] = []
    position = 0
    for at, mention in places:
        if words.startswith(mention.text, at - start) and at - start >= position:
            parts += [words[position : at - start], mention]
            position = at - start + len(mention.text)
    return [part for part in (*parts, words[position:]) if part]
