"""Every way in which a server fails: the run ends, with what is there, and says what to do."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from bilingual.engines import Request, Search, open_engine
from bilingual.engines.llm.server import server_chat
from bilingual.errors import EngineError, UsageError
from bilingual.model import FALLBACK

from .conftest import ENGLISH, engine, english
from .fake_server import ChatServer


@pytest.mark.parametrize(
    "refusals",
    [
        [(503, {"error": {"message": "Loading model"}}), (429, {})], [(500, {"error": "overloaded"}), (502, "<html>")],
        [(0, None)] * 2, [(200, b'{"choices": [{"message": {"content": "{')] * 2, [(200, {"choices": []}), (200, [])],
    ],
    ids=["busy", "ill", "closed", "breaks off", "no text"],
)  # fmt: skip
def test_a_server_that_is_busy_or_breaks_off_is_asked_again(server: ChatServer, refusals: list[tuple[int, Any]]) -> None:
    server.refusals = list(refusals)
    assert english(engine(server), ["你好。"]) == ["Hello."]
    assert len(server.asked) == 3


def test_a_question_that_is_too_long_is_asked_in_parts(server: ChatServer) -> None:
    server.refusals = [(400, {"error": {"type": "exceed_context_size_error", "message": "exceeds the available context size"}})]
    assert english(engine(server), list(ENGLISH)[:2]) == list(ENGLISH.values())[:2]
    assert [len(segments) for segments in server.segments] == [2, 1, 1]


def test_a_segment_that_is_too_long_by_itself_is_given_away(server: ChatServer) -> None:
    server.refusals = [(400, {"error": {"message": "the prompt is too long"}})]
    model = engine(server)
    (found,) = model.translate([Request("他写了3封邮件。")], Search())
    assert found.flags == (FALLBACK,)
    assert english(model, ["你好。"]) == ["Hello."], "the server is there all the same"


GONE = {
    "closed": ([(0, None)] * 9, "run the same command"),
    "overloaded": ([(503, {})] * 9, "run the same command"),
    "breaks off": ([(200, b'{"choices"')] * 9, "run the same command"),
    "another model": ([(404, {"error": {"message": "model 'tiny' not found"}})], "behind `#`"),
    "refused": ([(401, {"error": "Invalid API Key"})], "the server's log"),
}
"""How a server ends midway, and what to do."""


@pytest.mark.parametrize(("refusals", "remedy"), GONE.values(), ids=GONE)
def test_a_server_that_goes_away_midway_loses_nothing(server: ChatServer, refusals: list[tuple[int, Any]], remedy: str) -> None:
    told: list[EngineError] = []
    model = engine(server, told)
    assert english(model, ["你好。"]) == ["Hello."]
    server.refusals = list(refusals)
    found = model.translate([Request("他写了3封邮件。"), Request("你好。")], Search())
    assert [hypothesis.flags for hypothesis in found] == [(FALLBACK,)] * 2
    assert all(hypothesis.text for hypothesis in found)
    (error,) = told
    assert "The rest is translated by starter" in error.fact
    assert remedy in error.remedy


def test_a_server_that_is_silent_is_not_asked_again(server: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bilingual.engines.llm.server.TIMEOUT", 0.05)
    released = threading.Event()
    server.answers = lambda segments: str(released.wait(2))
    with pytest.raises(EngineError, match="does not answer: timed out"):
        english(engine(server), ["你好。"])
    released.set()
    assert len(server.asked) == 1


def test_a_wrong_model_says_what_to_do(server: ChatServer) -> None:
    server.refusals = [(404, {"error": {"message": "model 'tiny' not found"}})]
    with pytest.raises(EngineError, match="has no model “tiny”: model 'tiny' not found") as caught:
        english(engine(server), ["你好。"])
    assert "behind `#`" in caught.value.remedy


@pytest.mark.parametrize(
    "address", ["http://192.168.1.5:8080/v1", "https://api.example.com/v1#x", "http://localhost.example.com/v1"]
)
def test_another_machine_is_refused_unless_it_is_allowed(address: str) -> None:
    with pytest.raises(UsageError, match="another machine"):
        open_engine(f"openai:{address}")
    assert server_chat(address, allow_remote=True).address


@pytest.mark.parametrize("address", ["127.0.0.1:8080", "ftp://127.0.0.1/", "http:///v1", ""])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(UsageError, match="no address"):
        open_engine(f"openai:{address}")
