"""The one check run: what a run flags in a unit, and what `translate check` finds in a post's records or an edited file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bilingual.checks.checked_post import CheckedPost
from bilingual.checks.registry import FLAGS, diagnostic
from bilingual.checks.row_order import line_or_place, misplaced_rows
from bilingual.checks.switches import SwitchedOff, switched_off_parts, unknown_names
from bilingual.checks.unit_checks import CHECKS, Check, empty_columns
from bilingual.model import (
    COLUMNS,
    Diagnostic,
    Document,
    Edited,
    EditedRow,
    Lock,
    SegmentId,
    Text,
    Translation,
    Unit,
    join,
)
from bilingual.sources import read_text
from bilingual.sources.segmentation import split

_ORDER = {name: place for place, name in enumerate(FLAGS)}


@dataclass(frozen=True, slots=True)
class LockEvent:
    """A glossary term that is locked in a unit."""

    unit: SegmentId
    line: int
    """In the post, from 1."""
    lock: Lock
    exact: bool
    """Whether its English stands where it should, byte for byte."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in one post."""

    path: str
    """The file that was checked, as the user named it."""
    rows: int = 0
    """How many units were checked."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """In the order of the file."""
    locks: tuple[LockEvent, ...] = ()
    units: Mapping[SegmentId, Unit] = field(default_factory=dict)
    """The units by their ids: as they were checked, or as the records have them where the file has lost them."""
    notices: tuple[Diagnostic, ...] = ()
    """What a person should know of the records themselves."""

    @property
    def flagged(self) -> int:
        """Units in which something was found."""
        return len({found.unit for found in self.diagnostics if found.unit})


def run_checks(post: CheckedPost, checks: Collection[Check] = CHECKS) -> tuple[Diagnostic, ...]:
    """What the checks find, in the order of the units; each with its unit and its column, and no place in a file yet.

    Of a column without a word there is nothing to say but that it is empty.
    """
    order = {unit.id: place for place, unit in enumerate(post.units)}
    silent = {(unit.id, column) for unit, column, _ in empty_columns(post)}
    found = [
        diagnostic(check.name, fact, column=column, unit=unit.id)
        for check in checks
        for unit, column, fact in check.find(post)
        if check.name == "empty" or (unit.id, column) not in silent
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: order[problem.unit]))


def flagged(units: tuple[Unit, ...], document: Document, off: Collection[str] = ()) -> tuple[Unit, ...]:
    """The units of a finished post, each with the names of the checks that find something in it: what `check_records` finds."""
    names: dict[SegmentId, dict[str, None]] = {unit.id: {} for unit in units}
    for problem in check_units(units, document, off):
        names[problem.unit][problem.name] = None
    return tuple(replace(unit, flags=tuple(sorted(names[unit.id], key=_ORDER.__getitem__))) for unit in units)


def check_units(units: tuple[Unit, ...], document: Document, off: Collection[str] = ()) -> tuple[Diagnostic, ...]:
    """What checks find in units of a post, in their order: in all of them, or in some that stand together."""
    post = _Places(document.source, {unit.id: unit.span[0] for unit in units}, ())
    return tuple(_without_off(_run_without(units, document, off), off, post))


def check_records(result: Translation, path: str, off: Collection[str] = (), *, post: Document | None = None) -> CheckReport:
    """The records of a post under check. `post` is the post as it is now, where it can be read; `path` names the file."""
    now = _Places.of(post) if post else _Places.of_records(result)
    units = tuple(unit for unit in result.units if unit.id in now.starts)
    problems = _run_without(units, result.document, off)
    found = [replace(problem, path=path, line=now.line(problem.unit)) for problem in problems]
    around = (*_changes_since(result, now, path), *_unknown_checks(now, path))
    wanted = _wanted([*around, *found], off, now)
    return CheckReport(path, len(units), wanted, _lock_events(units, now), _by_id(units))


def check_edit(result: Translation, edited: Edited, path: str, off: Collection[str] = ()) -> CheckReport:
    """An edited file under check: the rows of its records with what now stands in the file."""
    post = _Places.of_records(result)
    places = {row.id: line_or_place(row.place) for row in reversed(edited.rows) if row.id}
    units = tuple(units_as_edited(result, edited))
    found = []
    for problem in _run_without(units, result.document, off):
        line, place = places.get(problem.unit, (0, ""))
        found.append(replace(problem, path=path, line=line, place=place))
    wanted = _wanted([*misplaced_rows(result, edited, path), *found], off, post)
    return CheckReport(path, len(units), wanted, _lock_events(units, post), {**_by_id(result.units), **_by_id(units)})


def units_as_edited(result: Translation, edited: Edited) -> Iterator[Unit]:
    """The rows of the records that stand in the file, with the texts that stand there."""
    given = {row.id: row for row in reversed(edited.rows) if row.id}
    for unit in result.units:
        if row := given.get(unit.id):
            yield _as_edited(unit, row)


def _as_edited(unit: Unit, row: EditedRow) -> Unit:
    texts: dict[str, Text] = {}
    for column in COLUMNS:
        written, before = getattr(row, column), getattr(unit, column)
        if written is not None and written != join(before):
            texts[column] = read_text(written, unit.hans)
    flags = () if "en" in texts else unit.flags  # what the run knew of its own English
    return replace(unit, origin="human", flags=flags, **texts) if texts else unit  # type: ignore[arg-type]


def _run_without(units: tuple[Unit, ...], document: Document, off: Collection[str]) -> tuple[Diagnostic, ...]:
    post = CheckedPost.of_units(units, document.source, document.cues)
    return run_checks(post, [check for check in CHECKS if check.name not in off])


def _by_id(units: Sequence[Unit]) -> dict[SegmentId, Unit]:
    return {unit.id: unit for unit in units}


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the segments of a post stand."""

    source: str
    starts: Mapping[SegmentId, int]
    ends: Sequence[int]
    """Of its lines."""

    @classmethod
    def of(cls, document: Document) -> _Places:
        return cls(document.source, {segment.id: segment.span[0] for segment in split(document)}, _line_ends(document.source))

    @classmethod
    def of_records(cls, result: Translation) -> _Places:
        """As the records have them, however the post would be cut now."""
        source = result.document.source
        return cls(source, {unit.id: unit.span[0] for unit in result.units}, _line_ends(source))

    def line(self, segment: SegmentId) -> int:
        """The line of a segment, from 1; 0 for one that is not in the post."""
        return self.line_at(self.starts[segment]) if segment in self.starts else 0

    def line_at(self, offset: int) -> int:
        return bisect_right(self.ends, offset) + 1


