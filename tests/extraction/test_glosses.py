"""Evidence from a whole post, and the terms it comes to."""

from __future__ import annotations

import pytest

from bilingual.extraction.classify import Classified
from bilingual.extraction.glosses import Evidence, collect_glosses, make_terms
from bilingual.model import Block, Code, Document, Gloss, Label, PairedCode, Part, Term


def gloss(term: str, head: str, explanation: str = "解释") -> Gloss:
    return Gloss("**", term, "**", "（", head, ": " if head else "", (explanation,), "）")


def document(*blocks: tuple[Part, ...], between: str = "\n\n") -> Document:
    source, made = "", []
    for index, parts in enumerate(blocks):
        start = len(source)
        source += "".join(map(str, parts))
        made.append(Block(str(index), "paragraph", (start, len(source)), parts, source.count("\n", 0, start) + 1))
        source += between
    return Document("post", "posts/post.md", source, tuple(made))


def test_glosses_are_found_at_any_depth_with_their_lines() -> None:
    nested = Gloss("**", "护城河", "**", "（", "Moat", ": ", ("见", gloss("壁垒", "Barrier")), "）")
    parts = ("第一行", Code("\n", "break"), gloss("物理引擎", "Physics Engine"))
    evidence = collect_glosses(document((PairedCode("[", (gloss("UI", "User Interface"),), "](x)", "link"),), parts, (nested,)))
    assert [(e.reading.term, e.where) for e in evidence] == [
        ("UI", "posts/post.md:1"), ("物理引擎", "posts/post.md:4"), ("护城河", "posts/post.md:6"), ("壁垒", "posts/post.md:6"),
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(ending: str) -> None:
    evidence = collect_glosses(document(("甲",), (gloss("UI", "User Interface"),), between=ending))
    assert evidence[0].line == 2


def test_a_separator_inside_a_paragraph_is_no_line() -> None:
    assert collect_glosses(document(("甲\u2028乙", gloss("UI", "User Interface"))))[0].line == 1


@pytest.mark.parametrize(
    ("text", "term", "target"),
    [
        ("这就是尾部事件（Tail Events: 概率极小）。", "尾部事件", "Tail Events"),
        ("他们用的是强化学习(Reinforcement Learning)。", "强化学习", "Reinforcement Learning"),
        ("他读过《三体》（The Three-Body Problem）两遍", "三体", "The Three-Body Problem"),
        ("所谓“敢于知道”（Sapere Aude）的精神", "敢于知道", "Sapere Aude"),
        ("谈谈人工智能（AI）", "人工智能", "AI"),
    ],
)
def test_weak_evidence_waits_for_a_person(text: str, term: str, target: str) -> None:
    found = collect_glosses(document((text,)))
    assert [(e.reading.term, e.reading.target, e.reading.confidence, e.weak) for e in found] == [(term, target, "doubtful", True)]
    assert [t.status for t in make_terms(found)] == ["candidate"]


@pytest.mark.parametrize(
    "text",
    [
        "大家都笑了（笑）", "他说（译注：见前文）", "生于（1984）", "长五米（5 m）", "内存很大（GB）", "见官网（https://example.org）",
        "写在配置里（key=value）", "使用OpenAI（一家公司）", "转自推特（via Twitter）", "他走了（Bye，再见）",
        "没有闭合（Tail Events",
    ],
)  # fmt: skip
def test_asides_that_are_no_glosses(text: str) -> None:
    assert collect_glosses(document((text,))) == ()


@pytest.mark.parametrize(
    ("term", "head", "status"),
    [
        ("尾部事件", "Tail Events", "accepted"),
        ("OpenAI", "", "accepted"),
    ],
)
def test_a_gloss_without_marks_counts_where_the_lengths_agree(term: str, head: str, status: str) -> None:
    bare = Gloss("", term, "", "（", head, ": " if head else "", ("解释",), "）")
    assert [t.status for t in make_terms(collect_glosses(document((bare,))))] == [status]


def test_a_gloss_without_marks_that_is_longer_than_its_english_is_cut_and_waits() -> None:
    bare = Gloss("", "公司采用强化学习", "", "（", "Reinforcement Learning", "", (), "）")
    (term,) = make_terms(collect_glosses(document((bare,))))
    assert (term.source, term.target, term.status) == ("强化学习", "Reinforcement Learning", "candidate")


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("**罗默少将**（Lieutenant General Rohmer）: ", [("罗默少将", "Lieutenant General Rohmer", "accepted")]),
        ("**罗默少将**（OpenAI CEO）: ", []),
        ("**罗默少将**（现任）: ", []),
        ("**罗默少将**: ", []),
    ],
)
def test_a_label_may_hold_the_speakers_english(label: str, found: list[tuple[str, str, str]]) -> None:
    source = f"{label}好。"
    own = Label("罗默少将", (0, len(label)), (2, 6))
    block = Block("1", "turn", (len(label), len(source)), ("好。",), 1, label=own)
    evidence = collect_glosses(Document("a", "a.md", source, (block,)))
    assert [(t.source, t.target, t.status) for t in make_terms(evidence)] == found


