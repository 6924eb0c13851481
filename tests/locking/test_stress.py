"""Where the words that a post stresses stand in the English."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import pytest

from bilingual.engines import EngineInfo, Request, Search
from bilingual.glossary.matching import Matcher
from bilingual.locking.masking import Masker
from bilingual.locking.placeholders import PLACEHOLDER
from bilingual.locking.stress import place_of
from bilingual.memory.sqlite import SqliteMemory
from bilingual.model import Hypothesis, Links, join, joined
from bilingual.pipeline.stages import translate
from bilingual.sources import parse

CASES = (
    ("as they are", "very important", "This is Very Important.", "Very Important"),
    ("inflected", "scientist", "The scientists know.", "scientists"),
    ("apart by a small word", "get permission", "We get the permission first.", "get the permission"),
    ("not part of a word", "art", "They start here.", ""),
    ("nowhere", "crucial", "This is important.", ""),
    ("small words alone", "not", "It is nothing.", ""),
    ("twice, as near", "great ideas", "great idea, great idea", ""),
    ("too far apart", "open source", "open the door of a house near the source", ""),
)


@pytest.mark.parametrize(("words", "text", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_words_are_found_in_their_sentence(words: str, text: str, found: str) -> None:
    place = place_of(words, text)
    assert (text[slice(*place)] if place else "") == found


@pytest.mark.parametrize("source", ["这**很重要**的事。", "前，甲**乙**丙**丁**戊，后。", " 甲**乙**丙。", "甲**乙*丙*丁**戊。"])
def test_a_placeholder_for_each_emphasis_leaves_the_rest(source: str) -> None:
    (block,) = parse(source).blocks
    masked = Masker(Matcher(())).mask(block.parts, 0)
    assert all(masked.text[stress.start :].startswith(stress.inner.text) for stress in masked.stressed)
    slots, words = masked.with_slots(), iter(stress.inner.text for stress in masked.stressed)
    assert "".join(next(words) if piece == PLACEHOLDER else piece for piece in slots.text) == masked.text
    assert slots.placeholders
    assert not slots.stressed


class Fixed:
    """An engine that writes what a table says, and knows which words come from which."""

    info = EngineInfo("fixed", "fixed", slots=("⟦0⟧", "⟦1⟧"))
    english: ClassVar = {"他用刀切肉。": "He cuts meat using knives.", "刀": "blade", "切": "slice"}
    links = ((0, 2, 0, 1), (3, 7, 3, 4), (8, 12, 4, 5), (13, 18, 1, 2), (19, 25, 2, 3))

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        return [Hypothesis(self.english[request.text]) for request in requests]

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[Links]:
        assert pairs == [("他用刀切肉。", "He cuts meat using knives.")]
        return [self.links]


def test_the_engine_says_where_stressed_words_went_and_the_memory_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (document,) = [parse("他用**刀***切*肉。")]
    with SqliteMemory(tmp_path / "memory.sqlite") as memory:
        for _ in range(2):
            (result,) = translate([document], engine=Fixed(), memory=memory)
            assert join(joined(result.units, "en")) == "He *cuts* meat using **knives**."
            monkeypatch.setattr(Fixed, "align", lambda self, pairs: pytest.fail("asked again"))
