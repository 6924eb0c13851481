"""The records of a post, or an edited file, under check: places, what has changed since, what the post switches off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bilingual.checks.post import check_edit, check_records, flagged, units_as_edited
from bilingual.model import Document, Edited, EditedRow, Lock, Signature, Translation, Unit, join
from bilingual.sources import parse
from bilingual.sources.segmentation import split

POST = "# 题目\n\n我有3只猫。天气很好。\n\n再见。\n"
ENGLISH = ("Title", "I have 4 cats.", "The weather is fine.", "Goodbye.")


def document(source: str = POST) -> Document:
    return parse(source, name="talk", path="talk.md")


def translation(english: tuple[str, ...] = ENGLISH, source: str = POST) -> Translation:
    post = document(source)
    rows = tuple(
        Unit(segment.id, segment.block, "paragraph", None, segment.span, segment.parts, (), (text,))
        for segment, text in zip(split(post), english, strict=True)
    )
    return Translation(post, rows, (), Signature("0.1", "test", "000000", "none", len(rows)))


def found(result: Translation, now: str | None = None, off: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    report = check_records(result, "talk.md", off, post=document(now) if now else None)
    return [(problem.name, problem.line) for problem in report.diagnostics]


def test_each_diagnostic_has_its_unit_its_column_and_its_line() -> None:
    result = translation()
    report = check_records(result, "talk.md")
    assert [(problem.where, problem.name, problem.unit, problem.column) for problem in report.diagnostics] == [
        ("talk.md:3", "numbers", result.units[1].id, "en"),
    ]
    assert (report.rows, report.units[result.units[1].id]) == (4, result.units[1])


def test_a_check_can_be_left_out_and_the_post_can_switch_it_off() -> None:
    assert found(translation(), off=("numbers",)) == []
    hushed = POST.replace("我有", "<!-- check:off numbers -->\n\n我有")
    assert found(translation(source=hushed)) == []
    elsewhere = POST.replace("再见", "<!-- check:off numbers -->\n\n再见")
    assert [name for name, _ in found(translation(source=elsewhere))] == ["numbers"]


def test_a_comment_that_names_no_check_is_told() -> None:
    assert found(translation((*ENGLISH[:1], "I have 3 cats.", *ENGLISH[2:]), POST + "\n<!-- check:off lenght -->\n")) == [
        ("comments", 7)
    ]


def test_a_post_that_has_changed_is_told_once_and_its_old_sentences_are_left_out() -> None:
    result = translation()
    now = document(POST.replace("再见。", "晚安。走吧。"))
    (problem,) = check_records(result, "talk.md", ("numbers",), post=now).diagnostics
    assert (problem.name, problem.line) == ("records", 5)
    assert problem.fact == (
        "The post has changed since: 2 of its sentences are not in the records, 1 in the records is no longer in the post."
    )
    assert check_records(result, "talk.md", post=now).rows == 3


def test_a_run_flags_what_the_check_finds_by_the_same_names() -> None:
    result = translation(source=POST.replace("我有", "<!-- check:off numbers -->\n\n我有"))
    other = replace(translation((*ENGLISH[:1], "I have 4 cats , 天气.", *ENGLISH[2:])), document=document())
    for translated in (result, other):
        rows = flagged(translated.units, translated.document)
        report = check_records(replace(translated, units=rows), "talk.md")
        names = {unit.id: {problem.name for problem in report.diagnostics if problem.unit == unit.id} for unit in rows}
        assert {unit.id: {*unit.flags} for unit in rows} == names
    assert [unit.flags for unit in flagged(other.units, other.document)][1] == ("numbers", "residue", "spaces")


def test_locks_are_told_whether_they_are_exact() -> None:
    result = translation((*ENGLISH[:2], "The weather is fine.", "Goodbye."))
    lock = Lock("天气", "weather", (0, 2), (4, 11), "slot")
    locked = replace(result.units[2], locks=(lock, replace(lock, span=(0, 7))))
    report = check_records(replace(result, units=(*result.units[:2], locked, *result.units[3:])), "talk.md", ("locks",))
    assert [(event.unit, event.exact) for event in report.locks] == [(locked.id, True), (locked.id, False)]


def test_an_edited_file_is_checked_with_its_texts_and_its_places() -> None:
    result = translation((*ENGLISH[:1], "I have 3 cats.", *ENGLISH[2:]))
    rows = [EditedRow(unit.id, None, None, join(unit.en), f"row {at}") for at, unit in enumerate(result.units)]
    rows[2] = replace(rows[2], en="The  weather is fine.")
    edited = Edited(tuple(rows), "", "", "csv")
    report = check_edit(result, edited, "talk.csv")
    assert [(problem.where, problem.name) for problem in report.diagnostics] == [("talk.csv, row 2", "spaces")]
    assert join(report.units[rows[2].id].en) == "The  weather is fine."
    assert [unit.origin for unit in units_as_edited(result, edited)] == ["machine", "machine", "human", "machine"]


@pytest.mark.parametrize("gone", [1, 3])
def test_a_row_that_the_file_lacks_is_about_the_unit_of_the_records(gone: int) -> None:
    result = translation((*ENGLISH[:1], "I have 3 cats.", *ENGLISH[2:]))
    rows = tuple(EditedRow(unit.id, None, None, None, "") for at, unit in enumerate(result.units) if at != gone)
    report = check_edit(result, Edited(rows, "", "", "csv"), "talk.csv")
    assert [(problem.name, report.units[problem.unit]) for problem in report.diagnostics] == [("rows", result.units[gone])]
    assert report.rows == 3
