"""Cases as data: what a post of that text is read as. Each case names only the things that it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bilingual.model import Block, Document, Gloss, PairedCode, Part, Text, join
from bilingual.sources import parse, render

CASES = Path(__file__).parents[2] / "cases/sources"


def cases(name: str) -> list[Any]:
    return [pytest.param(case, id=case["label"]) for case in json.loads((CASES / f"{name}.json").read_text())]


def found_glosses(text: Text) -> Iterator[Gloss]:
    for part in text:
        if isinstance(part, Gloss):
            yield part
        elif isinstance(part, PairedCode):
            yield from found_glosses(part.inner)


def shown(part: Part) -> list[Any] | str:
    if isinstance(part, str):
        return part
    if isinstance(part, PairedCode):
        return [part.kind, part.open, [shown(inner) for inner in part.inner], part.close]
    if isinstance(part, Gloss):
        return ["gloss", part.term, part.head, join(part.explanation)]
    return [part.kind, str(part)]


def block(found: Block) -> list[str]:
    return [found.kind, join(found.parts)]


def facets(document: Document) -> dict[str, Any]:
    """Every way in which a case may look at a document."""
    blocks = document.blocks
    return {
        "blocks": [block(found) for found in blocks],
        "kinds": [found.kind for found in blocks],
        "turns": [[found.label.name, join(found.parts)] for found in blocks if found.label],
        "parts": [shown(part) for found in blocks for part in found.parts],
        "glosses": [
            [gloss.term, gloss.head, join(gloss.explanation)] for found in blocks for gloss in found_glosses(found.parts)
        ],
        "marks": [[gloss.open, gloss.close, gloss.lead, gloss.separator, gloss.tail]
                  for found in blocks for gloss in found_glosses(found.parts)],
        "markers": [[found.marker, found.level] for found in blocks],
        "cells": [found.cell for found in blocks],
        "styles": [[found.key, found.style, join(found.parts)] for found in blocks if found.kind == "front"],
        "front_matter": bool(document.front_matter),
        "notices": [[notice.line, notice.problem] for notice in document.notices],
    }  # fmt: skip


def check(case: dict[str, Any]) -> None:
    document = parse(case["input"], speakers=frozenset(case.get("speakers", ())))
    assert render(document) == case["input"]
    found = json.loads(json.dumps(facets(document)))
    assert {name: found[name] for name in case["expected"]} == case["expected"]


@pytest.mark.parametrize("case", cases("wild"))
def test_forms_counted_on_real_sites(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", cases("synthetic"))
def test_markdown(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", cases("negative"))
def test_what_only_looks_like_it(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    check(case)
