"""Placeholders as slots: written in, verified, and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.locking import slots
from bilingual.locking.placeholders import PLACEHOLDER, Masked, NamePlaceholder

SLOTS = tuple(f"⟦{n}⟧" for n in range(10))


def masked(text: str) -> Masked:
    return Masked(text, tuple(NamePlaceholder(str(n)) for n in range(text.count(PLACEHOLDER))))


def texts() -> st.SearchStrategy[str]:
    words = ["我们", "很好", "，", "。", "：", "（", "）", "x", PLACEHOLDER, PLACEHOLDER, " "]
    return st.lists(st.sampled_from(words), max_size=20).map("".join)


@given(texts().filter(lambda t: t.count(PLACEHOLDER) <= len(SLOTS)))
def test_unlocking_undoes_locking(text: str) -> None:
    used = SLOTS[: text.count(PLACEHOLDER)]
    locked = slots.slotted(masked(text), used)
    assert slots.verify(locked, used) in ((), ("residue",))
    whole = "".join(PLACEHOLDER if isinstance(piece, int) else piece for piece in slots.read_template(locked, used))
    assert whole == text
    assert [piece for piece in slots.read_template(locked, used) if isinstance(piece, int)] == list(range(len(used)))


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
    assert slots.verify(hypothesis, SLOTS[:2]) == faults


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (f"我用{PLACEHOLDER}写", ("Tom",), "我用Tom写"),
        (f"use{PLACEHOLDER}now", ("Tom",), "use Tom now"),
        (f"{PLACEHOLDER}{PLACEHOLDER}", ("Tom", "Mary"), "Tom Mary"),
        (f"use{PLACEHOLDER}。", ("⟦0⟧",), "use⟦0⟧。"),
    ],
)
def test_words_that_stand_for_placeholders_are_kept_apart_from_latin_ones(
    text: str, words: tuple[str, ...], expected: str
) -> None:
    assert slots.slotted(masked(text), words) == expected


def test_a_word_within_another_one_is_no_carrier() -> None:
    assert slots.verify("Tomorrow Tom left.", ["Tom"]) == ()
    assert slots.read_template("Tomorrow Tom left.", ["Tom"]) == ("Tomorrow ", 0, " left.")


@given(st.text("ab ⟦0⟧界，￼", max_size=20))
def test_what_no_strategy_verifies_holds_nothing_that_is_not_its_to_write(hypothesis: str) -> None:
    assert slots.verify(slots.words_only(hypothesis), ()) == ()
