"""The names that front matter lists, and how often posts use a term."""

from __future__ import annotations

import pytest

from bilingual.extraction.evidence import LISTS, Name, count_terms, find_listed_names, merge_listed_names
from bilingual.model import Listed, Term
from bilingual.sources import listed, parse

POST = """---
title: t
people: [sam-altman, 李飞飞]
companies_orgs: [openai]
---

Sam Altman 和李飞飞聊 OpenAI，Sam Altman 说好。
"""


def test_listed_names_are_found_as_the_text_spells_them() -> None:
    document = parse(POST, name="a", path="a.md")
    names = find_listed_names(document, listed(document, LISTS))
    assert [(name.spelling, name.kind, name.where) for name in names] == [
        ("Sam Altman", "person", "a.md:7"), ("李飞飞", "person", "a.md:7"), ("OpenAI", "org", "a.md:7"),
    ]  # fmt: skip


def name(value: str, spelling: str, key: str = "people") -> Name:
    return Name(Listed(key, value, 3), spelling, "a.md:3")


@pytest.mark.parametrize(
    ("terms", "found", "expected"),
    [
        ([Term("奥特曼", "Sam Altman")], name("sam-altman", "Sam Altman"), [("奥特曼", "person", ("Sam Altman",), "accepted")]),
        ([Term("OpenAI", "", kind="keep")], name("openai", "OpenAI", "companies_orgs"), [("OpenAI", "org", (), "accepted")]),
        ([], name("sora", "Sora", "products_models"), [("Sora", "product", (), "candidate")]),
        ([], name("nowhere", ""), []),
        ([Term("闲哥", "Xian", kind="speaker")], name("闲哥", "闲哥"), [("闲哥", "speaker", (), "accepted")]),
    ],
)
def test_a_listed_name_joins_its_gloss_or_waits_for_a_person(
    terms: list[Term], found: Name, expected: list[tuple[str, str, tuple[str, ...], str]]
) -> None:
    merged = merge_listed_names(terms, [found])
    assert [(term.source, term.kind, term.aliases, term.status) for term in merged] == expected


def test_terms_are_counted_as_the_lock_finds_them() -> None:
    document = parse("用AI做AI视频，OpenAI也好，人工智能。\n", name="a")
    terms = [Term("AI", ""), Term("AI视频", "AI video", status="candidate"), Term("智能", "smart")]
    assert count_terms([document], terms) == {"AI": 1, "AI视频": 1, "智能": 1}
