"""Terms in English that was made without any lock: found where they stand already, or put where their rendering stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bilingual.lang.characters import has_chinese
from bilingual.locking.placeholders import PLACEHOLDER, Masked, NamePlaceholder, Placeholder, TermPlaceholder
from bilingual.locking.rendering import Template

_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_WORD_END = r"(?![^\W_])"
_PLURAL = rf"(?=s?{_WORD_END})"
_SHORTEST = 3
"""Letters of a rendering that may be looked for: “it” and “is” stand everywhere."""


def spelled(masked: Masked) -> str:
    """The sentence with its terms written out for an engine that is to see them; empty where anything else has a placeholder.

    >>> from bilingual.model import Term
    >>> spelled(Masked(f"我用{PLACEHOLDER}。", (TermPlaceholder(Term("抖音", "TikTok"), "抖音", (2, 4)),)))
    '我用抖音。'
    """
    placeholders = masked.placeholders
    if not placeholders or not all(isinstance(found, TermPlaceholder | NamePlaceholder) for found in placeholders):
        return ""
    pieces = masked.text.split(PLACEHOLDER)
    return pieces[0] + "".join(visible_words(found) + piece for found, piece in zip(placeholders, pieces[1:], strict=True))


def visible_words(placeholder: Placeholder) -> str:
    """What an engine sees of a term, its words in the post, or of a name, its English; nothing of anything else."""
    if isinstance(placeholder, TermPlaceholder):
        return placeholder.text
    return placeholder.english if isinstance(placeholder, NamePlaceholder) else ""


def target_words(placeholder: Placeholder) -> str:
    """What has to stand in the English for a term or a name."""
    return placeholder.term.english if isinstance(placeholder, TermPlaceholder) else visible_words(placeholder)


def wanted_terms(masked: Masked) -> tuple[tuple[str, str], ...]:
    """The terms of a sentence with their English, each once: a hint for an engine that heeds terms.

    >>> from bilingual.model import Term
    >>> wanted_terms(Masked(PLACEHOLDER, (TermPlaceholder(Term("抖音", "TikTok"), "抖音", (2, 4)),)))
    (('抖音', 'TikTok'),)
    """
    found = (term for term in masked.placeholders if isinstance(term, TermPlaceholder))
    return tuple(dict.fromkeys((term.text, term.term.english) for term in found))


def renderings(isolated: Sequence[str]) -> tuple[str, ...]:
    """What an engine may have written for a term, by its translations of the term alone; articles and ends taken off.

    >>> renderings(("The hospital.", "hospital", "It."))
    ('hospital',)
    """
    bare = (_ARTICLE.sub("", text.strip()).strip(" .,;:!?\"'") for text in isolated)
    return tuple(dict.fromkeys(text for text in bare if len(text) >= _SHORTEST and not has_chinese(text)))


def placed(
    hypothesis: str, targets: Sequence[str], instead: Sequence[Sequence[str]] = (), names: Collection[str] = ()
) -> Template | None:
    """A template of a hypothesis in which each target stands once; where `instead` says what else may stand for it, also that.

    Nothing is guessed: a target or rendering that stands more often than it is wanted is no place. Those among `names` are no
    locks, and may have an s of the plural behind them.

    >>> placed("I use TikTok.", ["TikTok"]), placed("I use it.", ["TikTok"])
    (('I use ', 0, '.'), None)
    >>> placed("14 had PMIs above it.", ["PMI"], names=["PMI"])
    ('14 had ', 0, 's above it.')
    >>> placed("The hospitals are full.", ["clinic"], [["hospital"]])
    ('The ', 0, ' are full.')
    """
    taken: dict[tuple[int, int], int] = {}
    order = sorted(range(len(targets)), key=lambda n: (-len(targets[n]), n))
    for number in order:
        alike = sum(target == targets[number] for target in targets)
        after = _PLURAL if targets[number] in names else _WORD_END
        span = _place(hypothesis, targets[number], alike, taken, after=after)
        for words in instead[number] if instead and span is None else ():
            span = span or _place(hypothesis, words, alike, taken, loose=True)
        if span is None:
            return None
        taken[span] = number
    return _cut(hypothesis, taken)


def _place(
    text: str, words: str, alike: int, taken: dict[tuple[int, int], int], *, after: str = _WORD_END, loose: bool = False
) -> tuple[int, int] | None:
    """Where the words stand free; they must stand as often as they are wanted. `loose` lets case and a plural differ."""
    pattern = rf"(?<![^\W_]){re.escape(words)}{'(?:e?s)?' if loose else ''}{after}"
    spans = [found.span() for found in re.finditer(pattern, text, re.IGNORECASE if loose else 0)]
    outer = [span for span in spans if not any(a < span[1] and span[0] < b and (a, b) not in spans for a, b in taken)]
    free = [span for span in outer if span not in taken]
    return free[0] if free and len(outer) == alike else None


def _cut(text: str, taken: dict[tuple[int, int], int]) -> Template:
    pieces: list[str | int] = []
    position = 0
    for (start, end), number in sorted(taken.items()):
        pieces += [text[position:start], number]
        position = end
    return tuple(piece for piece in (*pieces, text[position:]) if piece != "")
