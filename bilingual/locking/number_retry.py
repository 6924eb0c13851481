"""A second try for a sentence whose numbers an engine lost: they get placeholders, as names do, and become text again."""

from __future__ import annotations

import re

from bilingual.lang.dates import DATE, english_date
from bilingual.locking.placeholders import PLACEHOLDER, Masked, NamePlaceholder, Placeholder
from bilingual.locking.rendering import Template

_DIGITS = r"[0-9]++(?:[.,:][0-9]++)*+%?"
NUMBERS = re.compile(rf"{DATE.pattern}|{_DIGITS}|{PLACEHOLDER}")
"""Every date and every other number, for a sentence as a whole."""
AMOUNTS = re.compile(rf"{DATE.pattern}|{_DIGITS}(?!\s?[年月日号时点])|{PLACEHOLDER}")
"""Those that are no part of a date, for a sentence in clauses: of a date in pieces an engine makes nothing."""


def mask_numbers(masked: Masked, numbers: re.Pattern[str] = NUMBERS) -> Masked:
    """The sentence with a placeholder for each of these numbers too, a date as English has it.

    >>> [name.english for name in mask_numbers(Masked("从1月1日起卖30年")).placeholders]
    ['January 1', '30']
    """
    others = iter(masked.placeholders)
    found = [match[0] for match in numbers.finditer(masked.text)]
    placeholders: list[Placeholder] = [
        next(others) if words == PLACEHOLDER else NamePlaceholder(english_date(words)) for words in found
    ]
    return Masked(numbers.sub(PLACEHOLDER, masked.text), tuple(placeholders), context=masked.context)


def unmask_numbers(wide: Template, masked: Masked, numbers: re.Pattern[str] = NUMBERS) -> Template:
    """A template of `mask_numbers(masked, numbers)` as one of `masked`: the numbers as text, the rest counted anew.

    >>> unmask_numbers(("For ", 0, " years"), Masked("卖30年"))
    ('For ', '30', ' years')
    """
    back: list[int | str] = []
    for found in numbers.finditer(masked.text):
        back.append(sum(isinstance(piece, int) for piece in back) if found[0] == PLACEHOLDER else english_date(found[0]))
    return tuple(back[piece] if isinstance(piece, int) else piece for piece in wide)
