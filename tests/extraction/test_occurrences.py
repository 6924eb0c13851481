"""Where a term stands in a finished post, and what became of it there."""

from __future__ import annotations

from dataclasses import replace

from bilingual.extraction.occurrences import find_occurrences
from bilingual.model import Document, Lock, Signature, Term, Translation, Unit

SOURCE = "物理引擎很强。\n\n引擎也好。\n\n没有。"
ENGINE = Unit("s0", "b0", "paragraph", None, (0, 7), ("物理引擎很强。",), (), ("The Physics Engine is strong.",))
PLAIN = Unit("s1", "b1", "paragraph", None, (9, 14), ("引擎也好。",), (), ("The engine is fine.",))
OTHER = Unit("s2", "b2", "paragraph", None, (16, 19), ("没有。",), (), ("None.",))
LOCK = Lock("物理引擎", "Physics Engine", (0, 4), (4, 18), "slot")


def post(*units: Unit) -> Translation:
    return Translation(Document("a", "a.md", SOURCE, ()), units, (), Signature("0.1", "test", "000000", "none", len(units)))


def test_every_sentence_that_holds_the_term_is_shown_with_its_english() -> None:
    result = post(replace(ENGINE, locks=(LOCK,)), PLAIN, OTHER)
    (found,) = find_occurrences(result, Term("物理引擎", "Physics Engine"))
    assert (found.path, found.line, found.spans, found.english_spans) == ("a.md", 1, ((0, 4),), ((4, 18),))
    assert (found.locked, found.inside) == (1, "")


def test_a_term_inside_a_longer_one_says_which_and_one_that_nobody_locked_says_so() -> None:
    result = post(replace(ENGINE, locks=(LOCK,)), PLAIN, OTHER)
    inside, alone = find_occurrences(result, Term("引擎", "engine"))
    assert (inside.locked, inside.inside, inside.line) == (0, "物理引擎", 1)
    assert (alone.locked, alone.inside, alone.line, alone.english_spans) == (0, "", 3, ())
