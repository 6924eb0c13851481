"""What people's names look like, on labels and in parentheses after them."""

from __future__ import annotations

import re

from bilingual.lang.characters import script
from bilingual.lang.roles import has_title, is_role, is_speaking_role
from bilingual.lang.surnames import begins_like_name
from bilingual.lang.words import frequency, tagged

_NICKNAME = re.compile(r"[老小阿大][\u3400-\u9fff]{1,2}")
_LATIN_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’\-]*(?:,? (?:[A-ZÀ-Þ][\w.'’\-]*|de|da|van|von|der|al|bin)){1,4}")
"""Two words at least: `Python：` stands in essays."""
_LATIN_WORD = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’\-]+[A-Za-zß-ÿ]*")
_TRANSLITERATED = re.compile(r"[\u3400-\u9fff]{1,6}(?:[·•・‧][\u3400-\u9fffA-Z.]{1,6}){1,3}")
_POSITION = re.compile(
    r"(?i)(?:\bC[A-Z]O|\bE?VP|\bPM|(?:co-?)?founder|host|guest|professor|reporter|editor|director|partner|analyst|chair(?:man)?"
    r"|president|manager|engineer|scientist|researcher|investor|author|minister|inc\.?|ltd\.?|university|lab|times|news)$"
)

_CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]{2,8}")
_DESCRIBES = re.compile(
    "[的是在有了和与與]|^[一这這那该該此最新老原前见見旧舊又即简簡全同下上后後]|[版式型类類种種款文测測品员員者机機器法学學家性化度率]$"
)
_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz"})
"""jieba's parts of speech that are names: persons, transliterated ones, places, institutions, others."""
_RARE = 5
"""How often a segmenter's corpus has a word that may be a name which it does not know."""


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


def is_chinese_name(latin: str, text: str) -> bool:
    """Whether a lone Chinese word behind a Latin name is the same name in Chinese rather than what it says of it.

    >>> is_chinese_name("Jensen Huang", "黄仁勋"), is_chinese_name("Amazon", "亚马逊"), is_chinese_name("Claude", "助手")
    (True, True, False)
    """
    if _TRANSLITERATED.fullmatch(text):
        return True
    if not _CHINESE.fullmatch(text) or _DESCRIBES.search(text) or is_role(text) or has_title(text):
        return False
    if _LATIN_NAME.fullmatch(latin) and len(text) <= 4 and begins_like_name(text):
        return True
    found = list(tagged(text))
    return all(tag in _NAME_TAGS or len(word) == 1 or frequency(word) <= _RARE for word, tag in found) and (
        len(found) == 1 or len(text) <= 4
    )
