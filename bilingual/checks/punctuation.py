"""Brackets, quotation marks, punctuation and spaces of the English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bilingual.lang.residue import without

_PAIRS = {")": "(", "]": "[", "}": "{", "）": "（", "】": "【", "》": "《", "」": "「", "』": "『", "”": "“"}
_MARK = re.compile("[{}]".format(re.escape("".join((*_PAIRS, *_PAIRS.values())))))
_BEFORE_BRACKET = 6
"""In characters: so much can stand before a bracket that closes nothing, and what parts it from the words."""
_NO_BRACKET = re.compile(r"(?:^|\s)(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})$|[:;=8]-?$")
"""What stands before a bracket that closes nothing: `1)`, `a)`, `:)`."""
_WIDE = re.compile("[，。！？；：、（）【】《》「」『』〈〉～]")
_DOUBLE = re.compile(r"\S[ \u00a0]{2,}\S")
_BEFORE = re.compile(r"[\w\ufffc][ \u00a0]+([,;!?]|\.(?![\w.])|:(?![-()]))(?=\s|$)")
_AFTER = re.compile(r"\((?=\s\w)|(?<=\w)\s(?=\))")


def unpaired_marks(text: str) -> tuple[str, ...]:
    """The brackets and quotation marks that open or close nothing.

    >>> unpaired_marks("He said (once: “yes."), unpaired_marks("1) a :) (b)")
    (('(', '“'), ())
    """
    waiting: list[str] = []
    counts: Counter[str] = Counter()  # of what waits
    lost: list[str] = []
    for place, mark in ((match.start(), match[0]) for match in _MARK.finditer(text)):
        if mark not in _PAIRS:
            waiting.append(mark)
            counts[mark] += 1
        elif counts[_PAIRS[mark]]:
            at = len(waiting) - 1
            while waiting[at] != _PAIRS[mark]:
                at -= 1
            lost += waiting[at + 1 :]
            counts.subtract(waiting[at:])
            del waiting[at:]
        elif not (mark == ")" and _NO_BRACKET.search(text[max(0, place - _BEFORE_BRACKET) : place])):
            lost.append(mark)
    alone = [*lost, *waiting]
    if text.count('"') % 2 and not re.search(r'\d"', text):
        curly = next((mark for mark in alone if mark in "“”"), "")  # `"Good.”` is a pair of two kinds
        alone = [mark for mark in alone if mark != curly] if curly else [*alone, '"']
    return tuple(alone)


def wide_marks(target: str, protected: Sequence[str] = ()) -> tuple[str, ...]:
    """The Chinese punctuation in an English text, each mark once.

    >>> wide_marks("Yes，really。")
    ('，', '。')
    """
    return tuple(dict.fromkeys(_WIDE.findall(without(target, protected))))


def misplaced_spaces(target: str) -> tuple[str, ...]:
    """What is wrong with the spaces of an English text, each as a sentence.

    >>> misplaced_spaces("Two  spaces , and one more .")
    ('Two spaces stand in a row.', 'A space stands before “,”.')
    """
    found = ["Two spaces stand in a row."] if _DOUBLE.search(target) else []
    if before := _BEFORE.search(target):
        found.append(f"A space stands before “{before[1]}”.")
    if _AFTER.search(target):
        found.append("A space stands inside a bracket.")
    return tuple(found)
