from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bilingual.glossary.matching import Matcher
from bilingual.locking.masking import (
    HOLD,
    HeldCode,
    HeldGloss,
    HeldName,
    HeldPair,
    HeldTerm,
    Masked,
    Masker,
    key_terms,
    lock_count,
    mentions,
    peel,
    without_breaks,
)
from bilingual.model import Code, Gloss, PairedCode, Term, TermSpan, join

MATCHER = Matcher([Term("人工智能", "artificial intelligence"), Term("UI", ""), Term("用户", "user")])


def test_a_term_is_held_with_its_place_in_the_post() -> None:
    masked = Masker(MATCHER).mask(("用人工智能做UI",), 100)
    assert masked.text == f"用{HOLD}做{HOLD}"
    assert [(h.text, h.span) for h in masked.held if isinstance(h, HeldTerm)] == [("人工智能", (101, 105)), ("UI", (106, 108))]


def test_spans_count_the_markup_before_them() -> None:
    link = PairedCode("[", ("看UI",), "](u)", "link")
    gloss = Gloss("**", "UI", "**", "（", "User Interface", ": ", ("用户界面",), "）")
    masked = Masker(MATCHER).mask((link, "和", gloss), 0)
    source = f"{link}和{gloss}"
    found = [masked.held[0].inner.held[0], masked.held[1].term.held[0], masked.held[1].explanation.held[0]]  # type: ignore[union-attr]
    assert [source[slice(*h.span)] for h in found if isinstance(h, HeldTerm)] == ["UI", "UI", "用户"]
    assert lock_count(masked) == 3


def test_emphasis_is_held_around_a_term_or_a_whole_clause_and_given_up_inside_one() -> None:
    def held(*text: str | PairedCode) -> list[type]:
        return [type(h) for h in Masker(MATCHER).mask(text, 0).held]

    strong = PairedCode("**", ("很重要",), "**", "emphasis")
    assert held("这", PairedCode("**", ("UI",), "**", "emphasis"), "好") == [HeldPair]
    assert held(strong, "，真的。") == [HeldPair]
    assert held("这", strong, "的事") == []
    assert [s.pair for s in Masker(MATCHER).mask(("这", strong, "的事"), 0).stressed] == [strong]


def test_names_and_large_numbers_are_held_only_when_asked() -> None:
    assert Masker(MATCHER).mask(("用Claude花3万元",), 0).held == ()
    kept = Masker(MATCHER, keeps_names=True).mask(("用Claude花3万元",), 0)
    assert kept == Masked(f"用{HOLD}花{HOLD}元", (HeldName("Claude"), HeldName("30,000")))


def test_codes_at_the_edges_keep_their_place_without_the_engine() -> None:
    note, code = Code("[^1]", "note"), Code("`x`", "code")
    masked = Masked(f" {HOLD}用{HOLD}。{HOLD}", (HeldCode(note), HeldCode(code), HeldCode(note)))
    before, core, after = peel(masked)
    assert before == (" ", note)
    assert core == Masked(f"用{HOLD}。", (HeldCode(code),))
    assert after == (note,)


def test_laughter_at_the_end_stays_at_the_end() -> None:
    masked = Masker(MATCHER, keeps_names=True).mask(("都是声音（笑）。",), 0)
    assert peel(masked) == ((), Masked("都是声音。"), (" (laughs)",))


def test_a_line_break_is_nothing_between_hanzi_and_a_space_elsewhere() -> None:
    broken = HeldCode(Code("\n> ", "break"))
    assert without_breaks(Masked(f"你{HOLD}好", (broken,))).text == "你好"
    assert without_breaks(Masked(f"go{HOLD}on", (broken,))).text == "go on"


def test_the_key_knows_targets_but_not_addresses() -> None:
    def key(target: str, address: str) -> str:
        text = (PairedCode("[", ("网站",), f"]({address})", "link"), "用UI")
        return key_terms(Masker(Matcher([Term("UI", target)])).mask(text, 0))

    assert key("UI", "a") == key("UI", "b")
    assert key("UI", "a") != key("interface", "a")


def test_a_gloss_is_one_held_thing() -> None:
    gloss = Gloss("**", "UI", "**", "（", "User Interface", ": ", ("用户界面",), "）")
    masked = Masker(MATCHER).mask(("看", gloss, "。"), 0)
    assert masked.text == f"看{HOLD}。"
    assert isinstance(masked.held[0], HeldGloss)


@given(st.text("UI人工智能用户，a ", max_size=30), st.integers(0, 50))
def test_marking_mentions_changes_no_character(text: str, start: int) -> None:
    marked = mentions((text,) if text else (), MATCHER, start)
    assert join(marked) == text
    found = [part for part in marked if isinstance(part, TermSpan)]
    assert all(text[m.source_span[0] - start : m.source_span[1] - start] == m.text for m in found)


@given(st.lists(st.text("a，" + HOLD, max_size=5), max_size=5))
def test_cutting_and_joining_gives_the_same(pieces: list[str]) -> None:
    text = "".join(pieces)
    masked = Masked(text, tuple(HeldName(str(n)) for n in range(text.count(HOLD))))
    assert Masked.of(masked.cut(tuple(pieces))) == masked
