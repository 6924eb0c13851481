"""Getting held things through an engine: slots in, slots out, verified; and two ways that always succeed.

A `Template` is an English sentence with the numbers of the held things in it, in any order. The functions here are
pure; which rung is tried when is `bilingual.locking.locked_translation`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.locking.english import lowered, punctuated
from bilingual.locking.masking import HOLD, Masked
from bilingual.model import Origin, Strategy

LOCK_VERSION = "2"
"""Changes when the same engine output would be read differently: part of the key of the memory."""

Template = tuple[str | int, ...]
"""English text and, as integers, which held thing stands where."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of one sentence."""

    template: Template
    strategy: Strategy
    origin: Origin
    flags: tuple[str, ...] = ()
    doubts: tuple[tuple[int, str], ...] = ()
    """Flags of single locks: the number of the held thing, and the flag."""


_HAN = re.compile(r"[\u2E80-\u2FDF\u3005-\u3007\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U000323AF]")
_CLAUSE = re.compile(r"[^，；：、,;:—]*[，；：、,;:—]*[”’」』）)\s]*")
_WORD = re.compile("[A-Za-z0-9]")
_EDGES = re.compile(r"^([^\w%$€¥£+#&@-]*)(.*?)([^\w%°+#&)]*)$", re.DOTALL)


def has_chinese(text: str) -> bool:
    """Whether there is anything for the translator: a Hanzi or kana.

    >>> has_chinese("GPT-5，"), has_chinese("用"), has_chinese("𠀀")
    (False, True, True)
    """
    return _HAN.search(text) is not None


def slotted(masked: Masked, slots: Sequence[str]) -> str:
    """The string for the engine: the n-th held thing as the n-th slot, or as the n-th of other words.

    >>> slotted(Masked(f"我用{HOLD}。", ()), ("⟦0⟧",))
    '我用⟦0⟧。'
    """
    pieces = masked.text.split(HOLD)
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
    if re.search(r"[⟦⟧]|" + HOLD, rest):
        faults.append("stray mark")
    if has_chinese(rest):
        faults.append("residue")
    return tuple(faults)


def _bounded(word: str) -> str:
    """The pattern of a slot, or of a word that is not part of a longer one."""
    before = r"(?<![A-Za-z0-9])" if _WORD.match(word[0]) else ""
    return before + re.escape(word) + (r"(?![A-Za-z0-9])" if _WORD.match(word[-1]) else "")


def words_only(hypothesis: str) -> str:
    """A hypothesis without anything that is not its to write: slots, marks, Hanzi. For the rung that verifies nothing.

    >>> words_only("Use ⟦0⟧ the 界面 now")
    'Use the now'
    """
    bare = re.sub(r"⟦\w*⟧|[⟦⟧]|" + HOLD, " ", _HAN.sub(" ", hypothesis))
    return re.sub(r"\s+", " ", bare).strip()


def template(hypothesis: str, used: Sequence[str]) -> Template:
    """A verified hypothesis as text and numbers.

    >>> template("I use ⟦0⟧.", ["⟦0⟧"])
    ('I use ', 0, '.')
    """
    if not used:
        return (hypothesis,) if hypothesis else ()
    pattern = "(" + "|".join(map(_bounded, sorted(used, key=len, reverse=True))) + ")"
    numbers = {slot: number for number, slot in enumerate(used)}
    return tuple(numbers.get(piece, piece) for piece in re.split(pattern, hypothesis) if piece)


def direct(masked: Masked) -> Template:
    """The template of a text without Chinese words: itself, with English punctuation.

    >>> direct(Masked("GPT-5，OK！"))
    ('GPT-5, OK! ',)
    """
    return _numbered([punctuated(piece) for piece in masked.text.split(HOLD)])


