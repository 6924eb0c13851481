"""English articles: `a` or `an` by the sound of the word behind it, and none before a number in the plural."""

from __future__ import annotations

import re

_VOWEL_SOUND = re.compile(r"(?!(?:eu|uni|us[aei]|ut[ei]|one\b|once\b|ubi))[aeiou]|hour|honest|heir|honou?r", re.IGNORECASE)
_LETTER_SOUND = re.compile(r"[AEFHILMNORSX](?:[A-Z0-9]|\b)|8|11\b|18\b")
_SPOKEN_AS_WORD = re.compile(r"[A-Z]?[a-z]|[A-Z]{5,}")
_A_MANY = re.compile(r"\b([Aa])n? ((?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions) of)\b")
_A = re.compile(
    r"""(?:(?<![\w.'’/-])a|(?:^|(?<=[.!?"“] ))A) """
    r"(?=[aeio](?!\.)|u(?:n(?![aei])|p|m|gl|tt|r[bg]|nd|lt)|hour|hon(?:est|ou?r)|heir|[AEIO][A-Z])"
)
"""An article before a word that may begin with a vowel. How letters of other abbreviations are said differs: a SQL, an SQL."""
_NO_NOUN_PHRASE = re.compile(r"(?:is|are|and|or|as|in|if|it|its|on|of|at|all|an?|also|into|I|am)\b")
"""What stands behind an `a` that is a letter: option A is, from a on."""
_LETTER = re.compile(r"(?<![A-Za-z])[Aa](?![A-Za-z])")


def agreeing(source: str, english: str) -> str:
    """The English with `an` for `a` before a vowel's sound, which small models get wrong in one sentence of a hundred.

    Where the source has the letter, an `a` may be it.

    >>> agreeing("他是个人工智能工程师。", "He is a AI engineer, a honest user of a app.")
    'He is an AI engineer, an honest user of an app.'
    >>> agreeing("甲比乙好。", "Plan A is better than a European one"), agreeing("从a到e", "from a every")
    ('Plan A is better than a European one', 'from a every')
    """
    return english if _LETTER.search(source) else _A.sub(_with_sound, english)


def _with_sound(found: re.Match[str]) -> str:
    behind = found.string[found.end() :]
    return f"{found[0][:-1]}n " if sounds_vowel(behind) and not _NO_NOUN_PHRASE.match(behind) else found[0]


def without_article(words: str) -> str:
    """The words without `a` before a plural number, which the engine wrote before it knew which number stands there.

    >>> without_article("A hundreds of users"), without_article("for a thousands of years"), without_article("a ton of")
    ('Hundreds of users', 'for thousands of years', 'a ton of')
    """
    return _A_MANY.sub(lambda found: found[2].capitalize() if found[1] == "A" else found[2], words)


def sounds_vowel(word: str) -> bool:
    """Whether `an` stands before a word: by its first sound, letter by letter for abbreviations.

    >>> [sounds_vowel(w) for w in ("AI", "UI", "API", "user", "hour", "GPT-5", "LLM", "Amazon", "NASA", "Xerox")]
    [True, False, True, False, True, False, True, True, False, False]
    """
    if _LETTER_SOUND.match(word) and not _SPOKEN_AS_WORD.match(word) and word[:4] not in ("NASA", "NATO", "LASE", "RADA"):
        return True
    if re.match(r"U[A-Z0-9]", word):
        return False
    return _VOWEL_SOUND.match(word) is not None
