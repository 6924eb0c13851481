"""What a check is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from bilingual.model import Code, Column, PairedCode, SegmentId, Text, Unit, join, leaves, plain

NAMES: dict[Column, str] = {"hans": "Simplified column", "hant": "Traditional column", "en": "English"}
"""What the columns are called in messages."""
_LONGEST = 24
"""Characters of a text that a message quotes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should look at."""

    check: str
    """The name of the check."""
    row: SegmentId
    column: Column
    fact: str
    """One sentence: what is so."""


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and where a person finds it."""

    check: str
    fact: str
    path: str
    line: int = 0
    """In the file at `path`, from 1; 0 where it is about the whole file, or the file has no lines."""
    place: str = ""
    """Where in a file without lines: `row 12`."""
    column: Column | None = None
    row: Unit | None = None
    """None where it is about no row that stands in the records."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A post under check: its rows, and what the checks cannot know themselves."""

    rows: tuple[Unit, ...]
    """In the post's order."""
    simplified: Callable[[str], str]
    """A text in Simplified characters, one for one: the columns are compared in one script."""
    foreign: Callable[[str, Column], str]
    """The characters of a text that belong to the other script than the column's."""
    doubts: Mapping[str, str] = field(default_factory=dict)
    """The flags of locks, and what each means."""

    @property
    def translated(self) -> Iterator[Unit]:
        """The rows whose English is a translation: what was English already is the author's."""
        return (row for row in self.rows if join(row.en) != join(row.hans))

    @property
    def blocks(self) -> Iterator[tuple[Unit, ...]]:
        """The rows of each block."""
        return (tuple(own) for _, own in groupby(self.rows, key=lambda row: row.block))


def kept(row: Unit) -> tuple[str, ...]:
    """The strings that stand in the English because the glossary or the post says so: whatever they hold is right."""
    codes = (leaf.text for leaf in leaves(row.en) if isinstance(leaf, Code))
    return (*(lock.target for lock in row.locks), *codes, *_targets(row.en))


def _targets(text: Text) -> Iterator[str]:
    for part in text:
        if isinstance(part, PairedCode):
            yield part.close
            yield from _targets(part.inner)


def quoted(text: str) -> str:
    """The beginning of a text in quotation marks, for a message.

    >>> quoted("经营三十年"), quoted("a" * 40)
    ('“经营三十年”', '“aaaaaaaaaaaaaaaaaaaaaaa…”')
    """
    text = " ".join(text.split())
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"


def shown(row: Unit, column: Column = "en") -> str:
    """What a reader sees of the row in that column."""
    text: Text = getattr(row, column)
    return plain(text)


def solid(row: Unit) -> str:
    """The English with a character for each code, so that the spaces around one do not run together."""
    return "".join(
        "\ufffc" if isinstance(leaf, Code) and leaf.kind != "mark" else str(leaf)
        for leaf in leaves(row.en)
        if not (isinstance(leaf, Code) and leaf.kind == "mark")
    )
