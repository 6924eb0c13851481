"""Unmasking: from a masked text and the renderings of its sentences to English with its terms, codes, pairs and glosses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from bilingual.errors import LockBroken
from bilingual.extraction.classify import classify_gloss
from bilingual.lang.characters import has_chinese
from bilingual.locking.english import set_apart, tidied
from bilingual.locking.placeholders import (
    PLACEHOLDER,
    CodePlaceholder,
    GlossPlaceholder,
    Masked,
    NamePlaceholder,
    PairedPlaceholder,
    Stressed,
    TermPlaceholder,
    inner_texts,
    lock_count,
)
from bilingual.locking.rendering import Rendering, Template
from bilingual.locking.sentences import Cut, cut_sentences, peel, without_breaks
from bilingual.locking.stress import place_of
from bilingual.model import Code, GlossMode, PairedCode, Part, Strategy, TermSpan, Text, emphasised, plain


@dataclass(slots=True)
class Unmasker:
    """Makes the English of one post; keeps in mind which terms it has explained already."""

    render: Callable[[Masked], Rendering]
    """The rendering of one sentence, as `sentences` gave it."""
    cut: Cut
    glosses: GlossMode = "inline"
    explained: set[str] = field(default_factory=set)

    def english(self, masked: Masked, outer: Strategy = "plain") -> tuple[Text, tuple[Rendering, ...]]:
        """The English of a text, and the renderings it is made of. `outer` is the strategy of the sentence around it."""
        parts: list[Part] = []
        used: list[Rendering] = []
        for piece in cut_sentences(masked, self.cut):
            before, core, after = peel(piece)
            parts += before
            if core.text:
                filled, renderings = self._sentence(core, outer)
                parts += filled
                used += renderings
            parts += after
        return tidied(tuple(parts)), tuple(used)

    def unplaced(self, masked: Masked) -> Iterator[Masked]:
        """The sentences of a text whose emphasis does not find its words: to be rendered with placeholders for it."""
        for piece in cut_sentences(masked, self.cut):
            _, core, _ = peel(piece)
            for inner in (*(text for p in core.placeholders for text in inner_texts(p)), *(s.inner for s in core.stressed)):
                yield from self.unplaced(inner)
            if core.stressed:
                rendering = self.render(without_breaks(core))
                if self._stressed(core, [piece for piece in rendering.template if isinstance(piece, str)]) is None:
                    yield without_breaks(core.with_slots())

    def _sentence(self, core: Masked, outer: Strategy) -> tuple[list[Part], tuple[Rendering, ...]]:
        """The English of one sentence: with its emphasis around its words, or else around a placeholder of its own."""
        for sentence in (core, core.with_slots()) if core.stressed else (core,):
            whole = without_breaks(sentence)
            rendering = self.render(whole)
            filled, inner = self._filled(whole, rendering, outer)
            parts = self._stressed(sentence, filled)
            if parts is not None:
                break
        assert parts is not None, core
        return parts, (rendering, *inner)

    def _stressed(self, sentence: Masked, parts: Sequence[Part]) -> list[Part] | None:
        """The sentence with its emphasis where the English of the stressed words alone stands in it; or nothing."""
        found: list[Part] | None = [*parts]
        for stress in sentence.stressed:
            words = plain(self.english(stress.inner)[0]).strip(" .!?")
            found = self._emphasised(found, words, stress) if found is not None and words else None
        return found

    def _emphasised(self, parts: Sequence[Part], words: str, stress: Stressed) -> list[Part] | None:
        """The parts with the marks around the words; nothing where they are not there."""
        for index, part in enumerate(parts):
            place = place_of(words, part) if isinstance(part, str) else None
            if isinstance(part, str) and place:
                start, end = place
                inner = self._stressed(stress.inner, [part[start:end]])
                pair = replace(stress.pair, inner=tuple(inner or ()))
                return [*parts[:index], part[:start], pair, part[end:], *parts[index + 1 :]] if inner else None
        return None

    def _filled(self, sentence: Masked, rendering: Rendering, outer: Strategy) -> tuple[list[Part], list[Rendering]]:
        """The rendering with what its placeholders stand for, and the renderings within these."""
        placeholders = sentence.placeholders
        numbers = sorted(piece for piece in rendering.template if isinstance(piece, int))
        if numbers != list(range(len(placeholders))):
            fact = f"“{sentence.text}” came back with {numbers} of {len(placeholders)} terms."
            raise LockBroken(fact, "Please report this.")
        parts: list[Part] = []
        used: list[Rendering] = []
        strategy = rendering.strategy if rendering.strategy != "plain" else outer
        template = _together(sentence, rendering.template)
        for piece, following in zip_longest(template, template[1:]):
            if isinstance(piece, str):
                parts.append(piece)
            elif isinstance(placeholder := placeholders[piece], NamePlaceholder):
                parts.append(set_apart(placeholder.english, parts[-1] if parts else "", following))
            else:
                doubts = tuple(flag for number, flag in rendering.doubts if number == piece)
                content, inner = self._content(placeholder, strategy, doubts)
                parts += content
                used += inner
        return parts, used

    def _content(
        self,
        placeholder: TermPlaceholder | CodePlaceholder | PairedPlaceholder | GlossPlaceholder,
        strategy: Strategy,
        doubts: tuple[str, ...],
    ) -> tuple[list[Part], tuple[Rendering, ...]]:
        """What a placeholder stands for, in English, and the renderings within it."""
        if isinstance(placeholder, TermPlaceholder):
            term = placeholder.term
            return [TermSpan(term.english, term.source, placeholder.span, strategy, doubts)], ()
        if isinstance(placeholder, CodePlaceholder):
            return [*placeholder.codes], ()
        if isinstance(placeholder, PairedPlaceholder):
            inner, used = self.english(placeholder.inner, strategy)
            return [_paired(placeholder.pair, inner)], used
        return self._explained(placeholder, strategy)

    def _explained(self, placeholder: GlossPlaceholder, strategy: Strategy) -> tuple[list[Part], tuple[Rendering, ...]]:
        """The term, and its explanation right after it: `**UI** (User Interface)`."""
        gloss = placeholder.gloss
        term, used = self.english(placeholder.term, strategy)
        parts: list[Part] = [emphasised("bold", term)] if gloss.is_bold else [*term]
        again = gloss.term in self.explained
        self.explained.add(gloss.term)
        if self.glosses == "drop" or (self.glosses == "first" and again):
            return parts, used
        explanation, inner = self.english(placeholder.explanation, strategy)
        note = _note(plain(term), placeholder, explanation)
        return ([*parts, " (", *note, ")"] if note else parts), (*used, *inner)


def _together(sentence: Masked, template: Template) -> Template:
    """The template without the blanks between a token and a code that touch each other in the source: `vector<int>`."""
    words = sentence.text.split(PLACEHOLDER)
    kinds = [isinstance(found, NamePlaceholder) - isinstance(found, CodePlaceholder) for found in sentence.placeholders]
    touching = [(n, " ", n + 1) for n in range(len(kinds) - 1) if not words[n + 1] and kinds[n] * kinds[n + 1] < 0]
    blanks = {place + 1 for place in range(len(template) - 2) if template[place : place + 3] in touching}
    return tuple(piece for place, piece in enumerate(template) if place not in blanks)


def _paired(pair: PairedCode, inner: Text) -> Part:
    """The pair around its English; one that would stand empty leaves nothing but its markup.

    No space stands before its end: `**AI: **` would be no emphasis.
    """
    if inner and isinstance(inner[-1], str):
        inner = (*inner[:-1], inner[-1].rstrip(" "))
    return pair.with_inner(inner) if inner or pair.kind != "emphasis" else Code("", "other")


def _note(term: str, placeholder: GlossPlaceholder, explanation: Text) -> list[Part]:
    """What stands in the parenthesis: the English head where it says more than the term, and the explanation.

    The explanation of a written-out abbreviation is often its Chinese name alone (`User Interface: 用户界面`), which says
    nothing in English. What has a lock is never left out.
    """
    words = plain(explanation).strip().casefold()
    head = placeholder.gloss.head.strip()
    if has_chinese(head) or head.casefold() == term.casefold():
        head = ""
    says_nothing = words in ("", term.casefold(), head.casefold()) or (head and _is_name(placeholder))
    if says_nothing and not lock_count(placeholder.explanation):
        return [head] if head else []
    return [f"{head}: ", *explanation] if head else [*explanation]


def _is_name(placeholder: GlossPlaceholder) -> bool:
    """Whether the explanation of an abbreviation is no more than its Chinese name: one short word, nothing told of it."""
    is_short = re.fullmatch(r"[^\W的]{1,7}", placeholder.explanation.text) is not None
    return is_short and classify_gloss(placeholder.gloss).kind == "expansion"
