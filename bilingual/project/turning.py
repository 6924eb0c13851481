"""What a person did last on a post, so that undo takes that back: an edit, or a step that was itself taken back or done again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from bilingual.errors import UsageError
from bilingual.project.history import redo, undo

if TYPE_CHECKING:
    from bilingual.memory import Change
    from bilingual.project.settings import Settings

Way = Literal["undo", "redo"]
REVERSE: dict[Way, Way] = {"undo": "redo", "redo": "undo"}


@dataclass(frozen=True, slots=True)
class Turn:
    """Changes that were taken back (`undo`) or done (`redo`) by one act."""

    way: Way
    numbers: tuple[int, ...]
    after: int
    """The number of the latest change then."""


@dataclass(slots=True)
class Turns:
    """The acts on a post that can be undone, and those that were; edits are in the memory, the rest is of this server alone."""

    settings: Settings
    acts: list[Turn] = field(default_factory=list)
    reversed: list[Turn] = field(default_factory=list)

    def turn(self, way: Way, numbers: Sequence[int], changes: Sequence[Change]) -> tuple[int, ...]:
        """An act by which changes are taken back or done again; their numbers."""
        self._change(way, numbers)
        if numbers:
            self.acts.append(Turn(way, tuple(numbers), _latest(changes)))
            self.reversed.clear()
        return tuple(numbers)

    def undo(self, changes: Sequence[Change]) -> tuple[int, ...]:
        """Reverses the last act, given every change of the post; the numbers of its changes.

        Raises `UsageError` where there is none.
        """
        edits = [change for change in changes if change.kind == "edit" and not change.undone]
        self.acts = [act for act in self.acts if _stands(act, changes)]
        if self.acts and all(edit.number <= self.acts[-1].after for edit in edits):
            act = self.acts.pop()
        elif edits:
            act = Turn("redo", (edits[-1].number,), 0)
        else:
            raise UsageError("No edit of this post is left to take back.", "Nothing was changed.")
        return self._done(replace(act, way=REVERSE[act.way]), self.reversed, changes)

    def redo(self, changes: Sequence[Change]) -> tuple[int, ...]:
        """Reverses what `undo` did last; see there."""
        undone = sorted((one for one in changes if one.kind == "edit" and one.undone), key=lambda one: (one.undone, -one.number))
        last = self.reversed.pop() if self.reversed else None
        if last and last.after == _latest(changes) and _stands(last, changes):
            act = last
        elif undone:
            act = Turn("undo", (undone[-1].number,), 0)
        else:
            raise UsageError("No edit of this post was taken back.", "Nothing was changed.")
        return self._done(replace(act, way=REVERSE[act.way]), self.acts, changes)

    def _change(self, way: Way, numbers: Sequence[int]) -> None:
        for number in numbers:
            {"undo": undo, "redo": redo}[way](self.settings, number)

    def _done(self, act: Turn, acts: list[Turn], changes: Sequence[Change]) -> tuple[int, ...]:
        self._change(act.way, act.numbers)
        acts.append(replace(act, after=_latest(changes)))
        return act.numbers


def _latest(changes: Sequence[Change]) -> int:
    return max((change.number for change in changes), default=0)


def _stands(act: Turn, changes: Sequence[Change]) -> bool:
    """Whether nobody has turned any of its changes otherwise since."""
    states = {change.number: bool(change.undone) for change in changes}
    return all(states.get(number, act.way == "undo") == (act.way == "undo") for number in act.numbers)
