"""What a language model is asked: a file that a person can read and replace."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from bilingual.engines.base import Capability, Request
from bilingual.engines.ctranslate.vocabulary import CHINESE
from bilingual.errors import EngineError

Message = dict[str, str]
"""A message of a chat: `role` and `content`."""
GENERAL = "general.toml"


@dataclass(frozen=True, slots=True)
class Prompt:
    """How a model is asked to translate."""

    system: str
    examples: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """Segments and their English, as a chat that went before."""
    terms: str
    term: str
    background: str
    """What stands before the first segment; where it is empty, the model is not told."""
    speakers: str
    """Who says the segments; where it is empty, the model is not told."""
    together: int
    """Segments in one question."""
    characters: int
    """Of the segments of one question, at most; a longer one is asked alone."""
    version: str
    """A digest of the file and of what an answer may be: answers to another prompt are other answers."""

    def messages(self, requests: Sequence[Request]) -> list[Message]:
        """The chat that asks for the English of these requests."""
        chat = [{"role": "system", "content": self.system}]
        for segments, english in self.examples:
            chat += [_message("user", _numbered(segments)), _message("assistant", _numbered(english))]
        return [*chat, _message("user", "\n".join([*self._hints(requests), _numbered([request.text for request in requests])]))]

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What of a request it tells the model."""
        told: dict[Capability, str] = {"terms": self.terms, "before": self.background, "speaker": self.speakers}
        return frozenset(name for name, words in told.items() if words)

    def _hints(self, requests: Sequence[Request]) -> Iterator[str]:
        before = requests[0].context.before.strip()
        if self.background and before:
            yield self.background.format(before=before)
        speakers = {number: request.context.speaker for number, request in enumerate(requests, 1) if request.context.speaker}
        if self.speakers and speakers:
            yield self.speakers.format(speakers="; ".join(f"{number} {name}" for number, name in speakers.items()))
        terms = dict.fromkeys(pair for request in requests for pair in request.terms)
        if self.terms and terms:
            yield self.terms.format(terms="; ".join(self.term.format(source=source, target=target) for source, target in terms))

    def portions(self, requests: Sequence[Request]) -> Iterator[list[int]]:
        """The places of the requests that are asked together, in order."""
        portion: list[int] = []
        size = 0
        for place, request in enumerate(requests):
            if portion and (len(portion) == self.together or size + len(request.text) > self.characters):
                yield portion
                portion, size = [], 0
            portion.append(place)
            size += len(request.text)
        if portion:
            yield portion


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _numbered(texts: Sequence[str]) -> str:
    return json.dumps({str(number): text for number, text in enumerate(texts, 1)}, ensure_ascii=False)


_FORBIDDEN = rf'"\\{{}}\u0000-\u001f{CHINESE.pattern[1:-1]}'
_ENGLISH = rf'^([^{_FORBIDDEN}]|\\["\\])*([^ “‘(\[{_FORBIDDEN}]|\\["\\]|[.!?”’)] )$'
"""A string of JSON without Chinese, and without braces: a model that takes its own “ ” for the end of the string would close the
object inside it. For the same reason it ends neither with a mark that opens nor in a space, but after a whole sentence: `There
was a "crowded" scene`. Servers make a grammar of it for what stands between the quotes, escapes and all."""


def answer_schema(count: int) -> dict[str, Any]:
    """The JSON Schema of an answer to `count` segments: every number is there, and nothing else, and no Chinese.

    A model that may write Hanzi does so in mid-sentence (“Stanford University医学院”); one that may not finds the words.

    >>> answer_schema(2)["required"]
    ['1', '2']
    """
    keys = [str(number) for number in range(1, count + 1)]
    properties = {key: {"type": "string", "pattern": _ENGLISH} for key in keys}
    return {"type": "object", "properties": properties, "required": keys, "additionalProperties": False}


def load_prompt(path: Path | None = None) -> Prompt:
    """The prompt of a file; without one, the program's own. Raises `EngineError` for a file that is none.

    >>> load_prompt().together
    6
    """
    try:
        data = path.read_bytes() if path else (files(__package__) / "prompts" / GENERAL).read_bytes()
        table = tomllib.loads(data.decode("utf-8"))
        examples = tuple((tuple(example["segments"]), tuple(example["english"])) for example in table.get("examples", ()))
        return Prompt(
            str.strip(table["system"]), examples, table["terms"], table["term"], table.get("background", ""),
            table.get("speakers", ""),
            int(table["together"]), int(table["characters"]), hashlib.sha256(data + _ENGLISH.encode()).hexdigest()[:8],
        )  # fmt: skip
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        remedy = "Begin from a copy of the program's own: bilingual/engines/llm/prompts/general.toml."
        raise EngineError(f"The prompt cannot be used: {error}.", remedy, path=str(path or GENERAL)) from error
