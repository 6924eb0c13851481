"""Edited Markdown against its records: what nobody touched stays as the records have it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bilingual.formats.registry import read_edited, write
from bilingual.model import Edited, ExportOptions, Layout, Signature, Translation, Unit, join
from bilingual.revision.untouched import restore_untouched
from bilingual.sources import parse
from bilingual.sources.segmentation import split

POST = "# 题目\n\n我有猫。天气a|b很好。\n\n- 再见。\n- [这里](z.md)见。\n"
ENGLISH = ("Title", "I have a cat.", "The weather a|b is fine.", "Goodbye.", "See you [here](z.md).")


@pytest.fixture(scope="module")
def result() -> Translation:
    from bilingual.sources import read_text

    post = parse(POST, name="talk", path="talk.md")
    rows = tuple(
        Unit(s.id, s.block, "paragraph", None, s.span, s.parts, s.parts, read_text(text, s.parts))
        for s, text in zip(split(post), ENGLISH, strict=True)
    )
    return Translation(post, rows, (), Signature("0.1", "test", "000000", "tw", len(rows)))


def file(result: Translation, layout: Layout, suffix: str) -> bytes:
    outputs = write(result, "md", ExportOptions(layout, "tw"))
    return next(output.data for output in outputs if output.suffix == suffix)


def english(result: Translation, edited: Edited) -> list[str | None]:
    by_id = {row.id: row.en for row in restore_untouched(result, edited).rows}
    return [by_id.get(unit.id) for unit in result.units]


@pytest.mark.parametrize(
    ("layout", "suffix"),
    [("side-by-side", ".bilingual.md"), ("interleaved", ".bilingual.md"), ("per-language", ".en.md")],
)
def test_nothing_is_changed_where_nothing_was_edited(result: Translation, layout: Layout, suffix: str) -> None:
    edited = read_edited(file(result, layout, suffix), f"talk{suffix}")
    assert [text for text in english(result, edited) if text is not None] == [
        join(unit.en) for unit, text in zip(result.units, english(result, edited), strict=True) if text is not None
    ]


@pytest.mark.parametrize(
    ("layout", "suffix"),
    [("side-by-side", ".bilingual.md"), ("interleaved", ".bilingual.md"), ("per-language", ".en.md")],
)
def test_an_edit_changes_its_sentence_and_no_other(result: Translation, layout: Layout, suffix: str) -> None:
    data = file(result, layout, suffix).replace(b"I have a cat", b"I own a cat")
    found = english(result, read_edited(data, f"talk{suffix}"))
    assert found[1] == "I own a cat."
    assert [text for at, text in enumerate(found) if at != 1 and text not in (None, join(result.units[at].en))] == []


def test_a_row_that_lost_its_id_is_found_by_its_chinese(result: Translation) -> None:
    edited = read_edited(file(result, "side-by-side", ".bilingual.md"), "talk.bilingual.md")
    rows = tuple(replace(row, id="") if row.id == result.units[1].id else row for row in edited.rows)
    assert {row.id for row in restore_untouched(result, replace(edited, rows=rows)).rows} == {unit.id for unit in result.units}