def _line_ends(source: str) -> list[int]:
    return [match.end() for match in re.finditer(r"\r\n?|\n", source)]


def _changes_since(result: Translation, now: _Places, path: str) -> Iterator[Diagnostic]:
    """What has changed in the post since its records were made, told at its first new sentence."""
    known = {unit.id for unit in result.units}
    gone = len(known - now.starts.keys())
    new = [now.line(id_) for id_ in now.starts if id_ not in known]
    if gone or new:
        yield diagnostic("records", _changes(gone, len(new)), path=path, line=new[0] if new else 1)


def _changes(gone: int, new: int) -> str:
    """What is so, for a post that has changed.

    >>> _changes(1, 2)
    'The post has changed since: 2 of its sentences are not in the records, 1 in the records is no longer in the post.'
    """
    changes = []
    if new:
        changes.append(f"{new} of its sentences {'is' if new == 1 else 'are'} not in the records")
    if gone:
        changes.append(f"{gone} in the records {'is' if gone == 1 else 'are'} no longer in the post")
    return f"The post has changed since: {', '.join(changes)}."


def _lock_events(units: Sequence[Unit], now: _Places) -> tuple[LockEvent, ...]:
    return tuple(
        LockEvent(unit.id, now.line(unit.id), lock, is_exact)
        for unit in units
        for lock, is_exact in zip(unit.locks, unit.exact, strict=True)
    )


def _unknown_checks(now: _Places, path: str) -> Iterator[Diagnostic]:
    for name, offset in unknown_names(now.source):
        yield diagnostic("comments", f"There is no check “{name}”.", path=path, line=now.line_at(offset))


def _wanted(found: Sequence[Diagnostic], off: Collection[str], now: _Places) -> tuple[Diagnostic, ...]:
    """Without what is off, in the order of the file."""
    return tuple(sorted(_without_off(found, off, now), key=lambda problem: problem.line))


def _without_off(found: Sequence[Diagnostic], off: Collection[str], now: _Places) -> list[Diagnostic]:
    """Without what is off, everywhere or in a part of the post."""
    parts: dict[str, list[SwitchedOff]] = {}
    for part in switched_off_parts(now.source):
        parts.setdefault(part.name, []).append(part)  # those of one name come in their order and do not overlap

    def is_off(problem: Diagnostic) -> bool:
        start, named = now.starts.get(problem.unit, -1), parts.get(problem.name, [])
        at = bisect_right(named, start, key=lambda part: part.start)
        return at > 0 and start < named[at - 1].end

    return [problem for problem in found if problem.name not in off and not is_off(problem)]
