"""What the columns of a file mean, and in which order its rows are sorted."""

from __future__ import annotations

import pytest

from bilingual.glossary.headers import assumed_columns, named_columns, repeated_name
from bilingual.glossary.sort import sort_key


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("source,target", ("source", "target")),
        ("Source, Target ,My Notes", ("source", "target", "my notes")),
        ("source", ("source",)),
        ("source,note", ("source", "note")),
        ("zh,en", ("source", "target")),
        ("中文,英文,备注", ("source", "target", "note")),
        ("zh-CN,en-US,zh-TW", ("source", "target", "traditional")),
        ("zh,en,zh,en", ()),
        ("UI,用户界面,EN-US,ZH", ()),
        ("物理引擎,Physics Engine", ()),
        ("source,owner", ()),
    ],
)
def test_a_header_names_the_columns_in_many_words(line: str, expected: tuple[str, ...]) -> None:
    assert named_columns(line, ",") == expected


@pytest.mark.parametrize(
    ("line", "first"),
    [("物理引擎,Physics Engine,a comment", "source"), ("护城河,Moat,ZH,EN", "source"), ("Moat,护城河,EN,ZH", "target")],
)
def test_a_file_without_a_header_has_the_columns_of_the_program_that_wrote_it(line: str, first: str) -> None:
    assert assumed_columns(line, ",")[0] == first


def test_a_name_that_stands_twice_is_told() -> None:
    assert repeated_name(["source", "target", "note", "target"]) == "target"
    assert repeated_name(["source", "", ""]) == ""


def test_rows_sort_by_their_reading_by_numbers_and_by_what_waits() -> None:
    rows = [{"source": source} for source in ("谷歌", "Sora 10", "阿宁", "sora 2", "北京")]
    assert [row["source"] for row in sorted(rows, key=sort_key("source"))] == ["阿宁", "北京", "谷歌", "sora 2", "Sora 10"]
    statuses = [{"status": status} for status in ("rejected", "", "candidate", "odd", "accepted")]
    in_order = [row["status"] for row in sorted(statuses, key=sort_key("status"))]
    assert in_order == ["candidate", "", "accepted", "rejected", "odd"]
