"""Putting the held things back: from a masked text and the renderings of its sentences to English with its mentions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from bilingual.errors import LockBroken
from bilingual.extraction.classify import classify_gloss
from bilingual.locking.english import tidied
from bilingual.locking.masking import (
    Held,
    HeldCode,
    HeldGloss,
    HeldName,
    HeldPair,
    HeldTerm,
    Masked,
    inside,
    lock_count,
    peel,
    without_breaks,
)
from bilingual.locking.slots import Rendered, has_chinese
from bilingual.model import Code, GlossMode, PairedCode, Part, Strategy, TermSpan, Text, plain

Cut = Callable[[str], tuple[str, ...]]
"""Splits a masked string into sentences that, joined, are the string."""


def sentences(masked: Masked, cut: Cut) -> Iterator[Masked]:
    """Everything of a text that is translated on its own: its sentences, and those of what it holds."""
    for piece in masked.cut(cut(masked.text)):
        _, core, _ = peel(piece)
        if core.text:
            yield without_breaks(core)
        for held in core.held:
            for inner in inside(held):
                yield from sentences(inner, cut)
        for stress in core.stressed:
            yield from sentences(stress.inner, cut)


@dataclass(slots=True)
class Unmasker:
    """Makes the English of one post; keeps in mind which terms it has explained already."""

    render: Callable[[Masked], Rendered]
    """The rendering of one sentence, as `sentences` gave it."""
    cut: Cut
    glosses: GlossMode = "inline"
    explained: set[str] = field(default_factory=set)

    def english(self, masked: Masked, outer: Strategy = "plain") -> tuple[Text, tuple[Rendered, ...]]:
        """The English of a text, and the renderings it is made of. `outer` is the rung of the sentence around it."""
        parts: list[Part] = []
        used: list[Rendered] = []
        for piece in masked.cut(self.cut(masked.text)):
            before, core, after = peel(piece)
            parts += before
            if core.text:
                sentence = without_breaks(core)
                own = self.render(sentence)
                filled, inner = self._filled(sentence, own, outer)
                parts += self._stressed(sentence, filled)
                used += [own, *inner]
            parts += after
        return tidied(tuple(parts)), tuple(used)

    def _stressed(self, sentence: Masked, parts: list[Part]) -> list[Part]:
        """The sentence with its emphasis, where the English of the stressed words alone stands in it."""
        for stress in sentence.stressed:
            words = plain(self.english(stress.inner)[0]).strip(" .!?")
            if words:
                parts = _emphasised(parts, words, stress.pair)
        return parts

    def _filled(self, core: Masked, own: Rendered, outer: Strategy) -> tuple[list[Part], list[Rendered]]:
        numbers = sorted(piece for piece in own.template if isinstance(piece, int))
        if numbers != list(range(len(core.held))):
            raise LockBroken(f"“{core.text}” came back with {numbers} of {len(core.held)} terms.", "Please report this.")
        parts: list[Part] = []
        used: list[Rendered] = []
        strategy = own.strategy if own.strategy != "plain" else outer
        for piece in own.template:
            if isinstance(piece, str):
                parts.append(piece)
            else:
                doubts = tuple(flag for number, flag in own.doubts if number == piece)
                put, inner = self._put(core.held[piece], strategy, doubts)
                parts += put
                used += inner
        return parts, used

    def _put(self, held: Held, strategy: Strategy, doubts: tuple[str, ...]) -> tuple[list[Part], tuple[Rendered, ...]]:
        if isinstance(held, HeldTerm):
            return [TermSpan(held.term.english, held.term.source, held.span, strategy, doubts)], ()
        if isinstance(held, HeldName):
            return [held.english], ()
        if isinstance(held, HeldCode):
            return [held.code], ()
        if isinstance(held, HeldPair):
            inner, used = self.english(held.inner, strategy)
            return [_paired(held.pair, inner)], used
        return self._explained(held, strategy)

    def _explained(self, held: HeldGloss, strategy: Strategy) -> tuple[list[Part], tuple[Rendered, ...]]:
        """The term, and its explanation right after it: `**UI** (User Interface)`."""
        term, used = self.english(held.term, strategy)
        strong = "**" in held.gloss.open
        parts: list[Part] = [PairedCode("**", term, "**", "emphasis")] if strong else [*term]
        again = held.gloss.term in self.explained
        self.explained.add(held.gloss.term)
        if self.glosses == "drop" or (self.glosses == "first" and again):
            return parts, used
        explanation, inner = self.english(held.explanation, strategy)
        note = _note(plain(term), held, explanation)
        return ([*parts, " (", *note, ")"] if note else parts), (*used, *inner)


def _emphasised(parts: list[Part], words: str, pair: PairedCode) -> list[Part]:
    """The parts with the marks around the words' first occurrence; unchanged without one."""
    for index, part in enumerate(parts):
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", part, re.IGNORECASE) if isinstance(part, str) else None
        if isinstance(part, str) and found:
            stress = replace(pair, inner=(found[0],))
            return [*parts[:index], part[: found.start()], stress, part[found.end() :], *parts[index + 1 :]]
    return parts


def _paired(pair: PairedCode, inner: Text) -> Part:
    """The pair around its English; one that would stand empty keeps nothing but its markup."""
    return pair.with_inner(inner) if inner or pair.kind != "emphasis" else Code("", "other")


def _note(term: str, held: HeldGloss, explanation: Text) -> list[Part]:
    """What stands in the parenthesis: the English head where it says more than the term, and the explanation.

    The explanation of a written-out abbreviation is often its Chinese name alone (`User Interface: 用户界面`), which says
    nothing in English. What holds a lock is never left out.
    """
    shown = plain(explanation).strip()
    head = held.gloss.head.strip()
    if has_chinese(head) or head.casefold() == term.casefold():
        head = ""
    says_nothing = shown.casefold() in ("", term.casefold(), head.casefold()) or (head and _is_name(held))
    if says_nothing and not lock_count(held.explanation):
        return [head] if head else []
    return [f"{head}: ", *explanation] if head else [*explanation]


def _is_name(held: HeldGloss) -> bool:
    """Whether the explanation of an abbreviation is no more than its Chinese name: one short word, nothing said of it."""
    return classify_gloss(held.gloss).kind == "expansion" and re.fullmatch(r"[^\W的]{1,7}", held.explanation.text) is not None
