"""The English of a speaker's name: from the glossary, a role, the name itself where it is Latin, else its pinyin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bilingual.glossary.termbase import Glossary
from bilingual.lang.characters import script
from bilingual.lang.names import is_english_name
from bilingual.lang.roles import ROLES, TITLES, role
from bilingual.lang.surnames import COMPOUND_READINGS, READINGS, compound_surname, has_surname
from bilingual.lang.words import words
from bilingual.model import Term

How = Literal["glossary", "role", "latin", "pinyin"]


@dataclass(frozen=True, slots=True)
class Named:
    """A name in English, and how it was found."""

    english: str
    how: How
    """`pinyin` is a proposal that a person should see; the others are certain."""


_BRACKETS = {
    "[": ("[]", "]"), "【": ("[]", "】"), "〔": ("[]", "〕"), "(": ("()", ")"), "（": ("()", "）"),
    "“": ("“”", "”"), "「": ("“”", "」"), "《": ("“”", "》"),
}  # fmt: skip
"""Brackets around a whole label: what they are in English, and how they close."""
PINYIN = "Pinyin: is the name read so?"
"""The note of a name that a person should look at."""
_WITH_NOTE = re.compile(r"(?P<name>[^（(]+?)\s*[（(]\s*(?P<note>[^（）()]+?)\s*[）)]")
_BETWEEN = re.compile(r"\s*([、，,/&＆+])\s*")
_BETWEEN_ENGLISH = {"、": ", ", "，": ", ", ",": ", ", "/": " / ", "&": " & ", "＆": " & ", "+": " + "}
_HANZI = r"\u3400-\u9FFF\uF900-\uFAFF\U00020000-\U000323AF〇·•・‧"
_HAN = re.compile(f"[{_HANZI}]+")
_RUN = re.compile(f"[{_HANZI}]+|[^{_HANZI}]+")
_DOTS = re.compile(r"[·•・‧]")
_LONGEST_ROLE, _LONGEST_TITLE = max(map(len, ROLES)), max(map(len, TITLES))


def english_name(name: str, glossary: Glossary) -> str:
    """The English of a speaker's name, never empty for a name that is not.

    >>> [english_name(n, Glossary()) for n in ("主持人", "闲哥", "欧阳娜娜", "小A", "Sam Altman")]
    ['Host', 'Xian Ge', 'Ouyang Nana', 'Xiao A', 'Sam Altman']
    """
    return name_in_english(name, glossary).english


def name_in_english(name: str, glossary: Glossary) -> Named:
    """The English of a speaker's name, and how it was found.

    >>> name_in_english("老修", Glossary((Term("老修", "Old Xiu", kind="speaker"),)))
    Named(english='Old Xiu', how='glossary')
    """
    name = name.strip()
    entry = _entry(name, glossary)
    if entry is not None:
        return Named(entry.english, "glossary")
    if name[:1] in _BRACKETS and name.endswith(_BRACKETS[name[0]][1]) and len(name) > 2:
        inner, marks = name_in_english(name[1:-1], glossary), _BRACKETS[name[0]][0]
        return Named(f"{marks[0]}{inner.english}{marks[1]}", inner.how)
    if role(name):
        return Named(role(name), "role")
    if script(name) in ("latin", "none"):
        return Named(name, "latin")
    return _composed(name, glossary)


def speaker_term(name: str, where: str, glossary: Glossary) -> Term:
    """A glossary row that proposes the English of a speaker's name; pinyin waits for a person.

    >>> speaker_term("闲哥", "a.md:3", Glossary()).status
    'candidate'
    """
    found = name_in_english(name, glossary)
    target = "" if found.english == name else found.english
    if found.how == "pinyin":
        return Term(name, target, status="candidate", kind="speaker", note=PINYIN, where=where)
    return Term(name, target, kind="speaker", where=where)


def _entry(name: str, glossary: Glossary) -> Term | None:
    """The row in force for a name: a speaker's before a person's before any other."""
    found = [t for t in glossary.active if name in (t.source, t.traditional, *t.aliases)]
    order = ("speaker", "person")
    return min(found, key=lambda t: order.index(t.kind) if t.kind in order else len(order), default=None)


def _composed(name: str, glossary: Glossary) -> Named:
    """A name that carries its English, or that is made of several names, a role, a title, or mixed scripts."""
    found = _WITH_NOTE.fullmatch(name)
    if found:
        return _noted(name_in_english(found["name"], glossary), found["note"], glossary)
    several = [piece for piece in _BETWEEN.split(name) if piece]
    if len(several) > 1:
        return _joined([_between(piece) or name_in_english(piece, glossary) for piece in several], "")
    pieces = name.split()
    if len(pieces) > 1 and any(len(piece) > 1 for piece in pieces):
        return _joined([name_in_english(piece, glossary) for piece in pieces], " ")
    return _single("".join(pieces), glossary)


def _noted(name: Named, note: str, glossary: Glossary) -> Named:
    """A name with a parenthesis: its English, or who that is."""
    if is_english_name(note):
        return Named(note, "latin")
    return Named(f"{name.english} ({name_in_english(note, glossary).english})", name.how)


def _between(piece: str) -> Named | None:
    return Named(_BETWEEN_ENGLISH[piece], "latin") if piece in _BETWEEN_ENGLISH else None


def _single(name: str, glossary: Glossary) -> Named:
    """One name, perhaps with a role before it or a title after it.

    >>> [_single(n, Glossary()).english for n in ("罗默少将", "主持人张三", "王博士", "物理老师")]
    ['Major General Luo Mo', 'Host Zhang San', 'Dr. Wang', 'Wuli Laoshi']
    """
    for cut in range(min(len(name) - 1, _LONGEST_ROLE), 1, -1):  # the longest role first
        if name[:cut] in ROLES and _may_be_name(name[cut:], least=2):
            return _joined([Named(ROLES[name[:cut]], "role"), name_in_english(name[cut:], glossary)], " ")
    for cut in range(max(1, len(name) - _LONGEST_TITLE), len(name) - 1):  # the longest title first
        if name[cut:] in TITLES and _may_be_name(name[:cut], least=1):
            return _joined([Named(TITLES[name[cut:]], "role"), name_in_english(name[:cut], glossary)], " ")
    runs = [_pinyin(run) if _HAN.match(run) else run.strip() for run in _RUN.findall(name)]
    return Named(" ".join(filter(None, runs)), "pinyin")


def _joined(pieces: list[Named], between: str) -> Named:
    is_guess = any(piece.how == "pinyin" for piece in pieces)
    return Named(between.join(piece.english for piece in pieces), "pinyin" if is_guess else pieces[0].how)


def _may_be_name(text: str, least: int) -> bool:
    """Whether a Chinese text begins with a surname and is as short as a name, or is Latin."""
    if script(text) == "latin":
        return True
    return least <= len(text) <= 4 and has_surname(text)


def _pinyin(name: str) -> str:
    """Pinyin as names are written in GB/T 28039: surname and given name apart, each with a capital, no tones.

    >>> [_pinyin(n) for n in ("张三", "曾国藩", "李西安", "吕布", "萨姆·奥尔特曼")]
    ['Zhang San', 'Zeng Guofan', "Li Xi'an", 'Lyu Bu', "Samu Ao'erteman"]
    """
    parts = [part for part in _DOTS.split(name) if part]
    if len(parts) > 1:
        return " ".join(_word(_syllables(part)) for part in parts)
    surname = compound_surname(name)
    if surname:
        return f"{COMPOUND_READINGS[surname].title()} {_word(_syllables(name[len(surname) :]))}"
    if len(name) > 3:
        return " ".join(_word(_syllables(word)) for word in words(name))
    first, *rest = _syllables(name)
    reading = READINGS.get(name[0], first)
    return " ".join(filter(None, (reading.capitalize(), _word(rest))))


def _syllables(han: str) -> list[str]:
    """One syllable a character; ü is written yu, as in passports, and a character without a reading stays."""
    from pypinyin import lazy_pinyin

    return [syllable.replace("v", "yu") for syllable in lazy_pinyin(han)]


def _word(syllables: list[str]) -> str:
    """Syllables as one word, with an apostrophe before a vowel."""
    joined = "".join(f"'{s}" if i and s[0] in "aeo" else s for i, s in enumerate(syllables))
    return joined.capitalize()
