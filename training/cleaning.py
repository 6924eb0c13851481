"""What a pair of the corpus must be to be learnt from, and how its spelling is made even."""

from __future__ import annotations

import re
from collections.abc import Callable

HANZI = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003134f]")
LATIN = re.compile(r"[A-Za-z]")
MARKUP = re.compile(r"</?[a-z][^>]*>|\{\{|\}\}|\]\(|\*\*|`|:\w+:`|%\(\w+\)|\$\{|\\[a-z]+\{|&[a-z]+;|⟦|⟧|\ufffd")

WIDTHS = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
"""Full-width digits and letters to the ordinary ones; full-width punctuation is Chinese and stays."""

STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "`": "'", "–": "-", "\u00a0": " ", "…": "..."})
"""English quotation marks as a keyboard has them: the program sets the typographic ones itself where it wants them."""

TOKENISED = (
    (re.compile(r"\b(\w+) (n't|'s|'re|'ve|'ll|'d|'m)\b", re.I), r"\1\2"),
    (re.compile(r" ([,.!?;:%)\]])"), r"\1"),
    (re.compile(r"([(\[$]) "), r"\1"),
    (re.compile(r"(\d): (\d\d)\b"), r"\1:\2"),
)
"""`do n't` and `yes , please .` of tokenised corpora, joined again."""


def chinese(text: str) -> str:
    """The Chinese side as the program will send it.

    >>> chinese(" 我用 ＡＩ  写 TDSD中最常见,但也有. ")
    '我用 AI 写 TDSD中最常见，但也有。'
    """
    text = " ".join(text.translate(WIDTHS).split())
    for half, full in ((",", "，"), ("?", "？"), ("!", "！"), (";", "；"), (":", "：")):
        text = re.sub(f"(?<=[㐀-鿿]){re.escape(half)}\\s*(?=[㐀-鿿]|$)", full, text)
    return re.sub(r"(?<=[㐀-鿿])\.$", "。", text)


def english(text: str) -> str:
    """The English side, detokenised and with plain quotation marks.

    >>> english("I do n't know , he said : “ yes ” .")
    'I don\\'t know, he said: " yes ".'
    """
    text = " ".join(text.translate(WIDTHS).translate(STRAIGHT).split())
    for pattern, replacement in TOKENISED:
        text = pattern.sub(replacement, text)
    return text


def _ratio(zh: str, en: str) -> float:
    """English letters for each Chinese character and Latin letter; about 3.5 for prose, 1 for what stayed Latin."""
    return len(en) / (len(HANZI.findall(zh)) + len(LATIN.findall(zh)) / 4 + 1)


def _lengths_differ(zh: str, en: str) -> bool:
    """99 % of Tatoeba lies within these ratios."""
    low, high = (0.7, 9) if len(zh) > 12 else (0.3, 25)
    return not low < _ratio(zh, en) < high


def _numbers_differ(zh: str, en: str) -> bool:
    """Whether the Chinese has numbers of three digits or more and the English none of them."""
    have = set(re.findall(r"\d{3,}(?![\d万亿])", zh))
    return bool(have) and not have & set(re.findall(r"\d{3,}", en.replace(",", "")))


CHECKS: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("no Chinese", lambda zh, en: not HANZI.search(zh)),
    ("Chinese in the English", lambda zh, en: bool(HANZI.search(en))),
    ("no English", lambda zh, en: not LATIN.search(en)),
    ("markup", lambda zh, en: bool(MARKUP.search(zh) or MARKUP.search(en))),
    ("too long", lambda zh, en: len(zh) > 160 or len(en) > 600),
    ("lengths do not fit", _lengths_differ),
    ("mostly Latin", lambda zh, en: len(LATIN.findall(zh)) > 3 * len(HANZI.findall(zh))),
    ("numbers differ", _numbers_differ),
)
"""Reasons to drop a pair, the first that holds is the one reported."""


def fault(zh: str, en: str) -> str:
    """Why a pair is dropped; empty when it is kept.

    >>> fault("你好。", "Hello.")
    ''
    >>> fault("你好。", "你好。")
    'Chinese in the English'
    """
    return next((name for name, holds in CHECKS if holds(zh, en)), "")


def key(text: str) -> str:
    """What two spellings of one sentence share: letters, digits and Hanzi only, in lower case.

    >>> key("Hello, world!") == key("hello world")
    True
    """
    return "".join(char for char in text.lower() if char.isalnum())
