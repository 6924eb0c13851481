"""Which row of an edited file is which row of the records, and what became of the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bilingual.checks.row_order import longest_rising
from bilingual.model import Column, EditedRow, Translation, Unit, join

COLUMNS: tuple[Column, ...] = ("hans", "hant", "en")
_BREAK = re.compile(r"\s*\n[ \t>]*")


@dataclass(frozen=True, slots=True)
class Pairing:
    """The rows of an edited file beside those of the records."""

    pairs: tuple[tuple[Unit, EditedRow], ...]
    """In the order of the records; an edited row stands in one pair at most."""
    split: tuple[Unit, ...] = ()
    """Rows that the editor cut in several; they are paired with the pieces, joined."""
    merged: tuple[tuple[tuple[Unit, ...], EditedRow], ...] = ()
    """Rows that the editor joined: which words belong to which cannot be told."""
    moved: tuple[Unit, ...] = ()
    """Rows that stand elsewhere in the file."""
    deleted: tuple[Unit, ...] = ()
    """Rows that the file lacks."""
    unknown: tuple[EditedRow, ...] = ()
    """Rows of the file that the records do not have: the post has changed since, or the editor added them."""


def align_rows(result: Translation, rows: Sequence[EditedRow]) -> Pairing:
    """Each row by its id, else by the Chinese in it."""
    by_id = {row.id: row for row in result.units}
    rows, joined = _without_joined(result, rows)
    found: dict[str, list[EditedRow]] = {}
    lost: list[EditedRow] = []
    for row in rows:
        if row.id in by_id:
            found.setdefault(row.id, []).append(row)
        else:
            lost.append(row)
    found, lost = _by_text(result, found, lost)
    taken = {row.id for joined_units, _ in joined for row in joined_units}
    pairs = tuple((by_id[id_], _whole(pieces)) for id_, pieces in sorted(found.items(), key=lambda item: by_id[item[0]].span))
    return Pairing(
        pairs,
        split=tuple(by_id[id_] for id_, pieces in found.items() if len(pieces) > 1),
        merged=joined,
        moved=_moved(result, _in_order(found, rows)),
        deleted=tuple(row for row in result.units if row.id not in found and row.id not in taken),
        unknown=tuple(lost),
    )


def say_the_same(left: str, right: str, column: Column) -> bool:
    """Whether two texts say the same: blanks do not count between Hanzi, nor where and how a line is broken.

    >>> say_the_same("你好。\\n> 走", "你好。 走", "hans"), say_the_same("a  b", "a b", "en"), say_the_same("ab", "a b", "en")
    (True, True, False)
    """
    return left == right or comparable_text(left, column) == comparable_text(right, column)


def comparable_text(text: str, column: Column) -> str:
    """The text as `say_the_same` compares it."""
    return ("" if column != "en" else " ").join(_BREAK.sub(" ", text).split())


def _chinese(row: EditedRow | Unit) -> Iterator[tuple[Column, str]]:
    """The Chinese of a row, by column, as it is compared."""
    columns: tuple[Column, ...] = ("hans", "hant")
    for column in columns:
        text = getattr(row, column)
        if text:
            yield column, comparable_text(text if isinstance(text, str) else join(text), column)


def _by_text(
    result: Translation, found: dict[str, list[EditedRow]], lost: list[EditedRow]
) -> tuple[dict[str, list[EditedRow]], list[EditedRow]]:
    """Rows without an id that holds, by their Chinese: the first row of that text that no other claims."""
    free: dict[tuple[Column, str], list[Unit]] = {}
    for row in result.units:
        if row.id not in found:
            for key in _chinese(row):
                free.setdefault(key, []).append(row)
    left: list[EditedRow] = []
    for edited in lost:
        candidates = (row for key in _chinese(edited) for row in free.get(key, ()) if row.id not in found)
        first = next(candidates, None)
        if first is None:
            left.append(edited)
        else:
            found[first.id] = [edited]
    return found, left


def _without_joined(
    result: Translation, rows: Sequence[EditedRow]
) -> tuple[list[EditedRow], tuple[tuple[tuple[Unit, ...], EditedRow], ...]]:
    """The rows that are not several of the records in one, and those that are."""
    ids = {row.id for row in rows}
    where = {row.id: index for index, row in enumerate(result.units)}
    others: list[EditedRow] = []
    joined: list[tuple[tuple[Unit, ...], EditedRow]] = []
    for row in rows:
        units = _joined(result, row, where[row.id], ids) if row.id in where else ()
        if units:
            joined.append((units, row))
        else:
            others.append(row)
    return others, tuple(joined)


def _joined(result: Translation, row: EditedRow, index: int, ids: set[str]) -> tuple[Unit, ...]:
    """The rows, from the one at `index` on or up to it, whose Chinese stands in this one; nothing for an ordinary row.

    All but the one itself must be gone from the file.
    """
    start = index
    while start and result.units[start - 1].id not in ids:
        start -= 1
    end = index + 1
    while end < len(result.units) and result.units[end].id not in ids:
        end += 1
    for column, text in _chinese(row):
        for first in range(start, index + 1):
            for last in range(end, max(index, first + 1), -1):
                units = result.units[first:last]
                if len(units) > 1 and "".join(comparable_text(join(getattr(unit, column)), column) for unit in units) == text:
                    return units
    return ()


def _whole(pieces: Sequence[EditedRow]) -> EditedRow:
    """The pieces of one row, joined again."""
    if len(pieces) == 1:
        return pieces[0]
    authored = next((piece for piece in pieces if piece.author), pieces[0])
    return replace(authored, hans=_rejoined(pieces, "hans"), hant=_rejoined(pieces, "hant"), en=_rejoined(pieces, "en"))


def _rejoined(pieces: Sequence[EditedRow], column: Column) -> str | None:
    texts = [text.strip() for piece in pieces if (text := getattr(piece, column)) is not None]
    return (" " if column == "en" else "").join(filter(None, texts)) if texts else None


def _in_order(found: dict[str, list[EditedRow]], rows: Sequence[EditedRow]) -> list[str]:
    """The ids in the order of the file: those found by their text stand among the others. Rows without a place are not in it."""
    place = {id(row): index for index, row in enumerate(rows)}
    return sorted((id_ for id_ in found if found[id_][0].place), key=lambda id_: place[id(found[id_][0])])


def _moved(result: Translation, ids: Sequence[str]) -> tuple[Unit, ...]:
    """The rows outside the longest run that is still in the order of the post; front matter has its own in every format."""
    where = {row.id: index for index, row in enumerate(result.units) if row.kind != "front"}
    order = [where[id_] for id_ in ids if id_ in where]
    steady = set(longest_rising(order))
    return tuple(result.units[place] for at, place in enumerate(order) if at not in steady)
