"""The lock with real models, one trained for slots and one that never saw any: every term stands, whatever it costs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bilingual.engines import open_engine
from bilingual.engines.base import Engine
from bilingual.formats.json import write as records
from bilingual.glossary.matching import Matcher
from bilingual.glossary.termbase import Glossary
from bilingual.model import Term, Translation, join, plain
from bilingual.pipeline import stages
from bilingual.sources import parse

UNSLOTTED = Path(__file__).parents[1] / "models/unslotted"
TERMS = (
    Term("用户", "user"),
    Term("用户界面", "user interface"),
    Term("界面设计", "the design of interfaces"),
    Term("抖音", "Douyin (抖音)"),
    Term("TikTok", ""),
    Term("AI", ""),
    Term("人工智能", "Artificial Intelligence"),
    Term("闲哥", "Xian Ge"),
    Term("北京", "Tom"),
    Term("护城河", "moat — “the” moat"),
    Term("天气", "weather_now"),
)
WORDS = "界面 智能 汤姆 我们 喜欢 和 的 很好 在 ， 。 ！".split()
PIECES = [*(term.source for term in TERMS), *WORDS]


def wrong(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The same sources with each other's targets."""
    return tuple(Term(own.source, other.english) for own, other in zip(terms, [*terms[3:], *terms[:3]], strict=True))


@pytest.fixture(scope="module", params=["starter", str(UNSLOTTED)], ids=["with slots", "without slots"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return open_engine(request.param)


def posts() -> st.SearchStrategy[str]:
    """Dense, adjacent, repeated and nested terms, in a few sentences; what is English altogether would stay as it is."""
    return st.lists(st.sampled_from(PIECES), min_size=1, max_size=24).map(lambda pieces: "他说" + "".join(pieces))


def translated(post: str, terms: Sequence[Term], engine: Engine) -> Translation:
    (result,) = stages.translate([parse(post)], glossary=Glossary(tuple(terms)), engine=engine)
    return result


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(post=posts(), shuffled=st.booleans())
@example(post="用户界面用户用户界面设计抖音抖音TikTokAI人工智能。", shuffled=False)
@example(post="汤姆在北京，北京的汤姆喜欢闲哥。", shuffled=False)
@example(post="我们喜欢抖音。我们喜欢抖音。天气，天气！", shuffled=True)
def test_every_event_is_exact_with_any_model_and_any_targets(engine: Engine, post: str, shuffled: bool) -> None:
    terms = wrong(TERMS) if shuffled else TERMS
    wanted = [match.term for match in Matcher(terms).find(post)]
    result = translated(post, terms, engine)
    assert sorted(lock.target for row in result.units for lock in row.locks) == sorted(term.english for term in wanted)
    for row in result.units:
        assert all(join(row.en)[slice(*lock.span)] == lock.target for lock in row.locks)
    assert [lock["target"] for row in json.loads(records.records_text(result))["rows"] for lock in row["locks"]] or not wanted
    assert "⟦" not in "".join(plain(row.en) for row in result.units)


def test_the_model_without_slots_has_none_and_is_carried_by_names() -> None:
    engine = open_engine(UNSLOTTED)
    assert engine.info.slots == ()
    strategies = [lock.strategy for row in translated("我喜欢抖音。闲哥很有名。", TERMS, engine).units for lock in row.locks]
    assert strategies == ["surrogate", "surrogate"]


def test_what_stood_for_a_term_is_never_left_in_the_text() -> None:
    engine = open_engine(UNSLOTTED)
    result = translated("我喜欢抖音。闲哥很有名。用户在护城河。", TERMS, engine)
    names = {"Tom", "Mary", "John", "Tokyo", "Boston", "Mike", "Jack", "Jim", "London", "Paris"}
    assert not names & set(" ".join(join(row.en) for row in result.units).replace(".", " ").split())


def test_text_without_terms_has_no_locks_and_reads_as_without_a_glossary(engine: Engine) -> None:
    post = "今天的天空很蓝。OpenAIS和Tiktoker不一样，AIs也是。我们去公园吃饭吧！"
    with_terms, without = (translated(post, terms, engine) for terms in (TERMS, ()))
    assert [lock for row in with_terms.units for lock in row.locks] == []
    assert [join(row.en) for row in with_terms.units] == [join(row.en) for row in without.units]


def test_a_name_that_is_written_out_is_not_said_twice(engine: Engine) -> None:
    terms = (Term("Altman", "Sam Altman"), Term("抖音", "Douyin (抖音)"))
    result = translated("他说Sam Altman和Altman都喜欢抖音。Douyin (抖音)很好。", terms, engine)
    assert [lock.source for row in result.units for lock in row.locks if lock.target == "Sam Altman"] != ["Altman", "Altman"]
    shown = " ".join(join(row.en) for row in result.units)
    assert shown.count("Sam Altman") == 2
    assert "Sam Sam" not in shown
    assert shown.count("Douyin (抖音)") == 2
