"""Loops are asked for once more, and marked where they stay."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.engines import EngineInfo, Request, Search
from bilingual.locking.decoding import LOOPED, decode, decode_texts
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
