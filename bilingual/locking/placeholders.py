"""A sentence for the engine, and the placeholders in it: what stands for terms, codes, pairs, glosses and names meanwhile.

Whatever the engine does with the string, what the placeholders stand for is put back from here, never spelled by the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import pairwise

from bilingual.model import NOWHERE, Code, Context, Gloss, PairedCode, Span, Term

PLACEHOLDER = "\N{OBJECT REPLACEMENT CHARACTER}"
"""The character that stands in a masked string for one thing the engine must not write."""


@dataclass(frozen=True, slots=True)
class TermPlaceholder:
    """A lock event: a glossary term where it stands in the post."""

    term: Term
    text: str
    """The words in the post."""
    span: Span

    @property
    def is_person(self) -> bool:
        """Whether the term is what a person is called."""
        return self.term.kind in ("person", "speaker")


@dataclass(frozen=True, slots=True)
class CodePlaceholder:
    """Code, a shortcode, a bare address, a key …: goes through unchanged."""

    code: Code | PairedCode
    more: tuple[Code | PairedCode, ...] = ()
    """Codes and raised digits right behind it: they stay together."""

    @property
    def codes(self) -> tuple[Code | PairedCode, ...]:
        """All of them."""
        return (self.code, *self.more)


@dataclass(frozen=True, slots=True)
class PairedPlaceholder:
    """A link, an image or an element: the markup stays out, what it encloses is translated apart."""

    pair: PairedCode
    inner: Masked


@dataclass(frozen=True, slots=True)
class GlossPlaceholder:
    """A term with its explanation; the explanation is a small text of its own."""

    gloss: Gloss
    term: Masked
    """The term: a lone `TermPlaceholder` where it is locked, else words to translate."""
    explanation: Masked

    @property
    def is_label(self) -> bool:
        """Whether a colon ends the bold words that it is: `**人工智能（AI）：**`."""
        return self.gloss.is_bold and self.gloss.tail.endswith(("：**", ":**", "：__", ":__"))


@dataclass(frozen=True, slots=True)
class NamePlaceholder:
    """A token or a large number that no glossary knows: no lock, but better put back than left to the engine."""

    english: str
    is_sign: bool = False
    """Whether it is `→`, `👍` or a transcript's `（笑）`: at an edge of a sentence it stays there without the engine's help."""

    @property
    def is_aside(self) -> bool:
        """Whether it is a transcript's `（笑）`, which may also stand before the full stop."""
        return self.is_sign and self.english.startswith(("(", "["))


Placeholder = TermPlaceholder | NamePlaceholder | CodePlaceholder | PairedPlaceholder | GlossPlaceholder


