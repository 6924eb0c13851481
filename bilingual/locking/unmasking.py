"""Unmasking: from a masked text and the renderings of its sentences to English with its terms, codes, pairs and glosses."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from bilingual.errors import LockBroken
from bilingual.extraction.classify import classify_gloss
from bilingual.lang.characters import has_chinese
from bilingual.locking.english import capitalised, punctuated, set_apart, tidied
from bilingual.locking.gluing import is_picture
from bilingual.locking.placeholders import (
    PLACEHOLDER,
    CodePlaceholder,
    GlossPlaceholder,
    Masked,
    NamePlaceholder,
    PairedPlaceholder,
    TermPlaceholder,
    lock_count,
)
from bilingual.locking.rendering import Rendering, Template
from bilingual.locking.sentences import Cut, cut_sentences, peel, without_breaks
from bilingual.locking.strategies import WHOLE
from bilingual.locking.stress import Placed, places
from bilingual.model import NAMES, Code, GlossMode, PairedCode, Part, Span, Strategy, TermSpan, Text, emphasised, plain


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
                filled, renderings = self._sentence(without_breaks(core), outer)
                parts += filled
                used += renderings
            parts += after
        return tidied(tuple(parts)), tuple(used)

    def unplaced(self, masked: Masked) -> Iterator[Masked]:
        """The sentences of a text whose emphasis does not find its words: to be rendered with placeholders for it."""
        for piece in cut_sentences(masked, self.cut):
            _, core, _ = peel(piece)
            for inner in core.within:
                yield from self.unplaced(inner)
            sentence = without_breaks(core)
            if sentence.stressed and places(sentence, self.render(sentence), self._alone) is None:
                yield sentence.with_slots()

    def _alone(self, masked: Masked) -> str:
        """The English of stressed words that are translated alone; where emphasis within them goes is asked later."""
        return plain(self.english(replace(masked, stressed=()))[0])

    def _sentence(self, sentence: Masked, outer: Strategy) -> tuple[list[Part], tuple[Rendering, ...]]:
        """The English of one sentence: with its emphasis around its words, else around a placeholder that the engine carried
        through, else without."""
        rendering = self.render(sentence)
        placed = places(sentence, rendering, self._alone) if sentence.stressed else ()
        if placed is None:
            slots = sentence.with_slots()
            again = self.render(slots)
            placed = ()
            if again.strategy in WHOLE or rendering.strategy not in WHOLE:
                sentence, rendering = slots, again
        filled, inner = self._filled(sentence, rendering, outer)
        return _emphasised(filled, placed), (rendering, *inner)

    def _filled(self, sentence: Masked, rendering: Rendering, outer: Strategy) -> tuple[list[tuple[Span, Part]], list[Rendering]]:
        """The rendering with what its placeholders stand for, each part with its place in `Rendering.text`, where a
        placeholder is one character, and the renderings within these."""
        placeholders = sentence.placeholders
        numbers = sorted(piece for piece in rendering.template if isinstance(piece, int))
        free = NamePlaceholder if NAMES in rendering.flags else ()
        if numbers != [n for n, found in enumerate(placeholders) if n in numbers or not isinstance(found, free)]:
            fact = f"“{sentence.text}” came back with {numbers} of {len(placeholders)} terms."
            raise LockBroken(fact, "Please report this.")
        parts: list[tuple[Span, Part]] = []
        used: list[Rendering] = []
        strategy = rendering.strategy if rendering.strategy != "plain" else outer
        pieces = _pieces(sentence, rendering.template)
        words = sentence.text.split(PLACEHOLDER)
        after = [piece for _, piece in pieces[1:]]
        preceding: object = None
        for (start, piece), following in zip(pieces, [*after, None], strict=False):
            place = start, start + (len(piece) if isinstance(piece, str) else 1)
            if isinstance(piece, str):
                moved = len(_plural(preceding, piece))
                parts.append(((start + moved, place[1]), piece[moved:]))
            elif _joins(sentence, words, piece):
                parts.append((place, placeholders[piece].english))  # type: ignore[union-attr]
            elif isinstance(placeholder := placeholders[piece], NamePlaceholder):
                counts = placeholder.english[0].isdigit()  # no “5Gs”
                name = placeholder.english + ("" if counts else _plural(placeholder, following))
                parts.append((place, set_apart(name, parts[-1][1] if parts else "", following)))
            else:
                doubts = tuple(flag for number, flag in rendering.doubts if number == piece)
                content, inner = self._content(placeholder, strategy, doubts)
                parts += ((place, part) for part in content)
                used += inner
            preceding = piece if isinstance(piece, str) else placeholders[piece]
        return _without_lead(parts), used

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
        if isinstance(placeholder, PairedPlaceholder) and placeholder.pair.is_frame:
            filled = [self._content(child, strategy, doubts) for child in placeholder.inner.placeholders]  # type: ignore[arg-type]
            inner = tuple(part for content, _ in filled for part in content)
            return [_paired(placeholder.pair, inner)], tuple(rendering for _, used in filled for rendering in used)
        if isinstance(placeholder, PairedPlaceholder):
            inner, used = self.english(placeholder.inner, strategy)
            return [_paired(placeholder.pair, inner)], used
        return self._explained(placeholder, strategy)

    def _explained(self, placeholder: GlossPlaceholder, strategy: Strategy) -> tuple[list[Part], tuple[Rendering, ...]]:
        """The term, and its explanation right after it: `**UI** (User Interface)`."""
        gloss = placeholder.gloss
        term, used = self.english(placeholder.term, strategy)
        again = gloss.term in self.explained
        self.explained.add(gloss.term)
        note: list[Part] = []
        if self.glosses == "inline" or (self.glosses == "first" and not again):
            explanation, inner = self.english(placeholder.explanation, strategy)
            note, used = _note(plain(term), placeholder, explanation), (*used, *inner)
        aside: list[Part] = [" (", *note, ")"] if note else []
        if placeholder.is_label:
            return [emphasised("bold", (*term, *aside, ":"))], used
        return ([emphasised("bold", term)] if gloss.is_bold else [*term]) + aside, used


def _pieces(sentence: Masked, template: Template) -> list[tuple[int, str | int]]:
    """The pieces of a template, each with its place in `Rendering.text`, without the blanks between a token and a code, or two
    pictures, that touch each other in the source: `vector<int>`."""
    words = sentence.text.split(PLACEHOLDER)
    kinds = [isinstance(found, NamePlaceholder) - isinstance(found, CodePlaceholder) for found in sentence.placeholders]
    joining = [_joins(sentence, words, n) for n in range(len(kinds))]
    pictures = [isinstance(found, PairedPlaceholder) and is_picture(found.pair) for found in sentence.placeholders]
    attributes = [isinstance(found, CodePlaceholder) and found.code.kind == "comment" for found in sentence.placeholders]
    beside = [n for n in range(len(kinds) - 1) if not words[n + 1]]
    touching = {
        (n, " ", n + 1) for n in beside if kinds[n] * kinds[n + 1] < 0 or (pictures[n] and pictures[n + 1]) or attributes[n + 1]
    }
    touching |= {(n - 1, " ", n) for n in range(1, len(kinds)) if joining[n] or joining[n - 1]}
    blanks = {place + 1 for place in range(len(template) - 2) if template[place : place + 3] in touching}
    starts = accumulate((len(piece) if isinstance(piece, str) else 1 for piece in template), initial=0)
    return [(start, piece) for place, (start, piece) in enumerate(zip(starts, template, strict=False)) if place not in blanks]


def _without_lead(parts: list[tuple[Span, Part]]) -> list[tuple[Span, Part]]:
    """The parts with comments that an engine put first behind the words: at the start of a line they would be blocks."""
    lead = next((number for number, (_, part) in enumerate(parts) if part != "" and not _is_hidden(part)), 0)
    if not any(_is_hidden(part) for _, part in parts[:lead]):
        return parts
    (start, end), first = parts[lead]
    if isinstance(first, str):
        words = first.lstrip()
        start, first = start + len(first) - len(words), capitalised((words,))[0]
    moved: list[Part] = [part for _, part in parts[:lead] if part != ""]
    apart: list[Part] = [" "] if any(_is_hidden(part) for _, part in parts[lead + 1 : lead + 2]) else []
    return [((start, end), first), *(((end, end), part) for part in (*moved, *apart)), *parts[lead + 1 :]]


def _is_hidden(part: Part) -> bool:
    return isinstance(part, Code) and (part.kind == "comment" or part.text.startswith("<!--"))


def _plural(before: object, words: object) -> str:
    """The s of a name that the engine wrote in the plural, as the words behind it begin: `PMIs`."""
    return "s" if isinstance(before, NamePlaceholder) and isinstance(words, str) and re.match(r"s(?![^\W_])", words) else ""


def _joins(sentence: Masked, words: Sequence[str], number: int) -> bool:
    """Whether a placeholder is a sign that joins what stands right before it and behind it: `<kbd>Ctrl</kbd>+<kbd>C</kbd>`.

    `words` are those between the placeholders.
    """
    found = sentence.placeholders[number]
    inside = 0 < number < len(sentence.placeholders) - 1
    return inside and isinstance(found, NamePlaceholder) and found.english in "+-/|&" and not words[number] + words[number + 1]


def _emphasised(parts: Sequence[tuple[Span, Part]], placed: Sequence[Placed]) -> list[Part]:
    """The parts, each with its place, and the emphasis around those that it is placed around."""
    whole: list[Part] = []
    rest = deque(parts)
    for emphasis in placed:
        whole += (part for _, part in _taken(rest, emphasis.start))
        whole += _around(emphasis.pair, _emphasised(_taken(rest, emphasis.end), emphasis.inner))
    return [*whole, *(part for _, part in rest)]


def _taken(rest: deque[tuple[Span, Part]], at: int) -> list[tuple[Span, Part]]:
    """The parts before a place, taken from `rest`; words that it stands in are cut there."""
    taken: list[tuple[Span, Part]] = []
    while rest and rest[0][0][0] < at:
        (start, end), part = rest.popleft()
        if isinstance(part, str) and end > at:
            rest.appendleft(((at, end), part[at - start :]))
            part = part[: at - start]
        taken.append(((start, min(end, at)), part))
    return taken


def _around(pair: PairedCode, inner: Sequence[Part]) -> Iterator[Part]:
    """A pair around its parts, blanks at their edges outside: `** AI**` would be no emphasis."""
    parts = [*inner]
    lead = tail = ""
    if parts and isinstance(parts[0], str):
        lead = parts[0][: len(parts[0]) - len(parts[0].lstrip())]
        parts[0] = parts[0].lstrip()
    if parts and isinstance(parts[-1], str):
        tail = parts[-1][len(parts[-1].rstrip()) :]
        parts[-1] = parts[-1].rstrip()
    yield from (lead, replace(pair, inner=tuple(parts)), tail)


def _paired(pair: PairedCode, inner: Text) -> Part:
    """The pair around its English; one that would stand empty leaves nothing but its markup.

    No space stands at its edges: `**AI: **` and `** “AI”**` would be no emphasis.
    """
    if inner and isinstance(inner[0], str):
        inner = (inner[0].lstrip(" "), *inner[1:])
    if inner and isinstance(inner[-1], str):
        inner = (*inner[:-1], inner[-1].rstrip(" "))
    return pair.with_inner(inner) if inner or pair.kind != "emphasis" else Code("", "other")


def _note(term: str, placeholder: GlossPlaceholder, explanation: Text) -> list[Part]:
    """What stands in the parenthesis: the English head where it says more than the term, and the explanation.

    The explanation of a written-out abbreviation is often its Chinese name alone (`User Interface: 用户界面`), which says
    nothing in English. What has a lock is never left out.
    """
    gloss = placeholder.gloss
    if f"{gloss.head}{gloss.separator}{plain(gloss.explanation)}".strip() == term:
        return []  # a title with its subtitle
    words = plain(explanation).strip().casefold()
    head = punctuated(gloss.head).strip()
    if has_chinese(head) or head.casefold() == term.casefold():
        head = ""
    elif head.casefold().startswith(f"{term.casefold()}, "):
        head = head[len(term) + 2 :]  # `（Retrieval-Augmented Generation, RAG）`
    says_nothing = words in ("", term.casefold(), head.casefold()) or (head and _is_name(placeholder))
    if says_nothing and not lock_count(placeholder.explanation):
        return [head] if head else []
    return [f"{head}: ", *explanation] if head else [*explanation]


def _is_name(placeholder: GlossPlaceholder) -> bool:
    """Whether the explanation of an abbreviation is no more than its Chinese name: one short word, nothing told of it."""
    is_short = re.fullmatch(r"[^\W的]{1,7}", placeholder.explanation.text) is not None
    return is_short and classify_gloss(placeholder.gloss).kind == "expansion"
