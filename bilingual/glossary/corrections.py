"""The list of corrections: what transcription got wrong and a person has put right, for the translator or for the text.

A file in the format of the glossary, `corrections.csv`: `source` is what the post has, `target` what is meant. A rejected
row says that the words are right as they stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bilingual.glossary.matching import Matcher
from bilingual.glossary.places import text_stretches
from bilingual.model import Document, Term


@dataclass(frozen=True, slots=True)
class Corrected:
    """A text after its corrections, and where its characters stood before."""

    text: str
    places: tuple[tuple[int, int, int, int], ...] = ()
    """Of each correction: start and end in the text as it was, start and end as it is now."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the corrected text stood; one that cuts a correction takes in the whole of it.

        >>> Corrected("用GPT写", ((1, 4, 1, 4),)).span(1, 4), Corrected("老修说", ((0, 1, 0, 2),)).span(2, 3)
        ((1, 4), (1, 2))
        """
        return self._before(start, last=False), self._before(end, last=True)

    def _before(self, offset: int, *, last: bool) -> int:
        shift = 0
        for old_start, old_end, start, end in self.places:
            if offset <= start:
                break
            if offset < end:
                return old_end if last else old_start
            shift = old_end - end
        return offset + shift


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections in force."""

    rows: tuple[Term, ...] = ()
    """Of the file, those not in force included."""
    fold: Mapping[int, int] = field(default_factory=dict)
    """Traditional to Simplified: a correction counts in both scripts."""
    _matcher: Matcher | None = field(init=False, default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.active:
            object.__setattr__(self, "_matcher", Matcher(self.active, self.fold))

    @property
    def active(self) -> tuple[Term, ...]:
        """The rows in force."""
        return tuple(row for row in self.rows if row.status == "accepted" and row.target)

    @property
    def decided(self) -> frozenset[str]:
        """Every wrong spelling that has a row, whatever its status."""
        return frozenset(spelling for row in self.rows for spelling in (row.source, *row.aliases))

    @property
    def meant(self) -> frozenset[str]:
        """What the rows in force put in the place of slips."""
        return frozenset(row.target for row in self.active)

    def applied(self, text: str) -> Corrected:
        """The text with every slip put right.

        >>> Corrections((Term("GBT", "GPT"),)).applied("用GBT写，GBTX不算").text
        '用GPT写，GBTX不算'
        """
        if self._matcher is None:
            return Corrected(text)
        pieces: list[str] = []
        places: list[tuple[int, int, int, int]] = []
        position = length = 0
        for match in self._matcher.find(text):
            before = text[position : match.start]
            start = length + len(before)
            places.append((match.start, match.end, start, start + len(match.term.target)))
            pieces += [before, match.term.target]
            position, length = match.end, start + len(match.term.target)
        return Corrected("".join([*pieces, text[position:]]), tuple(places))

    def source(self, document: Document) -> str:
        """The post with its slips put right in its words; code, links and front-matter keys stay."""
        pieces: list[str] = []
        position = 0
        for stretch, _ in text_stretches(document):
            pieces += [document.source[position : stretch.start], self.applied(stretch.text).text]
            position = stretch.start + len(stretch.text)
        return "".join([*pieces, document.source[position:]])
