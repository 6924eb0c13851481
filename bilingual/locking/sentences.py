"""A masked text in the sentences that are translated on their own, without the codes and blanks at their edges."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from bilingual.lang.characters import has_chinese
from bilingual.lang.enumeration import MARKER, english_marker, item_starts
from bilingual.locking.placeholders import (
    PLACEHOLDER,
    CodePlaceholder,
    GlossPlaceholder,
    Masked,
    NamePlaceholder,
    PairedPlaceholder,
    Placeholder,
)
from bilingual.model import Code, PairedCode, Part

_COLONS = ("：", ":")
_BARRED = f"|{PLACEHOLDER}"
_ENDS = frozenset("。！？…")
_BETWEEN_HANZI = re.compile(r"(?<=[\u2E80-\u9FFF\uFF00-\uFF65]) (?=[\u2E80-\u9FFF\uFF00-\uFF65])")

Cut = Callable[[str], tuple[str, ...]]
"""Splits a masked string into sentences that, joined, are the string."""


def sentences(masked: Masked, cut: Cut) -> Iterator[Masked]:
    """Everything of a text that is translated on its own: its sentences, and those within its placeholders."""
    for piece in cut_sentences(masked, cut):
        _, core, _ = peel(piece)
        if core.text:
            yield without_breaks(core)
        for inner in core.within:
            yield from sentences(inner, cut)


def cut_sentences(masked: Masked, cut: Cut) -> Iterator[Masked]:
    """The sentences of a text; the items of an enumeration in one are for themselves, `材料：1) 面粉 2) 鸡蛋`, and so are what
    bars part, `主播 | 小林`, and a label in bold before a colon: `**注意：**不要忘了关灯。`"""
    for sentence in masked.cut(cut(masked.text)):
        edges = [*dict.fromkeys((0, *(item_starts(sentence.text) or _bars(sentence)), len(sentence.text)))]
        for piece in sentence.cut(tuple(sentence.text[start:end] for start, end in pairwise(edges))):
            end = _label_end(piece)
            yield from piece.cut((piece.text[:end], piece.text[end:]) if piece.text[end:].strip() else (piece.text,))


def _bars(sentence: Masked) -> tuple[int, ...]:
    """Where the bars stand that part Chinese words from Chinese words; engines lose what stands beside them."""
    left = iter(sentence.placeholders)
    signs = [(at, next(left) if sign == PLACEHOLDER else sign) for at, sign in enumerate(sentence.text) if sign in _BARRED]
    bars = [at for at, sign in signs if _is_bar(sign)]
    parted = all(has_chinese(sentence.text[start:end]) for start, end in pairwise([0, *bars, len(sentence.text)]))
    return tuple(bars) if parted else ()


def _is_bar(sign: str | Placeholder) -> bool:
    if isinstance(sign, CodePlaceholder):
        return str(sign.code) == r"\|"
    return (sign.english if isinstance(sign, NamePlaceholder) else sign) == "|"


def _label_end(sentence: Masked) -> int:
    """Where the emphasised label before a sentence ends; 0 where there is none."""
    first = sentence.placeholders[0] if sentence.text[:1] == PLACEHOLDER else None
    if isinstance(first, GlossPlaceholder) and first.gloss.is_bold:
        return 2 if sentence.text[1:2] in _COLONS else int(first.is_label)
    if not isinstance(first, PairedPlaceholder) or first.pair.kind != "emphasis":
        return 0
    if sentence.text[1:2] in _COLONS:
        return 2
    return int(first.inner.text.rstrip().endswith(_COLONS))


def peel(masked: Masked) -> tuple[tuple[Part, ...], Masked, tuple[Part, ...]]:
    """The codes, signs and blanks at both edges, and what is left between them for the translator.

    A footnote reference, a comment, a line break, an arrow, a picture or an item's number at an edge keeps its place without the
    engine's help.

    >>> before, core, after = peel(Masked(f"{PLACEHOLDER}打开", (NamePlaceholder("①", is_sign=True),)))
    >>> before, core.text, after
    (('①', ' '), '打开', ())
    """
    text, left = masked.text, deque(masked.placeholders)
    start, end = 0, len(text)
    before: list[Part] = []
    after: list[Part] = []  # the last first
    while start < end and (text[start].isspace() or (text[start] == PLACEHOLDER and _is_mark(left[0]))):
        before += _edge(left.popleft(), text[start + 1 : start + 2])[::-1] if text[start] == PLACEHOLDER else [text[start]]
        start += 1
    rest = text[start:]
    marker = MARKER.match(rest)
    if marker and has_chinese(rest[marker.end() :]):
        before.append(english_marker(marker))
        start += marker.end()
    while start < end and (text[end - 1].isspace() or (text[end - 1] == PLACEHOLDER and _is_mark(left[-1]))):
        edge = _edge(left.pop(), text[max(start, end - 2) : end - 1]) if text[end - 1] == PLACEHOLDER else [text[end - 1]]
        after += reversed(edge)
        end -= 1
    text, marks = _without_asides(text[start:end], left, after)
    return tuple(before), replace(masked, text=text + marks, placeholders=tuple(left)).shifted(start), tuple(reversed(after))


def _without_asides(text: str, left: deque[Placeholder], after: list[Part]) -> tuple[str, str]:
    """The text without the asides at its end, and the marks that end it; `after` and `left` as `peel` goes through them."""
    end = len(text)
    marks: list[str] = []
    while end and (text[end - 1] in _ENDS or (text[end - 1] == PLACEHOLDER and _is_aside(left[-1]))):
        end -= 1
        if text[end] == PLACEHOLDER:
            after.append(f"{' ' if end else ''}{left.pop().english}")  # type: ignore[union-attr]
        else:
            marks.append(text[end])
    return text[:end], "".join(reversed(marks))


def _edge(placeholder: Placeholder, neighbour: str) -> list[Part]:
    """What stands at the end of a text in place of a placeholder: a sign apart from the words."""
    if isinstance(placeholder, NamePlaceholder):
        return [" ", placeholder.english] if neighbour.isalnum() else [placeholder.english]
    return [*placeholder.codes]  # type: ignore[union-attr]


def _is_mark(placeholder: Placeholder) -> bool:
    """Whether a code or a sign, which says nothing by itself, stands at an edge."""
    if isinstance(placeholder, NamePlaceholder):
        return placeholder.is_sign and not placeholder.is_aside
    return isinstance(placeholder, CodePlaceholder) and not any(map(_is_word, placeholder.codes))


def _is_word(code: Code | PairedCode) -> bool:
    """Whether a code is a word of its sentence, as letters with a raised digit are."""
    is_letters = code.kind == "other" and str(code)[0].isalnum()
    return isinstance(code, PairedCode) or is_letters or code.kind in ("code", "math", "url", "tag")


def _is_aside(placeholder: Placeholder) -> bool:
    return isinstance(placeholder, NamePlaceholder) and placeholder.is_aside


def without_breaks(masked: Masked) -> Masked:
    """Line breaks inside a sentence become nothing between Hanzi and a space elsewhere."""
    pieces: list[str] = []
    left: list[Placeholder] = []
    for piece, placeholder in zip(masked.text.split(PLACEHOLDER), (*masked.placeholders, None), strict=True):
        pieces.append(piece)
        if isinstance(placeholder, CodePlaceholder) and placeholder.code.kind in ("break", "hardbreak"):
            pieces.append(" ")
        elif placeholder is not None:
            pieces.append(PLACEHOLDER)
            left.append(placeholder)
    gaps = [gap.start() for gap in _BETWEEN_HANZI.finditer("".join(pieces))]
    text = _BETWEEN_HANZI.sub("", "".join(pieces))
    stressed = (replace(s, start=s.start - bisect_left(gaps, s.start), inner=without_breaks(s.inner)) for s in masked.stressed)
    return replace(masked, text=text, placeholders=tuple(left), stressed=tuple(stressed))
