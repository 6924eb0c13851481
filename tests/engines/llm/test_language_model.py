"""Language models behind a server: what is asked, and what counts."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import bilingual
from bilingual.engines import Request, Search, open_engine
from bilingual.engines.llm.answers import answer_fault
from bilingual.engines.llm.gguf import gguf_chat
from bilingual.engines.llm.prompt import answer_schema
from bilingual.errors import EngineError
from bilingual.model import FALLBACK, Context, join

from .conftest import ENGLISH, engine, english, good
from .fake_server import ChatServer

SOURCES = dict(zip(("hanzi", "loop", "numbers", "marks", "length"), ENGLISH, strict=False))
SOURCES["end"] = SOURCES["loop"]
"""A segment for each fault."""


def test_segments_go_together_and_come_back_in_order(server: ChatServer) -> None:
    assert english(engine(server), [*ENGLISH, ""]) == [*ENGLISH.values(), ""]
    (segments,) = server.segments
    assert list(segments.values()) == list(ENGLISH)


def test_what_is_asked(server: ChatServer) -> None:
    engine(server).translate([Request("你好。", terms=(("公园", "Park"),))], Search())
    (body,) = server.asked
    assert body["model"] == "tiny"
    assert body["temperature"] == 0
    format = body["response_format"]
    assert format["type"] == "json_schema"
    assert format["json_schema"]["schema"]["required"] == ["1"], "nested, or llama.cpp passes over it in silence"
    assert body["messages"][0]["role"] == "system"
    assert "公园 = Park" in body["messages"][-1]["content"]


def test_no_answer_may_hold_chinese() -> None:
    pattern = answer_schema(1)["properties"]["1"]["pattern"]
    assert re.fullmatch(pattern, json.dumps('“Hello” "x" ⟦0⟧, café – 5 € 🙂', ensure_ascii=False)[1:-1])
    assert not any(re.fullmatch(pattern, f"Stanford{bad}") for bad in ("医学院", "。", "，", "𠀀", '"', "\n", "\\n", "”}"))


def test_no_answer_may_end_where_a_quotation_begins() -> None:
    """A model that writes a straight mark for one of Chinese would close the answer with it: `There was a "crowded" scene`."""
    pattern = answer_schema(1)["properties"]["1"]["pattern"]
    assert all(re.fullmatch(pattern, good) for good in ("Good.", "Good. ", "“Good.”", r"He said \"yes\""))
    assert not any(re.fullmatch(pattern, bad) for bad in ("", "There was a ", "He said “", "the ("))


TALK = [
    Request("你好。", context=Context("早上好。", "小林")),
    Request("他写了3封邮件。", context=Context("你好。", "阿宁")),
    Request("散步的地方"),
]


def test_the_model_is_told_who_speaks(server: ChatServer) -> None:
    model = engine(server)
    assert model.info.capabilities == {"terms", "speaker"}
    assert model.info.in_order
    model.translate(TALK, Search())
    speakers, _ = server.asked[0]["messages"][-1]["content"].split("\n")
    assert speakers == "Speakers: 1 小林; 2 阿宁"


def test_a_prompt_of_ones_own_tells_what_it_wants(server: ChatServer, tmp_path: Path) -> None:
    general = (files("bilingual.engines.llm") / "prompts/general.toml").read_text("utf-8")
    prompt = tmp_path / "mine.toml"
    prompt.write_text(general.replace("# background =", "background =").replace("speakers =", "# speakers ="), "utf-8")
    model = open_engine(f"openai:{server.address}#tiny", {"prompt": str(prompt)})
    assert model.info.capabilities == {"terms", "before"}
    model.translate(TALK, Search())
    background, _ = server.asked[0]["messages"][-1]["content"].split("\n")
    assert background == "Before this: 早上好。"


def test_an_answer_that_says_again_what_its_neighbour_says_is_asked_alone(server: ChatServer) -> None:
    first, second = "今天天气很好，我们去公园散步吧。", "我们明天一起去城里新开的饭馆吃饭吧。"
    walk, eat = ENGLISH[first], "Let's eat together at the new restaurant in town tomorrow."
    server.answers = lambda segments: (
        dict.fromkeys(segments, walk) if len(segments) == 2 else {"1": {first: walk, second: eat}[segments["1"]]}
    )
    assert english(engine(server), [first, second]) == [walk, eat]
    assert [len(segments) for segments in server.segments] == [2, 1, 1]


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        ("你好 there.", "hanzi"), ("He wrote 4 emails.", "numbers"), ("so so so so so so so so so so so so", "loop"),
        ("I write code.", "marks"), ("I write code with ⟦0⟧ and ⟦0⟧.", "marks"), ("I write code with ⟦0⟧ in ⟦1⟧.", "marks"),
        ("He wrote 3 emails to 25 people.", "numbers"), ("Fine.", "length"),
        ("The weather is nice today, so we take a walk in the", "end"),
    ],
)  # fmt: skip
def test_faulty_answers_are_asked_again_alone_and_then_given_away(server: ChatServer, bad: str, fault: str) -> None:
    source = SOURCES[fault]
    assert answer_fault(Request(source), bad) == fault
    texts = ["你好。" if source != "你好。" else "他写了3封邮件。", source]

    def badly(together: int) -> Any:
        """Answers that are bad for the source, in questions of so many segments at least."""
        return lambda segments: {
            number: bad if text == source and len(segments) >= together else ENGLISH[text] for number, text in segments.items()
        }

    server.answers = badly(2)
    assert english(engine(server), texts) == [ENGLISH[text] for text in texts], "the second answer, alone, is sound"
    assert [len(segments) for segments in server.segments] == [2, 1]
    server.answers = badly(1)
    first, second = engine(server).translate([Request(text) for text in texts], Search())
    assert first.flags == ()
    assert second.flags == (FALLBACK,)
    assert second.text not in ("", bad)


def test_what_failed_alone_is_not_asked_again(server: ChatServer) -> None:
    """The locks ask once more for numbers that the fallback lost: at temperature 0 the answer would be the same."""
    server.answers = lambda segments: dict.fromkeys(segments, "He wrote 4 emails.")
    model = engine(server)
    for _ in range(2):
        (found,) = model.translate([Request("他写了3封邮件。")], Search())
        assert found.flags == (FALLBACK,)
    assert len(server.asked) == 1


def test_an_answer_that_only_lacks_a_number_is_left_to_the_lock(server: ChatServer) -> None:
    server.answers = lambda segments: dict.fromkeys(segments, "He wrote emails to her.")
    assert english(engine(server), ["他写了3封邮件。"]) == ["He wrote emails to her."]
    first, second = engine(server).translate([Request("他写了3封邮件。"), Request("他写了邮件。")], Search())
    assert first.flags == second.flags == ()
    assert [len(segments) for segments in server.segments] == [1, 2, 1, 1], "asked again, alone: both say the same"


FULL = list(ENGLISH.values())[4]
BRIEF = FULL.split(", and")[0]


@pytest.mark.parametrize(
    ("alone", "taken"), [(FULL, FULL), ("A nice day for a walk.", BRIEF), ("It is a nice day, 25 degrees.", BRIEF), ("", BRIEF)]
)
def test_an_answer_that_leaves_much_out_is_asked_for_alone_and_the_fuller_one_taken(
    server: ChatServer, alone: str, taken: str
) -> None:
    source = list(ENGLISH)[4]
    server.answers = lambda segments: {"1": "Hello.", "2": BRIEF} if len(segments) > 1 else {"1": alone}
    found = engine(server).translate([Request("你好。"), Request(source)], Search())
    assert [(hypothesis.text, hypothesis.flags) for hypothesis in found] == [("Hello.", ()), (taken, ())]
    assert [len(segments) for segments in server.segments] == [2, 1]


@pytest.mark.parametrize(
    "answer", ["Sure! Here you are:", '{"1": "Hel', "[1]", '{"1": ""}', '{"2": "Hello."}', '{"1": 5}', "{" * 3000]
)
def test_what_is_no_answer_is_given_away(server: ChatServer, answer: str) -> None:
    server.answers = lambda segments: answer
    (found,) = engine(server).translate([Request("你好。")], Search())
    assert found.flags == (FALLBACK,)
    assert found.text == "Hello."


def test_a_segment_that_is_left_out_is_asked_alone(server: ChatServer) -> None:
    server.answers = lambda segments: good({number: text for number, text in segments.items() if number == "1"})
    assert english(engine(server), list(ENGLISH)[:2]) == list(ENGLISH.values())[:2]
    assert [len(segments) for segments in server.segments] == [2, 1]


def test_the_prompt_is_a_file_that_a_person_can_replace(server: ChatServer, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('together=1\ncharacters=100\nsystem="Ja."\nterms="{terms}"\nterm="{source}={target}"\nbackground=""\n')
    name = f"openai:{server.address}#tiny"
    model = open_engine(name, {"prompt": str(mine)})
    assert model.info.signature != open_engine(name).info.signature
    found = model.translate([Request("你好。"), Request("他写了3封邮件。")], Search())
    assert [hypothesis.text for hypothesis in found] == ["Hello.", "He wrote 3 emails."]
    assert [len(segments) for segments in server.segments] == [1, 1]
    mine.write_text("system = 1")
    with pytest.raises(EngineError, match="prompt cannot be used"):
        open_engine(name, {"prompt": str(mine)})


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    with pytest.raises(EngineError, match="cannot be read"):
        gguf_chat(file)
    file.write_bytes(b"<html>")
    with pytest.raises(EngineError, match="no GGUF model"):
        open_engine(file)


OTHERWISE = {
    "WilemR说风力已达Ⅲ级。": "Wilem R said that the wind had reached level III.",
    "朱克杰宗是一座已毁的堡垒。": "Drukgyal Dzong is a ruined fortress.",
    "我们在2019年用WilemR的办法。": "We used the method of Wilem R.",
    "我们在用抖音和WilemR的办法。": "We use Douyin and the method of Wilem R.",
}
"""Answers that would do if the names in them were no matter; a question with marks has none."""


@pytest.mark.parametrize(
    ("post", "english", "flags"),
    [
        ("WilemR说风力已达Ⅲ级。", "Wilem R said that the wind had reached level III.", ("names",)),
        ("**朱克杰宗**（Drukgyal Dzong: 一座宗）是一座已毁的堡垒。", "**Drukgyal Dzong** (a dzong) is a ruined fortress.", ()),
        ("我们在2019年用WilemR的办法。", "", ("fallback",)),
        ("我们在用**抖音**（TikTok: 一座宗）和WilemR的办法。", "", ("fallback",)),
    ],
    ids=["names", "a gloss", "a number is lost", "a term is lost"],
)
def test_the_models_own_sentence_is_taken_where_nothing_but_names_differs(
    server: ChatServer, post: str, english: str, flags: tuple[str, ...]
) -> None:
    server.answers = lambda segments: {n: (OTHERWISE | {"一座宗": "a dzong"}).get(text, "") for n, text in segments.items()}
    (translation,) = bilingual.translate([bilingual.read_document(post.encode())], engine=engine(server), memory=None)
    (row,) = translation.units
    assert tuple(flag for flag in row.flags if flag in ("names", "fallback")) == flags
    assert join(row.en) == english or "fallback" in flags
    assert all(lock.target in join(row.en) for lock in row.locks)


def test_a_whole_run_with_locked_terms(server: ChatServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bilingual.project import Project

    both = {"公园": "We go to the Park, the Park is big.", "⟦1⟧": "We go to ⟦0⟧; ⟦1⟧ is big."}
    server.answers = lambda segments: {
        number: next((english for mark, english in both.items() if mark in text), ENGLISH.get(text, ""))
        for number, text in segments.items()
    }
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bilingual.toml").write_text(f'[run]\nengine = "openai:{server.address}#tiny"\nformat = ["json"]\n')
    (tmp_path / "post.md").write_text("你好。\n\n我们去**公园**（Park: 散步的地方），公园很大。\n\n他写了3封邮件。\n", "utf-8")
    (report,) = Project().run(["post.md"])
    assert report.error is None
    assert (report.events, report.exact) == (2, 2)
    records = json.loads((tmp_path / "outputs/post/post.json").read_text("utf-8"))
    assert [row["en"] for row in records["rows"]][::2] == ["Hello.", "He wrote 3 emails."]
    assert "|engine:tiny|" in records["signature"]
