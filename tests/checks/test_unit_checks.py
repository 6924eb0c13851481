"""The checks of finished rows: what each finds, what it lets pass, and how quiet it is on translations by people."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.checks.checked_post import CheckedPost
from bilingual.checks.post import run_checks
from bilingual.checks.registry import REGISTRY
from bilingual.checks.unit_checks import CHECKS
from bilingual.model import Comment, Lock, Speaker, Unit
from bilingual.sources import read_text
from bilingual.variants import Converter
from tests.conftest import SHARED

CASES = json.loads((Path(__file__).parents[1] / "cases/checks/checks.json").read_text("utf-8"))
TO_TRADITIONAL = Converter("tw")


def row(hans: str, en: str, hant: str | None = None, **more: Any) -> Unit:
    source = read_text(hans, ())
    hant = TO_TRADITIONAL.string(hans, "hant") if hant is None else hant
    own = Unit("r1", "b1", "paragraph", None, (0, len(hans)), source, read_text(hant, source), read_text(en, source))
    return replace(own, **more)


def found(*rows: Unit) -> list[tuple[str, str]]:
    return [(problem.name, problem.unit) for problem in run_checks(CheckedPost.of_units(rows))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['check']}: {case['label']}")
def test_what_a_check_finds(case: dict[str, Any]) -> None:
    own = found(row(case["hans"], case["en"], case.get("hant")))
    assert [name for name, _ in own].count(case["check"]) == case["finds"], own


CUES = {"reading-speed", "cue-lines"}
"""Found in posts with times: `test_cues.py`."""


def test_every_check_has_a_case_that_it_finds() -> None:
    shown = {case["check"] for case in CASES if case["finds"]} | {"repeated", "locks", "speakers", "remarks"} | CUES
    assert shown == {check.name for check in CHECKS if REGISTRY[check.name].subject == "unit"}


def test_the_registry_knows_every_check_in_its_order() -> None:
    names = list(dict.fromkeys(check.name for check in CHECKS))
    assert names == [name for name, rule in REGISTRY.items() if rule.subject in ("unit", "lock", "engine")]


def test_what_an_editor_wrote_about_a_sentence() -> None:
    own = row("走吧。", "Let's go.", comments=(Comment("Too curt?", "Ming", about="go"), Comment("No.")))
    facts = [problem.fact for problem in run_checks(CheckedPost.of_units((own,))) if problem.name == "remarks"]
    assert facts == ["Ming: Too curt? (on “go”)", "A comment: No."]


def test_the_same_english_twice_in_a_row() -> None:
    first = row("我们明天一起去北京看展览。", "We go there together tomorrow.")
    second = row("价格比去年已经涨了很多。", "We go there together tomorrow.", id="r2")
    assert found(first, second) == [("repeated", "r2")]
    assert found(first, replace(first, id="r2")) == [], "the post says it twice"
    assert found(row("对。", "Right."), row("没错。", "Right.", id="r2")) == []


def locked(en: str, target: str, **more: Any) -> Unit:
    at = max(en.find(target), 0)
    return row("这个引擎很强。", en, locks=(Lock("引擎", target, (2, 4), (at, at + len(target)), "slot", **more),))


def test_locks() -> None:
    assert found(locked("This Engine is strong.", "Engine")) == []
    assert found(locked("This motor is strong.", "Engine")) == [("locks", "r1")]
    moved = replace(locked("This Engine is strong.", "Engine"), en=("Strong is this Engine.",))
    assert found(moved) == [], "an editor may put it elsewhere"
    assert found(locked("This Engine is strong.", "Engine", flags=("doubled",))) == [("doubled", "r1")]


def test_what_the_glossary_keeps_is_right_whatever_it_holds() -> None:
    own = row("引擎很强。", "The 引擎，42 is strong.", locks=(Lock("引擎", "引擎，42", (0, 2), (4, 9), "slot"),))
    assert found(own) == []


def test_speakers() -> None:
    host, guest = Speaker("主持人", "主持人", "Host"), Speaker("小林", "小林", "Xiao Lin")
    talk = [row("你好。", "Hello.", speaker=host), row("谢谢。", "Thanks.", id="r2", speaker=guest)]
    assert found(*talk) == []
    assert found(talk[0], replace(talk[1], speaker=replace(guest, en="host"))) == [("speakers", "r2")]
    assert found(*talk, replace(talk[0], id="r3", speaker=replace(host, en="Moderator"))) == [("speakers", "r3")]


def test_in_a_bilingual_post_two_labels_may_be_one_person() -> None:
    host, latin = Speaker("主持人", "主持人", "Host"), Speaker("Host", "Host", "Host")
    assert found(row("你好。", "Hello.", speaker=host), row("谢谢。", "Thanks.", id="r2", speaker=latin)) == []


def test_what_the_author_wrote_is_in_no_wrong_script() -> None:
    own = row("张璿来了。", "Zhang Xuan came.", "張璿來了。")
    assert found(own) == [("script", "r1")], "璿 is Traditional, were it converted"
    assert run_checks(CheckedPost.of_units((own,), "张璿来了。")) == ()


@pytest.mark.parametrize(
    ("flag", "target", "english", "fact"),
    [
        ("doubled", "Sam Altman", "I met Sam Sam Altman there.", "A name is said twice in “I met Sam Sam Altman there.”."),
        ("article", "APIs", "He uses a **APIs** here.", "The article before “APIs” does not fit in “He uses a APIs here.”."),
        (
            "inside",
            "meeting",
            "In a meeting room.",
            "“引擎” may be part of a longer word in “这个引擎很强。”; its English here is “meeting”.",
        ),
        ("degraded", "Engine", "Engine.", "The words around “Engine” may be lost in “Engine.”; the Chinese is “这个引擎很强。”."),
    ],
)
def test_what_is_said_of_a_lock_quotes_its_sentence(flag: str, target: str, english: str, fact: str) -> None:
    at = english.find(target)
    lock = Lock("引擎", target, (2, 4), (at, at + len(target)), "slot", (flag,))
    (problem,) = [p for p in run_checks(CheckedPost.of_units((row("这个引擎很强。", english, locks=(lock,)),))) if p.name == flag]
    assert problem.fact == fact


def test_a_mark_may_find_its_partner_in_another_sentence_of_the_paragraph() -> None:
    rows = row("他说：“好。", "He said: “Good."), row("我们走。”", "Let us go.”", id="r2")
    assert found(*rows) == []
    assert found(rows[0], replace(rows[1], en=("Let us go.",))) == [("brackets", "r1")]


def test_english_that_is_the_authors_own_is_not_checked() -> None:
    assert found(row("See  you , 42", "See  you , 42", "See  you , 42", origin="copy")) == []


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_is_checked(hans: str, hant: str, en: str) -> None:
    texts = [text.replace("\0", "") for text in (hans, hant, en)]
    own = Unit("r1", "b1", "paragraph", None, (0, 1), *((text,) for text in texts))
    assert {name for name, _ in found(own)} <= {check.name for check in CHECKS}


@pytest.mark.parametrize("name", ["flores", "newstest2018", "newstest2019", "tatoeba"])
def test_translations_by_people_are_let_pass(name: str) -> None:
    path = SHARED / "eval" / f"{name}.dev.tsv"
    if not path.is_file():
        pytest.skip("the development sets are not beside this checkout (shared/eval)")
    pairs = [line.split("\t")[:2] for line in path.read_text("utf-8").split("\n") if "\t" in line][:250]
    own = [name for hans, en in pairs for name, _ in found(row(hans, en))]
    assert len(own) <= 0.1 * len(pairs), own
    silent = {"residue", "untranslated", "empty", "repeated", "columns", "links", "codes", "locks", "speakers", "script"}
    assert not silent & set(own), own
