"""A second try for a sentence whose numbers an engine lost: the numbers are held like names, and told apart afterwards."""

from __future__ import annotations

import re

from bilingual.locking.masking import HOLD, Held, HeldName, Masked
from bilingual.locking.slots import Template

_DIGITS = re.compile(r"[0-9]+(?:[.,:][0-9]+)*%?|" + HOLD)


def widened(masked: Masked) -> Masked:
    """The sentence with every number held too.

    >>> widened(Masked("卖30年")).held
    (HeldName(english='30'),)
    """
    own = iter(masked.held)
    held: list[Held] = [next(own) if found[0] == HOLD else HeldName(found[0]) for found in _DIGITS.finditer(masked.text)]
    return Masked(_DIGITS.sub(HOLD, masked.text), tuple(held))


def narrowed(wide: Template, masked: Masked) -> Template:
    """A template of `widened(masked)` as one of `masked`: the numbers as text, the rest counted anew.

    >>> narrowed(("For ", 0, " years"), Masked("卖30年"))
    ('For ', '30', ' years')
    """
    back: list[int | str] = []
    for found in _DIGITS.finditer(masked.text):
        back.append(sum(isinstance(piece, int) for piece in back) if found[0] == HOLD else found[0])
    return tuple(back[piece] if isinstance(piece, int) else piece for piece in wide)
