"""What a check is given: a post's units, and what of their texts it looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from bilingual.model import Code, CodeKind, Column, Cue, PairedCode, Text, Unit, join, leaves, plain, visible
from bilingual.variants import foreign, simplified_characters

COLUMN_NAMES: Mapping[Column, str] = {"hans": "Simplified column", "hant": "Traditional column", "en": "English"}
"""What the columns are called in messages."""
_LONGEST = 24
"""Characters of a text that a message quotes."""


@dataclass(frozen=True, slots=True)
class CheckedPost:
    """A post under check."""

    units: tuple[Unit, ...]
    """In the post's order."""
    source: str
    """The post's text, in which the units have their spans; empty where it is not known."""
    translated: tuple[Unit, ...]
    """Those whose English is a translation: what was English already is the author's."""
    cues: tuple[Cue, ...] = ()
    """When what is heard, where the post says that."""

    @classmethod
    def of_units(cls, units: tuple[Unit, ...], source: str = "", cues: tuple[Cue, ...] = ()) -> CheckedPost:
        """The units, those translated whose English is another text than the Simplified."""
        return cls(units, source, tuple(unit for unit in units if join(unit.en) != join(unit.hans)), cues)

    def is_authors(self, unit: Unit, column: Column) -> bool:
        """Whether a column has the author's own text, in which nothing was converted."""
        return bool(self.source) and self.source[slice(*unit.span)].strip() == join(getattr(unit, column)).strip()

    @property
    def blocks(self) -> Iterator[tuple[Unit, ...]]:
        """The units of each block."""
        return (tuple(units) for _, units in groupby(self.units, key=lambda unit: unit.block))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that the post has: a post without Traditional has none that is empty."""
        has_traditional = any(join(unit.hant) for unit in self.units)
        return tuple(column for column in COLUMN_NAMES if column != "hant" or has_traditional)


_OPAQUE: frozenset[CodeKind] = frozenset({"code", "math", "html", "shortcode", "url", "note", "tag"})
"""Codes that no reader takes for words: they are the same in all columns, whatever they hold."""


def prose_text(unit: Unit, column: Column = "en") -> str:
    """What a reader reads as words in that column, with a character for each code: its Hanzi and numbers are no findings."""
    text: Text = getattr(unit, column)
    return "".join("\ufffc" if isinstance(leaf, Code) and leaf.kind in _OPAQUE else visible(leaf) for leaf in leaves(text))


def visible_text(unit: Unit, column: Column = "en") -> str:
    """What a reader sees of the unit in that column."""
    text: Text = getattr(unit, column)
    return plain(text)


def protected_strings(unit: Unit) -> tuple[str, ...]:
    """The strings that stand in the English because the glossary or the post says so: whatever they hold is right."""
    codes = (leaf.text for leaf in leaves(unit.en) if isinstance(leaf, Code))
    return (*(lock.target for lock in unit.locks), *codes, *_closing_markup(unit.en))


def _closing_markup(text: Text) -> Iterator[str]:
    for part in text:
        if isinstance(part, PairedCode):
            yield part.close
            yield from _closing_markup(part.inner)


def spaced_text(unit: Unit) -> str:
    """The English with a character for each code, so that the spaces around one do not run together."""
    return "".join(
        "\ufffc" if isinstance(leaf, Code) and leaf.kind != "mark" else str(leaf)
        for leaf in leaves(unit.en)
        if not (isinstance(leaf, Code) and leaf.kind == "mark")
    )


def quoted(text: str) -> str:
    """The beginning of a text in quotation marks, for a message.

    >>> quoted("经营三十年"), quoted("a" * 40)
    ('“经营三十年”', '“aaaaaaaaaaaaaaaaaaaaaaa…”')
    """
    text = " ".join(text.split())
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"


def in_simplified(text: str) -> str:
    """A text in Simplified characters, one for one: the columns are compared in one script."""
    return text.translate(simplified_characters())


def foreign_characters(text: str, column: Column) -> str:
    """The characters of a text that belong to the other script than the column's."""
    return foreign(text, "hant" if column == "hant" else "hans")
