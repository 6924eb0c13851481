"""Models are tried before they are installed: files of the right names may hold no model."""

from __future__ import annotations

from contextlib import suppress

from bilingual.engines.base import Engine, Request, Search
from bilingual.engines.llm.chat import Chat, NoAnswer
from bilingual.engines.llm.prompt import answer_schema

_SENTENCE = "你好。"


def try_out(engine: Engine) -> None:
    """Loads a model and translates a sentence; `EngineError` where it cannot be done."""
    engine.translate([Request(_SENTENCE)], Search())


def try_chat(chat: Chat) -> None:
    """Loads a language model and has it begin an answer, whatever it says; `EngineError` where it cannot be done."""
    with suppress(NoAnswer):
        chat.answer([{"role": "user", "content": _SENTENCE}], answer_schema(1), 8)
