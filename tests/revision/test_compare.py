"""An edited file beside its records: exactly what was edited comes back, and nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import ImportFailed
from bilingual.formats.registry import format_named, write
from bilingual.model import Edited, EditedRow, ImportOptions, Translation, join
from bilingual.revision.compare import compare_edited
from bilingual.revision.rewordings import swapped_words
from bilingual.sources import parse

NAMES = ["city-radio", "house-manual", "repair-cafe"]
FORMATS = ["xliff", "tmx", "csv", "xlsx"]


def edited(result: Translation, format: str) -> Edited:
    """What an importer reads from the exported file."""
    (output,) = write(result, format)
    return format_named(format).read(output.data, f"a{output.suffix}", ImportOptions())


def with_english(own: Edited, changes: dict[int, str]) -> Edited:
    return replace(own, rows=tuple(replace(row, en=changes.get(i, row.en)) for i, row in enumerate(own.rows)))


@pytest.fixture
def post(finished: dict[str, Translation]) -> Translation:
    return finished["city-radio"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", [*FORMATS, "md", "docx"])
def test_what_nobody_edited_is_unchanged(finished: dict[str, Translation], name: str, format: str) -> None:
    result = finished[name]
    comparison = compare_edited(result, edited(result, format), "a")
    assert (comparison.differences, comparison.remarks) == ((), ())
    rows = comparison.rows
    assert (rows.moved, rows.deleted, rows.merged, rows.split, rows.unknown) == ((), (), (), (), ())


@pytest.mark.parametrize(
    ("new", "told"),
    [(r"\1Right to Mend\2", "Right to Mend"), ("", "")],
    ids=["another English word", "a row that is gone"],
)
def test_a_term_of_a_traditional_post_is_told_as_the_glossary_writes_it(
    finished: dict[str, Translation], new: str, told: str
) -> None:
    result = finished["repair-cafe"]
    (output,) = write(result, "md")
    text, times = re.subn(r"(?m)^(\| 维修权<br>.* \| 維修權<br>.* \| )Right to Repair( \|\n)", new, output.data.decode())
    found = compare_edited(result, format_named("md").read(text.encode(), "a.md", ImportOptions()), "a.md")
    assert times == 1
    assert [(remark.kind, remark.about, remark.text) for remark in found.remarks] == [("term", "維修權", told)]


@pytest.mark.slow
@given(st.data())
@settings(max_examples=15, deadline=None)
@pytest.mark.parametrize("format", FORMATS)
def test_k_edits_give_k_changes(finished: dict[str, Translation], format: str, data: st.DataObject) -> None:
    result = finished["city-radio"]
    own = edited(result, format)
    places = data.draw(st.sets(st.integers(0, len(own.rows) - 1), max_size=5))
    comparison = compare_edited(result, with_english(own, {place: f"Edited {place}." for place in places}), "a")
    assert {d.row.id: d.after for d in comparison.differences} == {own.rows[place].id: f"Edited {place}." for place in places}
    assert comparison.unchanged == len(own.rows) - len(places)
    kept = {entry.segment for entry in comparison.entries()}
    locked = {row.id for row in result.units if row.locks}
    assert not kept & locked, "a sentence without its locks waits for a decision"
    assert {entry.segment for entry in comparison.entries(broken=True)} >= kept


def plain_row(result: Translation) -> int:
    """The index of a row without locks."""
    return next(i for i, row in enumerate(result.units) if not row.locks and row.kind == "turn" and len(join(row.hans)) > 8)


def locked_row(result: Translation) -> int:
    return next(i for i, row in enumerate(result.units) if row.locks)


def test_who_and_when_come_along(post: Translation) -> None:
    own, at = edited(post, "csv"), plain_row(post)
    rows = list(own.rows)
    rows[at] = replace(rows[at], en="Mine.", author="Li Wei", when="2025-10-01T08:30:00Z")
    (entry,) = compare_edited(post, replace(own, rows=tuple(rows)), "a").entries()
    assert (entry.target, entry.who, entry.when, entry.post) == ("Mine.", "Li Wei", "2025-10-01T08:30:00Z", "city-radio")
    assert (entry.source, entry.segment, entry.language) == (join(post.units[at].hans).strip(), post.units[at].id, "en")


def test_a_lost_term_breaks_the_lock_and_its_new_wording_is_offered(post: Translation) -> None:
    at = locked_row(post)
    lock = post.units[at].locks[0]
    text = join(post.units[at].en).replace(lock.target, "another name")
    (own,) = compare_edited(post, with_english(edited(post, "xliff"), {at: text}), "a").differences
    assert (own.kind, [mention.text for mention in own.lost][:1]) == ("broken", [lock.target])
    assert [(mention.source, word) for mention, word in swapped_words(own)][:1] == [(own.lost[0].source, "another name")]


def test_a_lost_link_or_code_is_said(finished: dict[str, Translation]) -> None:
    result = finished["house-manual"]
    at = next(i for i, row in enumerate(result.units) if "](" in join(row.en) and not row.locks)
    (own,) = compare_edited(result, with_english(edited(result, "csv"), {at: "Words alone."}), "a").differences
    assert own.kind == "broken"
    assert own.codes


def test_the_authors_own_column_is_the_post_and_not_taken(post: Translation) -> None:
    own, at = edited(post, "csv"), plain_row(post)
    rows = list(own.rows)
    rows[at] = replace(rows[at], hans="别的话。", en="Other words.")
    comparison = compare_edited(post, replace(own, rows=tuple(rows)), "a")
    assert sorted((d.kind, d.column) for d in comparison.differences) == [("changed", "en"), ("source", "hans")]
    assert [entry.language for entry in comparison.entries(broken=True)] == ["en"]


def test_an_emptied_cell_is_not_taken(post: Translation) -> None:
    (own,) = compare_edited(post, with_english(edited(post, "csv"), {plain_row(post): " "}), "a").differences
    assert own.kind == "emptied"


def test_a_sentence_that_changed_in_the_post_is_shown_beside_what_stands_there(post: Translation) -> None:
    at = plain_row(post)
    before = join(post.units[at].hans).strip()
    now = parse(post.document.source.replace(before, before[:-1] + "了吧。", 1), name="city-radio")
    (own,) = compare_edited(post, with_english(edited(post, "tmx"), {at: "Mine."}), "a", now).differences
    assert (own.kind, own.now) == ("stale", before[:-1] + "了吧。")
    assert compare_edited(post, with_english(edited(post, "tmx"), {at: "Mine."}), "a", now).entries(broken=True) == ()


def _deleted(rows: list[EditedRow], at: int) -> list[EditedRow]:
    return rows[:at] + rows[at + 1 :]


def _moved(rows: list[EditedRow], at: int) -> list[EditedRow]:
    return [*rows[:at], *rows[at + 1 :], rows[at]]


def _split(rows: list[EditedRow], at: int) -> list[EditedRow]:
    row = rows[at]
    english = row.en or ""
    half = english.index(" ") if " " in english else len(english)
    first, second = replace(row, hans=row.hans, en=english[:half]), replace(row, hans="", hant="", en=english[half:])
    return [*rows[:at], first, second, *rows[at + 1 :]]


def _merged(rows: list[EditedRow], at: int) -> list[EditedRow]:
    one, two = rows[at], rows[at + 1]
    both = replace(one, hans=f"{one.hans}{two.hans}", hant=f"{one.hant}{two.hant}", en=f"{one.en} {two.en}")
    return [*rows[:at], both, *rows[at + 2 :]]


def _without_id(rows: list[EditedRow], at: int) -> list[EditedRow]:
    return [*rows[:at], replace(rows[at], id=""), *rows[at + 1 :]]


def _added(rows: list[EditedRow], at: int) -> list[EditedRow]:
    return [*rows[:at], EditedRow("", "新的一句。", None, "A new one.", "row 9"), *rows[at:]]


CASES: dict[str, tuple[Callable[[list[EditedRow], int], list[EditedRow]], dict[str, int]]] = {
    "deleted": (_deleted, {"deleted": 1}),
    "moved": (_moved, {"moved": 1}),
    "split": (_split, {"split": 1}),
    "merged": (_merged, {"joined": 1}),
    "an id that was lost": (_without_id, {}),
    "added": (_added, {"unknown": 1}),
}


@pytest.mark.parametrize("case", CASES)
def test_what_became_of_whole_rows(post: Translation, case: str) -> None:
    change, expected = CASES[case]
    own = edited(post, "csv")
    rows = change(list(own.rows), plain_row(post))
    comparison = compare_edited(post, replace(own, rows=tuple(rows)), "a")
    counts = {name: len(getattr(comparison.rows, name)) for name in ("split", "joined", "merged", "moved", "deleted", "unknown")}
    assert counts == dict.fromkeys(counts, 0) | expected
    assert comparison.differences == ()


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        (lambda own: replace(own, post="other"), "made from the post “other”, not from “city-radio”"),
        (
            lambda own: replace(own, post="", rows=tuple(replace(r, id=f"x{r.id}", hans="别", hant="別") for r in own.rows)),
            "Only 0 of its 129 rows",
        ),
    ],
)
def test_a_file_of_another_post_is_refused(post: Translation, change: Callable[[Edited], Edited], fact: str) -> None:
    with pytest.raises(ImportFailed, match=fact):
        compare_edited(post, change(edited(post, "csv")), "a")


def test_a_file_made_from_other_records_is_said(post: Translation) -> None:
    own = edited(post, "xliff")
    assert not compare_edited(post, own, "a").outdated
    assert compare_edited(post, replace(own, signature="bilingual 0.0|engine:x|glossary:1|variant:tw|segments:1"), "a").outdated


def test_an_emptied_cell_whose_words_stand_beside_it_is_an_edit(post: Translation) -> None:
    at = next(
        i
        for i, (one, other) in enumerate(zip(post.units, post.units[1:], strict=False))
        if not (one.locks or other.locks) and one.block == other.block and len(join(one.en)) > 12
    )
    first, second = (join(unit.en).strip() for unit in post.units[at : at + 2])
    changes = {at: "", at + 1: f"{first} {second}"}
    found = compare_edited(post, with_english(edited(post, "csv"), changes), "a").differences
    assert [(d.kind, d.after) for d in found] == [("changed", ""), ("changed", f"{first} {second}")]
