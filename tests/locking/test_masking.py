"""What gives way to a placeholder, and what is left for the engine."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bilingual.glossary.matching import Matcher
from bilingual.locking.masking import Masker, mark_terms
from bilingual.locking.placeholders import (
    PLACEHOLDER,
    GlossPlaceholder,
    Masked,
    NamePlaceholder,
    PairedPlaceholder,
    TermPlaceholder,
    lock_count,
    locked_terms,
)
from bilingual.model import Gloss, PairedCode, Term, TermSpan, join

MATCHER = Matcher([Term("人工智能", "artificial intelligence"), Term("UI", ""), Term("用户", "user")])


def test_a_term_gives_way_with_its_place_in_the_post() -> None:
    masked = Masker(MATCHER).mask(("用人工智能做UI",), 100)
    assert masked.text == f"用{PLACEHOLDER}做{PLACEHOLDER}"
    assert [(term.text, term.span) for term in locked_terms(masked)] == [("人工智能", (101, 105)), ("UI", (106, 108))]


def test_spans_count_the_markup_before_them() -> None:
    link = PairedCode("[", ("看UI",), "](u)", "link")
    gloss = Gloss("**", "UI", "**", "（", "User Interface", ": ", ("用户界面",), "）")
    masked = Masker(MATCHER).mask((link, "和", gloss), 0)
    source = f"{link}和{gloss}"
    found = [
        masked.placeholders[0].inner.placeholders[0],
        masked.placeholders[1].term.placeholders[0],
        masked.placeholders[1].explanation.placeholders[0],
    ]  # type: ignore[union-attr]
    assert [source[slice(*h.span)] for h in found if isinstance(h, TermPlaceholder)] == ["UI", "UI", "用户"]
    assert lock_count(masked) == 3


def test_emphasis_stays_out_around_a_term_or_a_whole_clause_and_given_up_inside_one() -> None:
    def kinds(*text: str | PairedCode) -> list[type]:
        return [type(h) for h in Masker(MATCHER).mask(text, 0).placeholders]

    strong = PairedCode("**", ("很重要",), "**", "emphasis")
    assert kinds("这", PairedCode("**", ("UI",), "**", "emphasis"), "好") == [PairedPlaceholder]
    assert kinds(strong, "，真的。") == [PairedPlaceholder]
    assert kinds("这", strong, "的事") == []
    assert [s.pair for s in Masker(MATCHER).mask(("这", strong, "的事"), 0).stressed] == [strong]


def test_names_and_large_numbers_get_placeholders_only_when_asked() -> None:
    assert Masker(MATCHER).mask(("用Claude花3万元",), 0).placeholders == ()
    masked = Masker(MATCHER, keeps_names=True).mask(("用Claude花3万元",), 0)
    assert masked == Masked(f"用{PLACEHOLDER}花{PLACEHOLDER}元", (NamePlaceholder("Claude"), NamePlaceholder("30,000")))


def test_a_gloss_is_one_placeholder() -> None:
    gloss = Gloss("**", "UI", "**", "（", "User Interface", ": ", ("用户界面",), "）")
    masked = Masker(MATCHER).mask(("看", gloss, "。"), 0)
    assert masked.text == f"看{PLACEHOLDER}。"
    assert isinstance(masked.placeholders[0], GlossPlaceholder)


@given(st.text("UI人工智能用户，a ", max_size=30), st.integers(0, 50))
def test_marking_terms_changes_no_character(text: str, start: int) -> None:
    marked = mark_terms((text,) if text else (), MATCHER, start)
    assert join(marked) == text
    found = [part for part in marked if isinstance(part, TermSpan)]
    assert all(text[m.source_span[0] - start : m.source_span[1] - start] == m.text for m in found)
