"""Records read back: nothing of a finished post is lost, and what is no record is refused with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bilingual.errors import ImportFailed
from bilingual.formats.json.read import restored
from bilingual.formats.registry import write
from bilingual.model import Translation


@pytest.mark.parametrize("name", ["city-radio", "house-manual", "repair-cafe"])
def test_every_format_is_the_same_from_the_records(finished: dict[str, Translation], name: str) -> None:
    result = finished[name]
    again = restored(write(result, "json")[0].data, "a.json")
    assert again.document == result.document
    assert again.rows == result.rows
    assert (again.signature, again.speakers) == (result.signature, result.speakers)
    for kind in ("md", "docx", "json"):
        assert write(again, kind) == write(result, kind)


def test_what_a_person_says_of_a_term_comes_back(finished: dict[str, Translation]) -> None:
    result = finished["repair-cafe"]
    noted = replace(result, terms=tuple(replace(term, note="为什么", aliases=("别名",)) for term in result.terms))
    again = restored(write(noted, "json")[0].data, "a.json")
    assert {(term.note, term.aliases) for term in again.terms} == {("为什么", ("别名",))}


def _span(own: Any) -> None:
    own["rows"][3]["span"][0] += 1


def _lock(own: Any) -> None:
    lock = next(lock for row in own["rows"] for lock in row["locks"])
    lock["span"] = [span + 1 for span in lock["span"]]


def _mention(own: Any) -> None:
    mention = next(mention for row in own["rows"] for mention in row["mentions"])
    mention["hant"] = [9000, 9002]


BROKEN: dict[str, tuple[Callable[[Any], object], str]] = {
    "another row id": (lambda own: own["rows"][2].update(id="0"), "Row 0 does not stand where"),
    "a row too few": (lambda own: own["rows"].pop(), "a row for each sentence"),
    "rows in another order": (lambda own: own["rows"].reverse(), "a row for each sentence"),
    "a span that is not the row's": (_span, "does not stand where"),
    "a lock that does not stand": (_lock, "locks of row .* do not stand in its English"),
    "a term that does not stand": (_mention, "terms of row .* do not stand in its Chinese"),
    "another post": (lambda own: own.update(source=["# 别的\n"]), "does not stand where"),
    "an earlier version": (lambda own: own.pop("source"), "“source” is missing"),
    "a later version": (lambda own: own.update(more=1), "“more” is not known"),
    "a field of another kind": (lambda own: own["rows"][1].update(en=None), r"rows\[1\].en is no string"),
    "an origin that is none": (lambda own: own["rows"][1].update(origin="guess"), "has a value that it cannot have"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_records_changed_by_hand_are_refused(finished: dict[str, Translation], kind: str) -> None:
    change, fact = BROKEN[kind]
    own = json.loads(write(finished["repair-cafe"], "json")[0].data)
    change(own)
    with pytest.raises(ImportFailed, match=fact) as caught:
        restored(json.dumps(own).encode(), "a.json")
    assert caught.value.path == "a.json"
    assert "translate run" in caught.value.remedy


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"", "cannot be read"),
        (b"{\n  1", "cannot be read"),
        (b"\xff{}", "not UTF-8"),
        (b"[" * 100_000, "too deep"),
        (b"[]", "no object"),
    ],
)
def test_what_is_no_record_is_refused(data: bytes, fact: str) -> None:
    with pytest.raises(ImportFailed, match=fact):
        restored(data, "a.json")
