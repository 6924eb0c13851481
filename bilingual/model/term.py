"""A row of a glossary, where it stands in a text, and what became of it in the translation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bilingual.model.text import Span, Strategy

TermStatus = Literal["candidate", "accepted", "rejected"]
TermKind = Literal["term", "person", "org", "product", "speaker", "phrase", "keep"]
GlossClass = Literal["translation", "expansion", "chinese-name", "short-name", "repeat", "description", "review"]


_SPELLED_OUT = re.compile(r"\bIn (?:full|short): (.+?)\.(?:\s|$)")
"""How a note tells a name in its other length: `bilingual.extraction.glosses` writes it so."""


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a glossary."""

    source: str
    """The Chinese (or Latin, or mixed) term, NFC."""
    target: str
    """Its English, byte for byte; empty means: keep the source as it is."""
    traditional: str = ""
    """The Traditional form to enforce; empty means: what OpenCC gives."""
    status: TermStatus = "accepted"
    kind: TermKind = "term"
    case: bool = True
    """Whether Latin letters must match in case."""
    aliases: tuple[str, ...] = ()
    """Other source spellings that get the same target."""
    note: str = ""
    where: str = ""
    """`file:line` of the place that glosses it."""
    extra: tuple[tuple[str, str], ...] = ()
    """Columns of the file that this program does not know, as name and value."""
    path: str = ""
    """The glossary file the row comes from; empty for one taken from a post."""
    line: int = 0
    """Its line in that file, from 1."""

    @property
    def spelled_out(self) -> str:
        """What it stands for, where its note says so; all else in a note is for those who keep the glossary.

        >>> Term("UI", "", note="In full: User Interface. English readers know the short form.").spelled_out
        'User Interface'
        """
        found = _SPELLED_OUT.search(self.note)
        return found[1] if found else ""

    @property
    def english(self) -> str:
        """What stands in the English column."""
        return self.target or self.source


@dataclass(frozen=True, slots=True)
class Match:
    """A place in a string where a glossary term stands."""

    term: Term
    start: int
    """In code points of the string that was searched."""
    end: int


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock event: one occurrence of a term, and its target in the output."""

    source: str
    """The words in the post, as written there."""
    target: str
    source_span: Span
    """Where the words stand in the post."""
    span: Span
    """Where the target stands in the row's `en`, in code points."""
    strategy: Strategy
    flags: tuple[str, ...] = ()
    """What a person might call wrong about it: flags of `bilingual.checks.registry.FLAGS`."""
