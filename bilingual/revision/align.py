"""Which row of an edited file is which row of the records, and what became of the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bilingual.checks.row_order import APART, longest_rising
from bilingual.formats.common.outline import says_something
from bilingual.model import COLUMNS, Column, EditedRow, Translation, Unit, join
from bilingual.office.xml import writable
from bilingual.revision.carry import cut_like

PIECES = 12
"""Into more pieces nobody cuts a sentence, and more of them nobody joins."""
_BREAK = re.compile(r"\n[ \t>]*")


@dataclass(frozen=True, slots=True)
class Pairing:
    """The rows of an edited file beside those of the records."""

    pairs: tuple[tuple[Unit, EditedRow], ...]
    """In the order of the records; a row of the records stands in one pair at most."""
    split: tuple[Unit, ...] = ()
    """Rows that the editor cut in several; they are paired with the pieces, joined."""
    joined: tuple[tuple[Unit, ...], ...] = ()
    """Rows that the editor joined, and whose words could be told apart again; they are paired with what became of each."""
    merged: tuple[tuple[tuple[Unit, ...], EditedRow], ...] = ()
    """Rows that the editor joined: which words belong to which cannot be told."""
    twice: tuple[tuple[Unit, tuple[EditedRow, ...]], ...] = ()
    """Rows that stand several times in the file, each with its copies. Equal copies count once; of different ones none counts."""
    moved: tuple[tuple[Unit, EditedRow], ...] = ()
    """Rows that stand elsewhere in the file."""
    deleted: tuple[Unit, ...] = ()
    """Rows that the file lacks."""
    unknown: tuple[EditedRow, ...] = ()
    """Rows of the file that the records do not have: the post has changed since, or the editor added them."""

    @property
    def contradictory(self) -> tuple[tuple[Unit, tuple[EditedRow, ...]], ...]:
        """The rows that stand several times with different texts."""
        paired = {unit.id for unit, _ in self.pairs}
        return tuple((unit, copies) for unit, copies in self.twice if unit.id not in paired)


def align_rows(result: Translation, rows: Sequence[EditedRow]) -> Pairing:
    """Each row by its id, else by the Chinese in it."""
    by_id = {row.id: row for row in result.units}
    rows, joined = _without_joined(result, rows)
    pieces = _with_pieces(by_id, rows)
    found: dict[str, list[EditedRow]] = {}
    lost: list[EditedRow] = []
    for row, id_ in zip(rows, pieces, strict=True):
        if id_:
            found.setdefault(id_, []).append(row)
        else:
            lost.append(row)
    found, lost = _by_text(result, found, lost)
    found, lost = _copied(result, found, lost)
    whole = {id_: _whole(by_id[id_], copies) for id_, copies in found.items()}
    told_apart = {units: _told_apart(units, edit) for units, edit in joined}
    pairs = {id_: row for id_, row in whole.items() if row is not None}
    pairs |= {unit.id: row for units, edits in told_apart.items() for unit, row in zip(units, edits, strict=False)}
    several = {id_: tuple(copies) for id_, copies in found.items() if len(copies) > 1}
    split = {id_ for id_, copies in several.items() if _make_up(by_id[id_], copies)}
    accounted = {*found, *(unit.id for units, _ in joined for unit in units)}
    return Pairing(
        tuple((unit, pairs[unit.id]) for unit in result.units if unit.id in pairs),
        split=tuple(by_id[id_] for id_ in split),
        joined=tuple(units for units, edits in told_apart.items() if edits),
        merged=tuple((units, edit) for units, edit in joined if not told_apart[units]),
        twice=tuple((by_id[id_], copies) for id_, copies in several.items() if id_ not in split),
        moved=_moved(result, _in_order(found, rows)),
        deleted=tuple(row for row in result.units if row.id not in accounted and says_something(row)),
        unknown=tuple(lost),
    )


def say_the_same(left: str, right: str, column: Column) -> bool:
    """Whether two texts say the same: blanks do not count between Hanzi, nor where and how a line is broken.

    >>> say_the_same("你好。\\n> 走", "你好。 走", "hans"), say_the_same("a  b", "a b", "en"), say_the_same("ab", "a b", "en")
    (True, True, False)
    """
    return left == right or comparable_text(left, column) == comparable_text(right, column)


def comparable_text(text: str, column: Column) -> str:
    """The text as `say_the_same` compares it: without the characters that most files cannot hold, too."""
    return ("" if column != "en" else " ").join(_BREAK.sub(" ", writable(text)).split())


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


def _copied(
    result: Translation, found: dict[str, list[EditedRow]], lost: Sequence[EditedRow]
) -> tuple[dict[str, list[EditedRow]], list[EditedRow]]:
    """Rows whose Chinese is that of a single row of the records are copies of it, whose marks went with the first."""
    known: dict[tuple[Column, str], list[Unit]] = {}
    for row in result.units:
        for key in _chinese(row):
            known.setdefault(key, []).append(row)
    left: list[EditedRow] = []
    for edited in lost:
        same = {row.id for key in _chinese(edited) for row in known.get(key, ())}
        if len(same) == 1 and (id_ := same.pop()) in found:
            found[id_].append(edited)
        else:
            left.append(edited)
    return found, left


def _without_joined(
    result: Translation, rows: Sequence[EditedRow]
) -> tuple[list[EditedRow], tuple[tuple[tuple[Unit, ...], EditedRow], ...]]:
    """The rows that are not several of the records in one, and those that are."""
    ids = {row.id for row in rows if any(_chinese(row))}
    where = {row.id: index for index, row in enumerate(result.units)}
    others: list[EditedRow] = []
    joined: list[tuple[tuple[Unit, ...], EditedRow]] = []
    for row in rows:
        units = _joined(result, row, where[row.id], ids) if row.id in where else ()
        if units:
            joined.append((units, row))
        else:
            others.append(row)
    gone = {unit.id for units, _ in joined for unit in units}
    return [row for row in others if row.id not in gone], tuple(joined)


def _joined(result: Translation, row: EditedRow, index: int, ids: set[str]) -> tuple[Unit, ...]:
    """The rows, from the one at `index` on or up to it, whose Chinese stands in this one; nothing for an ordinary row.

    All but the one itself must be gone from the file, or empty there.
    """
    start = index
    while index - start < PIECES and start and result.units[start - 1].id not in ids:
        start -= 1
    end = index + 1
    while end - index < PIECES and end < len(result.units) and result.units[end].id not in ids:
        end += 1
    for column, text in _chinese(row):
        for first in range(start, index + 1):
            for last in range(end, max(index, first + 1), -1):
                units = result.units[first:last]
                if len(units) > 1 and "".join(comparable_text(join(getattr(unit, column)), column) for unit in units) == text:
                    return units
    return ()


def _told_apart(units: Sequence[Unit], edit: EditedRow) -> tuple[EditedRow, ...]:
    """What became of each of the rows that were joined; nothing where it cannot be told."""
    sentences = [join(unit.en) + " " * (not join(unit.en)[-1:].isspace()) for unit in units[:-1]] + [join(units[-1].en)]
    texts = cut_like(sentences, edit.en or "")
    if not all(text.strip() for text in texts):
        return ()
    unchanged = replace(edit, hans=None, hant=None)
    return tuple(replace(unchanged, id=unit.id, en=text.strip()) for unit, text in zip(units, texts, strict=False))


def _with_pieces(by_id: Mapping[str, Unit], rows: Sequence[EditedRow]) -> list[str]:
    """The id of each row, empty where there is none; rows without one that go on with the row before are pieces of that."""
    ids = [row.id if row.id in by_id else "" for row in rows]
    for index, id_ in enumerate(ids):
        end = index + 1
        while id_ and end < min(len(rows), index + PIECES) and not rows[end].id and not _make_up(by_id[id_], rows[index:end]):
            end += 1
            if _make_up(by_id[id_], rows[index:end]):
                ids[index:end] = [id_] * (end - index)
    return ids


def _make_up(unit: Unit, pieces: Sequence[EditedRow]) -> bool:
    """Whether the Chinese of the pieces, joined, is that of the row."""
    for column, text in _chinese(unit):
        texts = [getattr(piece, column) for piece in pieces]
        if None not in texts and "".join(comparable_text(found, column) for found in texts) == text:
            return True
    return False


def _whole(unit: Unit, copies: Sequence[EditedRow]) -> EditedRow | None:
    """What the file says of a row: its pieces joined again, one of equal copies; None where copies say different things."""
    first = copies[0]
    if len(copies) > 1 and _make_up(unit, copies):
        authored = next((piece for piece in copies if piece.author), first)
        return replace(authored, hans=_rejoined(copies, "hans"), hant=_rejoined(copies, "hant"), en=_rejoined(copies, "en"))
    same = all(_same_text(getattr(first, c), getattr(copy, c), c) for copy in copies[1:] for c in COLUMNS)
    return first if same else None


def _same_text(left: str | None, right: str | None, column: Column) -> bool:
    return left == right or (left is not None and right is not None and say_the_same(left, right, column))


def _rejoined(pieces: Sequence[EditedRow], column: Column) -> str | None:
    texts = [text.strip() for piece in pieces if (text := getattr(piece, column)) is not None]
    return (" " if column == "en" else "").join(filter(None, texts)) if texts else None


def _in_order(found: dict[str, list[EditedRow]], rows: Sequence[EditedRow]) -> list[tuple[str, EditedRow]]:
    """The rows with their ids in the order of the file: those found by their text stand among the others. Rows without a
    place are not in it."""
    place = {id(row): index for index, row in enumerate(rows)}
    placed = [(id_, copies[0]) for id_, copies in found.items() if copies[0].place]
    return sorted(placed, key=lambda item: place[id(item[1])])


def _moved(result: Translation, found: Sequence[tuple[str, EditedRow]]) -> tuple[tuple[Unit, EditedRow], ...]:
    """The rows outside the longest run that is still in the order of the post."""
    where = {row.id: index for index, row in enumerate(result.units) if row.kind not in APART}
    ordered = [(where[id_], row) for id_, row in found if id_ in where]
    steady = set(longest_rising([place for place, _ in ordered]))
    return tuple((result.units[place], row) for at, (place, row) in enumerate(ordered) if at not in steady)
