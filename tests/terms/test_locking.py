from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.locking import slots as locking
from bilingual.locking.english import finished, tidied
from bilingual.locking.masking import HOLD, HeldName, Masked
from bilingual.model import TermSpan, join

SLOTS = tuple(f"⟦{n}⟧" for n in range(10))
CASES = json.loads((Path(__file__).parents[1] / "cases/terms/surface.json").read_text(encoding="utf-8"))


def masked(text: str) -> Masked:
    return Masked(text, tuple(HeldName(str(n)) for n in range(text.count(HOLD))))


def texts() -> st.SearchStrategy[str]:
    words = ["我们", "很好", "，", "。", "：", "（", "）", "x", HOLD, HOLD, " "]
    return st.lists(st.sampled_from(words), max_size=20).map("".join)


@given(texts().filter(lambda t: t.count(HOLD) <= len(SLOTS)))
def test_unlocking_undoes_locking(text: str) -> None:
    used = SLOTS[: text.count(HOLD)]
    locked = locking.slotted(masked(text), used)
    assert locking.verify(locked, used) in ((), ("residue",))
    whole = "".join(HOLD if isinstance(piece, int) else piece for piece in locking.template(locked, used))
    assert whole == text
    assert [piece for piece in locking.template(locked, used) if isinstance(piece, int)] == list(range(len(used)))


@given(texts())
def test_the_last_rung_holds_everything_in_order(text: str) -> None:
    stretches = locking.stretches(masked(text))
    found = locking.rejoin(masked(text), ["words" if locking.has_chinese(s) else s for s in stretches])
    assert [piece for piece in found if isinstance(piece, int)] == list(range(text.count(HOLD)))


@given(texts())
def test_clauses_joined_are_the_sentence_and_chained_hold_everything_once(text: str) -> None:
    clauses = locking.clauses(masked(text), 20)
    assert "".join(clause.text for clause in clauses) == text
    chained = locking.chain(clauses, [locking.rejoin(c, ["w"] * (c.text.count(HOLD) + 1)) for c in clauses])
    assert [piece for piece in chained if isinstance(piece, int)] == list(range(text.count(HOLD)))


@pytest.mark.parametrize(
    ("hypothesis", "faults"),
    [
        ("I use ⟦0⟧ and ⟦1⟧.", ()),
        ("I use ⟦1⟧ and ⟦0⟧.", ()),
        ("I use ⟦0⟧.", ("lost ⟦1⟧",)),
        ("⟦0⟧ ⟦0⟧ ⟦1⟧", ("doubled ⟦0⟧",)),
        ("⟦0⟧ ⟦1⟧ ⟦2⟧", ("stray mark",)),
        ("⟦0⟧ ⟦1⟧ 很", ("residue",)),
        ("", ("lost ⟦0⟧", "lost ⟦1⟧")),
    ],
)
def test_a_hypothesis_is_sound_or_its_faults_are_named(hypothesis: str, faults: tuple[str, ...]) -> None:
    assert locking.verify(hypothesis, SLOTS[:2]) == faults


@pytest.mark.parametrize("case", CASES["finished"], ids=lambda case: case["label"])
def test_english_ends_as_its_source_does(case: dict[str, str]) -> None:
    assert finished(case["source"], case["input"]) == case["expected"]


@pytest.mark.parametrize("case", CASES["tidied"], ids=lambda case: case["label"])
def test_what_is_put_in_sits_well(case: dict[str, str]) -> None:
    before, term, after = case["input"].split("|")
    text = tidied((before, TermSpan(term, term, (0, 1), "slot"), after))
    assert join(text) == case["expected"]


@given(st.text("ab ,.(“", max_size=8), st.text("aU ,", min_size=1, max_size=4), st.text("ab ,.)”", max_size=8))
def test_tidying_never_touches_a_mention(before: str, term: str, after: str) -> None:
    text = tidied((before, TermSpan(term, term, (0, 1), "slot"), after))
    assert [part.text for part in text if isinstance(part, TermSpan)] == [term]
