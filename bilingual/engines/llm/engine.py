"""A language model as an engine: several segments a question, each answer judged, what fails asked alone, then given away.

The ordinary engine takes what the model cannot do; such a sentence carries the flag `FALLBACK`. If the model goes away midway,
the rest goes to the ordinary engine too, so that a run always ends, and says so once. One that was never there is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bilingual.engines.base import Engine, EngineInfo, Request, Search, Tell
from bilingual.engines.llm.answers import answer_fault, read_answers
from bilingual.engines.llm.chat import Chat, ChatGone, NoAnswer
from bilingual.engines.llm.prompt import Prompt, answer_schema
from bilingual.errors import EngineError
from bilingual.model import FALLBACK, Hypothesis

SLOTS = tuple(f"⟦{number}⟧" for number in range(10))
"""The marks that the prompt teaches the model to copy."""
LIMIT = 400
"""Characters that are translated as a whole."""
TOKENS_PER_CHARACTER = 3
"""Of an answer, at most, for a character of the question; with `TOKENS_BESIDE` for what stands around it."""
TOKENS_BESIDE = 60
PORTIONS = 4
"""Questions between two writes to the memory."""


@dataclass(slots=True)
class LanguageModel:
    """An engine that asks a language model."""

    chat: Chat
    prompt: Prompt
    fallback: Engine
    """What translates where the model fails."""
    tell: Tell
    """Told once, when the model goes away."""
    reached: bool = False
    """Whether it has answered anything yet."""
    gone: bool = False

    info: EngineInfo = field(init=False)
    """What is to be known of it; made once, since a model's file is read for its fingerprint and keys of the memory ask often."""

    def __post_init__(self) -> None:
        self.info = EngineInfo(
            name=self.chat.name,
            signature=f"{self.chat.name} {self.chat.fingerprint} prompt {self.prompt.version}",
            slots=SLOTS,
            limit=LIMIT,
            capabilities=frozenset({"terms", "context"} if self.prompt.heeds_context else {"terms"}),
            fallback=self.fallback.info.name,
            batch=PORTIONS * self.prompt.together,
        )

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        """One hypothesis for each request, in order: the model's, or the ordinary engine's with the flag `FALLBACK`."""
        asked = [place for place, request in enumerate(requests) if request.text.strip()]
        answers: dict[int, str | None] = {}
        for portion in self.prompt.portions([requests[place] for place in asked]):
            places = [asked[index] for index in portion]
            answers.update(zip(places, self._answers([requests[place] for place in places]), strict=True))
            if search.progress:
                search.progress(len(answers))
        found = {place: Hypothesis(answer) for place, answer in answers.items() if answer}
        left = [place for place in asked if place not in found]
        rest = self.fallback.translate([requests[place] for place in left], replace(search, progress=None)) if left else []
        found.update(zip(left, (replace(other, flags=(*other.flags, FALLBACK)) for other in rest), strict=True))
        return [found.get(place, Hypothesis("")) for place in range(len(requests))]

    def _answers(self, requests: Sequence[Request]) -> list[str | None]:
        """The answers to one portion: what is faulty is asked once more, alone; None where that is no better."""
        answers = self._ask(requests)
        if len(requests) > 1:
            answers = [answer or self._ask([request])[0] for request, answer in zip(requests, answers, strict=True)]
        return answers

    def _ask(self, requests: Sequence[Request]) -> list[str | None]:
        """The sound answers to one question; None for the others, and for all of them where the model is gone."""
        if self.gone:
            return [None] * len(requests)
        most = TOKENS_BESIDE + TOKENS_PER_CHARACTER * sum(len(request.text) for request in requests)
        try:
            answer = self.chat.answer(self.prompt.messages(requests), answer_schema(len(requests)), most)
        except NoAnswer:
            return [None] * len(requests)
        except ChatGone as error:
            if not self.reached:
                raise
            self.gone = True
            self.tell(EngineError(f"{error.fact} The rest is translated by {self.fallback.info.name}.", error.remedy))
            return [None] * len(requests)
        self.reached = True
        return list(_sound(requests, read_answers(answer, len(requests))))


def _sound(requests: Sequence[Request], answers: dict[int, str]) -> Iterator[str | None]:
    for place, request in enumerate(requests):
        answer = answers.get(place)
        yield answer if answer and not answer_fault(request, answer) else None
