"""A language model behind a server that speaks OpenAI's chat completions: llama.cpp, Ollama, LM Studio, vLLM.

Only a server on this machine is asked, unless the user says otherwise: a post leaves the machine with every question.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from bilingual.engines.connection import failure_reason
from bilingual.engines.llm.chat import ChatGone, NoAnswer, is_no_answer
from bilingual.engines.llm.prompt import Message
from bilingual.errors import EngineError, UsageError

TIMEOUT = 600
"""Seconds for one answer: a laptop writes twenty tokens a second."""
WAITS = (1, 2, 4, 8)
"""Seconds before an overloaded server is asked again."""
OVERLOADED = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class ServerChat:
    """A model on a server."""

    address: str
    """Up to the version: `http://127.0.0.1:11434/v1`."""
    model: str
    """As the server calls it; may be empty where it has just one."""
    waits: tuple[float, ...] = WAITS

    @property
    def name(self) -> str:
        """The model's name, or the server's address."""
        return self.model or urlsplit(self.address).netloc

    @property
    def remote(self) -> str:
        """The server's machine, where it is another one."""
        host = urlsplit(self.address).hostname or ""
        return "" if _is_here(host) else host

    @property
    def fingerprint(self) -> str:
        """The server's address: what it serves there under that name is its business."""
        return urlsplit(self.address).netloc

    def answer(self, messages: Sequence[Message], schema: dict[str, Any], most_tokens: int) -> str:
        """The model's answer; a server that is overloaded or breaks off is asked again after a while, a silent one is not."""
        body = {
            "model": self.model, "messages": list(messages), "temperature": 0, "max_tokens": most_tokens, "stream": False,
            "response_format": {"type": "json_schema", "json_schema": {"name": "english", "strict": True, "schema": schema}},
            "reasoning_effort": "none",
        }  # fmt: skip
        for wait in (*self.waits, None):
            try:
                return _read(self._post("/chat/completions", body))
            except urllib.error.HTTPError as error:
                refusal = self._refused(error)
                if not isinstance(refusal, ChatGone) or wait is None:
                    raise refusal from error
            except (OSError, http.client.HTTPException, ValueError) as error:
                if wait is None or isinstance(getattr(error, "reason", error), TimeoutError):
                    raise ChatGone(f"The server {self.address} does not answer: {failure_reason(error)}.", _RESTART) from error
            time.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        data = json.dumps(body, ensure_ascii=False).encode("utf-8")
        headers = {"Content-Type": "application/json", "User-Agent": "bilingual"}
        call = urllib.request.Request(self.address + path, data, headers)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(call, timeout=TIMEOUT) as response:
            return json.load(response)

    def _refused(self, error: urllib.error.HTTPError) -> EngineError:
        """What an answer of refusal means."""
        words = _words(error)
        if error.code in (400, 500) and is_no_answer(words):
            return NoAnswer(f"The model has no answer to a question: {words}.", "Give the server a larger context.")
        if error.code == 404:
            fact = f"The server {self.address} has no model “{self.model}”: {words}."
            return EngineError(fact, "Name one that it has, behind `#` in the engine's name; the server lists them.")
        if error.code in OVERLOADED:
            return ChatGone(f"The server {self.address} stays overloaded ({error.code}: {words}).", _RESTART)
        return EngineError(f"The server {self.address} refuses the question ({error.code}: {words}).", "See the server's log.")


_EXAMPLE = "http://127.0.0.1:11434/v1#model"
_RESTART = "Start it and run the same command again: what the model has translated is in the memory."


def _read(content: Any) -> str:
    """The answer in a response; `ValueError` where it has none."""
    try:
        return str(content["choices"][0]["message"]["content"] or "")
    except (LookupError, TypeError) as error:
        raise ValueError("its answer has no text") from error


def _words(error: urllib.error.HTTPError) -> str:
    """What the server says about a refusal, on one line."""
    try:
        content = json.loads(error.read(4000))
        told = content.get("error", content) if isinstance(content, dict) else content
        text = told.get("message", told) if isinstance(told, dict) else told
    except (OSError, ValueError, AttributeError):
        text = error.reason
    return " ".join(str(text).split())[:200].rstrip(".")


def server_chat(spec: str, *, allow_remote: bool = False) -> ServerChat:
    """The model of an engine name such as `http://127.0.0.1:11434/v1#qwen3:8b`.

    Raises `UsageError` for what is no address, and for another machine unless that is allowed.

    >>> server_chat("http://localhost:8080/v1#qwen3").model
    'qwen3'
    """
    address, _, model = spec.partition("#")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"“{address}” is no address of a server.", f"Write it like {_EXAMPLE}.")
    if not (allow_remote or _is_here(parts.hostname)):
        fact = f"The server {parts.hostname} is another machine: every sentence of your posts would go there."
        raise UsageError(
            fact, "Use a server on 127.0.0.1, or allow it: --allow-remote, or `allow-remote = true` in the table [engine.openai]."
        )
    return ServerChat(address.rstrip("/"), model)


def _is_here(host: str) -> bool:
    """Whether a host is this machine by its name alone: nothing is looked up."""
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
