"""The source of a post comes back byte for byte, whatever is in it; blocks are spans that rise and never overlap."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.errors import DocumentError
from bilingual.model import Block, Document, join
from bilingual.sources import parse, render

from .posts import EXAMPLES, SAMPLE, nasty

FORBIDDEN = [chr(code) for code in (0, 0xD800, 0xE000, 0xF8FF, 0xF0000, 0x10FFFF)]


def parsed(text: str) -> Document | None:
    try:
        return parse(text)
    except DocumentError:
        return None


def check(document: Document, text: str) -> None:
    assert render(document) == text
    position = 0
    for block in document.blocks:
        start, end = block.span
        assert position <= start < end <= len(text)
        assert join(block.parts) == text[start:end]
        position = end
        check_label(block, text)
    assert len({block.id for block in document.blocks}) == len(document.blocks)


def check_label(block: Block, text: str) -> None:
    if block.label:
        first, last = block.label.name_span
        assert text[first:last] == block.label.name
        assert block.label.span[0] <= first < last <= block.label.span[1] == block.span[0]


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(nasty)
def test_everything_comes_back(text: str) -> None:
    document = parsed(text)
    if document:
        check(document, text)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Co"], exclude_characters="\0"), max_size=200))
def test_any_text_comes_back(text: str) -> None:
    document = parsed(text)
    if document:
        check(document, text)


@settings(max_examples=60, deadline=None)
@given(nasty)
def test_blocks_keep_their_ids(text: str) -> None:
    first, second = parsed(text), parsed(text + "\n\n末尾新段落。\n")
    if not first or not second or first.notices:  # an unclosed fence takes in what is added
        return
    if second.blocks[-1].kind == "paragraph" and len(second.blocks) == len(first.blocks) + 1:
        assert [block.id for block in second.blocks][:-1] == [block.id for block in first.blocks]


@pytest.mark.parametrize("path", [*EXAMPLES, SAMPLE], ids=lambda path: path.stem)
def test_posts_come_back(path: Path) -> None:
    if not path.exists():
        pytest.skip("The real post lies beside the repository and is not part of it.")
    text = path.read_bytes().decode()
    check(parse(text), text)


@pytest.mark.parametrize("character", FORBIDDEN, ids=ascii)
def test_masks_are_refused(character: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse(f"第一行\r\n第二行\r第{character}三行", path="a.md")
    assert (caught.value.path, caught.value.line) == ("a.md", 3)


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff", "\u3000\n"], ids=ascii)
def test_empty_posts_are_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="empty"):
        parse(text)


def test_endless_lines_are_refused() -> None:
    with pytest.raises(DocumentError, match="1,000,001") as caught:
        parse("一\n" + "长" * 1_000_001)
    assert caught.value.line == 2
