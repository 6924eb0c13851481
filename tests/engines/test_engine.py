"""The contract of `Engine.translate`, with the embedded model."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.engines import Request, Search, open_engine
from bilingual.engines.base import Engine
from bilingual.engines.ctranslate import vocabulary
from bilingual.engines.ctranslate.batching import Source
from bilingual.engines.ctranslate.engine import LIMIT, CTranslateEngine
from bilingual.engines.ctranslate.halving import halved
from bilingual.engines.ctranslate.vocabulary import CHINESE, SLOT
from bilingual.engines.packages.argos import STARTER
from bilingual.errors import EngineError
from bilingual.locking.strategies import Strategies
from tests.conftest import STARTER_VERSION

from .conftest import translated

SENTENCES = ("再给我五分钟。", "我明天去学校。", "⟦0⟧很有名。", "他说⟦0⟧和⟦1⟧都不错。", "谢谢你。")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine("starter")


def test_it_is_an_engine_that_says_how(engine: Engine) -> None:
    assert isinstance(engine, Engine)
    assert engine.info.name == f"starter {STARTER_VERSION}"
    assert engine.info.signature.startswith(f"starter {STARTER_VERSION} ")
    assert engine.info.slots == tuple(f"⟦{digit}⟧" for digit in range(10))
    assert "translate models install" in engine.info.draft


def test_one_hypothesis_for_each_source_in_order(engine: Engine) -> None:
    alone = {source: translated(engine, [source])[0].text for source in SENTENCES}
    mixed = [*SENTENCES, *reversed(SENTENCES), "", "  "]
    assert [found.text for found in translated(engine, mixed)] == [alone.get(source, "") for source in mixed]


def test_the_map_of_its_vocabulary_leaves_its_answers_as_they_are(engine: Engine) -> None:
    """CTranslate2 without a map, and with every forbidden piece forbidden, gives the same to the best of float32."""
    import ctranslate2

    assert isinstance(engine, CTranslateEngine)
    bare = ctranslate2.Translator(str(STARTER / "model"), compute_type="int8")
    forbidden = vocabulary.forbidden(vocabulary.pieces(STARTER / "model"))
    for found, sentence in zip(translated(engine, SENTENCES), SENTENCES, strict=True):
        absent = [[slot] for slot in engine.info.slots if slot not in sentence]
        options = {"suppress_sequences": [*map(list, forbidden), *absent], "disable_unk": True, "length_penalty": 1.3}
        tokens = [*engine._tokens(Source(sentence))]
        (result,) = bare.translate_batch([tokens], beam_size=4, num_hypotheses=4, return_scores=True, **options)
        assert found.text == engine._recipe.tokenizer.decode(result.hypotheses[0]).strip()
        per_piece = (len(result.hypotheses[0]) + 1) ** 0.3  # the penalty, 1.3, is no part of a score
        assert found.score == pytest.approx(result.scores[0] * per_piece, abs=1e-5)


def test_low_effort_is_the_same_model_with_a_narrower_search(engine: Engine) -> None:
    low = open_engine("starter", effort="low")
    assert (low.info.beam, low.info.name) == (2, f"{engine.info.name} low effort")
    assert low.info.signature == engine.info.signature, "what is measured of a model is so at each effort"
    assert Strategies(low).version != Strategies(engine).version, "a part of the memory's key"
    (found,) = low.translate([Request(SENTENCES[0])], Search(low.info.beam, low.info.beam))
    assert len(found.alternatives) == 1


def test_nothing_gives_nothing(engine: Engine) -> None:
    assert translated(engine, []) == []


def test_the_order_of_the_sources_does_not_change_the_translations(engine: Engine) -> None:
    forwards = translated(engine, SENTENCES)
    backwards = translated(engine, SENTENCES[::-1])
    assert forwards == backwards[::-1]


def test_progress_counts_every_source_and_ends_with_all(engine: Engine) -> None:
    seen: list[int] = []
    translated(engine, [*SENTENCES, *SENTENCES, ""], progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 11


def test_alternatives_are_further_hypotheses(engine: Engine) -> None:
    (found,) = translated(engine, [SENTENCES[0]], alternatives=6)
    assert len(found.alternatives) == 5
    assert found.text not in found.alternatives
    assert found.score < 0


def test_no_repeat_ngram_reaches_the_search(engine: Engine) -> None:
    source = "好好好好好好好好好好好好好好好好好好好好好好好好"
    free = translated(engine, [source])[0].text
    held = translated(engine, [source], no_repeat_ngram=1)[0].text
    assert free != held


@pytest.mark.slow
def test_a_source_too_long_for_the_model_is_translated_in_parts(engine: Engine) -> None:
    source = "再给我五分钟，⟦0⟧很有名。" * 60
    found, rare = translated(engine, [source, "𠀀" * LIMIT], beam=1, alternatives=2)
    halves = translated(engine, halved(source), beam=1, alternatives=2)
    assert found.text == " ".join(half.text for half in halves)
    assert len(found.alternatives) == 1
    assert found.score == min(half.score for half in halves)
    assert not CHINESE.search(rare.text)


@given(st.text(alphabet="他去，。 ⟦0⟧", min_size=4, max_size=80))
def test_halves_make_up_the_source_and_keep_slots_whole(source: str) -> None:
    halves = halved(source)
    assert "".join(halves) == source
    assert all(halves)
    assert [slot for half in halves for slot in SLOT.findall(half)] == SLOT.findall(source)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sources=st.lists(st.text(alphabet="闲哥豹𠀀㐀豈们去抖音。、《》，！0⟦⟧", min_size=1, max_size=20), min_size=1, max_size=6))
def test_no_chinese_and_no_invented_slot_is_ever_written(engine: Engine, sources: list[str]) -> None:
    for source, found in zip(sources, translated(engine, sources, beam=2, alternatives=2), strict=True):
        for text in (found.text, *found.alternatives):
            assert not CHINESE.search(text)
            assert set(SLOT.findall(text)) <= set(SLOT.findall(source))


@pytest.mark.parametrize("piece", ["的", "⟦7⟧", "<0xE4>"])
def test_a_model_that_wants_to_write_them_cannot(plain: Path, piece: str) -> None:
    """The names of two pieces are exchanged: where the model means “the”, it now says something forbidden."""
    (plain / "sentencepiece.model").symlink_to(STARTER / "sentencepiece.model")
    path = plain / "shared_vocabulary.json"
    pieces = json.loads(path.read_text("utf-8"))
    one, other = pieces.index("▁the"), pieces.index(piece)
    pieces[one], pieces[other] = pieces[other], pieces[one]
    path.write_text(json.dumps(pieces))
    sources = ["这是世界上最好的学校。", "地球绕着太阳转。"]
    plainly = translated(open_engine("starter"), sources)
    assert all(re.search("(?i)the", found.text) for found in plainly)
    swapped = translated(open_engine(plain), sources, beam=6, alternatives=6)
    texts = [text for found in swapped for text in (found.text, *found.alternatives)]
    assert not [text for text in texts if CHINESE.search(text) or SLOT.search(text) or "\ufffd" in text or "<0x" in text]


def test_no_chinese_in_the_real_post(engine: Engine, sample: Path) -> None:
    sentences = [own for own in re.findall("[^。！？\n]{4,200}[。！？]", sample.read_text("utf-8")) if CHINESE.search(own)]
    found = translated(engine, sentences[:200], beam=1)
    assert len(found) == 200
    assert not [own.text for own in found if CHINESE.search(own.text) or SLOT.search(own.text)]


def test_another_count_is_an_error(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(engine, CTranslateEngine)
    monkeypatch.setattr(engine, "_submitted", lambda batch, options: [])
    with pytest.raises(EngineError, match="0 translations for 1"):
        translated(engine, ["你好。"])


def test_opening_and_translating_leave_the_home_empty(home: Path) -> None:
    translated(open_engine(), ["你好。"])
    assert list(home.rglob("*")) == []
