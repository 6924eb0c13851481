"""A post in three languages: its units, their speakers, and how they were made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, cast

from bilingual.model.document import BlockId, BlockKind, Document, SegmentId
from bilingual.model.term import Lock, Term
from bilingual.model.text import Column, Part, Span, Text, join

Variant = Literal["tw", "twp", "hk", "none"]
Origin = Literal["machine", "human", "memory", "copy", "edited"]
"""Whose the English is: a machine's, a person's (`human`: written or confirmed by one; `edited`: changed, and not confirmed yet),
a machine's of an earlier run, or the author's own words."""
PEOPLES: frozenset[Origin] = frozenset({"human", "edited"})
"""The origins of English that no engine replaces."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker's name in the three columns."""

    hans: str
    hant: str
    en: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What a person wrote about a unit, in a document that came back."""

    text: str
    who: str = ""
    when: str = ""
    """UTC, as `2025-10-01T08:30:00Z`; empty where that is not known."""
    about: str = ""
    """The words that it is on; empty where it is on the whole."""

    @property
    def line(self) -> str:
        """Who says what, on one line, for formats that have no comments of their own.

        >>> Comment("Too\\ncurt?", "Ming").line, Comment("Fine.").line
        ('Ming: Too curt?', 'Fine.')
        """
        return ": ".join(filter(None, (self.who, " ".join(self.text.split()))))


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment in three languages, and how it came about."""

    id: SegmentId
    block: BlockId
    kind: BlockKind
    speaker: Speaker | None
    span: Span
    """Of the segment, in the post."""
    hans: Text
    hant: Text
    en: Text
    locks: tuple[Lock, ...] = ()
    origin: Origin = "machine"
    flags: tuple[str, ...] = ()
    """Names of checks that found something: `loop`, `residue`, `numbers` …"""
    engine: str = ""
    """The engine that wrote it, or part of it, where that is not the first one that the signature names."""
    earlier: tuple[str, ...] = ()
    """Digests (`bilingual.pipeline.earlier`) of what stood here in earlier runs: documents made then are still out there."""
    comments: tuple[Comment, ...] = ()
    """What people wrote about it, the first one first."""

    @property
    def exact(self) -> tuple[bool, ...]:
        """Of each lock, whether its target stands at its span of the English."""
        english = join(self.en)
        return tuple(english[slice(*lock.span)] == lock.target for lock in self.locks)


@dataclass(frozen=True, slots=True)
class Signature:
    """How an output was made.

    >>> str(Signature("0.1", "argos zh_en 1.9", "3f2a91", "tw", 761))
    'bilingual 0.1|engine:argos zh_en 1.9|glossary:3f2a91|variant:tw|segments:761'
    """

    version: str
    engine: str
    """Its name; with ` + ` between them where another one wrote some of the rows."""
    glossary: str
    """The first six hexadecimal digits of the digest of the terms in force."""
    variant: Variant
    segments: int
    people: int = 0
    """The number of the latest change by a person that the memory had then; 0 where it had none. It tells what an editor who
    was given this output had seen."""
    undone: tuple[int, ...] = ()
    """The numbers of the changes to this post that were taken back then."""

    def __str__(self) -> str:
        people = "|people:" + "-".join(map(str, (self.people, *self.undone))) if self.people else ""
        return (
            f"bilingual {self.version}|engine:{self.engine}|glossary:{self.glossary}"
            f"|variant:{self.variant}|segments:{self.segments}{people}"
        )

    @classmethod
    def read(cls, text: str) -> Signature:
        """What `str` gave.

        >>> made = Signature.read("bilingual 0.1|engine:a|b|glossary:3f2a91|variant:tw|segments:761|people:5-2-4")
        >>> made.people, made.undone
        (5, (2, 4))
        """
        made, _, people = text.partition("|people:")
        version, *engine, glossary, variant, segments = made.split("|")
        latest, *undone = map(int, (people or "0").split("-"))
        return cls(
            version.removeprefix("bilingual "),
            "|".join(engine).removeprefix("engine:"),
            glossary.removeprefix("glossary:"),
            cast(Variant, variant.removeprefix("variant:")),
            int(segments.removeprefix("segments:")),
            latest,
            tuple(undone),
        )


@dataclass(frozen=True, slots=True)
class Translation:
    """A post in three languages: what exporters write."""

    document: Document
    units: tuple[Unit, ...]
    """One for each segment, in source order."""
    terms: tuple[Term, ...]
    """The glossary terms in force for this post."""
    signature: Signature
    speakers: dict[str, Speaker] = field(default_factory=dict)
    """By the name on the label."""


def joined(rows: tuple[Unit, ...] | list[Unit], column: Column) -> Text:
    """The rows of one block as one text; English sentences get the space that Chinese ones do not need."""
    parts: list[Part] = []
    previous = ""
    for row in rows:
        text: Text = getattr(row, column)
        column_text = join(text)
        if column == "en" and previous and column_text and not previous[-1].isspace() and not column_text[0].isspace():
            parts.append(" ")
        parts.extend(text)
        previous = column_text or previous
    return tuple(parts)
