"""The lock is a promise, whatever the engine does: tested with engines that lose, double and invent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.engines import EngineInfo, Request, Search
from bilingual.glossary.matching import Matcher
from bilingual.locking.locked_translation import LockedTranslator
from bilingual.locking.masking import Masker
from bilingual.locking.placeholders import PLACEHOLDER
from bilingual.locking.sentences import sentences
from bilingual.locking.unmasking import Unmasker
from bilingual.memory import NullMemory
from bilingual.model import FALLBACK, Code, Hypothesis, PairedCode, Term, join
from bilingual.pipeline.units import locks_of
from bilingual.sources import parse
from bilingual.sources.segmentation import sentences as cut

SLOTS = tuple(f"⟦{n}⟧" for n in range(10))
TERMS = (
    Term("人工智能", "Artificial Intelligence"),
    Term("用户", "user"),
    Term("用户界面", "UI"),
    Term("AI", ""),
    Term("TikTok", "TikTok"),
    Term("抖音", "Douyin (抖音)"),
)


class Hostile:
    """An engine that answers with whatever a function makes of the source; what has a slot it may give to another one."""

    def __init__(self, slots: tuple[str, ...], answer: Callable[[str, int], str], *, gives_up: bool) -> None:
        self.info = EngineInfo("hostile", "hostile", slots=slots, limit=500, fallback="other" if gives_up else "")
        self._answer = answer

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        sources = [request.text for request in requests]
        given = [(FALLBACK,) if self.info.fallback and "⟦" in source else () for source in sources]
        return [
            Hypothesis(self._answer(s, 0), 0.0, tuple(self._answer(s, n) for n in (1, 2)), flags)
            for s, flags in zip(sources, given, strict=True)
        ]


def posts() -> st.SearchStrategy[str]:
    words = "人工智能 用户界面 用户 AI TikTok 抖音 Ⅲ GPT-5 **用户**（user:抖音） 我们 很好 ， 。 ！ `x` [链接](u) **".split(" ")
    return st.lists(st.sampled_from([*words, " "]), min_size=1, max_size=30).map("".join)


def answers() -> st.SearchStrategy[Callable[[str, int], str]]:
    garbage = st.lists(st.sampled_from(["the", "⟦0⟧", "⟦1⟧", "⟦7⟧", "⟦", "word", "，", " ", "a"]), max_size=8).map(" ".join)
    keep = st.booleans()
    return st.tuples(keep, garbage).map(lambda drawn: lambda s, n: s.replace("我们", "we") if drawn[0] and n else drawn[1])


@settings(max_examples=150, deadline=None)
@given(post=posts(), answer=answers(), slots=st.sampled_from([(), SLOTS]), gives_up=st.booleans(), names=st.booleans())
def test_every_lock_stands_byte_for_byte_whatever_the_engine_says(
    post: str, answer: Callable[[str, int], str], slots: tuple[str, ...], gives_up: bool, names: bool
) -> None:
    text = parse(f"前言{post}").blocks[0].parts
    matcher = Matcher(TERMS)
    masked = Masker(matcher, keeps_names=names).mask(text, 0)
    wanted = list(sentences(masked, cut))
    translator = LockedTranslator(Hostile(slots, answer, gives_up=gives_up), NullMemory())
    rendered = translator.translate(wanted)
    unmasker = Unmasker(lambda s: rendered[translator.key(s)], cut)
    rendered |= translator.translate(unmasker.unplaced(masked))
    english, _ = unmasker.english(masked)
    locks = locks_of(english, f"前言{post}")
    visible = [part for part in text if isinstance(part, str)]
    visible += [leaf for part in text if isinstance(part, PairedCode) for leaf in part.inner if isinstance(leaf, str)]
    assert len(locks) >= sum(len(matcher.find(words)) for words in visible)
    assert all(join(english)[slice(*lock.span)] == lock.target for lock in locks)
    codes = [part.text for part in text if isinstance(part, Code) and part.kind == "code"]
    assert all(join(english).count(code) >= codes.count(code) for code in codes)
    assert "⟦" not in join(english)
    assert PLACEHOLDER not in join(english)


@pytest.mark.parametrize(
    ("chinese", "answer", "english"),
    [
        ("他是个创新者。", "He is a innovator.", "He is an innovator."),
        ("从a到e都有。", "From a every one to e.", "From a every one to e."),
        ("他说“多一点”，就走了。", 'He said, "A bit more.", and left.', 'He said, "A bit more," and left.'),
    ],
)
def test_what_no_editor_need_be_asked_about_is_put_right(chinese: str, answer: str, english: str) -> None:
    translator = LockedTranslator(Hostile((), lambda s, n: answer, gives_up=False), NullMemory())
    (sentence,) = sentences(Masker(Matcher(())).mask((chinese,), 0), cut)
    assert translator.translate([sentence])[translator.key(sentence)].words == english


def test_a_word_that_an_engine_says_twice_stands_once_unless_the_chinese_does_so() -> None:
    translator = LockedTranslator(Hostile((), lambda s, n: "We go to the the clinic quick quick.", gives_up=False), NullMemory())
    matcher = Matcher(())
    wanted = [
        sentence
        for text in ("我们去诊所吧。", "我们快快去诊所吧。")
        for sentence in sentences(Masker(matcher).mask((text,), 0), cut)
    ]
    rendered = translator.translate(wanted)
    assert [rendered[translator.key(sentence)].words for sentence in wanted] == [
        "We go to the clinic quick.",
        "We go to the the clinic quick quick.",
    ]