def test_weak_evidence_can_be_left_out() -> None:
    assert collect_glosses(document(("这就是尾部事件（Tail Events）",)), weak=False) == ()


def reading(term: str, target: str = "", line: int = 1, **more: object) -> Evidence:
    weak = bool(more.pop("weak", False))
    return Evidence(Classified("translation", term, target, **more), "", "a.md", line, weak)  # type: ignore[arg-type]


def test_one_term_for_each_in_the_order_of_the_post() -> None:
    found = make_terms([reading("乙", "B"), reading("甲乙", "A"), reading("乙", "b", line=3)])
    assert [(t.source, t.target, t.status, t.where) for t in found] == [
        ("乙", "B", "accepted", "a.md:1"), ("甲乙", "A", "accepted", "a.md:1"),
    ]  # fmt: skip


def test_weak_evidence_is_never_accepted_however_clear() -> None:
    assert [t.status for t in make_terms([reading("护城河", "Moat", weak=True)])] == ["candidate"]


def test_two_ways_are_a_conflict_that_shows_both_places() -> None:
    (term,) = make_terms([reading("护城河", "Moat", line=2), reading("护城河", "Rampart", line=9)])
    assert (term.target, term.status) == ("Moat", "candidate")
    assert "“Rampart” at a.md:9" in term.note
    assert "a.md:2" in term.note


def test_a_clear_gloss_wins_over_doubtful_and_weak_ones() -> None:
    (term,) = make_terms([
        reading("护城河", "The Moats", weak=True, confidence="doubtful", reason="?"),
        reading("护城河", confidence="doubtful", reason="The gloss gives no English."),
        reading("护城河", "Moat", line=5),
    ])  # fmt: skip
    assert (term.target, term.status, term.where, term.note) == ("Moat", "accepted", "a.md:5", "")


def test_an_alias_belongs_to_one_term() -> None:
    found = make_terms([
        reading("Amazon", chinese="亚马逊"), reading("AWS", chinese="亚马逊"), reading("Google", chinese="谷歌"),
        reading("谷歌", "Google"),
    ])  # fmt: skip
    assert [(t.source, t.aliases) for t in found] == [("Amazon", ("亚马逊",)), ("AWS", ()), ("Google", ()), ("谷歌", ())]


def test_what_no_file_may_hold_is_no_term() -> None:
    assert make_terms([reading("——"), reading("护\ue000", "Moat"), reading("2008")]) == ()


def test_the_path_may_be_given() -> None:
    assert make_terms([reading("护城河", "Moat", line=4)], "b.md")[0].where == "b.md:4"


def test_terms_are_ready_for_the_glossary() -> None:
    (term,) = make_terms(collect_glosses(document((gloss("Amazon", "亚马逊"),))))
    assert term == Term("Amazon", "", kind="keep", aliases=("亚马逊",), where="posts/post.md:1")
