"""What a plan decides of a post: what stays as it is, whose names are locked, what counts of the glossary."""

from __future__ import annotations

import pytest

from bilingual.glossary.termbase import Glossary
from bilingual.locking.placeholders import key_terms, locked_terms
from bilingual.model import Context, Term
from bilingual.pipeline.options import Options
from bilingual.pipeline.plan import Plan, is_english, is_name, planned, sentences_of
from bilingual.sources import parse


def plan(text: str, *terms: Term, keeps_names: bool = False) -> Plan:
    return planned(parse(text, name="post"), Glossary(terms), Options(), keeps_names=keeps_names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Only English here.", True),
        ("GPT-5，OK！", False),
        ("我们走。", False),
        ("The word 道 is often left as it is in English prose about it.", True),
        ("The word 道。", False),
    ],
)
def test_a_block_that_is_english_stays(text: str, expected: bool) -> None:
    (block,) = parse(text).blocks
    assert is_english(block) is expected
    assert bool(plan(text).masked) is not expected


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [("speaker: 张三", True), ("speaker: 声东击西节目", False), ("guest: Sam Altman", True), ("title: 张三", False)],
)
def test_a_name_in_the_front_matter_is_no_sentence(front_matter: str, expected: bool) -> None:
    block = parse(f"---\n{front_matter}\n---\n\n你好。\n").blocks[0]
    assert is_name(block) is expected


TALK = "张三：李四你好吗？\n\n李四：张三你好。\n\n主持人：你们好吗？\n\n张三：我们好啊。\n"


def test_speakers_by_name_are_locked_and_roles_are_not() -> None:
    assert [term.source for term in plan(TALK).locks] == ["张三", "李四"]
    assert [term.source for term in plan(TALK, Term("主持人", "Host", kind="speaker")).locks] == ["张三", "李四"]


@pytest.mark.parametrize(
    ("status", "english"), [("accepted", ["Trey", "Li Si"]), ("rejected", ["Li Si"]), ("candidate", ["Li Si", "Zhang San"])]
)
def test_what_the_glossary_decides_of_a_speaker_counts(status: str, english: list[str]) -> None:
    term = Term("张三", "Trey", status=status, kind="speaker")  # type: ignore[arg-type]
    assert sorted(found.english for found in plan(TALK, term).locks) == sorted(english)


def test_the_digest_is_of_all_terms_and_the_glossary_of_those_that_may_stand_here() -> None:
    near, far = Term("公园", "park"), Term("医院", "hospital")
    one, two = plan("去公园。", near), plan("去公园。", near, far)
    assert two.glossary.terms == (near,)
    assert one.digest != two.digest


def test_the_engine_sees_simplified_whatever_the_author_writes() -> None:
    found = plan("我們去醫院說話。", Term("医院", "hospital"))
    (sentence,) = sentences_of(found)
    assert "说话" in sentence.text
    assert [term.text for term in locked_terms(sentence)] == ["醫院"]


def test_names_are_masked_only_for_an_engine_that_carries_them() -> None:
    (masked,) = plan("用Claude写。", keeps_names=True).masked.values()
    (plain,) = plan("用Claude写。").masked.values()
    assert len(masked.placeholders) == 1
    assert plain.placeholders == ()


MORNING = "# 早上\n\n主持人: 大家好。今天下雨。\n\n小林: 是的。她来了。\n"


def test_an_engine_that_heeds_it_is_given_what_stands_before_and_who_speaks() -> None:
    post = parse(MORNING, speakers=frozenset({"主持人", "小林"}))
    asked = sentences_of(planned(post, Glossary(()), Options(), keeps_names=False, heeded=("before", "speaker")))
    assert [(sentence.text, sentence.context) for sentence in asked] == [
        ("早上", Context()),
        ("大家好。", Context("早上", "主持人")),
        ("今天下雨。", Context("早上大家好。", "主持人")),
        ("是的。", Context("大家好。今天下雨。", "小林")),
        ("她来了。", Context("今天下雨。是的。", "小林")),
    ]
    assert all(sentence.context == Context() for sentence in sentences_of(plan(MORNING)))


def test_context_is_given_in_simplified_characters_and_its_marks_are_left_out() -> None:
    post = parse("他說**這個**學生。\n\n她來了。\n")
    *_, last = sentences_of(planned(post, Glossary(()), Options(), keeps_names=False, heeded=("before", "speaker")))
    assert last.context.before == "他说这个学生。"


def test_the_key_of_the_memory_has_the_context_where_there_is_one() -> None:
    first, second = (
        list(sentences_of(planned(parse(text), Glossary(()), Options(), keeps_names=False, heeded=("before", "speaker"))))[-1]
        for text in ("下雨了。\n\n她来了。\n", "下雪了。\n\n她来了。\n")
    )
    assert first.text == second.text
    assert key_terms(first) != key_terms(second)
    assert {key_terms(s) for text in (MORNING, "她来了。") for s in sentences_of(plan(text))} == {""}
