from __future__ import annotations

import pytest

from bilingual.errors import LockBroken
from bilingual.glossary.matching import Matcher
from bilingual.lang.characters import has_chinese
from bilingual.locking.clauses import direct
from bilingual.locking.masking import Masker
from bilingual.locking.placeholders import Masked
from bilingual.locking.rendering import Rendering
from bilingual.locking.sentences import sentences
from bilingual.locking.unmasking import Unmasker
from bilingual.model import Code, Gloss, PairedCode, Part, Term, TermSpan, join
from bilingual.sources.segmentation import sentences as cut

TERMS = (Term("物理引擎", "Physical Engine"), Term("UI", ""), Term("AI", ""), Term("亚马逊", "Amazon"))


def english(dictionary: dict[str, tuple[str | int, ...]], *text: Part, glosses: str = "inline") -> str:
    """The English of a text, given the templates of its sentences; what is not given comes out in angle brackets."""

    def render(sentence: Masked) -> Rendering:
        if not has_chinese(sentence.text):
            return Rendering(direct(sentence) or ("",), "plain", "copy")
        return Rendering(
            dictionary.get(sentence.text, (f"<{sentence.text}>", *range(len(sentence.placeholders)))), "slot", "machine"
        )

    masked = Masker(Matcher(TERMS)).mask(text, 0)
    unmasker = Unmasker(render, cut, glosses)  # type: ignore[arg-type]
    return join(unmasker.english(masked)[0])


def gloss(term: str, head: str, explanation: str) -> Gloss:
    return Gloss("**", term, "**", "（", head, ": " if head else "", (explanation,) if explanation else (), "）")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (gloss("物理引擎", "Physical Engine", "软件模块"), "**Physical Engine** (software)"),
        (gloss("UI", "User Interface", "用户界面"), "**UI** (User Interface)"),
        (gloss("UI", "User Interface", "用户看到的部分，很重要"), "**UI** (User Interface: what users see)"),
        (gloss("AI", "亚马逊", "公司"), "**AI** (company)"),
        (gloss("AI", "AI", "公司"), "**AI** (company)"),
        (gloss("物理引擎", "Physical Engine", ""), "**Physical Engine**"),
        (gloss("AI", "", "公司"), "**AI** (company)"),
        (gloss("UI", "User Interface", "用AI"), "**UI** (User Interface: with AI)"),
    ],
    ids=lambda value: str(value),
)
def test_the_explanation_stands_after_the_term_and_says_something(written: Gloss, expected: str) -> None:
    known = {
        "软件模块": ("software",), "用户界面": ("user interface",), "用户看到的部分，很重要": ("what users see",),
        "公司": ("company",), "用￼": ("with ", 0),
    }  # fmt: skip
    assert english(known, written) == expected


def test_explanations_can_be_left_out_after_the_first_or_always() -> None:
    twice = (gloss("AI", "", "公司"), "，", gloss("AI", "", "公司"))
    known = {"公司": ("company",)}
    assert english(known, *twice, glosses="inline") == "**AI** (company), **AI** (company)"
    assert english(known, *twice, glosses="first") == "**AI** (company), **AI**"
    assert english(known, *twice, glosses="drop") == "**AI**, **AI**"


def test_links_and_codes_keep_their_bytes() -> None:
    link = PairedCode("[", ("文档",), '](u_(d) "题")', "link")
    known = {"看￼用￼。": ("Use ", 1, " and see ", 0, "."), "文档": ("the docs",)}
    assert english(known, "看", link, "用", Code("`a  b`", "code"), "。") == 'Use `a  b` and see [the docs](u_(d) "题").'


def test_emphasis_is_found_again_where_its_words_stand() -> None:
    strong = PairedCode("**", ("很重要",), "**", "emphasis")
    known = {"这很重要的事。": ("This is Very Important.",), "很重要": ("very important",)}
    assert english(known, "这", strong, "的事。") == "This is **Very Important**."
    again = {**known, "很重要": ("crucial",), "这￼的事。": ("This is a ", 0, " thing.")}
    assert english(again, "这", strong, "的事。") == "This is a **crucial** thing."


def test_every_sentence_that_is_asked_for_was_announced() -> None:
    text = (
        "看",
        gloss("UI", "User Interface", "界面，好"),
        "和",
        PairedCode("**", ("重要",), "**", "emphasis"),
        "的事。第二句。",
    )
    masked = Masker(Matcher(TERMS)).mask(text, 0)
    announced = {sentence.text for sentence in sentences(masked, cut)}
    asked: list[str] = []

    def render(sentence: Masked) -> Rendering:
        asked.append(sentence.text)
        return Rendering(("x", *range(len(sentence.placeholders))), "slot", "machine")

    Unmasker(render, cut).english(masked)
    assert set(asked) == announced


def test_a_template_that_lost_a_term_is_never_written() -> None:
    with pytest.raises(LockBroken):
        english({"用￼。": ("Use it.",)}, "用UI。")


def test_a_mention_remembers_where_it_stands_in_the_post() -> None:
    masked = Masker(Matcher(TERMS)).mask(("用UI。",), 40)
    text, _ = Unmasker(lambda s: Rendering(("Use ", 0, "."), "slot", "machine"), cut).english(masked)
    assert text == ("Use ", TermSpan("UI", "UI", (41, 43), "slot"), ".")
