"""What the program writes into the note of a term that a person should look at; it goes once a person has decided.

`{}` stands for what a reason is about. What is behind the reasons in a note is for readers (`In full: …`), or a person's words.
"""

from __future__ import annotations

import re

from bilingual.glossary.speakers import PINYIN

FORBIDDEN_CHARACTER = "It holds a control, private-use or slot character."
NO_WORDS = "Only punctuation, numbers or a date."
NO_GLOSS = "The parenthesis is a note, not a gloss."
ONE_CHARACTER = "A term of one character would be found in too many places."
SAME = "The name and its description are the same."
UNCLEAR = "The rule cannot tell how the two names belong together."
NO_ENGLISH = "The gloss gives no English."
SAYS_MORE = "A word of {} characters stands for {} English words: the gloss may say more than the term."
LONG_ENGLISH = "The English reads like a sentence: it has {} words."
SENTENCE = "The English reads like a sentence."
SEVERAL = "The gloss may give more than one English name."
LONG_TERM = "The term reads like a sentence."
UNMARKED = "Nothing marks where the term begins."
PLAIN_TEXT = "Found in plain text, where nothing marks where the term begins."
TWO_WAYS = "Glossed in two ways: “{}” at {}, this one at {}."
LISTED_PINYIN = "Listed under {}. Pinyin: is the name read so?"
LISTED_CHINESE = "Listed under {}; no post gives its English."
LISTED_LATIN = "Listed under {}: kept as it is?"
REASONS = (
    FORBIDDEN_CHARACTER, NO_WORDS, NO_GLOSS, ONE_CHARACTER, SAME, UNCLEAR, NO_ENGLISH, SAYS_MORE, LONG_ENGLISH, SENTENCE, SEVERAL,
    LONG_TERM, UNMARKED, PLAIN_TEXT, TWO_WAYS, LISTED_PINYIN, LISTED_CHINESE, LISTED_LATIN, PINYIN,
)  # fmt: skip
_PATTERNS = (re.escape(reason).replace(re.escape("{}"), ".+?") for reason in REASONS)
_REASON = re.compile(rf"(?:{'|'.join(_PATTERNS)})(?: |$)")


def without_reasons(note: str) -> str:
    """A note without the reasons that it begins with.

    >>> without_reasons("The gloss may give more than one English name. In short: SSI."), without_reasons("See Wang 2020.")
    ('In short: SSI.', 'See Wang 2020.')
    """
    while found := _REASON.match(note):
        note = note[found.end() :]
    return note
