"""What a way to a language model offers: a chat goes in, a text comes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from bilingual.engines.llm.prompt import Message
from bilingual.errors import EngineError


class ChatTooLong(EngineError):
    """The question and its answer do not fit the model's context: ask for less."""


class ChatGone(EngineError):
    """The model cannot be reached any more; what is done so far stands."""


class Chat(Protocol):
    """A language model that answers chats."""

    @property
    def name(self) -> str:
        """For people: `qwen2.5-coder-1.5b`."""

    @property
    def fingerprint(self) -> str:
        """Equal only for the same model: part of the engine's signature."""

    def answer(self, messages: Sequence[Message], schema: dict[str, Any], most_tokens: int) -> str:
        """The text that the model answers, by the JSON Schema; one that was cut off is no whole JSON.

        Raises `ChatTooLong`, `ChatGone`, or `EngineError` with a remedy.
        """
