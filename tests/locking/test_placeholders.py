"""Masked texts: cut, joined, and as keys of memories that outlive the names of classes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bilingual.glossary.matching import Matcher
from bilingual.locking.masking import Masker
from bilingual.locking.placeholders import (
    PLACEHOLDER,
    CodePlaceholder,
    GlossPlaceholder,
    Masked,
    NamePlaceholder,
    PairedPlaceholder,
    TermPlaceholder,
    key_terms,
    lock_count,
)
from bilingual.model import Code, Gloss, PairedCode, Term


def test_the_key_knows_targets_but_not_addresses() -> None:
    def key(target: str, address: str) -> str:
        text = (PairedCode("[", ("网站",), f"]({address})", "link"), "用UI")
        return key_terms(Masker(Matcher([Term("UI", target)])).mask(text, 0))

    assert key("UI", "a") == key("UI", "b")
    assert key("UI", "a") != key("interface", "a")


@given(st.lists(st.text("a，" + PLACEHOLDER, max_size=5), max_size=5))
def test_cutting_and_joining_gives_the_same(pieces: list[str]) -> None:
    text = "".join(pieces)
    masked = Masked(text, tuple(NamePlaceholder(str(n)) for n in range(text.count(PLACEHOLDER))))
    assert Masked.of(masked.cut(tuple(pieces))) == masked


def test_the_names_in_keys_are_those_of_memories_on_disk() -> None:
    code = CodePlaceholder(Code("`x`", "code"))
    pair = PairedPlaceholder(PairedCode("[", ("a",), "](u)", "link"), Masked("a"))
    term = TermPlaceholder(Term("界面", "UI"), "界面", (0, 2))
    gloss = GlossPlaceholder(Gloss("", "界面", "", "（", "", "", ("x",), "）"), Masked(PLACEHOLDER, (term,)), Masked("x"))
    masked = Masked(PLACEHOLDER * 5, (code, pair, NamePlaceholder("Claude"), term, gloss))
    assert key_terms(masked) == f"HeldCode\nHeldPair\nHeldName\tClaude\n界面\tUI\ngloss\t{PLACEHOLDER}\t界面\tUI"
    assert lock_count(masked) == 2
