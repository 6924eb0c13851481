"""What people's names look like, on labels and in parentheses after them."""

from __future__ import annotations

import re

from bilingual.lang.characters import script
from bilingual.lang.roles import has_title, is_role, is_speaking_role
from bilingual.lang.sounds import begins_as_read, likeness_of_sound
from bilingual.lang.surnames import begins_like_name
from bilingual.lang.words import frequency, tagged

_NICKNAME = re.compile(r"[老小阿大](?:[\u3400-\u9fff]{1,2}|[A-Z])(?:\d{1,2}号)?")
_LATIN_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’\-]*(?:,? (?:[A-ZÀ-Þ][\w.'’\-]*|de|da|van|von|der|al|bin)){1,4}")
"""Two words at least: `Python：` stands in essays."""
_LATIN_WORD = re.compile(r"(?:O['’])?[A-ZÀ-Þ][a-zß-ÿ'’\-]+[A-Za-zß-ÿ]*")
_PADDED = re.compile(r"[\u3400-\u9fff](?:[ \u3000]+[\u3400-\u9fff]){1,3}")
"""As names of two characters are set beside those of three: `王　五`."""
_BETWEEN_NAMES = re.compile(r"[ \u00a0\u3000/|-]+")
_TRANSLITERATED = re.compile(r"[\u3400-\u9fff]{1,6}(?:[·•・‧][\u3400-\u9fffA-Z.]{1,6}){1,3}")
_POSITION = re.compile(
    r"(?i)(?:\bC[A-Z]O|\bE?VP|\bPM|(?:co-?)?founder|host|guest|professor|reporter|editor|director|partner|analyst|chair(?:man)?"
    r"|president|manager|engineer|scientist|researcher|investor|author|minister|inc\.?|ltd\.?|university|lab|times|news)$"
)

_CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]{2,8}")
_DESCRIBES = re.compile(
    "[的是在有了和与與]|^[一这這那该該此最新老原前见見旧舊又即简簡全同下上后後真太很好超挺没沒不再]|[版式型类類种種款文测測品员員者机機器法学學家性化度率值]$"
)
_INSTITUTIONS = frozenset({"nt", "nz"})
"""jieba's parts of speech of names that are neither persons' nor places'."""
_PARTICLES = frozenset("drpcuyl")
"""The first letters of those of adverbs, pronouns, prepositions, conjunctions and particles."""
_WORDS = frozenset("n v vn a".split())
"""Those of words that name nobody."""
_ALIKE, _THE_SAME = 0.55, 0.75
"""How much of a name must sound like it, and of a word that might only say what something is."""
_RARE = 5
"""How often a segmenter's corpus has a word that may be a name which it does not know."""


def is_name_like(name: str) -> bool:
    """Whether it looks like a person's name; many names do not, and some things do.

    >>> [*map(is_name_like, ["张三", "闲哥", "老修", "Sam Altman", "罗伯特·李", "速度"])]
    [True, True, True, True, True, False]
    """
    if is_speaking_role(name) or _TRANSLITERATED.fullmatch(name) or _LATIN_NAME.fullmatch(name):
        return True
    if _PADDED.fullmatch(name):
        name = "".join(name.split())
    is_short = 2 <= len(name) <= 4 and name.isalpha()
    if _NICKNAME.fullmatch(name) or (is_short and (begins_like_name(name) or has_title(name))):
        return True
    parts = _BETWEEN_NAMES.split(name)
    return _is_role_with_name(name) or (len(parts) > 1 and all(is_name_like(part) or is_latin_word_name(part) for part in parts))


def _is_role_with_name(name: str) -> bool:
    """Whether a name follows its role: `主持人小林`."""
    return any(is_speaking_role(name[:cut]) and is_name_like(name[cut:]) for cut in range(2, len(name) - 1))


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


def is_name_again(name: str, note: str) -> bool:
    """Whether the parenthesis on a Chinese speaker's label is the name in Latin letters: a gloss, no remark.

    >>> is_name_again("罗默少将", "Lieutenant General Rohmer"), is_name_again("闲哥", "XIAN"), is_name_again("李想", "CEO")
    (True, True, False)
    """
    if script(name) == "latin" or script(note) != "latin":
        return False
    return is_english_name(note) or begins_as_read(name, note) or likeness_of_sound(name, note) > _ALIKE


def is_chinese_name(latin: str, text: str) -> bool:
    """Whether a lone Chinese word behind a Latin name is the same name in Chinese rather than what it says of it.

    Where it sounds alike, it is. A name that the segmenter lacks is believed too, and a person's behind a full name; a place
    that sounds otherwise tells where something is (`Google（美国）`).

    >>> is_chinese_name("Jensen Huang", "黄仁勋"), is_chinese_name("Amazon", "亚马逊"), is_chinese_name("Claude", "助手")
    (True, True, False)
    """
    if _TRANSLITERATED.fullmatch(text):
        return True
    if not _CHINESE.fullmatch(text) or is_role(text) or has_title(text):
        return False
    found = list(tagged(text))
    is_common = any(len(word) > 1 and tag in _WORDS and frequency(word) > _RARE for word, tag in found)
    if likeness_of_sound(text, latin) > (_THE_SAME if is_common else _ALIKE):
        return True
    if _DESCRIBES.search(text):
        return False
    if begins_like_name(text) and len(text) <= 4 and _LATIN_NAME.fullmatch(latin):
        return True
    if len(found) > 1 and len(text) > 4:
        return False
    return all(_may_be_named(word, tag) for word, tag in found) and not (
        len(found) == 1 and begins_like_name(text) and found[0][1] == "nr"
    )


def _may_be_named(word: str, tag: str) -> bool:
    """Whether a word may stand in a name: a brand's or an institution's, a rare one, a character that is no particle."""
    if tag in _INSTITUTIONS:
        return True
    return tag[0] not in _PARTICLES if len(word) == 1 else frequency(word) <= _RARE
