"""Which way a sentence goes, with an engine that answers from a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from bilingual.engines import EngineInfo, Request, Search
from bilingual.engines.base import Capability
from bilingual.engines.surrogates import FORMS, Probe
from bilingual.glossary.matching import Matcher
from bilingual.locking.locked_translation import LockedTranslator
from bilingual.locking.masking import Masker
from bilingual.locking.placeholders import Masked
from bilingual.locking.rendering import Rendering
from bilingual.locking.strategies import Strategies
from bilingual.memory import NullMemory
from bilingual.model import Hypothesis, Term

TERMS = (Term("抖音", "TikTok"), Term("诊所", "clinic"), Term("会议", "meeting"))
LATIN = Probe("list", ("latin",), 2, {"latin": FORMS["latin"]})
NOTHING = Probe("list", (), 1, {})


class Listed:
    """Answers what it was told to, else “…”; the source is remembered."""

    def __init__(
        self,
        answers: Mapping[str, str | tuple[str, ...]],
        slots: tuple[str, ...] = (),
        *,
        heeds: Sequence[Capability] = (),
        told_second: bool = False,
    ) -> None:
        self.answers = answers
        self.info = EngineInfo("list", "list", slots=slots, limit=200, capabilities=frozenset(heeds), told_second=told_second)
        self.requests: list[Request] = []
        self.calls: list[list[str]] = []

    @property
    def asked(self) -> list[str]:
        return [request.text for request in self.requests]

    @property
    def terms(self) -> dict[str, tuple[tuple[str, str], ...]]:
        return {request.text: request.terms for request in self.requests}

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        self.requests += requests
        self.calls.append([request.text for request in requests])
        found = [self.answers.get(request.text, "…") for request in requests]
        return [Hypothesis(told) if isinstance(told, str) else Hypothesis(told[0], 0.0, told[1:]) for told in found]


def rendered(text: str, engine: Listed, probe: Probe = LATIN) -> Rendering:
    sentence: Masked = Masker(Matcher(TERMS)).mask((text,), 0)
    translator = LockedTranslator(engine, NullMemory(), strategies=Strategies(engine, (), probe))
    return translator.translate([sentence])[translator.key(sentence)]


@pytest.mark.parametrize(
    ("answers", "expected", "strategy"),
    [
        ({"我用抖音。": "I use TikTok."}, ("I use ", 0, "."), "plain"),
        ({"我用抖音。": ("I use it.", "I'm using TikTok.")}, ("I'm using ", 0, "."), "plain"),
        ({"我用抖音。": "I use the Douyin.", "抖音": "Douyin."}, ("I use the ", 0, "."), "splice"),
        ({"我用Tom。": "I use Tom."}, ("I use ", 0, "."), "surrogate"),
        ({"我用Tom。": "I use Tom, Tom."}, ("…", 0, "."), "apart"),
        ({"我用抖音。": "I use TikTok, TikTok."}, ("…", 0, "."), "apart"),
        ({"我用": "I use"}, ("I use", 0, "."), "apart"),
    ],
)
def test_the_first_way_that_keeps_the_term_is_taken(
    answers: dict[str, str | tuple[str, ...]], expected: tuple[str | int, ...], strategy: str
) -> None:
    found = rendered("我用抖音。", Listed(answers))
    assert (found.template, found.strategy) == (expected, strategy)


def test_slots_come_after_what_stands_there_already() -> None:
    engine = Listed({"我用⟦0⟧。": "I use ⟦0⟧."}, slots=("⟦0⟧",))
    assert rendered("我用抖音。", engine).strategy == "slot"
    assert rendered("我用抖音。", Listed({"我用抖音。": "I use TikTok."}, slots=("⟦0⟧",))).strategy == "plain"


def test_an_engine_that_heeds_terms_is_told_those_of_a_sentence() -> None:
    for heeds, terms in ((("terms",), (("抖音", "TikTok"),)), ((), ())):
        engine = Listed({"我用抖音。": "I use TikTok."}, heeds=heeds)
        rendered("我用抖音。", engine)
        assert engine.terms["我用抖音。"] == terms


def test_the_terms_are_told_once_or_where_the_english_lacks_one() -> None:
    """A language model is told them in its first question; a model that writes better untold, in a second one."""
    sentence, untold, told = "我用抖音。", ("我用抖音。", ()), ("我用抖音。", (("抖音", "TikTok"),))
    for told_second, asked in ((False, [told]), (True, [untold, told])):
        engine = Listed(
            {sentence: "I use it.", "我用⟦0⟧。": "I use ⟦0⟧."}, slots=("⟦0⟧",), heeds=("terms",), told_second=told_second
        )
        rendered(sentence, engine)
        assert [(request.text, request.terms) for request in engine.requests if request.text == sentence] == asked


def test_a_name_that_stands_in_the_sentence_is_no_stand_in() -> None:
    engine = Listed({})
    rendered("Tom说我用抖音。", engine)
    assert "Tom说我用Mary。" in engine.asked
    assert "Tom说我用Tom。" not in engine.asked


def test_what_is_too_much_for_a_decode_goes_in_pieces() -> None:
    engine = Listed({"在Tom用": "In Tom use", "Tom的Mary。": "Mary of Tom."})
    found = rendered("在诊所用抖音的会议。", engine)
    assert (found.template, found.strategy) == (("In ", 0, " use", " ", 2, " of ", 1, "."), "piece")


def test_words_that_the_engine_lost_beside_a_term_degrade_it() -> None:
    engine = Listed({"我用": "", "看新闻": "watch the news"})
    found = rendered("我用抖音看新闻。", engine, NOTHING)
    assert found.strategy == "apart"
    assert (0, "degraded") in found.doubts


def test_doubts_of_a_clause_are_counted_as_the_sentence_counts() -> None:
    engine = Listed({"我用": "I use", "我去": "", "看新闻": "read"})
    found = rendered("我用抖音，我去诊所看新闻。", engine, NOTHING)
    assert (1, "degraded") in found.doubts
    assert (0, "degraded") not in found.doubts


LONG = "，".join(["我们每天都要在会议上把这一件事情从头到尾说一遍"] * 12) + "。"
"""Twelve clauses, more than one decode takes."""


def translated(engine: Listed, texts: Sequence[str], shown: Callable[[int], None] = lambda done: None) -> list[Rendering]:
    masker = Masker(Matcher(TERMS))
    sentences = [masker.mask((text,), 0) for text in texts]
    translator = LockedTranslator(engine, NullMemory(), shown, Strategies(engine, (), LATIN))
    found = translator.translate(sentences)
    return [found[translator.key(sentence)] for sentence in sentences]


def test_what_is_asked_first_is_asked_together_whatever_is_locked_and_however_long_it_is() -> None:
    engine = Listed({"我用抖音。": "I use TikTok."}, ("⟦0⟧", "⟦1⟧"))
    renderings = translated(engine, ["今天天气很好。", "我用抖音。", LONG])
    first = engine.calls[0]
    assert {"今天天气很好。", "我用抖音。"} < set(first)
    assert any("会议" in text and len(text) > 20 for text in first)  # a clause of the long sentence
    assert len(engine.asked) == len(set(engine.asked))  # nothing is asked twice
    assert renderings[:2] == [rendered("今天天气很好。", engine), rendered("我用抖音。", engine)]


def test_an_engine_that_reads_sentences_in_their_order_is_asked_for_nothing_ahead() -> None:
    engine = Listed({}, ("⟦0⟧",))
    engine.info = replace(engine.info, in_order=True)
    translated(engine, ["今天天气很好。", "我用抖音。"])
    assert engine.calls[0] == ["今天天气很好。"]


@pytest.mark.parametrize("counted", [(), (1, 3, 3), (5, 9)])
def test_progress_is_told_as_answers_come_and_adds_up_to_the_sentences(counted: tuple[int, ...]) -> None:
    class Telling(Listed):
        def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
            for count in counted if search.progress else ():
                search.progress(count)
            return super().translate(requests, search)

    told: list[int] = []
    translated(Telling({}), ["今天天气很好。", "我们去公园。", "再见了朋友。"], told.append)
    assert sum(told) == 3
    assert min(told) >= 0
    assert len(told) > 2 or not counted  # the first of all says what the memory had


def test_a_probe_that_changes_what_is_asked_changes_the_key() -> None:
    engine = Listed({})
    assert Strategies(engine, (), LATIN).version != Strategies(engine, (), NOTHING).version
