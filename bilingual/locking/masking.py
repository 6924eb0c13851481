"""A sentence with its terms, codes and glosses held out of the translator's reach.

`mask` turns a marked-up text into a `Masked`: a plain string in which one `HOLD` character stands for every held thing.
Whatever the engine does with the string, the held things are put back from here, never spelled by the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from bilingual.glossary.corrections import Corrections
from bilingual.glossary.matching import Matcher
from bilingual.lang.verbatim import verbatim_words
from bilingual.model import Code, Gloss, PairedCode, Part, Span, Term, TermSpan, Text, join

HOLD = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for one held thing in a masked string."""


@dataclass(frozen=True, slots=True)
class HeldTerm:
    """A lock event: a glossary term where it stands in the post."""

    term: Term
    text: str
    """The words in the post."""
    span: Span


@dataclass(frozen=True, slots=True)
class HeldCode:
    """Code, a shortcode, a bare address …: goes through unchanged."""

    code: Code


@dataclass(frozen=True, slots=True)
class HeldPair:
    """A link, an image or an element: the markup is held, what it encloses is translated apart."""

    pair: PairedCode
    inner: Masked


@dataclass(frozen=True, slots=True)
class HeldGloss:
    """A term with its explanation; the explanation is a small text of its own."""

    gloss: Gloss
    term: Masked
    """The term: a lone `HeldTerm` where it is locked, else words to translate."""
    explanation: Masked


@dataclass(frozen=True, slots=True)
class HeldName:
    """A Latin name or a large number that no glossary knows: no lock, but better kept than left to the engine."""

    english: str

    @property
    def is_aside(self) -> bool:
        """Whether it is a transcript's `（笑）`: at the end of a sentence it stays there without the engine's help."""
        return self.english.startswith("(")


Held = HeldTerm | HeldName | HeldCode | HeldPair | HeldGloss


@dataclass(frozen=True, slots=True)
class Stressed:
    """Emphasis that was given up inside a clause, to be found again in the English if its words are."""

    pair: PairedCode
    inner: Masked


@dataclass(frozen=True, slots=True)
class Masked:
    """A text for the translator: `text` with one `HOLD` for each of `held`, in order."""

    text: str
    held: tuple[Held, ...] = ()
    stressed: tuple[Stressed, ...] = ()

    @classmethod
    def of(cls, pieces: Iterable[str | Held | Masked]) -> Masked:
        """Words, held things and masked texts as one.

        >>> Masked.of(["用", HeldName("Claude"), "写"]).text
        '用￼写'
        """
        texts: list[str] = []
        held: list[Held] = []
        stressed: list[Stressed] = []
        for piece in pieces:
            whole = piece if isinstance(piece, Masked) else cls(piece) if isinstance(piece, str) else cls(HOLD, (piece,))
            texts.append(whole.text)
            held += whole.held
            stressed += whole.stressed
        return cls("".join(texts), tuple(held), tuple(stressed))

    def cut(self, pieces: tuple[str, ...]) -> tuple[Masked, ...]:
        """The same text in several; `pieces`, joined, are `text`.

        >>> [len(m.held) for m in Masked("a" + HOLD + "b", (HeldCode(Code("x", "code")),)).cut(("a", HOLD + "b"))]
        [0, 1]
        """
        cut, position = [], 0
        for piece in pieces:
            count = piece.count(HOLD)
            stressed = tuple(one for one in self.stressed if one.inner.text in piece)
            cut.append(Masked(piece, self.held[position : position + count], stressed))
            position += count
        return tuple(cut)


@dataclass(frozen=True, slots=True)
class Masker:
    """How a text is masked: which terms are locked and how Chinese is made Simplified for the engine."""

    matcher: Matcher
    simplify: Callable[[str], str] = str
    """Traditional to Simplified; the identity for a post that is Simplified."""
    keeps_names: bool = False
    """Whether Latin names and large numbers are held too: for an engine that carries slots well."""
    corrections: Corrections = field(default_factory=Corrections)
    """Slips of transcription that the engine is not to see; the Chinese columns show the post as it is."""

    def mask(self, text: Text, start: int) -> Masked:
        """`text`, which stands at `start` in the post, with everything held that the engine must not write."""
        pieces: list[str | Held | Masked] = []
        for index, part in enumerate(text):
            if isinstance(part, PairedCode):
                pieces.append(self._pair(part, start, text[index - 1 : index], text[index + 1 : index + 2]))
            else:
                pieces += self._part(part, start)
            start += len(str(part))
        return Masked.of(pieces)

    def _part(self, part: str | Code | Gloss | TermSpan, start: int) -> Iterator[str | Held]:
        if isinstance(part, str):
            yield from self._words(part, start)
        elif isinstance(part, Gloss):
            yield self._gloss(part, start)
        elif not (isinstance(part, Code) and part.kind == "mark"):
            yield HeldCode(part if isinstance(part, Code) else Code(str(part), "other"))

    def _words(self, text: str, start: int) -> Iterator[str | Held]:
        position, meant = 0, self.corrections.applied(text)
        for match in self.matcher.find(meant.text):
            yield from self._free(meant.text[position : match.start])
            first, last = meant.span(match.start, match.end)
            yield HeldTerm(match.term, text[first:last], (start + first, start + last))
            position = match.end
        yield from self._free(meant.text[position:])

    def _free(self, text: str) -> Iterator[str | Held]:
        words = self.simplify(text.replace(HOLD, ""))
        position = 0
        for name in verbatim_words(words) if self.keeps_names else ():
            yield words[position : name.start]
            yield HeldName(name.english)
            position = name.end
        yield words[position:]

    def _pair(self, pair: PairedCode, start: int, before: Text, after: Text) -> Held | Masked:
        inner = self.mask(pair.inner, start + len(pair.open))
        stands_apart = _ends_clause(join(before)) and _begins_clause(join(after))
        if pair.kind != "emphasis" or inner.text == HOLD or stands_apart:
            return HeldPair(pair, inner)
        # inside a clause the words matter more to the translator than the marks: those are looked for afterwards
        return inner if inner.held else replace(inner, stressed=(*inner.stressed, Stressed(pair, inner)))

    def _gloss(self, gloss: Gloss, start: int) -> HeldGloss:
        term_start = start + len(gloss.open)
        span = (term_start, term_start + len(gloss.term))
        found = self.matcher.find(gloss.term)
        whole = next((m.term for m in found if (m.start, m.end) == (0, len(gloss.term))), None)
        term = Masked.of([HeldTerm(whole, gloss.term, span)] if whole else self._words(gloss.term, term_start))
        before = (gloss.open, gloss.term, gloss.close, gloss.lead, gloss.head, gloss.separator)
        return HeldGloss(gloss, term, self.mask(gloss.explanation, start + sum(map(len, before))))


