"""A language model from a GGUF file, run in this process by llama.cpp (PyPI `xllamacpp`, the extra `bilingual[llm]`)."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bilingual.engines.argos_settings import core_count
from bilingual.engines.fingerprint import file_ends
from bilingual.engines.llm.chat import NoAnswer, is_no_answer
from bilingual.engines.llm.prompt import Message
from bilingual.errors import EngineError

CONTEXT = 4096
"""Tokens of question and answer: six segments with the examples need about 1,500."""
MAGIC = b"GGUF"


@dataclass(slots=True)
class GgufChat:
    """A model in a file; it is loaded by the first question."""

    path: Path
    server: Any = field(default=None, repr=False)
    remote: str = ""

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.stem

    @property
    def fingerprint(self) -> str:
        """Of the file's size and both ends: a gigabyte is not read for it."""
        return hashlib.sha256(file_ends(self.path)).hexdigest()[:12]

    def answer(self, messages: Sequence[Message], schema: dict[str, Any], most_tokens: int) -> str:
        """The model's answer, by the JSON Schema."""
        self.server = self.server or _opened(self.path)
        response_format = {"type": "json_schema", "json_schema": {"name": "english", "strict": True, "schema": schema}}
        question = {
            "messages": list(messages), "temperature": 0, "max_tokens": most_tokens, "response_format": response_format,
            "chat_template_kwargs": {"enable_thinking": False},
        }  # fmt: skip
        try:
            found = self.server.handle_chat_completions(question)
        except (RuntimeError, ValueError) as error:
            raise self._refused(str(error)) from error
        try:
            return str(found["choices"][0]["message"]["content"] or "")
        except (LookupError, TypeError) as error:
            raise self._refused(_told(found)) from error

    def _refused(self, words: str) -> EngineError:
        """What it means that the model has no answer, in the words of the library."""
        words = " ".join(words.split())[:200].rstrip(".")
        if is_no_answer(words):
            return NoAnswer(f"{self.name} has no answer to a question: {words}.", "Shorten the segment.")
        return EngineError(f"The model {self.name} gives no answer: {words}.", "Try another model.")


def _told(found: Any) -> str:
    """What a response without an answer says: a question that does not fit comes back so, as an error."""
    error = found.get("error", found) if isinstance(found, dict) else found
    return str(error.get("message", error) if isinstance(error, dict) else error)


def library_is_there() -> bool:
    """Whether the library is installed that runs these models."""
    return find_spec("xllamacpp") is not None


def gguf_chat(path: Path) -> GgufChat:
    """The model of a GGUF file. Raises `EngineError` for a file that is none."""
    try:
        with path.open("rb") as file:
            magic = file.read(len(MAGIC))
    except OSError as error:
        raise EngineError(f"The model cannot be read: {error.strerror}.", "Check its name.", path=str(path)) from error
    if magic != MAGIC:
        raise EngineError("The file is no GGUF model.", "Fetch it again, or name another one.", path=str(path))
    return GgufChat(path)


def _opened(path: Path) -> Any:
    """llama.cpp's server in this process. It listens on loopback, too, which cannot be switched off: nobody knows its key."""
    try:
        import xllamacpp
    except ImportError as error:
        fact = "A GGUF model needs xllamacpp."
        raise EngineError(fact, "Install it: pip install 'bilingual[llm]'.", path=str(path)) from error
    os.environ.setdefault("LLAMA_LOG_VERBOSITY", "0")
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx, params.n_parallel, params.verbosity, params.warmup = CONTEXT, 1, 0, False
    params.api_keys = [secrets.token_urlsafe()]
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = core_count()
    try:
        return xllamacpp.Server(params)
    except (RuntimeError, ValueError) as error:
        raise EngineError(
            f"The model cannot be loaded: {error}.", "Fetch it again, or name another one.", path=str(path)
        ) from error
