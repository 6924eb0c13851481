"""The row of a term in glossary files, and two states of a file compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import GlossaryError
from bilingual.glossary.compare import find_differences
from bilingual.glossary.find import aliases_cell, find_row, nearest_terms, row_aliases
from bilingual.glossary.table import Table, parse_table

NEAR, FAR = Path("near.csv"), Path("far.csv")


def table(*rows: str, path: Path = NEAR) -> Table:
    return parse_table("\n".join(("source,target,status,aliases", *rows, "")).encode(), path)


TABLES = {
    NEAR: table("谷歌,Google,,谷哥|古狗", "引擎,Engine,rejected,"),
    FAR: table("引擎,Motor,,", "护城河,Moat,,", path=FAR),
}


@pytest.mark.parametrize(
    ("term", "path", "line", "alias"),
    [("引擎", NEAR, 3, ""), ("护城河", FAR, 3, ""), ("古狗", NEAR, 2, "古狗"), (" 谷歌 ", NEAR, 2, "")],
)
def test_the_nearest_file_wins_and_a_source_before_an_alias(term: str, path: Path, line: int, alias: str) -> None:
    place = find_row(term, TABLES)
    assert (place.path, place.record.line, place.alias) == (path, line, alias)


def test_a_term_that_is_nowhere_comes_with_the_nearest() -> None:
    with pytest.raises(GlossaryError) as caught:
        find_row("护城", TABLES)
    assert (caught.value.fact, caught.value.remedy) == ("There is no term “护城” in 2 glossaries.", "Did you mean “护城河”?")
    with pytest.raises(GlossaryError, match="translate glossary list shows them all"):
        find_row("物", {NEAR: table()})


def test_aliases_in_their_cell() -> None:
    assert row_aliases({"aliases": " 谷歌 | 谷哥||"}) == ("谷歌", "谷哥")
    assert aliases_cell(["谷歌", "谷哥", "谷歌"]) == "谷歌|谷哥"
    assert row_aliases({}) == ()


def test_the_most_similar_are_offered_and_no_others() -> None:
    assert nearest_terms("Opnai", ["OpenAI", "Google", "护城河"]) == ["OpenAI"]
    assert nearest_terms("xyz", ["OpenAI"]) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["甲,A,,"], ["甲,A,accepted,"], []),
        (["甲,A,,", "乙,B,,"], ["乙,B,,", "甲,A,,"], []),
        (["甲,A,,"], ["甲,B,,"], [("甲", ("target",), 2)]),
        (["甲,A,,"], [], [("甲", (), 2)]),
        ([], ["甲,A,candidate,"], [("甲", (), 2)]),
        (["甲,A,,x"], ["甲,A,rejected,y"], [("甲", ("status", "aliases"), 2)]),
    ],
)
def test_what_differs_is_what_is_meant_and_not_how_it_is_written(
    before: list[str], after: list[str], expected: list[tuple[str, tuple[str, ...], int]]
) -> None:
    found = list(find_differences(table(*before), table(*after)))
    changed = [(d.source, d.columns if d.before and d.after else (), d.line) for d in found]
    assert changed == expected
