"""A finished post under check: its records, what an editor made of them, and what the post itself says is not to be checked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bilingual.checks import CHECKS, Checked, Finding, Located, findings
from bilingual.checks.row_order import misplaced, place_of
from bilingual.locking.questionable import FLAGS
from bilingual.model import Column, Document, Edited, EditedRow, Lock, SegmentId, Text, Translation, Unit, join
from bilingual.sources import read_text
from bilingual.sources.segmentation import split
from bilingual.variants import foreign, simplified_characters

AROUND = {
    "records": "There are no records of the post, or it has changed since they were made.",
    "rows": "An edited file lacks a row of its records, has one twice, or in another order.",
    "comments": "A `check:off` comment names no check.",
}
"""What is found around the rows, and not in one of them."""
NAMES = (*(check.name for check in CHECKS), *AROUND)
"""Every name that can be switched off."""
OFF = re.compile(r"<!--\s*check:(?P<switch>off|on)\b[ \t:]*(?P<names>[^>]*?)\s*-->")
"""`<!-- check:off numbers, length -->` until `<!-- check:on -->` or the end of the post; without names, all of them."""
COLUMNS: tuple[Column, ...] = ("hans", "hant", "en")


@dataclass(frozen=True, slots=True)
class Event:
    """A glossary term that is locked in a row."""

    row: SegmentId
    line: int
    """In the post, from 1."""
    lock: Lock
    exact: bool
    """Whether its English stands where it should, byte for byte."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one post."""

    path: str
    """The file that was checked, as the user named it."""
    rows: int
    findings: tuple[Located, ...]
    locks: tuple[Event, ...] = ()


def checked(
    result: Translation,
    path: str,
    off: Collection[str] = (),
    *,
    post: Document | None = None,
) -> Report:
    """The records of a post under check. `post` is the post as it is now, where it can be read; `path` names the file."""
    now = _Post.of(post or result.document)
    gone, new = _changes(result, now)
    stale = [Located("records", _stale(gone, new), path, new[0] if new else 1)] if gone or new else []
    rows = tuple(row for row in result.rows if row.id in now.starts)
    found = [Located(own.check, own.fact, path, now.line(own.row), "", own.column, row) for own, row in _found(rows, off)]
    return Report(path, len(rows), _wanted([*stale, *_comments(now, path), *found], off, now), _events(rows, now))


def checked_edit(
    result: Translation,
    edited: Edited,
    path: str,
    off: Collection[str] = (),
) -> Report:
    """An edited file under check: the rows of its records with what now stands in the file."""
    post = _Post.of(result.document)
    places = {own.id: own.place for own in reversed(edited.rows) if own.id}
    rows = tuple(with_edits(result, edited))
    found = [
        Located(own.check, own.fact, path, *place_of(places.get(own.row, "")), own.column, row) for own, row in _found(rows, off)
    ]
    return Report(path, len(rows), _wanted([*misplaced(result, edited, path), *found], off, post), _events(rows, post))


def with_edits(result: Translation, edited: Edited) -> Iterator[Unit]:
    """The rows of the records that stand in the file, with the texts that stand there."""
    given = {own.id: own for own in reversed(edited.rows) if own.id}
    for row in result.rows:
        if own := given.get(row.id):
            yield _edited(row, own)


def _edited(row: Unit, own: EditedRow) -> Unit:
    texts: dict[str, Text] = {}
    for column in COLUMNS:
        written, before = getattr(own, column), getattr(row, column)
        if written is not None and written != join(before):
            texts[column] = read_text(written, row.hans)
    return replace(row, origin="human", **texts) if texts else row  # type: ignore[arg-type]


def _found(rows: tuple[Unit, ...], off: Collection[str]) -> Iterator[tuple[Finding, Unit]]:
    table = simplified_characters()
    by_id = {row.id: row for row in rows}
    post = Checked(rows, lambda text: text.translate(table), _foreign, FLAGS)
    return ((finding, by_id[finding.row]) for finding in findings(post, off))


def _foreign(text: str, column: Column) -> str:
    return foreign(text, "hant" if column == "hant" else "hans")


@dataclass(frozen=True, slots=True)
class _Post:
    """A post, and where its segments stand."""

    source: str
    starts: Mapping[SegmentId, int]
    ends: Sequence[int]
    """Of its lines."""

    @classmethod
    def of(cls, document: Document) -> _Post:
        starts = {segment.id: segment.span[0] for segment in split(document)}
        return cls(document.source, starts, [match.end() for match in re.finditer(r"\r\n?|\n", document.source)])

    def line(self, segment: SegmentId) -> int:
        """The line of a segment, from 1; 0 for one that is not in the post."""
        return bisect_right(self.ends, self.starts[segment]) + 1 if segment in self.starts else 0


def _changes(result: Translation, now: _Post) -> tuple[int, list[int]]:
    """How many rows are no longer in the post, and the lines of the sentences that have none."""
    known = {row.id for row in result.rows}
    return len(known - now.starts.keys()), [now.line(id_) for id_ in now.starts if id_ not in known]


def _stale(gone: int, new: Sequence[int]) -> str:
    """What is so, for a post that has changed.

    >>> _stale(1, [5, 9])
    'The post has changed since: 2 of its sentences are not in the records, 1 in the records is no longer in the post.'
    """
    said = []
    if new:
        said.append(f"{len(new)} of its sentences {'is' if len(new) == 1 else 'are'} not in the records")
    if gone:
        said.append(f"{gone} in the records {'is' if gone == 1 else 'are'} no longer in the post")
    return f"The post has changed since: {', '.join(said)}."


def _events(rows: Sequence[Unit], now: _Post) -> tuple[Event, ...]:
    return tuple(
        Event(row.id, now.line(row.id), lock, join(row.en)[slice(*lock.span)] == lock.target)
        for row in rows
        for lock in row.locks
    )


def _comments(now: _Post, path: str) -> Iterator[Located]:
    """Comments that name no check."""
    for match in OFF.finditer(now.source):
        for name in _names(match["names"]):
            if name not in NAMES:
                yield Located("comments", f"There is no check “{name}”.", path, bisect_right(now.ends, match.start()) + 1)


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, re.split(r"[\s,]+", text)))


def _wanted(found: Sequence[Located], off: Collection[str], now: _Post) -> tuple[Located, ...]:
    """Without what is off, everywhere or in a part of the post; in the order of the file."""
    parts = list(_parts(now.source))
    kept = (own for own in found if own.check not in off and not _is_off(own, parts, now))
    return tuple(sorted(kept, key=lambda own: own.line))


def _is_off(own: Located, parts: Sequence[tuple[int, int, str]], now: _Post) -> bool:
    start = now.starts.get(own.row.id) if own.row else None
    return start is not None and any(first <= start < end and own.check == name for first, end, name in parts)


def _parts(source: str) -> Iterator[tuple[int, int, str]]:
    """The parts of the post in which a check is off, and which."""
    begun: dict[str, int] = {}
    for match in OFF.finditer(source):
        for name in _names(match["names"]) or NAMES:
            if match["switch"] == "off":
                begun.setdefault(name, match.start())
            elif name in begun:
                yield begun.pop(name), match.end(), name
    yield from ((start, len(source), name) for name, start in begun.items())
