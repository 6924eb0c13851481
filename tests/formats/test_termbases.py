"""Terms out and in again: equal in what each format can hold, and what it cannot hold is said."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bilingual.formats.termbases import TERM_FORMATS, read_terms, write_terms
from bilingual.model import Term

KINDS = ["term", "person", "org", "product", "speaker", "phrase", "keep"]
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co"])
ODD = ["界面", "AI", "C++", "1-2", "=1+1", "007", "<b>&amp;", "“引”", "a,b;c\td", "#x"]
WORDS = st.text(LETTERS, max_size=8) | st.sampled_from(ODD)
NOTES = WORDS | st.sampled_from(["two\nlines", '"quoted"'])
TERMS = st.builds(
    Term,
    source=WORDS, target=WORDS, traditional=WORDS, status=st.sampled_from(["candidate", "accepted", "rejected"]),
    kind=st.sampled_from(KINDS), case=st.booleans(), aliases=st.lists(WORDS, max_size=2).map(tuple), note=NOTES, where=WORDS,
    extra=st.lists(st.tuples(st.just("owner"), WORDS.filter(str.strip)), max_size=1).map(tuple),
)  # fmt: skip
HOLDS = {
    "csv": {"target", "traditional", "status", "kind", "case", "aliases", "note", "where", "extra"},
    "xlsx": {"target", "traditional", "status", "kind", "case", "aliases", "note", "where", "extra"},
    "tmx": {"target", "traditional", "status", "kind", "case", "aliases", "note", "where", "extra"},
    "tbx": {"target", "traditional", "status", "kind", "aliases", "note", "where"},
    "tsv": {"target", "note"},
    "deepl": {"target"},
}
"""What comes back, by format."""
CODES = re.compile(r"[A-Za-z]{2}(?:[-_]\w+)?,[A-Za-z]{2}(?:[-_]\w+)?")
"""A first row that looks like the codes of languages, as a header of Google's does; that it is lost is said."""
ACCEPTED_ONLY = {"tsv", "deepl"}


def bare(term: Term) -> Term:
    """A term without its place in a file; a note's white space and a target that repeats the source say nothing."""
    target = "" if term.target == term.source else term.target
    return replace(term, path="", line=0, note=" ".join(term.note.split()), target=target)


def valid(terms: list[Term]) -> list[Term]:
    """Of random terms those that a glossary file can hold."""
    return [bare(term) for term in read_terms(TERM_FORMATS["csv"].write(terms), "", TERM_FORMATS["csv"]).terms]


def held(term: Term, fields: set[str]) -> Term:
    return Term(term.source, **{name: getattr(term, name) for name in fields})


@pytest.mark.slow
@pytest.mark.parametrize("name", TERM_FORMATS)
@settings(deadline=None, max_examples=40)
@given(terms=st.lists(TERMS, min_size=1, max_size=6))
def test_each_comes_back_equal_in_what_the_format_can_hold(name: str, terms: list[Term]) -> None:
    before = valid(terms)
    assume(before and not CODES.fullmatch(next((f"{t.source},{t.english}" for t in before if t.status == "accepted"), "")))
    result = write_terms(before, TERM_FORMATS[name])
    back = {term.source: bare(term) for term in read_terms(result.data, "", TERM_FORMATS[name]).terms}
    for term in before:
        is_left_out = name in ACCEPTED_ONLY and (term.status != "accepted" or (name == "tsv" and term.source.startswith("#")))
        if is_left_out:
            assert f"{term.status} term" in " ".join(result.lost)
        else:
            assert held(back[term.source], HOLDS[name]) == held(term, HOLDS[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", TERM_FORMATS)
@settings(deadline=None, max_examples=30)
@given(terms=st.lists(TERMS, min_size=1, max_size=6))
def test_what_does_not_come_back_is_said(name: str, terms: list[Term]) -> None:
    before = valid(terms)
    result = write_terms(before, TERM_FORMATS[name])
    back = {term.source: bare(term) for term in read_terms(result.data, "", TERM_FORMATS[name]).terms} if before else {}
    assert bool(result.lost) == any(back.get(term.source) != term for term in before)


FULL = Term(
    "物理引擎", "physics engine", "物理引擎", "accepted", "product", False, ("引擎",), "as in games", "post.md:12",
    (("owner", "Li"),),
)  # fmt: skip


REJECTED = Term("界面", "interface", status="rejected")
LEFT_OUT, OWN_ROWS = "1 rejected term", "1 list of aliases, which are rows of their own"


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("csv", []),
        ("xlsx", []),
        ("tmx", []),
        ("tbx", ["1 case rule", "1 “owner”"]),
        ("tsv", [LEFT_OUT, "1 Traditional form", "1 kind", "1 case rule", OWN_ROWS, "1 place",
                 "1 “owner”"]),
        ("deepl", [LEFT_OUT, "1 Traditional form", "1 kind", "1 case rule", OWN_ROWS, "1 note",
                   "1 place", "1 “owner”"]),
    ],
)  # fmt: skip
def test_the_loss_in_words(name: str, lost: list[str]) -> None:
    assert list(write_terms([FULL, REJECTED], TERM_FORMATS[name]).lost) == lost


SPACES = st.text("AI \u00a0\u3000\u2009", max_size=6).map(lambda inner: f"界{inner}面")


@pytest.mark.slow
@pytest.mark.parametrize("name", TERM_FORMATS)
@settings(deadline=None, max_examples=40)
@given(source=SPACES, target=SPACES, note=SPACES)
def test_a_space_inside_a_term_comes_back_as_it_was(name: str, source: str, target: str, note: str) -> None:
    result = write_terms([Term(source, target, note=note)], TERM_FORMATS[name])
    (term,) = read_terms(result.data, "", TERM_FORMATS[name]).terms
    assert (term.source, term.english) == (source, target)
    assert term.note in ("", note)


def test_no_terms_are_a_file_without_any() -> None:
    for format in TERM_FORMATS.values():
        assert write_terms([], format).lost == ()


def test_numbers_of_terms_stay_in_order() -> None:
    terms = [Term(f"词{n}", f"word {n}") for n in range(50)]
    for format in TERM_FORMATS.values():
        back = read_terms(write_terms(terms, format).data, "", format).terms
        assert [int(re.findall(r"\d+", term.source)[0]) for term in back] == list(range(50))
