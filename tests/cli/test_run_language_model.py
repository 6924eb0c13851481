"""`translate run` with a language model that fails midway: the run ends, tells, and the next one goes on."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bilingual.cli.printing.estimate import Estimate
from bilingual.engines import open_engine
from bilingual.memory import default_path, open_memory

from ..engines.llm.fake_server import ChatServer, chat_server
from .conftest import COMMAND, Translate, hear_interrupts

POST = "".join(f"第{number}天我们去了公园。\n\n" for number in range(10, 50))
"""More sentences than are remembered at once."""
DRAFT = open_engine("starter").info.name


def english(segments: dict[str, str]) -> dict[str, str]:
    return {number: f"On day {text[1:3]} we went to the park." for number, text in segments.items()}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, project: Path) -> Iterator[ChatServer]:
    """A server on loopback, and a project that names it; nobody waits for it to come back."""
    monkeypatch.setattr("bilingual.engines.llm.server.time.sleep", lambda seconds: None)
    with chat_server(english) as state:
        (project / "bilingual.toml").write_text(f'[run]\nengine = "openai:{state.address}#tiny"\nformat = ["json"]\n')
        (project / "post.md").write_text(POST, "utf-8")
        yield state


def vanish_after(server: ChatServer, questions: int) -> None:
    """Answers so many questions, then breaks every connection off."""

    def answers(segments: dict[str, str]) -> dict[str, str]:
        if len(server.asked) == questions:
            server.refusals = [(0, None)] * 99
        return english(segments)

    server.answers = answers


def rows(project: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((project / "outputs/post/post.json").read_text("utf-8"))["rows"]
    return found


def test_a_server_that_vanishes_midway_is_told_and_the_next_run_asks_it_again(
    server: ChatServer, project: Path, translate: Translate
) -> None:
    vanish_after(server, 5)
    first = translate("run", "post.md", "--quiet")
    assert first.code == 1
    assert f"does not answer: Remote end closed connection without response. The rest is translated by {DRAFT}." in first.err
    assert "Start it and run the same command again" in first.err
    assert first.err.count("does not answer") == 1
    made = rows(project)
    assert all(row["en"] for row in made)
    assert [row.get("engine", "tiny") for row in made] == ["tiny"] * 30 + [DRAFT] * 10
    assert [row["flags"] for row in made] == [[]] * 30 + [["fallback"]] * 10
    asked = len(server.asked)
    server.refusals, server.answers = [], english
    second = translate("run", "post.md", "--json")
    assert second.code == 0
    assert second.posts["post.md"]["memory"] == 30
    assert second.posts["post.md"]["machine"] == 10
    assert sum(map(len, server.segments[asked:])) == 10, "only what the model has not translated yet"
    assert not any("engine" in row or row["flags"] for row in rows(project))


def test_ctrl_c_midway_ends_it_and_the_next_run_goes_on(server: ChatServer, project: Path, translate: Translate) -> None:
    running: list[subprocess.Popen[str]] = []

    def answers(segments: dict[str, str]) -> dict[str, str]:
        if len(server.asked) == 5:  # four are remembered together
            running[0].send_signal(signal.SIGINT)
        return english(segments)

    server.answers = answers
    command = [*COMMAND, "run", "post.md", "--quiet"]
    running.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=hear_interrupts))
    _, err = running[0].communicate(timeout=60)
    assert running[0].returncode == 130
    assert err == "Interrupted. The sentences finished so far are in the memory; run the same command again to go on.\n"
    assert not (project / "outputs").exists()
    asked, server.answers = len(server.asked), english
    second = translate("run", "post.md", "--json")
    assert (second.code, second.posts["post.md"]["memory"], second.posts["post.md"]["machine"]) == (0, 24, 16)
    assert sum(map(len, server.segments[asked:])) == 16, "only what the model has not translated yet"


def test_what_happened_stands_in_the_json_the_signature_and_the_memory(
    server: ChatServer, project: Path, translate: Translate
) -> None:
    vanish_after(server, 5)
    result = translate("run", "post.md", "--json")
    assert result.code == 1
    assert "does not answer" in result.content["engine_problem"]["fact"]
    assert f"|engine:tiny + {DRAFT}|" in result.posts["post.md"]["signature"]
    with open_memory(default_path(project)) as memory:
        model, other = memory.stats().engines
    assert (model[1], other[1]) == (30, 10)
    assert other[0] == f"{DRAFT} for {model[0]}"


def test_a_server_that_is_not_there_is_an_error_and_nothing_is_written(
    server: ChatServer, project: Path, translate: Translate
) -> None:
    server.refusals = [(0, None)] * 99
    result = translate("run", "post.md")
    assert result.code == 1
    assert "does not answer" in result.err
    assert "Start it" in result.err
    assert not (project / "outputs").exists()


def test_a_long_run_is_told_once_the_first_sentences_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    clock = iter([0.0, 30.0, 60.0])
    monkeypatch.setattr("bilingual.cli.printing.estimate.time.monotonic", lambda: next(clock))
    estimate = Estimate(told.append, "Ctrl-C ends it.")
    estimate.expect(65)
    estimate.ahead(700)
    for count in (5, 20, 20):
        estimate.done(count)
    assert told == ["740 sentences to go, 1.5 seconds each: about 18 minutes. Ctrl-C ends it."]


def test_a_short_run_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    clock = iter([0.0, 1.0])
    monkeypatch.setattr("bilingual.cli.printing.estimate.time.monotonic", lambda: next(clock))
    estimate = Estimate(told.append, "Ctrl-C ends it.")
    estimate.expect(765)
    estimate.done(0)
    estimate.done(64)
    assert told == []


IN_PARTS = {"他写了3封邮件，": "He wrote 3 emails,", "她说谢谢。": "She said thank you."}


@pytest.mark.parametrize(("part", "whose"), [("She said thank you.", "tiny"), ("She said thank you 14 times.", DRAFT)])
def test_what_the_model_cannot_do_as_a_whole_it_is_asked_in_parts(
    server: ChatServer, project: Path, translate: Translate, part: str, whose: str
) -> None:
    server.answers = lambda segments: {
        number: (IN_PARTS | {"她说谢谢。": part}).get(text, "He wrote 5 emails.") for number, text in segments.items()
    }
    (project / "post.md").write_text("".join(IN_PARTS), "utf-8")
    assert translate("run", "post.md").code == 0
    (row,) = rows(project)
    assert row.get("engine", "tiny") == whose
    assert ("fallback" in row["flags"]) is (whose == DRAFT)
    assert (row["en"] == "He wrote 3 emails, she said thank you.") is (whose == "tiny")
    asked = [text for segments in server.segments for text in segments.values()]
    assert asked == ["他写了3封邮件，她说谢谢。", *IN_PARTS, *(["她说谢谢。"] if whose == DRAFT else [])]


def test_another_machine_is_allowed_by_a_flag_and_told_with_the_post(project: Path, translate: Translate) -> None:
    (project / "post.md").write_text(POST, "utf-8")
    asked = ("run", "post.md", "--dry-run", "--quiet", "--engine", "openai:http://192.0.2.1:8080/v1#tiny")
    told = "Every sentence of post.md goes to another machine: 192.0.2.1."
    refused = translate(*asked)
    assert (refused.code, told in refused.err) == (2, False)
    assert "--allow-remote" in refused.err
    allowed = translate(*asked, "--allow-remote")
    assert (allowed.code, allowed.err) == (0, f"{told}\n")
    (project / "bilingual.toml").write_text("[engine.openai]\nallow-remote = true\n")
    assert translate(*asked).err == f"{told}\n"
    assert translate("run", "post.md", "--dry-run", "--quiet", "--allow-remote").err == "", "no other engine is told of it"
