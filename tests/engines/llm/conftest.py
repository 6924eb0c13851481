"""A language model behind a server of this process, and what it knows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bilingual.engines import Request, Search, open_engine
from bilingual.engines.llm.engine import LanguageModel
from bilingual.engines.llm.prompt import load_prompt
from bilingual.engines.llm.server import ServerChat
from bilingual.errors import EngineError

from .fake_server import ChatServer, chat_server

ENGLISH = {
    "你好。": "Hello.",
    "今天天气很好，我们去公园散步吧。": "The weather is nice today, so let's take a walk in the park.",
    "他写了3封邮件。": "He wrote 3 emails.",
    "我用⟦0⟧写代码。": "I write code with ⟦0⟧.",
    "今天天气很好，我们去散步，晚上再一起去城里新开的那家饭馆吃饭。": (
        "It is a nice day, so let us take a walk, and tonight eat together in town at the new place."
    ),
    "散步的地方": "a place to walk",
}


def good(segments: dict[str, str]) -> dict[str, str]:
    return {number: ENGLISH[text] for number, text in segments.items()}


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server(good) as state:
        yield state


def engine(server: ChatServer, told: list[EngineError] | None = None) -> LanguageModel:
    chat = ServerChat(server.address, "tiny", waits=(0, 0))
    return LanguageModel(chat, load_prompt(), open_engine("starter"), (told if told is not None else []).append)


def english(engine: LanguageModel, texts: list[str]) -> list[str]:
    return [found.text for found in engine.translate([Request(text) for text in texts], Search())]
