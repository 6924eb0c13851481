"""What people's names look like, on labels and in parentheses after them."""

from __future__ import annotations

import re

from bilingual.lang.characters import script
from bilingual.lang.roles import has_title, is_speaking_role
from bilingual.lang.surnames import begins_like_name

_NICKNAME = re.compile(r"[老小阿大][\u3400-\u9fff]{1,2}")
_LATIN_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’\-]*(?:,? (?:[A-ZÀ-Þ][\w.'’\-]*|de|da|van|von|der|al|bin)){1,4}")
"""Two words at least: `Python：` stands in essays."""
_LATIN_WORD = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’\-]+[A-Za-zß-ÿ]*")
_TRANSLITERATED = re.compile(r"[\u3400-\u9fff]{1,6}(?:[·•・‧][\u3400-\u9fffA-Z.]{1,6}){1,3}")
_POSITION = re.compile(
    r"(?i)(?:\bC[A-Z]O|\bE?VP|\bPM|(?:co-?)?founder|host|guest|professor|reporter|editor|director|partner|analyst|chair(?:man)?"
    r"|president|manager|engineer|scientist|researcher|investor|author|minister|inc\.?|ltd\.?|university|lab|times|news)$"
)


def is_name_like(name: str) -> bool:
    """Whether it looks like a person's name; many names do not, and some things do.

    >>> [*map(is_name_like, ["张三", "闲哥", "老修", "Sam Altman", "罗伯特·李", "速度"])]
    [True, True, True, True, True, False]
    """
    if is_speaking_role(name) or _TRANSLITERATED.fullmatch(name) or _LATIN_NAME.fullmatch(name):
        return True
    is_short = 2 <= len(name) <= 4 and name.isalpha()
    return is_short and (begins_like_name(name) or _NICKNAME.fullmatch(name) is not None or has_title(name))


def is_latin_word_name(name: str) -> bool:
    """Whether it is one Latin word with a capital, as people who are called by one name are, and many things too.

    >>> is_latin_word_name("David"), is_latin_word_name("def")
    (True, False)
    """
    return _LATIN_WORD.fullmatch(name) is not None


def is_english_name(note: str) -> bool:
    """Whether the parenthesis on a label is the speaker's name in English rather than a position or a company.

    >>> is_english_name("Kai-Fu Lee"), is_english_name("OpenAI"), is_english_name("OpenAI CEO")
    (True, False, False)
    """
    return script(note) == "latin" and len(note.split()) > 1 and not _POSITION.search(note)