def _ends_clause(before: str) -> bool:
    return not before.strip() or before.rstrip()[-1] in "，。！？；：、,.!?;:（(—…\n"


def _begins_clause(after: str) -> bool:
    return not after.strip() or after.lstrip()[0] in "，。！？；：、,.!?;:）)—…\n"


def inside(held: Held) -> tuple[Masked, ...]:
    """The texts within a held thing that are translated apart."""
    if isinstance(held, HeldPair):
        return (held.inner,)
    return (held.term, held.explanation) if isinstance(held, HeldGloss) else ()


def lock_count(masked: Masked) -> int:
    """How many lock events a text holds, those in glosses and links included."""
    return sum(isinstance(held, HeldTerm) + sum(map(lock_count, inside(held))) for held in masked.held)


KEY_NAMES: dict[type, str] = {HeldCode: "HeldCode", HeldPair: "HeldPair", HeldName: "HeldName"}
"""What stands for a held thing in the keys of memories on people's disks: fixed, whatever the classes are called."""


def key_terms(masked: Masked) -> str:
    """The held things of a sentence as one string: part of the key under which its translation is remembered.

    A term counts with its target, so that a changed target is another key; of a code or a link only its kind counts.
    """
    return "\n".join(_key(held) for held in masked.held)


def _key(held: Held) -> str:
    if isinstance(held, HeldTerm):
        return f"{held.term.source}\t{held.term.english}"
    if isinstance(held, HeldGloss):
        return "gloss\t" + held.term.text + "\t" + key_terms(held.term)
    return KEY_NAMES[type(held)]


def peel(masked: Masked) -> tuple[tuple[Part, ...], Masked, tuple[Part, ...]]:
    """The codes and blanks at both edges, and what is left between them for the translator.

    A footnote reference, a comment or a line break at an edge keeps its place without the engine's help.
    """
    text, held = masked.text, list(masked.held)
    before: list[Part] = []
    after: list[Part] = []
    while text and (text[0].isspace() or _is_code(text[0], held[:1])):
        before.append(held.pop(0).code if text[0] == HOLD else text[0])  # type: ignore[union-attr]
        text = text[1:]
    while text and (text[-1].isspace() or _is_code(text[-1], held[-1:])):
        after.insert(0, held.pop().code if text[-1] == HOLD else text[-1])  # type: ignore[union-attr]
        text = text[:-1]
    while (aside := re.search(HOLD + r"(?=[。！？…]*$)", text)) and isinstance(held[-1], HeldName) and held[-1].is_aside:
        space = " " if aside.start() else ""
        text = text[: aside.start()] + text[aside.end() :]
        after.insert(0, f"{space}{held.pop().english}")  # type: ignore[union-attr]
    return tuple(before), replace(masked, text=text, held=tuple(held)), tuple(after)


def _is_code(character: str, held: list[Held]) -> bool:
    return character == HOLD and isinstance(held[0], HeldCode) and held[0].code.kind not in ("code", "math", "url")


def without_breaks(masked: Masked) -> Masked:
    """Line breaks inside a sentence become nothing between Hanzi and a space elsewhere."""
    pieces: list[str] = []
    held: list[Held] = []
    for piece, thing in zip(masked.text.split(HOLD), (*masked.held, None), strict=True):
        pieces.append(piece)
        if isinstance(thing, HeldCode) and thing.code.kind in ("break", "hardbreak"):
            pieces.append(" ")
        elif thing is not None:
            pieces.append(HOLD)
            held.append(thing)
    text = re.sub(r"(?<=[\u2E80-\u9FFF\uFF00-\uFF65]) (?=[\u2E80-\u9FFF\uFF00-\uFF65])", "", "".join(pieces))
    return replace(masked, text=text, held=tuple(held))


def mentions(text: Text, matcher: Matcher, start: int) -> Text:
    """A source text with its glossary terms marked as `TermSpan`, for the Chinese columns."""
    marked: list[Part] = []
    for part in text:
        if isinstance(part, str):
            marked += _marked(part, matcher, start)
        elif isinstance(part, PairedCode):
            marked.append(part.with_inner(mentions(part.inner, matcher, start + len(part.open))))
        else:
            marked.append(part)
        start += len(str(part))
    return tuple(marked)


def _marked(text: str, matcher: Matcher, start: int) -> list[Part]:
    parts: list[Part] = []
    position = 0
    for match in matcher.find(text):
        span = (start + match.start, start + match.end)
        mention = TermSpan(text[match.start : match.end], match.term.source, span, "plain")
        parts += [text[position : match.start], mention]
        position = match.end
    return [part for part in (*parts, text[position:]) if part]
