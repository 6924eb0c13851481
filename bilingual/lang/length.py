"""How long a text is, in units that can be compared between Chinese and English."""

from __future__ import annotations

import re

from bilingual.lang.characters import HANZI

_UNIT = re.compile(f"{HANZI.pattern}|[^\\W_\u3005-\u9fff]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def units(source: str) -> tuple[str, ...]:
    """Each Chinese character, and each word or number in another script.

    >>> units("用GPT 4做，好。")
    ('用', 'GPT', '4', '做', '好')
    """
    return tuple(_UNIT.findall(source))


def has_units(source: str) -> bool:
    """Whether a text has any of its `units`.

    >>> has_units("，做"), has_units("……")
    (True, False)
    """
    return _UNIT.search(source) is not None


def words(target: str) -> tuple[str, ...]:
    """The words and numbers of an English text, in lower case.

    >>> words("Don't panic -- it's 42!")
    ("don't", 'panic', "it's", '42')
    """
    return tuple(_WORD.findall(target.casefold()))
