"""Loops are asked for once more, and marked where they stay."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.engines import EngineInfo, Request, Search
from bilingual.locking.decoding import LOOPED, decode, decode_texts, flags_of
from bilingual.model import Hypothesis

LOOP = "and music and music and music and music and music"


class Looping:
    """An engine that loops on some sentences, and on some of those even where nothing may occur twice."""

    info = EngineInfo("looping", "looping")

    def __init__(self) -> None:
        self.calls: list[tuple[list[str], Search]] = []

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        self.calls.append(([request.text for request in requests], search))
        return [Hypothesis(self._answer(request.text, search), -1.0) for request in requests]

    def _answer(self, text: str, search: Search) -> str:
        return LOOP if "总" in text or ("乐" in text and not search.no_repeat_ngram) else "Fine."


def test_only_what_loops_is_asked_for_again() -> None:
    engine = Looping()
    found = decode(engine, [Request("他喜欢音乐。"), Request("好。"), Request("总是这样。")])
    assert [hypothesis.text for hypothesis in found] == ["Fine.", "Fine.", LOOP]
    assert [hypothesis.score for hypothesis in found] == [-1.0, -1.0, LOOPED]
    (first, alternatives), (again, strict) = engine.calls
    assert len(first) == 3
    assert alternatives.alternatives > 1
    assert again == ["他喜欢音乐。", "总是这样。"]
    assert strict.no_repeat_ngram == 3


def test_nothing_is_asked_for_nothing() -> None:
    engine = Looping()
    assert decode(engine, []) == []
    assert decode_texts(engine, []) == {}
    assert engine.calls == []


def test_texts_come_back_by_text() -> None:
    assert {text: found.text for text, found in decode_texts(Looping(), ["好。", "音乐。"]).items()} == {
        "好。": "Fine.",
        "音乐。": "Fine.",
    }


class Unsure:
    """An engine that gives each sentence the score that it is told."""

    def __init__(self, scores: Sequence[float]) -> None:
        self.info = EngineInfo("unsure", "unsure", doubtful=-0.4)
        self._scores = scores

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        return [Hypothesis("He likes music.", score) for score in self._scores]


def test_what_the_engine_gives_a_low_score_is_doubtful() -> None:
    found = decode(Unsure([-0.1, -0.41, 0.0]), [Request("他喜欢音乐。")] * 3)
    assert [flags_of(hypothesis) for hypothesis in found] == [(), ("doubtful",), ()]
