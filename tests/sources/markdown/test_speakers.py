"""Who speaks: 103 shapes of transcripts (`transcripts.json`) and 131 posts with colons in which nobody does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bilingual.sources import parse

CASES = Path(__file__).parents[2] / "cases" / "sources"


def post_of(shape: dict[str, Any], talk: list[str]) -> tuple[str, int]:
    """A transcript in that shape and its number of turns: `names` take turns in the `form`, `every` six something else."""
    pieces, said = [], talk * shape.get("times", 1)
    for index, words in enumerate(said):
        names = shape["names"][:2] if shape.get("rare") and index != len(talk) // 2 else shape["names"][::-1]
        names = names if shape.get("rare") else shape["names"]
        form = shape["second"] if index % 2 and "second" in shape else shape["form"]
        form = shape["first"] if not index and "first" in shape else form
        if "every" in shape and index % 6 == 0:
            pieces.append(shape["every"].format(i=index // 6 + 1))
        pieces.append(form.format(n=names[index % len(names)], t=words, i=index))
    return shape.get("head", "") + shape.get("sep", "\n\n").join(pieces) + "\n", len(said)


def labels(post: str) -> list[str]:
    """The name on each label."""
    found = {
        block.label.span: block.label.name for block in parse(post, name="a").blocks if block.label and not block.label.closing
    }
    return [*found.values()]


def test_turns_are_found_in_whatever_shape() -> None:
    cases = json.loads((CASES / "transcripts.json").read_text("utf-8"))
    found = total = 0
    missed = []
    for shape in cases["shapes"]:
        post, turns = post_of(shape, cases["talk"])
        recognised = min(turns, sum(name in shape["names"] for name in labels(post)))
        found, total = found + recognised, total + turns
        missed += [shape["label"]] * (recognised < turns)
    assert found >= 0.99 * total, missed


def test_colons_alone_make_nobody_speak() -> None:
    cases = json.loads((CASES / "no_transcripts.json").read_text("utf-8"))
    wrong = [case["label"] for case in cases if labels(case["input"] + "\n")]
    assert len(wrong) <= 0.01 * len(cases), wrong
