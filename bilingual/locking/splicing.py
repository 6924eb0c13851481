"""Terms in English that was made without any lock: found where they stand already, or put where their rendering stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bilingual.lang.characters import has_chinese
from bilingual.locking.placeholders import (
    PLACEHOLDER,
    GlossPlaceholder,
    Masked,
    NamePlaceholder,
    Placeholder,
    TermPlaceholder,
)
from bilingual.locking.rendering import Template
from bilingual.model import overlap

_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_WORD_END = r"(?![^\W_])"
_PLURAL = rf"(?=s?{_WORD_END})"
_SHORTEST = 3
"""Letters of a rendering that may be looked for: “it” and “is” stand everywhere."""


def spelled(masked: Masked) -> str:
    """The sentence with its terms and names written out for an engine that is to see them, a glossed term without its
    explanation; empty where anything else has a placeholder.

    >>> from bilingual.model import Term
    >>> spelled(Masked(f"我用{PLACEHOLDER}。", (TermPlaceholder(Term("抖音", "TikTok"), "抖音", (2, 4)),)))
    '我用抖音。'
    """
    placeholders = masked.placeholders
    if not placeholders or not all(isinstance(found, NamePlaceholder) or term_of(found) for found in placeholders):
        return ""
    pieces = masked.text.split(PLACEHOLDER)
    return pieces[0] + "".join(visible_words(found) + piece for found, piece in zip(placeholders, pieces[1:], strict=True))


def term_of(placeholder: Placeholder) -> TermPlaceholder | None:
    """The locked term that a placeholder stands for, by itself or with its explanation behind it."""
    if isinstance(placeholder, GlossPlaceholder) and placeholder.term.text == PLACEHOLDER:
        (placeholder,) = placeholder.term.placeholders
    return placeholder if isinstance(placeholder, TermPlaceholder) else None


def visible_words(placeholder: Placeholder) -> str:
    """What an engine sees of a term, its words in the post, or of a name, its English; nothing of anything else."""
    if term := term_of(placeholder):
        return term.text
    return placeholder.english if isinstance(placeholder, NamePlaceholder) else ""


def target_words(placeholder: Placeholder) -> str:
    """What has to stand in the English for a term or a name."""
    return term.term.english if (term := term_of(placeholder)) else visible_words(placeholder)


def wanted_terms(masked: Masked) -> tuple[tuple[str, str], ...]:
    """The terms of a sentence with their English, each once: a hint for an engine that heeds terms.

    >>> from bilingual.model import Term
    >>> wanted_terms(Masked(PLACEHOLDER, (TermPlaceholder(Term("抖音", "TikTok"), "抖音", (2, 4)),)))
    (('抖音', 'TikTok'),)
    """
    found = filter(None, map(term_of, masked.placeholders))
    return tuple(dict.fromkeys((term.text, term.term.english) for term in found))


def renderings(isolated: Sequence[str]) -> tuple[str, ...]:
    """What an engine may have written for a term, by its translations of the term alone; articles and ends taken off.

    >>> renderings(("The hospital.", "hospital", "It."))
    ('hospital',)
    """
    bare = (_ARTICLE.sub("", text.strip()).strip(" .,;:!?\"'") for text in isolated)
    return tuple(dict.fromkeys(text for text in bare if len(text) >= _SHORTEST and not has_chinese(text)))


def placed(
    hypothesis: str,
    targets: Sequence[str],
    instead: Sequence[Sequence[str]] = (),
    names: Collection[int] = (),
    *,
    lacking: bool = False,
) -> Template | None:
    """A template of a hypothesis in which each target stands once; where `instead` says what else may stand for it, also that.

    Nothing is guessed: a target or rendering that stands more often than it is wanted is no place. Those whose numbers are among
    `names` are no locks, and may have an s of the plural behind them, or, where they may be `lacking`, no place.

    >>> placed("I use TikTok.", ["TikTok"]), placed("I use it.", ["TikTok"])
    (('I use ', 0, '.'), None)
    >>> placed("14 had PMIs above it.", ["PMI"], names=[0]), placed("It fell.", ["PMI"], names=[0], lacking=True)
    (('14 had ', 0, 's above it.'), ('It fell.',))
    >>> placed("The hospitals are full.", ["clinic"], [["hospital"]])
    ('The ', 0, ' are full.')
    """
    taken: dict[tuple[int, int], int] = {}
    order = sorted(range(len(targets)), key=lambda n: (-len(targets[n]), n))
    for number in order:
        alike = sum(target == targets[number] for target in targets)
        after = _PLURAL if number in names else _WORD_END
        span = _place(hypothesis, targets[number], alike, taken, after=after)
        for words in instead[number] if instead and span is None else ():
            span = span or _place(hypothesis, words, alike, taken, loose=True)
        if span is not None:
            taken[span] = number
        elif not lacking or number not in names:
            return None
    return _cut(hypothesis, taken)


def _place(
    text: str, words: str, alike: int, taken: dict[tuple[int, int], int], *, after: str = _WORD_END, loose: bool = False
) -> tuple[int, int] | None:
    """Where the words stand free; they must stand as often as they are wanted. `loose` lets case and a plural differ."""
    pattern = rf"(?<![^\W_]){re.escape(words)}{'(?:e?s)?' if loose else ''}{after}"
    spans = [found.span() for found in re.finditer(pattern, text, re.IGNORECASE if loose else 0)]
    outer = [span for span in spans if not any(overlap(span, other) and other not in spans for other in taken)]
    free = [span for span in outer if span not in taken]
    return free[0] if free and len(outer) == alike else None


def _cut(text: str, taken: dict[tuple[int, int], int]) -> Template:
    pieces: list[str | int] = []
    position = 0
    for (start, end), number in sorted(taken.items()):
        pieces += [text[position:start], number]
        position = end
    return tuple(piece for piece in (*pieces, text[position:]) if piece != "")
