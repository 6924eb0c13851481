"""Placeholders through an engine as slots or other words that it carries over: written in, verified, read back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.lang.characters import HAN_OR_KANA, has_chinese
from bilingual.locking.placeholders import PLACEHOLDER, Masked
from bilingual.locking.rendering import Template

_WORD = re.compile("[A-Za-z0-9]")


def slotted(masked: Masked, slots: Sequence[str]) -> str:
    """The string for the engine: the n-th placeholder as the n-th slot, or as the n-th of other words.

    >>> slotted(Masked(f"我用{PLACEHOLDER}。", ()), ("⟦0⟧",))
    '我用⟦0⟧。'
    """
    pieces = masked.text.split(PLACEHOLDER)
    whole = pieces[0]
    for slot, piece in zip(slots, pieces[1:], strict=False):
        gap = " " if _WORD.match(whole[-1:]) and _WORD.match(slot[0]) else ""
        whole += gap + slot + (" " if _WORD.match(slot[-1]) and _WORD.match(piece[:1]) else "") + piece
    return whole


def verify(hypothesis: str, used: Sequence[str]) -> tuple[str, ...]:
    """What is wrong with a hypothesis: slots (or the words used for them) lost or doubled, marks left over, Hanzi.

    >>> verify("I use ⟦0⟧.", ["⟦0⟧"]), verify("I use it.", ["⟦0⟧"]), verify("⟦0⟧ and ⟦1⟧", ["⟦0⟧"])
    ((), ('lost ⟦0⟧',), ('stray mark',))
    >>> verify("Tom's here, Tommy too", ["Tom"]), verify("Tom and Tom", ["Tom"])
    ((), ('doubled Tom',))
    """
    counts = {word: len(re.findall(_bounded(word), hypothesis)) for word in used}
    faults = [f"{'lost' if count == 0 else 'doubled'} {word}" for word, count in counts.items() if count != 1]
    rest = hypothesis
    for word in used:
        rest = re.sub(_bounded(word), " ", rest)
    if re.search(r"[⟦⟧]|" + PLACEHOLDER, rest):
        faults.append("stray mark")
    if has_chinese(rest):
        faults.append("residue")
    return tuple(faults)


def _bounded(word: str) -> str:
    """The pattern of a slot, or of a word that is not part of a longer one."""
    before = r"(?<![A-Za-z0-9])" if _WORD.match(word[0]) else ""
    return before + re.escape(word) + (r"(?![A-Za-z0-9])" if _WORD.match(word[-1]) else "")


def words_only(hypothesis: str) -> str:
    """A hypothesis without anything that is not its to write: slots, marks, Hanzi. For the strategy that verifies nothing.

    >>> words_only("Use ⟦0⟧ the 界面 now")
    'Use the now'
    """
    bare = re.sub(r"⟦\w*⟧|[⟦⟧]|" + PLACEHOLDER, " ", HAN_OR_KANA.sub(" ", hypothesis))
    return re.sub(r"\s+", " ", bare).strip()


def read_template(hypothesis: str, used: Sequence[str]) -> Template:
    """A verified hypothesis as text and numbers.

    >>> read_template("I use ⟦0⟧.", ["⟦0⟧"])
    ('I use ', 0, '.')
    """
    if not used:
        return (hypothesis,) if hypothesis else ()
    pattern = "(" + "|".join(map(_bounded, sorted(used, key=len, reverse=True))) + ")"
    numbers = {slot: number for number, slot in enumerate(used)}
    return tuple(numbers.get(piece, piece) for piece in re.split(pattern, hypothesis) if piece)
