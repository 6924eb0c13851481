"""What an editor wrote where a term stood is offered as its English, where it may be that."""

from __future__ import annotations

import pytest

from bilingual.model import TermSpan, Unit
from bilingual.revision.compare import Difference
from bilingual.revision.rewordings import Rewording, find_rewordings

ROW = Unit("1", "1", "paragraph", None, (0, 0), (), (), ())


def reworded(source: str, old: str, before: str, after: str) -> Difference:
    return Difference("broken", ROW, "", "en", before, after, "row 1", lost=(TermSpan(old, source, (0, 1), "plain"),))


@pytest.mark.parametrize(
    ("source", "old", "before", "after"),
    [
        ("AI", "AI", "AI is very useful.", "The is good."),
        ("算力", "computing power", "We need computing power now.", "We need it now."),
        ("算力", "computing power", "We need computing power now.", "We need the chips now."),
        ("算力", "computing power", "Buy computing power.", "Is it good? Yes."),
    ],
)
def test_what_stands_once_and_is_no_name_is_not_offered(source: str, old: str, before: str, after: str) -> None:
    assert find_rewordings([reworded(source, old, before, after)]) == ()


def test_what_stands_twice_is() -> None:
    changes = [
        reworded("算力", "computing power", "We need computing power now.", "We need compute now."),
        reworded("算力", "computing power", "Buy computing power.", "Buy compute."),
    ]
    assert find_rewordings(changes) == (Rewording("算力", "computing power", "compute", 2),)
    assert find_rewordings(changes[:1]) == ()


def test_function_words_are_not_however_often() -> None:
    assert find_rewordings([reworded("AI", "AI", "AI is useful.", "The is useful.")] * 3) == ()


def test_a_name_is_offered_at_once() -> None:
    change = reworded("阿宁", "A Ning", "Then A Ning came in.", "Then Aning Wu came in.")
    assert find_rewordings([change]) == (Rewording("阿宁", "A Ning", "Aning Wu", 1),)
