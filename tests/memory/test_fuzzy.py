"""Near sentences are offered with their score, and never used."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.engines import open_engine
from bilingual.memory import HumanEntry, SqliteMemory, open_memory
from bilingual.memory.fuzzy import MOST, near_units, notices
from bilingual.model import Translation, join
from bilingual.pipeline.stages import translate
from bilingual.sources import parse

POST = "今天的天气真的非常好。\n\n我们一起去公园吧。\n\n好。\n"


@pytest.fixture
def memory(tmp_path: Path) -> SqliteMemory:
    return open_memory(tmp_path / "memory.sqlite")


def remember(memory: SqliteMemory, *entries: HumanEntry) -> None:
    memory.write_human(entries, file="a.docx", who="An editor")


def result(memory: SqliteMemory, text: str = POST) -> Translation:
    return translate([parse(text, name="talk")], engine=open_engine("starter"), memory=memory)[0]


def test_a_sentence_that_changed_a_little_is_offered_and_not_used(memory: SqliteMemory) -> None:
    remember(memory, HumanEntry("今天的天气真是非常好。", "en", "Lovely weather today.", "talk", "gone"))
    post = result(memory)
    (found,) = near_units(post, memory.human())
    assert (join(found.unit.hans), found.entry.target, found.score) == ("今天的天气真的非常好。", "Lovely weather today.", 90)
    assert "Lovely" not in join(found.unit.en)
    (notice,) = notices(post, memory.human())
    assert (notice.line, notice.problem) == (1, False)
    assert "is 90 % like “今天的天气真是非常好。”, which a person translated: “Lovely weather today.”" in notice.fact
    assert notice.remedy == "It was not used."


@pytest.mark.parametrize(
    "source",
    ["今天的天气不好，我们明天再去。", "别的句子与这里没有任何关系。", "好，"],
    ids=["half the same", "nothing the same", "too short"],
)
def test_what_is_not_near_is_not_offered(memory: SqliteMemory, source: str) -> None:
    remember(memory, HumanEntry(source, "en", "Words."))
    assert near_units(result(memory), memory.human()) == ()


def test_what_belongs_to_a_row_of_this_post_is_offered_to_no_other(memory: SqliteMemory) -> None:
    text = "今天的天气真的非常好。\n\n今天的天气真是非常好。\n"
    (first, _) = result(memory, text).units
    remember(memory, HumanEntry(join(first.hans), "en", "Lovely.", "talk", first.id))
    assert near_units(result(memory, text), memory.human()) == ()


def test_what_a_person_wrote_needs_no_offer(memory: SqliteMemory) -> None:
    gone = HumanEntry("今天的天气真是非常好。", "en", "Fine.", "talk", "gone")
    remember(memory, HumanEntry("今天的天气真的非常好。", "en", "Lovely."), gone)
    assert [join(one.row.hans) for one in near_units(result(memory), memory.human())] == []


def test_a_run_does_not_drown_in_offers(memory: SqliteMemory) -> None:
    lines = [f"第{n}天的天气真的非常好，我们都很高兴。" for n in range(1, MOST + 6)]
    remember(memory, HumanEntry("第零天的天气真的非常好，我们都很高兴。", "en", "Fine."))
    told = notices(result(memory, "\n\n".join(lines) + "\n"), memory.human())
    assert len(told) == MOST + 1
    assert told[-1].fact.startswith("5 more sentences")
