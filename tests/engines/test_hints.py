"""Hints of a dictionary in the pieces of a source: where they stand, and that the text itself stays what it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.engines.base import Request, Search
from bilingual.engines.ctranslate.hints import HINTS, MARKS, HintedPieces, HintTable
from bilingual.engines.ctranslate.tokenizer import SentencePieces
from bilingual.engines.packages.argos import STARTER, open_package

OPEN, CLOSE, TERM = MARKS
GLOSSES = {"里程碑": "milestone", "在线": "", "存在": "", "线索": "clue", "恰塔霍裕克": "Çatalhöyük"}


@pytest.fixture(scope="module")
def plain() -> SentencePieces:
    model = STARTER / "sentencepiece.model"
    return SentencePieces(model, model)


@pytest.fixture(scope="module")
def hinted(plain: SentencePieces, tmp_path_factory: pytest.TempPathFactory) -> HintedPieces:
    table = tmp_path_factory.mktemp("hints") / "hints.tsv"
    table.write_text("# where it is from\n" + "".join(f"{word}\t{gloss}\n" for word, gloss in GLOSSES.items()), "utf-8")
    return HintedPieces(plain, table)


def test_a_word_of_the_table_is_followed_by_its_english(hinted: HintedPieces) -> None:
    pieces = hinted.encode("这是里程碑。")
    opened, closed = pieces.index(OPEN), pieces.index(CLOSE)
    assert hinted.decode(pieces[:opened]) == "这是里程碑"
    assert hinted.decode(pieces[opened + 1 : closed]) == "milestone"
    assert hinted.decode(pieces[closed + 1 :]) == "。"


def test_no_word_begins_where_two_others_meet(hinted: HintedPieces) -> None:
    assert [hint.word for hint in HintTable(GLOSSES).hints("存在线索")] == ["线索"]
    assert hinted.encode("存在。").count(OPEN) == 0


def test_a_word_that_comes_again_gets_no_second_hint(hinted: HintedPieces) -> None:
    assert hinted.encode("里程碑，里程碑。").count(OPEN) == 1


@given(st.lists(st.sampled_from([*GLOSSES, "我们", "⟦1⟧", "GPU ", "，", "看", " "]), max_size=8).map("".join))
def test_without_its_hints_the_text_is_what_it_was(hinted: HintedPieces, plain: SentencePieces, text: str) -> None:
    pieces, bare, inside = hinted.encode(text), list[str](), False
    for piece in pieces:
        inside = inside or piece == OPEN
        if not inside:
            bare.append(piece)
        inside = inside and piece != CLOSE
    assert hinted.decode(bare) == plain.decode(plain.encode(text))
    wanted = [] if "⟦" in text else HintTable(GLOSSES).hints(text)
    assert pieces.count(OPEN) == pieces.count(CLOSE) == len(wanted)


def test_no_text_is_taken_for_a_hint(plain: SentencePieces) -> None:
    """The marks are bytes that UTF-8 does not have, so no text gives them."""
    assert not {*MARKS} & set(plain.encode("<0xFD>点<0xFE>里程碑<0xFF> ý \ufffe \uffff þ ÿ"))


def test_a_table_that_is_read_where_a_text_needs_it_is_the_whole_one() -> None:
    path = STARTER / HINTS
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    whole, read = HintTable(dict(rows)), HintTable.read(path)
    for post in (Path(__file__).parents[2] / "examples").glob("*.md"):
        for line in post.read_text("utf-8").splitlines():
            assert read.hints(line) == whole.hints(line)


def test_a_line_of_the_table_is_a_word_and_its_gloss(tmp_path: Path) -> None:
    (tmp_path / "hints.tsv").write_text("# CC BY-SA\n里程碑\tmilestone\n存在\t\n", "utf-8")
    assert [hint.gloss for hint in HintTable.read(tmp_path / "hints.tsv").hints("存在里程碑")] == ["milestone"]


def test_beside_slots_there_are_no_hints(hinted: HintedPieces, plain: SentencePieces) -> None:
    assert hinted.encode("⟦1⟧的里程碑。") == plain.encode("⟦1⟧的里程碑。")


def test_the_english_of_a_term_stands_behind_it_and_takes_the_place_of_its_hint(hinted: HintedPieces) -> None:
    pieces = hinted.encode("里程碑的线索", [("里程碑", "Milestone X")])
    opened, closed = pieces.index(TERM), pieces.index(CLOSE)
    assert hinted.decode(pieces[:opened]) == "里程碑"
    assert hinted.decode(pieces[opened + 1 : closed]) == "Milestone X"
    assert pieces.count(TERM) == pieces.count(OPEN) == 1


def package(folder: Path, *, terms: bool) -> Path:
    shutil.copytree(STARTER, folder)
    described = json.loads((folder / "metadata.json").read_text("utf-8"))
    (folder / "metadata.json").write_text(json.dumps({**described, "terms": terms}), "utf-8")
    return folder


def test_a_model_that_has_learnt_it_is_told_the_terms_of_each_sentence(tmp_path: Path) -> None:
    engine = open_package(package(tmp_path / "learnt", terms=True))
    assert engine.info.capabilities == {"terms"}
    asked = [Request("我用抖音。", terms) for terms in ((), (("抖音", "Zweihänder"),), ())]
    first, told, last = engine.translate(asked, Search())
    assert first == last
    assert told != first


def test_another_model_is_told_none(tmp_path: Path) -> None:
    engine = open_package(package(tmp_path / "other", terms=False))
    assert not engine.info.capabilities
    first, told = engine.translate([Request("我用抖音。"), Request("我用抖音。", (("抖音", "Zweihänder"),))], Search())
    assert told == first
