"""Text as exporters want it: glosses and stray emphasis marks as pairs, escapes of table cells undone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bilingual.model import Code, Gloss, PairedCode, Part, Role, TermSpan, Text, Unit

MARKS = re.compile(r"(\*{1,3}|_{1,3}|~~)")
"""Emphasis marks in the fields of a gloss."""

EMPHASIS_TAGS: dict[Role, tuple[str, str]] = {
    "italic": ("<em>", "</em>"),
    "bold": ("<strong>", "</strong>"),
    "bold-italic": ("<em><strong>", "</strong></em>"),
    "strike": ("<del>", "</del>"),
    "highlight": ("<mark>", "</mark>"),
}
"""The HTML elements that emphasis stands for, by its role."""


def settled(text: Text, *, cell: bool = False, terms: Mapping[str, str] = MappingProxyType({})) -> Text:
    """`text` with each gloss spelled out, and marks that stand in different segments paired again.

    `cell` says that it comes from a table, where `\\|` is a bar even in code (GFM 4.10). `terms` are the glossary's, by
    the way they are written: a gloss of one of them mentions it.

    >>> str(settled((Code("**", "mark"), "真", Code("**", "mark")))[0])
    '**真**'
    """
    if cell:
        text = _without_bar_escapes(text)
    return _paired(_unglossed(text, terms))


def followers(text: Text, after: str = "") -> list[str]:
    """The character that stands behind each part; `after` is what stands behind the text.

    >>> followers(("好", Code("**", "mark"), "", "人"))
    ['*', '人', '人', '']
    """
    found: list[str] = []
    for part in reversed(text):
        found.append(after)
        after = str(part)[:1] or after
    return found[::-1]


def from_cell(rows: tuple[Unit, ...]) -> bool:
    """Whether the rows stood in a table of the post."""
    return rows[0].kind == "cell"


def _unglossed(text: Text, terms: Mapping[str, str]) -> Text:
    parts: list[Part] = []
    for part in text:
        if isinstance(part, Gloss):
            parts += _spelled_out(part, terms)
        elif isinstance(part, PairedCode):
            parts.append(replace(part, inner=_unglossed(part.inner, terms)))
        else:
            parts.append(part)
    return tuple(parts)


def _spelled_out(gloss: Gloss, terms: Mapping[str, str]) -> list[Part]:
    term = TermSpan(gloss.term, terms[gloss.term], (0, 0), "plain") if gloss.term in terms else gloss.term
    lead = f"{gloss.lead}{gloss.head}{gloss.separator}"
    explanation = _unglossed(gloss.explanation, terms)
    parts = [*_marked(gloss.open), term, *_marked(gloss.close), lead, *explanation, *_marked(gloss.tail)]
    return [part for part in parts if part != ""]


def _marked(field: str) -> list[Part]:
    return [Code(piece, "mark") if MARKS.fullmatch(piece) else piece for piece in MARKS.split(field) if piece]


def _paired(text: Text) -> Text:
    """Marks of the same kind become a pair around what stands between; a long one left alone says nothing and goes."""
    parts: list[Part] = []
    opened: list[tuple[str, int]] = []
    for part in text:
        if isinstance(part, PairedCode):
            part = replace(part, inner=_paired(part.inner))
        if not (isinstance(part, Code) and part.kind == "mark"):
            parts.append(part)
            continue
        start = next((at for mark, at in reversed(opened) if mark == part.text), None)
        if start is None:
            opened.append((part.text, len(parts)))
            parts.append(part)
        else:
            opened = [entry for entry in opened if entry[1] < start]
            pair = PairedCode(part.text, _lone(tuple(parts[start + 1 :])), part.text, "emphasis")
            parts[start:] = [pair] if pair.inner else []
    return _lone(tuple(parts))


def _lone(text: Text) -> Text:
    """Marks that found no partner: a single one is a character of the text, a double one was meant as markup."""
    lone = (Code(f"\\{part.text}", "other") if isinstance(part, Code) and part.kind == "mark" else part for part in text)
    return tuple(part for part in lone if not (isinstance(part, Code) and re.fullmatch(r"\\(\*\*+|__+|~~)", part.text)))


def _without_bar_escapes(text: Text) -> Text:
    parts: list[Part] = []
    for part in text:
        if isinstance(part, str):
            parts.append(part.replace("\\|", "|"))
        elif isinstance(part, Code):
            parts.append(replace(part, text=part.text.replace("\\|", "|")))
        elif isinstance(part, PairedCode):
            parts.append(PairedCode(_bar(part.open), _without_bar_escapes(part.inner), _bar(part.close), part.kind))
        else:
            parts.append(part)
    return tuple(parts)


def _bar(markup: str) -> str:
    return markup.replace("\\|", "|")


def code_content(span: str) -> str:
    """What a code span shows (CommonMark 6.1).

    >>> code_content("`` a`b ``")
    'a`b'
    """
    ticks = len(span) - len(span.lstrip("`"))
    inner = span[ticks : len(span) - ticks].replace("\r\n", " ").replace("\n", " ")
    return inner[1:-1] if inner.strip() and inner[0] == inner[-1] == " " else inner
