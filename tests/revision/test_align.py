"""Which row of an edited file is which row of the records."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bilingual.model import Document, EditedRow, Signature, Translation, Unit
from bilingual.revision.align import align_rows, say_the_same

UNITS = tuple(
    Unit(f"s{n}", f"b{n}", "paragraph", None, (n, n + 1), (text,), (text,), (f"{n}.",))
    for n, text in enumerate(("你好。", "今天很好。", "我们走吧。", "再见。", "对。", "对。"))
)
RECORDS = Translation(Document("a", "a.md", "", ()), UNITS, (), Signature("0.1", "test", "000000", "none", len(UNITS)))
LONGER = replace(RECORDS, units=tuple(replace(unit, en=(f"This is sentence {n}.",)) for n, unit in enumerate(UNITS)))


def rows(*given: tuple[str, str]) -> list[EditedRow]:
    """Rows with an id and their Chinese."""
    return [EditedRow(id_, hans, None, "x", f"row {at}") for at, (id_, hans) in enumerate(given, 1)]


def ids(*given: tuple[str, str]) -> list[str]:
    return [unit.id for unit, _ in align_rows(RECORDS, rows(*given)).pairs]


WHOLE = [(unit.id, str(unit.hans[0])) for unit in UNITS]


def test_rows_are_found_by_their_id_else_by_their_chinese() -> None:
    assert ids(*WHOLE) == [unit.id for unit in UNITS]
    assert ids(*[("", hans) for _, hans in WHOLE]) == [unit.id for unit in UNITS], "twins in their order"


def test_a_row_that_is_nowhere_is_unknown_and_one_that_is_gone_is_deleted() -> None:
    found = align_rows(RECORDS, rows(*WHOLE[:2], ("", "新的一句。"), *WHOLE[3:]))
    assert [row.hans for row in found.unknown] == ["新的一句。"]
    assert [unit.id for unit in found.deleted] == ["s2"]


def test_a_row_in_several_pieces_is_joined_again() -> None:
    pieces = rows(*WHOLE)
    pieces[1:2] = [EditedRow("s1", "今天", None, "To", "row 2"), EditedRow("s1", "很好。", None, "day", "row 3")]
    found = align_rows(RECORDS, pieces)
    assert [unit.id for unit in found.split] == ["s1"]
    assert next((row.hans, row.en) for unit, row in found.pairs if unit.id == "s1") == ("今天很好。", "To day")


def test_rows_that_were_joined_are_told_apart_from_those_that_were_deleted() -> None:
    found = align_rows(RECORDS, rows(WHOLE[0], ("s1", "今天很好。我们走吧。"), *WHOLE[3:]))
    assert [[unit.id for unit in units] for units, _ in found.merged] == [["s1", "s2"]]
    assert found.deleted == ()


def test_rows_that_were_joined_are_edits_of_each_where_their_words_can_be_told_apart() -> None:
    for second in ([], [("s2", "")]):  # gone, or left behind empty
        given = rows(WHOLE[0], ("s1", "今天很好。我们走吧。"), *second, *WHOLE[3:])
        given[1] = EditedRow("s1", "今天很好。我们走吧。", None, "Here is sentence 1. This was sentence 2, too.", "row 2")
        found = align_rows(LONGER, given)
        assert [[unit.id for unit in units] for units in found.joined] == [["s1", "s2"]]
        assert {unit.id: row.en for unit, row in found.pairs if unit.id in ("s1", "s2")} == {
            "s1": "Here is sentence 1.",
            "s2": "This was sentence 2, too.",
        }
        assert (found.merged, found.deleted, found.unknown) == ((), (), ())


def test_a_piece_without_an_id_belongs_to_the_row_before_it() -> None:
    pieces = rows(*WHOLE)
    pieces[1:2] = [EditedRow("s1", "今天", None, "To", "row 2"), EditedRow("", "很好。", None, "day", "row 3")]
    found = align_rows(RECORDS, pieces)
    assert ([unit.id for unit in found.split], found.unknown) == (["s1"], ())
    assert next(row.en for unit, row in found.pairs if unit.id == "s1") == "To day"


COPIES = {
    "equal": (["A.", "A."], "A.", 0),
    "equal but for blanks": (["A b.", "A  b."], "A b.", 0),
    "three": (["A.", "A.", "A."], "A.", 0),
    "different": (["A.", "B."], None, 1),
    "one is as it was": (["1.", "A."], None, 1),
}


@pytest.mark.parametrize("case", COPIES)
def test_a_row_that_stands_several_times(case: str) -> None:
    """A row copied in Word's table: nothing is doubled, nothing guessed."""
    texts, counts, contradictions = COPIES[case]
    for id_ in ("s1", ""):  # a copy has the marks of the row, or has lost them to it
        given = rows(*WHOLE)
        given[1:2] = [EditedRow(id_ if at else "s1", "今天很好。", None, text, f"row {at}") for at, text in enumerate(texts)]
        found = align_rows(RECORDS, given)
        assert next((row.en for unit, row in found.pairs if unit.id == "s1"), None) == counts
        assert [[copy.en for copy in copies] for _, copies in found.twice] == [texts]
        assert (found.split, found.deleted, found.unknown, len(found.contradictory)) == ((), (), (), contradictions)


@pytest.mark.parametrize(
    ("order", "moved"),
    [((0, 1, 2, 3, 4, 5), []), ((1, 2, 3, 0, 4, 5), ["s0"]), ((5, 0, 1, 2, 3, 4), ["s5"]), ((0, 2, 1, 3, 4, 5), ["s2"])],
)
def test_rows_outside_the_longest_run_in_order_have_moved(order: tuple[int, ...], moved: list[str]) -> None:
    assert [unit.id for unit, _ in align_rows(RECORDS, rows(*[WHOLE[at] for at in order])).moved] == moved


@pytest.mark.parametrize(
    ("left", "right", "column", "same"),
    [
        ("你好。\n> 走", "你好。 走", "hans", True), ("a  b", "a b", "en", True), ("a\nb", "a b", "en", True),
        ("你 好", "你好", "hans", True), ("a b", "ab", "en", False), ("你好", "你们好", "hant", False),
    ],
)  # fmt: skip
def test_blanks_and_breaks_are_no_change(left: str, right: str, column: str, same: bool) -> None:
    assert say_the_same(left, right, column) is same  # type: ignore[arg-type]


def test_a_run_of_blanks_is_compared_in_linear_time() -> None:
    """With anything else this would not end."""
    assert say_the_same(f"好{' ' * 200_000}好", "好好", "hans")
