"""What is suggested, in which order, and what is not; and what terms were called in English so far."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.extraction.renderings import Rendering, Renderings
from bilingual.extraction.suggest import Suggestion, suggest_terms
from bilingual.model import Document, Term
from bilingual.sources import parse
from bilingual.variants import simplified_characters


def suggested(*posts: str, known: tuple[Term, ...] = ()) -> dict[str, Suggestion]:
    documents = [parse(text, name=f"p{n}", path=f"p{n}.md") for n, text in enumerate(posts)]
    return {one.term: one for one in suggest_terms(documents, known, simplified_characters())}


@pytest.mark.slow
def test_names_new_words_and_phrases_with_their_places() -> None:
    post = "抖音很大。\n\n我用Perplexity看抖音，用户心智，抖音的用户心智。李飞飞说用户心智。`Chrome`不算。\n"
    found = suggested(post)
    assert {term: (one.kind, one.times) for term, one in found.items()} == {
        "抖音": ("word", 3), "用户心智": ("phrase", 3), "Perplexity": ("name", 1), "李飞飞": ("person", 1),
    }  # fmt: skip
    assert (found["抖音"].where, found["Perplexity"].where) == ("p0.md:1", "p0.md:3")


def test_what_is_known_in_any_status_is_not_suggested_and_splits_nothing() -> None:
    known = (Term("抖音", "Douyin"), Term("Altman", "", status="rejected"))
    found = suggested("抖音、抖音、抖音，Altman和Sam Altman。", known=known)
    assert list(found) == ["Sam Altman"], "the whole name is another term than the surname"


def test_a_speaker_is_for_build_to_propose() -> None:
    post = "".join(f"阿坤师: 好{n}，阿坤师说。\n\n小林: 对{n}。\n\n" for n in "一二三四")
    assert "阿坤师" not in suggested(post)


def test_traditional_posts_count_as_simplified_ones_and_are_shown_as_written() -> None:
    found = suggested("電風扇壞了，電風扇好了，電風扇。", "电风扇。")
    assert (found["電風扇"].times, found["電風扇"].posts) == (4, 2)


@pytest.mark.parametrize(
    "text", ["换一个麦克风，麦克风好，麦克风。", "他用麦克风，麦克风好，麦克风。", "這支麥克風，麥克風，麥克風"]
)
def test_what_is_counted_or_handled_is_nobody(text: str) -> None:
    assert [one.kind for one in suggested(text).values()] == ["word"]


@pytest.mark.parametrize(
    "text",
    ["东西东西东西东西", "这条路，这条路，这条路", "OK，OK，OK", "shopping，shopping，shopping", "都还没，都还没，都还没", ""],
)
def test_everyday_words_are_not_suggested(text: str) -> None:
    assert suggested(text or "。") == {}


def test_the_real_post(sample: Path) -> None:
    document: Document = parse(sample.read_text("utf-8"), name="a", path="a.md")
    best = [one.term for one in suggest_terms([document], (), simplified_characters())]
    assert {"抖音", "电商", "算力"} <= set(best[:15])
    assert {"用户心智", "窦文涛", "张曼玉", "李飞飞", "GPT", "Perplexity", "硅谷"} <= set(best)
    assert not {"东西", "大家", "事情", "那个", "闲哥", "OK", "shopping"} & set(best)


SENTENCES = (
    ("算力不够", "There is not enough computing power."),
    ("买算力", "Buy computing power, then."),
    ("他的算力呢", "And his calculation?"),
    ("好的", "All right."),
    ("够不够", "Is it enough?"),
)


def test_renderings_are_told_with_how_often() -> None:
    assert Renderings(SENTENCES).of_term("算力") == ((Rendering("computing power", 2),), 3)
    assert Renderings(SENTENCES).of_term("没有") == ((), 0)


def test_a_latin_name_is_its_own_rendering_or_lost() -> None:
    found = Renderings([("用Veo写", "Write with Veo."), ("Veo呢", "And you?")]).of_term("Veo")
    assert found == ((Rendering("Veo", 1),), 2)


def test_the_words_of_what_stands_beside_the_term_are_not_its_rendering() -> None:
    bought = [
        ("一支二手话筒", "A second-hand mic."),
        ("二手话筒不贵", "A second-hand microphone is cheap."),
        ("买二手话筒", "Buy a second-hand thing."),
        ("离话筒近一点", "Closer to the mic."),
        ("话筒坏了", "The microphone's broken."),
    ]
    assert set(Renderings(bought).of_term("话筒")[0]) == {Rendering("mic", 2), Rendering("microphone", 2)}


def test_inflected_forms_stand_apart() -> None:
    videos = [("视频", "A video."), ("视频", "The video here."), ("视频", "Videos."), ("视频", "Some videos."), ("好", "Fine.")]
    assert set(Renderings(videos).of_term("视频")[0]) == {Rendering("video", 2), Rendering("Videos", 2)}
