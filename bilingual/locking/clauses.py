"""A sentence in smaller pieces, and their English as one: clauses, halves, and the stretches between placeholders."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.lang.characters import has_chinese
from bilingual.locking.english import lowered, punctuated
from bilingual.locking.placeholders import PLACEHOLDER, Masked
from bilingual.locking.rendering import Template

_CLAUSE = re.compile(r"[^，；：、,;:—]*[，；：、,;:—]*[”’」』）)\s]*")
_LEAD = re.compile(r"[^\w%$€¥£+#&@-]*")
_TAIL = re.compile(r"[^\w%°+#&)]")


def direct(masked: Masked) -> Template:
    """The template of a text without Chinese words: itself, with English punctuation.

    >>> direct(Masked("GPT-5，OK！"))
    ('GPT-5, OK! ',)
    """
    return _numbered([punctuated(piece) for piece in masked.text.split(PLACEHOLDER)])


def clauses(masked: Masked, most: int) -> tuple[Masked, ...]:
    """The sentence in clauses: one for each with a placeholder; neighbours without one together, up to `most` characters.

    >>> [m.text for m in clauses(Masked("他说，其实，￼很好，￼也好。"), 100)]
    ['他说，其实，', '￼很好，', '￼也好。']
    """
    pieces: list[str] = []
    for piece in filter(None, _CLAUSE.findall(masked.text)):
        is_short = pieces and len(pieces[-1]) + len(piece) <= most
        mergeable = is_short and PLACEHOLDER not in piece and PLACEHOLDER not in pieces[-1]
        if mergeable or (pieces and not re.search(r"\w|" + PLACEHOLDER, piece)):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return masked.cut(tuple(pieces))


def halves(masked: Masked) -> tuple[Masked, Masked]:
    """A text with two placeholders or more in two parts, each with about half of them; the second begins with one.

    >>> [m.text for m in halves(Masked("用￼做￼吧"))]
    ['用￼做', '￼吧']
    """
    pieces = masked.text.split(PLACEHOLDER)
    middle = (len(pieces) + 1) // 2
    return masked.cut((PLACEHOLDER.join(pieces[:middle]), PLACEHOLDER + PLACEHOLDER.join(pieces[middle:])))  # type: ignore[return-value]


def stretches(masked: Masked) -> tuple[str, ...]:
    """The words between the placeholders, one more than there are of these; those with Chinese go to the engine alone.

    >>> stretches(Masked(f"，我用{PLACEHOLDER}。"))
    ('我用', '')
    """
    return tuple(_edges(piece)[1] for piece in masked.text.split(PLACEHOLDER))


def _edges(piece: str) -> tuple[str, str, str]:
    """Words with the marks before and after them apart: marks alone stand before."""
    start, end = _LEAD.match(piece).end(), len(piece)  # type: ignore[union-attr]
    while end > start and _TAIL.match(piece, end - 1):
        end -= 1
    return piece[:start], piece[start:end], piece[end:]


def rejoin(masked: Masked, translations: Sequence[str]) -> Template:
    """The template made of the stretches' translations: every placeholder in the order of the source, always exact.

    >>> rejoin(Masked(f"我用{PLACEHOLDER}，很好。"), ["I use.", "Very good."])
    ('I use', 0, ', very good. ')
    """
    parts: list[str] = []
    for piece, english in zip(masked.text.split(PLACEHOLDER), translations, strict=True):
        before, words, after = _edges(piece)
        stretch = english.strip().rstrip(".!?,;:") if has_chinese(words) else punctuated(words)
        parts.append(f"{punctuated(before)}{lowered(stretch) if parts else stretch}{punctuated(after)}")
    return _numbered(parts)


def chain(masked: Sequence[Masked], templates: Sequence[Template], between: str = ", ") -> Template:
    """The templates of a sentence's clauses as one, numbers shifted, each clause with the punctuation of its source.

    `between` stands after a clause whose source has no punctuation.

    >>> chain([Masked(f"我用{PLACEHOLDER}，"), Masked("它很好。")], [("I use ", 0, "."), ("It is very good.",)])
    ('I use ', 0, ', ', 'it is very good.')
    """
    whole: list[str | int] = []
    shift = 0
    for position, (clause, template) in enumerate(zip(masked, templates, strict=True)):
        pieces: list[str | int] = [piece + shift if isinstance(piece, int) else piece for piece in template]
        if position and pieces and isinstance(pieces[0], str):
            pieces[0] = lowered(pieces[0])
        if position < len(masked) - 1:
            pieces = [*_unended(pieces), _mark(clause.text, between)]
        whole += pieces
        shift += clause.text.count(PLACEHOLDER)
    return tuple(piece for piece in whole if piece != "")


def _unended(pieces: list[str | int]) -> list[str | int]:
    last = pieces[-1] if pieces else 0
    return [*pieces[:-1], last.rstrip(" .,;:!?")] if isinstance(last, str) else pieces


def _mark(clause: str, default: str) -> str:
    """The punctuation that ends a clause, in English."""
    end = re.search(r"[，；：、,;:—]+(?=\W*$)", clause)
    return punctuated(end[0]) if end else default


def _numbered(stretches: Sequence[str]) -> Template:
    """The stretches with the numbers 0, 1, 2 … between them."""
    whole: list[str | int] = []
    for number, stretch in enumerate(stretches):
        whole += [number - 1, stretch] if number else [stretch]
    return tuple(piece for piece in whole if piece != "")
