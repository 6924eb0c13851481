from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.locking import splicing
from bilingual.locking.placeholders import PLACEHOLDER, CodePlaceholder, GlossPlaceholder, Masked, TermPlaceholder
from bilingual.locking.rendering import Template
from bilingual.model import Code, Gloss, Term


@pytest.mark.parametrize(
    ("hypothesis", "targets", "instead", "expected"),
    [
        ("I use TikTok.", ["TikTok"], (), ("I use ", 0, ".")),
        ("I use TikToker.", ["TikTok"], (), None),
        ("TikTok and TikTok", ["TikTok"], (), None),
        ("TikTok and TikTok", ["TikTok", "TikTok"], (), (0, " and ", 1)),
        ("user and user interface", ["user", "user interface"], (), (0, " and ", 1)),
        ("the user interface", ["user", "user interface"], (), None),
        ("The Hospitals are full", ["clinic"], [["hospital"]], ("The ", 0, " are full")),
        ("a hospital, a clinic", ["clinic"], [["hospital"]], ("a hospital, a ", 0)),
        ("hospital to hospital", ["clinic"], [["hospital"]], None),
        ("hospitable", ["clinic"], [["hospital"]], None),
        ("", ["clinic"], [["hospital"]], None),
    ],
)
def test_a_target_has_its_place_or_none(
    hypothesis: str, targets: list[str], instead: list[list[str]], expected: Template | None
) -> None:
    assert splicing.placed(hypothesis, targets, instead) == expected


@given(st.text("abc .", max_size=30), st.lists(st.sampled_from(["a", "b", "ab", "c c"]), max_size=4))
def test_whatever_is_placed_holds_everything_once_and_loses_no_word(text: str, targets: list[str]) -> None:
    found = splicing.placed(text, targets)
    if found is not None:
        assert sorted(piece for piece in found if isinstance(piece, int)) == list(range(len(targets)))
        assert "".join(targets[piece] if isinstance(piece, int) else piece for piece in found) == text


def test_only_terms_can_be_spelled() -> None:
    """And those of glosses, without what explains them, where they are locked."""
    term = TermPlaceholder(Term("抖音", "Douyin"), "抖音", (1, 3))
    written = Gloss("**", "抖音", "**", "（", "Douyin", ": ", ("短视频",), "）")
    glossed = Masked(f"用{PLACEHOLDER}", (GlossPlaceholder(written, Masked.of([term]), Masked("短视频")),))
    assert (splicing.spelled(glossed), splicing.wanted_terms(glossed)) == ("用抖音", (("抖音", "Douyin"),))
    free = Masked(f"用{PLACEHOLDER}", (GlossPlaceholder(written, Masked("抖音"), Masked("短视频")),))
    assert (splicing.spelled(free), splicing.wanted_terms(free)) == ("", ())
    assert splicing.spelled(Masked(f"用{PLACEHOLDER}", (term,))) == "用抖音"
    assert splicing.spelled(Masked(f"用{PLACEHOLDER}{PLACEHOLDER}", (term, CodePlaceholder(Code("`x`", "code"))))) == ""
