"""A language model in this process, and the same model behind the server that the library brings: a real file, random weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bilingual.engines import Request, Search, open_engine
from bilingual.engines.llm.chat import NoAnswer
from bilingual.engines.llm.gguf import gguf_chat
from bilingual.engines.llm.prompt import answer_schema, load_prompt
from bilingual.engines.llm.server import server_chat
from bilingual.errors import EngineError
from bilingual.model import FALLBACK, Hypothesis

pytest.importorskip("xllamacpp")
pytestmark = pytest.mark.slow
QUESTIONS = [[Request("你好。")], [Request("他写了3封邮件。"), Request("我用⟦0⟧写代码。", (("公园", "Park"),))]]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from .tiny_gguf import write_tiny_gguf

    return write_tiny_gguf(tmp_path_factory.mktemp("tiny") / "tiny.gguf")


@pytest.fixture(scope="module")
def server(file: Path) -> Any:
    """The library's server on loopback, without a key."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path, params.n_ctx, params.n_parallel, params.verbosity, params.warmup = str(file), 4096, 1, 0, False
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    return xllamacpp.Server(params)


@pytest.mark.parametrize("requests", QUESTIONS, ids=len)
def test_both_ways_give_the_same_answer(file: Path, server: Any, requests: list[Request]) -> None:
    prompt = load_prompt()
    question = prompt.messages(requests), answer_schema(len(requests)), 40
    here = gguf_chat(file).answer(*question)
    assert here.startswith("{")
    assert server_chat(f"{server.listening_address}/v1#tiny").answer(*question) == here


def test_what_makes_no_sense_is_given_away(file: Path) -> None:
    model = open_engine(file)
    assert model.info.name == "tiny"
    (found,) = model.translate([Request("你好。")], Search())
    assert found == Hypothesis("Hello.", found.score, flags=(FALLBACK,))


def test_a_question_that_does_not_fit_is_no_answer_on_both_ways(file: Path, server: Any) -> None:
    question = load_prompt().messages([Request("你好。" * 3000)]), answer_schema(1), 40
    for chat in (gguf_chat(file), server_chat(f"{server.listening_address}/v1#tiny")):
        with pytest.raises(NoAnswer):
            chat.answer(*question)


def test_a_file_cut_short(file: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.gguf"
    cut.write_bytes(file.read_bytes()[:9000])
    with pytest.raises(EngineError, match="cannot be loaded") as caught:
        gguf_chat(cut).answer([{"role": "user", "content": "Hi"}], answer_schema(1), 5)
    assert caught.value.path == str(cut)
