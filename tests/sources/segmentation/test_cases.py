"""Cases as data: where sentences end. The text of a case is read as a post of one paragraph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bilingual.model import Block, Code, Document, Gloss, PairedCode, Part, join
from bilingual.sources.segmentation import sentences, split

CASES = Path(__file__).parents[2] / "cases/segmentation"


def cases(name: str) -> list[Any]:
    return [pytest.param(case, id=case["label"]) for case in json.loads((CASES / f"{name}.json").read_text())]


MARKUP = {
    "**UI**（User Interface: 界面。真的！）": Gloss("**", "UI", "**", "（", "User Interface", ": ", ("界面。真的！",), "）"),
    "**AI**（人工智能）": Gloss("**", "AI", "**", "（", "", "", ("人工智能",), "）"),
    "[^1]": Code("[^1]", "note"),
    "^[注。]": PairedCode("^[", ("注。",), "]", "html"),
    "**这是重点。**": PairedCode("**", ("这是重点。",), "**", "emphasis"),
    "**第一句。第二句。**": PairedCode("**", ("第一句。第二句。",), "**", "emphasis"),
    "`a。b`": Code("`a。b`", "code"),
    "[说明。](u)": PairedCode("[", ("说明。",), "](u)", "link"),
    "  \n": Code("  \n", "hardbreak"),
    "\n": Code("\n", "break"),
    "<br>": Code("<br>", "hardbreak"),
    "https://a.cn/b.c?d=e!f": Code("https://a.cn/b.c?d=e!f", "url"),
}
"""The markup of the cases, as the parser would give it: stages do not know each other, and neither do their tests."""


def parts(text: str) -> tuple[Part, ...]:
    for source, part in MARKUP.items():
        before, found, after = text.partition(source)
        if found:
            return (*parts(before), part, *parts(after))
    return (text,) if text else ()


def segments(text: str) -> list[str]:
    block = Block("b1", "paragraph", (3, 3 + len(text)), parts(text), 1)
    found = split(Document("", "", f"xxx{text}", (block,)))
    position = 3
    for segment in found:
        assert segment.span == (position, position + len(join(segment.parts)))
        position = segment.span[1]
    assert position == 3 + len(text)
    return [join(segment.parts) for segment in found]


@pytest.mark.parametrize("case", [*cases("wild"), *cases("synthetic"), *cases("negative")])
def test_sentences(case: dict[str, Any]) -> None:
    assert segments(case["input"]) == case["expected"]


@pytest.mark.parametrize("case", [*cases("synthetic"), *cases("negative")])
def test_strings_follow_the_same_rule(case: dict[str, Any]) -> None:
    if case["label"] != "address":
        assert list(sentences(case["input"])) == case["expected"]


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    assert segments(case["input"]) == case["expected"]
