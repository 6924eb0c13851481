"""A language model as an engine: several segments a question, each answer judged, what fails asked alone, then given away.

The ordinary engine takes what the model cannot do; such a sentence carries the flag `FALLBACK`. If the model goes away midway,
or is refused from then on, the rest goes to the ordinary engine too, so that a run always ends, and says so once. One that was
never there is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bilingual.engines.base import Engine, EngineInfo, Request, Search, Tell
from bilingual.engines.llm.answers import MILD, answer_fault, echoes, read_answers
from bilingual.engines.llm.chat import Chat, NoAnswer
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
    hopeless: set[Request] = field(default_factory=set)
    """What it failed at alone: at temperature 0 it would again."""

    info: EngineInfo = field(init=False)
    """What is to be known of it; made once, since a model's file is read for its fingerprint and keys of the memory ask often."""

    def __post_init__(self) -> None:
        self.info = EngineInfo(
            name=self.chat.name,
            signature=f"{self.chat.name} {self.chat.fingerprint} prompt {self.prompt.version}",
            slots=SLOTS,
            limit=LIMIT,
            remote=self.chat.remote,
            capabilities=self.prompt.capabilities,
            in_order=self.prompt.together > 1,
            fallback=self.fallback.info.name,
            batch=PORTIONS * self.prompt.together,
        )

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        """One hypothesis for each request, in order: the model's, or the ordinary engine's with the flag `FALLBACK`."""
        asked = [place for place, request in enumerate(requests) if request.text.strip()]
        hopeful = [place for place in asked if requests[place] not in self.hopeless]
        answers: dict[int, str | None] = {}
        for portion in self.prompt.portions([requests[place] for place in hopeful]):
            places = [hopeful[index] for index in portion]
            answers.update(zip(places, self._answers([requests[place] for place in places]), strict=True))
            if search.progress:
                search.progress(len(answers))
        found = {place: Hypothesis(answer) for place, answer in answers.items() if answer}
        left = [place for place in asked if place not in found]
        rest = self.fallback.translate([requests[place] for place in left], replace(search, progress=None)) if left else []
        found.update(zip(left, (replace(other, flags=(*other.flags, FALLBACK)) for other in rest), strict=True))
        return [found.get(place, Hypothesis("")) for place in range(len(requests))]

    def _answers(self, requests: Sequence[Request]) -> list[str | None]:
        """The answers to one portion: what is faulty is asked once more, alone; None where that is no better.

        Of two answers that are as good the one that says more is taken.
        """
        answers = list(self._ask(requests))
        if len(requests) > 1:
            for place, (_, fault) in enumerate(answers):
                if fault:
                    (again,) = self._ask([requests[place]])
                    answers[place] = min(answers[place], again, key=_worth)
        failed = (request for request, (_, fault) in zip(requests, answers, strict=True) if fault not in MILD)
        self.hopeless.update(() if self.gone else failed)
        return [answer if fault in MILD else None for answer, fault in answers]

    def _ask(self, requests: Sequence[Request]) -> Iterator[tuple[str, str]]:
        """The answer to each segment of one question, with its fault; where there is none, that is the fault."""
        answers = read_answers(self._content(requests), len(requests))
        echoing = echoes(requests, answers)
        for place, request in enumerate(requests):
            answer = answers.get(place, "")
            fault = answer_fault(request, answer) or ("echo" if place in echoing else "")
            yield answer, fault if answer else "absent"

    def _content(self, requests: Sequence[Request]) -> str:
        """What the model answers; nothing where it has no answer, or is gone."""
        if self.gone:
            return ""
        most = TOKENS_BESIDE + TOKENS_PER_CHARACTER * sum(len(request.text) for request in requests)
        try:
            content = self.chat.answer(self.prompt.messages(requests), answer_schema(len(requests)), most)
        except NoAnswer:
            return ""
        except EngineError as error:
            if not self.reached:
                raise
            self.gone = True
            self.tell(EngineError(f"{error.fact} The rest is translated by {self.fallback.info.name}.", error.remedy))
            return ""
        self.reached = True
        return content


def _worth(judged: tuple[str, str]) -> tuple[int, int]:
    """Less for a better answer, by its fault and then by how much it says."""
    answer, fault = judged
    return MILD.index(fault) if fault in MILD else len(MILD), -len(answer)
