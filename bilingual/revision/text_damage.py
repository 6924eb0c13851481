"""What programs make of a text that nobody edits: quotes made round, characters that an encoding lacks, bytes misread.

Sources: Apple's and Microsoft's support pages on smart quotes and dashes (on by default in Numbers and on a Mac); Excel's "CSV
(Comma delimited)", which is written in the encoding of the system (GBK in China, Big5 in Taiwan, Windows-1252 in the West),
where a character that it lacks becomes a question mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bilingual.formats.common.sheets import guarded

ENCODINGS = ("gbk", "big5", "cp1252", "latin-1")
"""Of systems whose programs write tables without Unicode."""
ROUND = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "—": "--", "\N{NO-BREAK SPACE}": " "})
"""What is made of straight quotes, three full stops, two hyphens and blanks."""


def text_damage(before: str, after: str) -> str:
    """The name of what made `after` of `before`; empty where that was a person.

    >>> text_damage("It's 5.", "It’s 5."), text_damage("走吧😀。", "走吧?。"), text_damage("café", "cafÃ©")
    ('smart quotes', 'a lost character', 'another encoding')
    >>> text_damage("It’s", "It's")
    ''
    """
    made = (name for name, make in _WAYS for text in make(before) if text.strip() == after.strip())
    return "" if before.strip() == after.strip() else "smart quotes" if _rounded(before, after) else next(made, "")


def _guarded(text: str) -> Iterator[str]:
    """A CSV file of ours, saved as a workbook: the apostrophe that keeps a text from being a formula stays."""
    yield guarded(text)


def _rounded(before: str, after: str) -> bool:
    """Whether each straight mark is round now, or is as it was; a person who makes marks straight means it."""
    return after.translate(ROUND).strip() == before.translate(ROUND).strip() and _round(before) < _round(after)


def _round(text: str) -> int:
    return sum(ord(character) in ROUND for character in text)


def _lost(text: str) -> Iterator[str]:
    for encoding in ENCODINGS:
        yield text.encode(encoding, "replace").decode(encoding)


def _misread(text: str) -> Iterator[str]:
    for encoding in ENCODINGS:
        yield text.encode("utf-8", "surrogatepass").decode(encoding, "replace")
        yield text.encode("utf-8", "surrogatepass").decode(encoding, "ignore")


_WAYS: tuple[tuple[str, Callable[[str], Iterator[str]]], ...] = (
    ("an apostrophe", _guarded),
    ("a lost character", _lost),
    ("another encoding", _misread),
)
