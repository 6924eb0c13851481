"""Sentences without the codes and blanks at their edges."""

from __future__ import annotations

from bilingual.glossary.matching import Matcher
from bilingual.locking.masking import Masker
from bilingual.locking.placeholders import PLACEHOLDER, CodePlaceholder, Masked
from bilingual.locking.sentences import peel, without_breaks
from bilingual.model import Code


def test_codes_at_the_edges_keep_their_place_without_the_engine() -> None:
    note, code = Code("[^1]", "note"), Code("`x`", "code")
    masked = Masked(f" {PLACEHOLDER}用{PLACEHOLDER}。{PLACEHOLDER}", tuple(map(CodePlaceholder, (note, code, note))))
    before, core, after = peel(masked)
    assert before == (" ", note)
    assert core == Masked(f"用{PLACEHOLDER}。", (CodePlaceholder(code),))
    assert after == (note,)


def test_laughter_at_the_end_stays_at_the_end() -> None:
    masked = Masker(Matcher([]), keeps_names=True).mask(("都是声音（笑）。",), 0)
    assert peel(masked) == ((), Masked("都是声音。"), (" (laughs)",))


def test_a_line_break_is_nothing_between_hanzi_and_a_space_elsewhere() -> None:
    broken = CodePlaceholder(Code("\n> ", "break"))
    assert without_breaks(Masked(f"你{PLACEHOLDER}好", (broken,))).text == "你好"
    assert without_breaks(Masked(f"go{PLACEHOLDER}on", (broken,))).text == "go on"
