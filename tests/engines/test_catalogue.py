"""The catalogue: well-formed, and with the numbers that were measured."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bilingual.engines import catalogue
from bilingual.engines.catalogue import SETS, Entry, entries

COMMIT = "e7957fc407441a5e3e35bbcbf9d60d9b35764618"
FILES = {
    "base-memory/zhen/model.zhen.intgemm.alphas.bin.gz": (
        32_726_806,
        "c430e24baad44b8e4f725458e2454aec8a760faefbd0a4592c80f114b051f692",
    ),
    "base-memory/zhen/lex.50.50.zhen.s2t.bin.gz": (4_822_158, "216b4f87e61c89741114fa36b3cf01fb1e3a32cf0eb97bf1cb2f992951e8691b"),
    "base-memory/zhen/vocab.zhen.spm.gz": (738_862, "244ac04cd4e2126852fc6f697b2aa1e04acad4492c5ec8b37453974f33f88183"),
    "base/zhen/model.zhen.intgemm.alphas.bin.gz": (
        44_369_188,
        "820f50dc36b1e25c97208fff0470bae7fda62bd6f371c4c4bf94947a9de58497",
    ),
    "base/zhen/lex.50.50.zhen.s2t.bin.gz": (4_824_122, "b1bef5f75f5068877afdb2db0eeb670129165976bfa2af4889928f59c264b7b9"),
    "base/zhen/vocab.zhen.spm.gz": (738_862, "fd0cc08ddcbe480e3be06e6a86cb8aaf75f946263a5d9fc7d2773a197990cfb2"),
}
"""Size and SHA-256 of Firefox's files, as the repository's Git LFS pointers at that commit have them."""
CHRF = {"firefox-base-memory": (55.0, 60.6), "firefox-base": (55.4, 60.4), "argos": (51.0, 49.3)}


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_an_entry_is_well_formed(entry: Entry) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", entry.name)
    assert entry.languages == ("zh", "en")
    assert entry.kind in ("argos", "firefox", "ctranslate2", "gguf")
    assert entry.title
    assert entry.licence
    assert entry.extra in ("", *catalogue.LIBRARIES)
    assert 0 < entry.memory < 1000
    assert entry.files
    for file in entry.files:
        assert file.size > 0
        assert all(address.startswith("https://") for address in file.addresses)
        assert bool(file.addresses) == bool(re.fullmatch("[0-9a-f]{64}", file.sha256))


def test_names_and_ranks_are_there_once() -> None:
    assert [entry.rank for entry in entries()] == list(range(1, len(entries()) + 1))
    assert len({entry.name for entry in entries()}) == len(entries())


def test_the_numbers_are_those_that_were_measured() -> None:
    assert {entry.name: tuple(entry.chrf[name] for name in SETS) for entry in entries()} == CHRF
    found = {
        file.addresses[0]: (file.size, file.sha256) for entry in entries() if entry.kind == "firefox" for file in entry.files
    }
    root = f"https://media.githubusercontent.com/media/mozilla/firefox-translations-models/{COMMIT}/models/"
    assert found == {root + path: facts for path, facts in FILES.items()}


def test_the_advice_says_what_the_best_is_worth_and_how_it_is_got() -> None:
    advice = catalogue.advice()
    assert "`translate models install firefox-base-memory` (38 MB)" in advice
    assert "+13 chrF2++" in advice
    assert "+19 on news" in advice
    assert "\n" not in advice


def test_the_page_has_the_same_table() -> None:
    page = (Path(__file__).parents[2] / "docs/engines.md").read_text("utf-8")
    rows = [[cell.strip(" `") for cell in row.split("|")[1:-1]] for row in re.findall(r"(?m)^\| `.*$", page)]
    starter, *others = rows
    assert starter[0] == "starter"
    assert starter[3:5] == [str(catalogue.starter_scores()[name]) for name in SETS]
    assert others == [
        [
            entry.name,
            f"{entry.size / 1e6:.0f}",
            entry.licence,
            *(str(entry.chrf[name]) for name in SETS),
            f"bilingual[{entry.extra}]" if entry.extra else "–",
        ]
        for entry in entries()
    ]
    assert len(page.splitlines()) <= 45