def clauses(masked: Masked, most: int) -> tuple[Masked, ...]:
    """The sentence in clauses: one for each that holds something; neighbours that hold nothing together, up to `most`.

    >>> [m.text for m in clauses(Masked("他说，其实，￼很好，￼也好。"), 100)]
    ['他说，其实，', '￼很好，', '￼也好。']
    """
    pieces: list[str] = []
    for piece in filter(None, _CLAUSE.findall(masked.text)):
        mergeable = pieces and HOLD not in piece and HOLD not in pieces[-1] and len(pieces[-1]) + len(piece) <= most
        if mergeable or (pieces and not re.search(r"\w|" + HOLD, piece)):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return masked.cut(tuple(pieces))


def halves(masked: Masked) -> tuple[Masked, Masked]:
    """A text that holds two things or more in two parts, each with about half of them; the second begins with one.

    >>> [m.text for m in halves(Masked("用￼做￼吧"))]
    ['用￼做', '￼吧']
    """
    pieces = masked.text.split(HOLD)
    middle = (len(pieces) + 1) // 2
    return masked.cut((HOLD.join(pieces[:middle]), HOLD + HOLD.join(pieces[middle:])))  # type: ignore[return-value]


def stretches(masked: Masked) -> tuple[str, ...]:
    """The words between the held things, one more than there are held things; those with Chinese go to the engine alone.

    >>> stretches(Masked(f"，我用{HOLD}。"))
    ('我用', '')
    """
    return tuple(_EDGES.sub(r"\2", piece) for piece in masked.text.split(HOLD))


def rejoin(masked: Masked, translations: Sequence[str]) -> Template:
    """The template made of the stretches' translations: every held thing in the order of the source, always exact.

    >>> rejoin(Masked(f"我用{HOLD}，很好。"), ["I use.", "Very good."])
    ('I use', 0, ', very good. ')
    """
    parts: list[str] = []
    for piece, english in zip(masked.text.split(HOLD), translations, strict=True):
        before, words, after = _EDGES.match(piece).groups()  # type: ignore[union-attr]
        own = english.strip().rstrip(".!?,;:") if has_chinese(words) else punctuated(words)
        parts.append(f"{punctuated(before)}{lowered(own) if parts else own}{punctuated(after)}")
    return _numbered(parts)


def chain(masked: Sequence[Masked], templates: Sequence[Template], between: str = ", ") -> Template:
    """The templates of a sentence's clauses as one, numbers shifted, each clause with the punctuation of its source.

    `between` stands after a clause whose source has no punctuation.

    >>> chain([Masked(f"我用{HOLD}，"), Masked("它很好。")], [("I use ", 0, "."), ("It is very good.",)])
    ('I use ', 0, ', ', 'it is very good.')
    """
    whole: list[str | int] = []
    shift = 0
    for position, (clause, own) in enumerate(zip(masked, templates, strict=True)):
        pieces: list[str | int] = [piece + shift if isinstance(piece, int) else piece for piece in own]
        if position and pieces and isinstance(pieces[0], str):
            pieces[0] = lowered(pieces[0])
        if position < len(masked) - 1:
            pieces = [*_unended(pieces), _mark(clause.text, between)]
        whole += pieces
        shift += clause.text.count(HOLD)
    return tuple(piece for piece in whole if piece != "")


def _unended(pieces: list[str | int]) -> list[str | int]:
    last = pieces[-1] if pieces else 0
    return [*pieces[:-1], last.rstrip(" .,;:!?")] if isinstance(last, str) else pieces


def _mark(clause: str, default: str) -> str:
    """The punctuation that ends a clause, in English."""
    end = re.search(r"[，；：、,;:—]+(?=\W*$)", clause)
    return punctuated(end[0]) if end else default


def _numbered(stretches: Sequence[str]) -> Template:
    """The stretches with the numbers 0, 1, 2 … between them."""
    whole: list[str | int] = []
    for number, stretch in enumerate(stretches):
        whole += [number - 1, stretch] if number else [stretch]
    return tuple(piece for piece in whole if piece != "")