@dataclass(frozen=True, slots=True)
class Stressed:
    """Emphasis inside a clause, whose words are translated with the rest: it goes where their English is found."""

    pair: PairedCode
    inner: Masked
    """Its words; emphasis within is `inner.stressed`."""
    start: int = 0
    """Where they stand in the masked text."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text for the translator: `text` with one `PLACEHOLDER` for each of `placeholders`, in order."""

    text: str
    placeholders: tuple[Placeholder, ...] = ()
    stressed: tuple[Stressed, ...] = ()
    context: Context = NOWHERE
    """Where the text stands, for an engine that heeds it: what is made of the text depends on it."""

    @property
    def within(self) -> Iterator[Masked]:
        """The texts that are translated apart: those within the placeholders, then the emphasised ones."""
        for placeholder in self.placeholders:
            yield from inner_texts(placeholder)
        yield from (stress.inner for stress in self.stressed)

    @classmethod
    def of(cls, pieces: Iterable[str | Placeholder | Masked]) -> Masked:
        """Words, placeholders and masked texts as one.

        >>> Masked.of(["用", NamePlaceholder("Claude"), "写"]).text
        '用￼写'
        """
        texts: list[str] = []
        placeholders: list[Placeholder] = []
        stressed: list[Stressed] = []
        length = 0
        for piece in pieces:
            whole = piece if isinstance(piece, Masked) else cls(piece) if isinstance(piece, str) else cls(PLACEHOLDER, (piece,))
            texts.append(whole.text)
            placeholders += whole.placeholders
            stressed += (replace(stress, start=stress.start + length) for stress in whole.stressed)
            length += len(whole.text)
        return cls("".join(texts), tuple(placeholders), tuple(stressed))

    def cut(self, pieces: tuple[str, ...]) -> tuple[Masked, ...]:
        """The same text in several; `pieces`, joined, are `text`.

        >>> code = CodePlaceholder(Code("x", "code"))
        >>> [len(m.placeholders) for m in Masked("a" + PLACEHOLDER + "b", (code,)).cut(("a", PLACEHOLDER + "b"))]
        [0, 1]
        """
        if len(pieces) == 1:
            return (self,)
        cut, position, start, upcoming = [], 0, 0, 0
        for piece in pieces:
            count = piece.count(PLACEHOLDER)
            first = upcoming
            while upcoming < len(self.stressed) and self.stressed[upcoming].start < start + len(piece):
                upcoming += 1
            around = self.stressed[first:upcoming]  # they rise, and stand one after another
            whole = Masked(piece, self.placeholders[position : position + count], around, self.context)
            cut.append(whole.shifted(start))
            position += count
            start += len(piece)
        return tuple(cut)

    def shifted(self, start: int) -> Masked:
        """With its emphasis counted from `start` on; what does not stand within the text is left out."""
        if not self.stressed:
            return self
        moved = (replace(stress, start=stress.start - start) for stress in self.stressed)
        return replace(self, stressed=tuple(s for s in moved if 0 <= s.start <= len(self.text) - len(s.inner.text)))

    def with_slots(self) -> Masked:
        """The text with a placeholder for each emphasis: what holds where the words are not found again.

        >>> pair = PairedCode("**", ("很好",), "**", "emphasis")
        >>> Masked("这很好吃", (), (Stressed(pair, Masked("很好"), 1),)).with_slots().text
        '这￼吃'
        """
        edges = [0, *(edge for s in self.stressed for edge in (s.start, s.start + len(s.inner.text))), len(self.text)]
        pieces = self.cut(tuple(self.text[a:b] for a, b in pairwise(edges)))
        pairs = (PairedPlaceholder(stress.pair, stress.inner) for stress in self.stressed)
        whole = Masked.of(next(pairs) if index % 2 else piece for index, piece in enumerate(pieces))
        return replace(whole, context=self.context)


def inner_texts(placeholder: Placeholder) -> tuple[Masked, ...]:
    """The texts within a placeholder that are translated apart."""
    if isinstance(placeholder, PairedPlaceholder):
        return (placeholder.inner,)
    return (placeholder.term, placeholder.explanation) if isinstance(placeholder, GlossPlaceholder) else ()


def locked_terms(masked: Masked) -> tuple[TermPlaceholder, ...]:
    """The lock events of a text in source order, those in glosses and links included."""
    found: list[TermPlaceholder] = []
    for placeholder in masked.placeholders:
        if isinstance(placeholder, TermPlaceholder):
            found.append(placeholder)
        for inner in inner_texts(placeholder):
            found += locked_terms(inner)
    return tuple(found)


def lock_count(masked: Masked) -> int:
    """How many lock events a text has, those in glosses and links included."""
    return len(locked_terms(masked))


KEY_NAMES: dict[type, str] = {CodePlaceholder: "HeldCode", PairedPlaceholder: "HeldPair", NamePlaceholder: "HeldName"}
"""What stands for a placeholder in the keys of memories on people's disks: fixed, whatever the classes are called."""


def key_terms(masked: Masked) -> str:
    """The placeholders of a sentence and its context as one string: part of the key under which its translation is remembered.

    Whatever the translation depends on counts: a term's source and target, its words where they are others, whether it is a
    person; a name as it is written. Of a code or a link only its kind counts.
    """
    context = [f"{field.name}\t{words}" for field in fields(Context) if (words := getattr(masked.context, field.name))]
    return "\n".join([*map(_key, masked.placeholders), *context])


def _key(placeholder: Placeholder) -> str:
    if isinstance(placeholder, TermPlaceholder):
        term, words = placeholder.term, placeholder.text
        further = (*([words] if words != term.source else ()), *(["person"] if placeholder.is_person else ()))
        return "\t".join((term.source, term.english, *further))
    if isinstance(placeholder, NamePlaceholder):
        return f"{KEY_NAMES[NamePlaceholder]}\t{placeholder.english}"
    if isinstance(placeholder, GlossPlaceholder):
        return "gloss\t" + placeholder.term.text + "\t" + key_terms(placeholder.term)
    return KEY_NAMES[type(placeholder)]
