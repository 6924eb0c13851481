"""Whether the English of a cue can be read in its time, and goes into two lines."""

from __future__ import annotations

from bilingual.checks.checked_post import CheckedPost
from bilingual.checks.post import run_checks
from bilingual.model import Unit, resolved
from bilingual.sources import read_document
from bilingual.sources.segmentation import split

SRT = "1\n00:00:01,000 --> 00:00:03,000\n他在山上走了很久，\n\n2\n00:00:03,000 --> 00:00:05,000\n后来才看到那条河。走吧。\n"
TRANSCRIPT = "说话人 1 00:00:01\n他在山上走了很久。\n\n说话人 2 00:00:02\n走吧。\n"


def found(text: str, english: str, path: str = "a.srt") -> list[tuple[str, str]]:
    document = read_document(text.encode(), path=path)
    units = tuple(
        Unit(s.id, s.block, "paragraph", None, s.span, resolved(s.parts), resolved(s.parts), (english if not at else "Go.",))
        for at, s in enumerate(split(document))
    )
    problems = run_checks(CheckedPost.of_units(units, document.source, document.cues))
    return [(problem.name, problem.fact) for problem in problems if problem.name in ("reading-speed", "cue-lines")]


def test_what_can_be_read_is_no_finding() -> None:
    assert found(SRT, "He walked on the hill, and then he saw the river.") == []


def test_a_cue_that_is_gone_too_soon() -> None:
    fast = SRT.replace("00:00:05,000", "00:00:03,500")
    assert found(fast, "He walked, and then he saw it.") == [
        ("reading-speed", "Its cue has 46 characters a second; readers follow 20.")
    ]


def test_a_cue_that_does_not_go_into_two_lines() -> None:
    slow = SRT.replace("00:00:05,000", "00:01:05,000")
    facts = found(slow, "He walked, " + "and then he saw a river and a house down there, " * 3 + "and he went home.")
    assert ("cue-lines", "Its cue has 93 characters, which do not go into 2 lines of 42.") in facts
    assert ("reading-speed", "Its cue has 41 characters a second; readers follow 20.") in facts  # the first, as short as before


def test_a_transcript_is_read_at_leisure() -> None:
    assert found(TRANSCRIPT, "He walked " * 40, "a.txt") == []
