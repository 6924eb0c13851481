"""Joined, the segments are the block, whatever is in it; ids are unique and stay while the text stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.model import Block, Code, Document, Gloss, PairedCode, Part, join
from bilingual.sources.segmentation import sentences, split

characters = st.text(st.sampled_from("中文好。！？…，、；：的“”‘’「」（）()《》[]\"'.!? \n\tAb1Dr.\u3000*𠀀\ue000"), max_size=60)
codes = st.builds(Code, st.sampled_from(["`x`", "\n", "[^1]"]), st.sampled_from(["code", "break", "hardbreak", "note", "mark"]))
glosses = st.builds(lambda term: Gloss("**", term, "**", "（", "", "", ("好。",), "）"), characters)
pairs = st.builds(lambda inner: PairedCode("[", (inner,), "](u)", "link"), characters)
texts = st.lists(st.one_of(characters.filter(bool), codes, glosses, pairs), max_size=8).map(tuple)


def document(*texts: tuple[Part, ...]) -> Document:
    source, blocks = "", []
    for number, text in enumerate(texts):
        blocks.append(Block(f"b{number}", "paragraph", (len(source), len(source) + len(join(text))), text, 1))
        source += join(text)
    return Document("", "", source, tuple(blocks))


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(texts, texts)
def test_joined_segments_are_the_block(first: tuple[Part, ...], second: tuple[Part, ...]) -> None:
    post = document(first, second)
    found = split(post)
    for block in post.blocks:
        own = [segment for segment in found if segment.block == block.id]
        assert "".join(join(segment.parts) for segment in own) == join(block.parts)
        assert [post.source[slice(*segment.span)] for segment in own] == [join(segment.parts) for segment in own]
    assert len({segment.id for segment in found}) == len(found)


@settings(max_examples=300, deadline=None)
@given(characters)
def test_joined_sentences_are_the_text(text: str) -> None:
    found = sentences(text)
    assert "".join(found) == text
    assert all(found)


@given(st.lists(st.sampled_from(["好。", "走吧！", "真的吗？"]), min_size=1, max_size=6))
def test_ids_stay_when_others_follow(texts: list[str]) -> None:
    before = split(document(*((text,) for text in texts)))
    after = split(document(*((text,) for text in [*texts, "新的一段。"])))
    assert [segment.id for segment in after[:-1]] == [segment.id for segment in before]


def test_repeats_are_numbered() -> None:
    first, second, third = split(document(("好。",), ("好。",), ("好。",)))
    assert (second.id, third.id) == (f"{first.id}~2", f"{first.id}~3")


def test_opaque_blocks_have_no_segments() -> None:
    block = Block("b1", "code", (0, 4), (Code("好。走。", "code"),), 1)
    assert split(Document("", "", "好。走。", (block,))) == ()


UNITS = ["。", "“", "（", "”", "（）", "a. ", "（。", "（a。", "“a。", "a.", '"', "a。“", "1. ", "…", "\n"]


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_a_long_line_of_anything_is_read(unit: str) -> None:
    """Hostile text: with anything but linear time this would not end."""
    text = unit * (200_000 // len(unit))
    assert "".join(sentences(text)) == text
