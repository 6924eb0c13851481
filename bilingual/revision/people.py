"""What people wrote for the rows of an edited file, and what of it the editor had before their eyes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bilingual.memory import HumanEntry
from bilingual.memory.comments import as_comment
from bilingual.model import COLUMNS, Column, Comment, Edited, SegmentId, Signature, Unit
from bilingual.revision.align import say_the_same

WAITING, OVERRULED = 1, 2
"""`HumanEntry.aside`: of a text that lost against another one, whether a person has decided so."""
Place = tuple[SegmentId, Column]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file was made after."""

    latest: int
    """The number of the latest change there was."""
    undone: frozenset[int] = frozenset()
    """The numbers of those that were taken back then."""

    def __contains__(self, entry: HumanEntry) -> bool:
        return entry.change <= self.latest and entry.change not in self.undone


@dataclass(frozen=True, slots=True)
class PeoplesTexts:
    """What people wrote for the units of a post, whether it counts now or not, seen from one edited file."""

    ever: Mapping[Place, Sequence[HumanEntry]] = field(default_factory=dict)
    """Oldest first: what was undone, overruled or set aside too."""
    standing: Mapping[Place, HumanEntry] = field(default_factory=dict)
    """What is in force."""
    seen: Seen | None = None
    """The changes that the file was made after; None where it cannot be told."""
    is_inferred: bool = False
    """Whether `seen` is inferred from the texts, since the file does not say what it was made after."""
    editor: str = ""
    """Who edited the file; empty where nobody says so."""
    file: str = ""
    comments: Mapping[SegmentId, Sequence[Comment]] = field(default_factory=dict)
    """What people wrote about the units, as the memory has it now."""

    def knows_comment(self, unit: Unit, comment: Comment) -> bool:
        """Whether a comment is the records' or the memory's, or tells a text that was set aside."""
        known = (*unit.comments, *self.comments.get(unit.id, ()), *map(as_comment, self.set_aside(unit)))
        return any(comment.line == other.line for other in known)

    def set_aside(self, unit: Unit) -> Iterator[HumanEntry]:
        """The texts of a unit that lost against others."""
        return (entry for column in COLUMNS for entry in self.ever.get((unit.id, column), ()) if entry.aside)

    def text_then(self, unit: Unit, column: Column) -> str | None:
        """What a person had written for a text when the file was made; None where nobody had, or it cannot be told."""
        return self._then((unit.id, column))

    def _then(self, place: Place) -> str | None:
        if self.seen is None:
            return None
        before = [e for e in self.ever.get(place, ()) if not e.aside and e in self.seen]
        return before[-1].target if before else None

    @property
    def is_as_then(self) -> bool:
        """Whether the texts in force are those that were when the file was made; False where that cannot be told."""
        if self.is_inferred:
            return not self.ever
        return all(self._then(place) == getattr(self.standing.get(place), "target", None) for place in self.ever)

    def taken_back(self, unit: Unit, column: Column, text: str) -> HumanEntry | None:
        """The latest entry that says this and did not count when the file was made, where it does not count now either."""
        now = self.standing.get((unit.id, column))
        if now is not None and say_the_same(now.target, text, column):
            return None
        same = [e for e in self.ever.get((unit.id, column), ()) if not e.aside and say_the_same(e.target, text, column)]
        later = [e for e in same if self.seen is None or e not in self.seen]
        return later[-1] if later else None

    def unseen(self, unit: Unit, column: Column, text: str, *, is_of_run: bool = False) -> HumanEntry | None:
        """What another person wrote in the meantime, where it is another text than this one.

        `is_of_run`: a run wrote this one. Then a file that does not say what it was made after may as well be an old one.
        """
        now = self.standing.get((unit.id, column))
        if now is None or say_the_same(now.target, text, column) or self._is_by_editor(now):
            return None
        was_seen = self.seen is not None and now in self.seen and not (self.is_inferred and is_of_run)
        return None if was_seen else now

    def decided(self, unit: Unit, column: Column, text: str) -> bool:
        """Whether a person decided before that this text is not to count."""
        return any(e.aside == OVERRULED and say_the_same(e.target, text, column) for e in self.ever.get((unit.id, column), ()))

    def _is_by_editor(self, entry: HumanEntry) -> bool:
        """Whether the editor of the file wrote it: the same name, or the same file where nobody says a name."""
        return entry.who == self.editor if self.editor else entry.file == self.file


def texts_seen_from(
    edited: Edited,
    post: str,
    ever: Sequence[HumanEntry],
    standing: Sequence[HumanEntry],
    comments: Mapping[SegmentId, Sequence[Comment]],
    *,
    editor: str = "",
    file: str = "",
) -> PeoplesTexts:
    """What people wrote for a post, seen from an edited file.

    Where the file does not say what it was made after, it was made after the latest change in force whose text it shows.
    """
    places: dict[Place, list[HumanEntry]] = {}
    for entry in ever:
        if entry.post == post:
            places.setdefault((entry.segment, entry.language), []).append(entry)
    in_force = {(entry.segment, entry.language): entry for entry in standing if entry.post == post}
    is_inferred = not edited.signature
    seen = _change_seen(edited, in_force) if is_inferred else _change_named(edited.signature)
    authors = [row.author for row in edited.rows if row.author]
    who = editor or max(authors, key=authors.count, default="")
    return PeoplesTexts(places, in_force, seen, is_inferred, who, file, comments)


def _change_named(signature: str) -> Seen | None:
    try:
        made = Signature.read(signature)
    except ValueError:
        return None
    return Seen(made.people, frozenset(made.undone))


def _change_seen(edited: Edited, standing: Mapping[Place, HumanEntry]) -> Seen | None:
    given = {(row.id, column): text for row in edited.rows for column in COLUMNS if (text := getattr(row, column)) is not None}
    seen = [e.change for place, e in standing.items() if say_the_same(e.target, given.get(place, ""), place[1])]
    return Seen(max(seen)) if seen else None
