"""What a way to a language model offers: a chat goes in, a text comes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from bilingual.engines.llm.prompt import Message
from bilingual.errors import EngineError


class NoAnswer(EngineError):
    """The model has no answer to this question: it is too long, or what came is not what was asked for. Ask for less."""


class ChatGone(EngineError):
    """The model cannot be reached any more; what is done so far stands."""


_NO_ANSWER = ("context", "exceed", "too long", "does not match the expected")
"""What llama.cpp, Ollama and vLLM say of a question that does not fit, or of an answer that breaks off or breaks the schema."""


def is_no_answer(words: str) -> bool:
    """Whether a refusal is about this question alone.

    >>> is_no_answer("the request exceeds the available context size"), is_no_answer("Loading model")
    (True, False)
    """
    return any(mark in words for mark in _NO_ANSWER)


class Chat(Protocol):
    """A language model that answers chats."""

    @property
    def name(self) -> str:
        """For people: `qwen2.5-coder-1.5b`."""

    @property
    def remote(self) -> str:
        """The other machine that it runs on; empty where it is this one."""

    @property
    def fingerprint(self) -> str:
        """Equal only for the same model: part of the engine's signature."""

    def answer(self, messages: Sequence[Message], schema: dict[str, Any], most_tokens: int) -> str:
        """The text that the model answers, by the JSON Schema; one that was cut off is no whole JSON.

        Raises `NoAnswer`, `ChatGone`, or `EngineError` with a remedy.
        """
