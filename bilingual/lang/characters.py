"""What characters a term is made of: which script, whether anything can be said of it, what no term may hold."""

from __future__ import annotations

import re
from typing import Literal

Script = Literal["latin", "han", "mixed", "none"]

_LATIN = re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ɏͰ-ϿḀ-ỿＡ-Ｚａ-ｚ]")
"""Latin with its accents, Greek (it stands in names and formulas as it is), and the full-width forms."""
HANZI = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
"""々, 〇, the unified ideographs with all extensions, and the compatibility ideographs (Unicode 16)."""
HANZI_RUN = re.compile(f"{HANZI.pattern}+")
HAN_OR_KANA = re.compile(r"[\u2E80-\u2FDF\u3005-\u3007\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U000323AF]")
"""What there is to translate: Hanzi of every block with their radicals, and kana."""
FORBIDDEN = re.compile(
    "[\u27e6\u27e7\ufffc"  # slots of the translator, and the mark of a held thing
    "\x00-\x1f\x7f-\x9f"  # controls
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use
    "\ud800-\udfff\u2028\u2029]"
)
"""What neither a term nor its target may hold."""
_SAID = re.compile(r"[^\W\d_]")
_YEARS = re.compile(r"[\W\d_年月日号號世纪紀代前后後至到初中末]*")
_BREAK = re.compile(r"[ \t]*[\r\n][\s>]*")


def script(text: str) -> Script:
    """Which letters `text` is written in; everything that is neither Latin nor Greek counts as Han.

    >>> [script(t) for t in ("GPT-5", "结构洞", "I/O大会", "2025", "ドラえもん")]
    ['latin', 'han', 'mixed', 'none', 'han']
    """
    has_latin = bool(_LATIN.search(text))
    has_other = any(letter.isalpha() and not _LATIN.match(letter) for letter in text)
    if has_latin and has_other:
        return "mixed"
    return "latin" if has_latin else "han" if has_other else "none"


def says_something(text: str) -> bool:
    """Whether `text` holds a letter or Hanzi: punctuation and digits alone are no term.

    >>> says_something("——"), says_something("2.5"), says_something("C")
    (False, False, True)
    """
    return bool(_SAID.search(text))


def is_date(text: str) -> bool:
    """Whether `text` is nothing but numbers and the words of a date.

    >>> is_date("2008年"), is_date("1990年代初"), is_date("Sora 2"), is_date("年代")
    (True, True, False, False)
    """
    return bool(_YEARS.fullmatch(text)) and any(character.isdigit() for character in text)


def on_one_line(text: str) -> str:
    """`text` without outer spaces; a line break inside, with the quote marks that follow it, is one space.

    >>> on_one_line(" Structural\\n> Hole ")
    'Structural Hole'
    """
    return _BREAK.sub(" ", text.strip())


def has_chinese(text: str) -> bool:
    """Whether there is anything for the translator: a Hanzi or kana.

    >>> has_chinese("GPT-5，"), has_chinese("用"), has_chinese("𠀀")
    (False, True, True)
    """
    return HAN_OR_KANA.search(text) is not None
