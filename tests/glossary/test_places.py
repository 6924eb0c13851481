"""Where words and terms stand in a post, and a glossary file that is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import GlossaryError
from bilingual.glossary.files import write_glossary
from bilingual.glossary.matching import Matcher
from bilingual.glossary.places import find_places, line_numbers, text_stretches
from bilingual.model import Term
from bilingual.sources import parse

POST = "# AI\n\n用`AI`写[AI](AI.md)，**AI**（Artificial Intelligence: AI 的全称）。\n"


def test_terms_are_found_in_words_and_never_in_code_addresses_or_the_head_of_a_gloss() -> None:
    document = parse(POST, name="a")
    found = list(find_places(document, Matcher([Term("AI", "")])))
    assert [(place.line, place.is_gloss) for place in found] == [(1, False), (3, False), (3, True), (3, False)]
    offsets = [place.stretch.start + place.match.start for place in found]
    assert [POST[offset : offset + 2] for offset in offsets] == ["AI"] * 4


def test_stretches_stand_where_they_say() -> None:
    document = parse(POST, name="a")
    assert all(POST[stretch.start :].startswith(stretch.text) for stretch, _ in text_stretches(document))


@given(st.text(alphabet="a\r\n", max_size=12))
def test_lines_are_those_of_commonmark(source: str) -> None:
    line_of = line_numbers(source)
    text = source.replace("\r\n", "\0\n").replace("\r", "\n")
    assert [line_of(offset) for offset in range(len(source))] == [text[:offset].count("\n") + 1 for offset in range(len(source))]


def test_a_file_that_somebody_else_changed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    write_glossary(path, b"source,target\n")
    with pytest.raises(GlossaryError, match="changed by somebody else"):
        write_glossary(path, b"mine", before=b"older")
    assert path.read_bytes() == b"source,target\n"
    write_glossary(path, b"mine", before=b"source,target\n")
    assert path.read_bytes() == b"mine"
    with pytest.raises(GlossaryError, match="cannot be written"):
        write_glossary(tmp_path / "g.csv" / "below.csv", b"mine")
