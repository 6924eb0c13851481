"""The first hypothesis that has everything is taken; one that has the numbers too, if there is one."""

from __future__ import annotations

import pytest

from bilingual.locking.decoding import LOOPED
from bilingual.locking.hypotheses import first_lacking, first_placed, first_sound
from bilingual.locking.placeholders import PLACEHOLDER, Masked, NamePlaceholder, TermPlaceholder
from bilingual.model import Hypothesis, Term

USE = Masked(f"我用{PLACEHOLDER}30年。", (TermPlaceholder(Term("抖音", "TikTok"), "抖音", (2, 4)),))
LOOP = "I use ⟦0⟧ and I use it and I use it and I use it and I use it for 30 years."


@pytest.mark.parametrize(
    ("texts", "template", "strategy"),
    [
        (("I use ⟦0⟧ for 30 years.",), ("I use ", 0, " for 30 years."), "slot"),
        (("I use it for 30 years.", "I use ⟦0⟧ for 30 years."), ("I use ", 0, " for 30 years."), "alternative"),
        (("I use ⟦0⟧ long.", "For 30 years ⟦0⟧."), ("For 30 years ", 0, "."), "alternative"),
        (("I use ⟦0⟧ long.", "⟦0⟧ it is."), ("I use ", 0, " long."), "slot"),
        (("I use it.", LOOP), None, ""),
        (("我用 ⟦0⟧ for 30 years.",), None, ""),
    ],
)
def test_by_slots(texts: tuple[str, ...], template: tuple[str | int, ...] | None, strategy: str) -> None:
    found = first_sound("我用⟦0⟧30年。", USE, Hypothesis(texts[0], 0.0, texts[1:]), ["⟦0⟧"], "slot")
    assert (found.template if found else None) == template
    assert found is None or found.strategy == strategy


@pytest.mark.parametrize(
    ("texts", "instead", "template", "strategy"),
    [
        (("I use TikTok for 30 years.",), (), ("I use ", 0, " for 30 years."), "plain"),
        (("I use Douyin.", "I use TikTok."), (("Douyin",),), ("I use ", 0, "."), "plain"),
        (("I use Douyin for 30 years.",), (("Douyin",),), ("I use ", 0, " for 30 years."), "splice"),
        (("I use Douyin for 30 years.",), (), None, ""),
        (("I use TikTok 很久.",), (), None, ""),
    ],
)
def test_in_a_plain_decode(
    texts: tuple[str, ...], instead: tuple[tuple[str, ...], ...], template: tuple[str | int, ...] | None, strategy: str
) -> None:
    found = first_placed("我用抖音30年。", USE, Hypothesis(texts[0], 0.0, texts[1:]), instead)
    assert (found.template if found else None) == template
    assert found is None or found.strategy == strategy


BOTH = Masked(f"{PLACEHOLDER}用{PLACEHOLDER}30年。", (NamePlaceholder("WilemR"), *USE.placeholders))


@pytest.mark.parametrize(
    ("text", "template", "flags"),
    [
        ("Wilem R used TikTok for 30 years.", ("Wilem R used ", 1, " for 30 years."), ("names",)),
        ("He used TikTok for 30 years.", ("He used ", 1, " for 30 years."), ("names",)),
        ("WilemR used TikTok for 30 years.", (0, " used ", 1, " for 30 years."), ()),
        ("WilemR used it for 30 years.", None, ()),
        ("He used TikTok for years.", None, ()),
        ("He used TikTok for 30 年.", None, ()),
    ],
)
def test_names_may_be_lacking_but_no_term_and_no_number(
    text: str, template: tuple[str | int, ...] | None, flags: tuple[str, ...]
) -> None:
    found = first_lacking("WilemR用抖音30年。", BOTH, Hypothesis(text))
    assert (found.template if found else None) == template
    assert (found.flags if found else ()) == flags


def test_a_loop_that_stays_is_flagged() -> None:
    found = first_sound("我用⟦0⟧。", USE, Hypothesis("I use ⟦0⟧.", LOOPED), ["⟦0⟧"], "slot")
    assert found is not None
    assert found.flags == ("loop",)
